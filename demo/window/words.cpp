// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "window/words.h"

#include <QCoreApplication>

namespace Demo {

using namespace QtFailover;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace

QString roleText(Role role)
{
    switch (role) {
    case Role::Inactive:
        return Words::tr("No role yet");
    case Role::Secondary:
        return Words::tr("Secondary");
    case Role::Primary:
        return Words::tr("Primary");
    }
    Q_UNREACHABLE();
}

QString healthText(PrimaryHealth health)
{
    switch (health) {
    case PrimaryHealth::Unknown:
        return Words::tr("not known");
    case PrimaryHealth::Alive:
        return Words::tr("alive");
    case PrimaryHealth::Busy:
        return Words::tr("busy");
    case PrimaryHealth::Stopped:
        return Words::tr("stopped");
    case PrimaryHealth::Unresponsive:
        return Words::tr("not responding");
    case PrimaryHealth::Gone:
        return Words::tr("gone");
    }
    Q_UNREACHABLE();
}

QString reasonText(Reason reason)
{
    switch (reason) {
    case Reason::Unspecified:
        return {};
    case Reason::Started:
        return Words::tr("it was the first");
    case Reason::PrimaryCrashed:
        return Words::tr("the primary crashed");
    case Reason::PrimaryShutdown:
        return Words::tr("the primary left");
    case Reason::PrimaryUnresponsive:
        return Words::tr("the primary did not respond");
    case Reason::Handover:
        return Words::tr("the role was handed over");
    case Reason::TakenOver:
        return Words::tr("the role was asked for");
    case Reason::Fenced:
        return Words::tr("it was fenced");
    case Reason::LockLost:
        return Words::tr("it lost its lock");
    case Reason::PromotionFailed:
        return Words::tr("it could not take the role");
    case Reason::Stopped:
        return Words::tr("it stopped");
    }
    Q_UNREACHABLE();
}

} // namespace Demo
