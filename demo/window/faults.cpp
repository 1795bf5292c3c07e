// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "window/faults.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdlib>
#include <thread>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

namespace Demo {

using namespace Qt::StringLiterals;

void Faults::crash()
{
#ifdef Q_OS_UNIX
    std::raise(SIGKILL);
#endif
    std::_Exit(9);
}

void Faults::freeze() { std::this_thread::sleep_for(length); }

bool Faults::canStop()
{
#ifdef Q_OS_UNIX
    return true;
#else
    return false;
#endif
}

void Faults::stop()
{
#ifdef Q_OS_UNIX
    // Somebody else has to wake us; whoever reads what we print is not to wait for that one, should we die before.
    const QString wake = u"exec </dev/null >/dev/null 2>&1; sleep %1; kill -CONT %2"_s.arg(
        QString::number(length.count()), QString::number(QCoreApplication::applicationPid()));
    if (QProcess::startDetached(u"/bin/sh"_s, {u"-c"_s, wake}))
        std::raise(SIGSTOP);
#endif
}

} // namespace Demo
