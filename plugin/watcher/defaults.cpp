// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/defaults.h"

#include "watcher/defaultgroup.h"

#include <QCoreApplication>
#include <QRandomGenerator>

namespace QtFailover::Internal {

using namespace Qt::StringLiterals;

namespace {

// Nobody typed it as a setting of ours, so it is made to fit instead of refused.
QString defaultVersion()
{
    QString version = QCoreApplication::applicationVersion();
    version.removeIf([](QChar c) { return c.category() == QChar::Other_Control || c.isSurrogate(); });
    constexpr qsizetype AlwaysFits = 200 / 3;
    return version.left(AlwaysFits);
}

} // namespace

QString makeInstanceId()
{
    const quint64 random = QRandomGenerator::system()->generate64() >> 16;
    return u"%1-%2"_s.arg(QCoreApplication::applicationPid()).arg(random, 12, 16, QChar(u'0'));
}

Config withDefaults(Config config)
{
    if (config.group().isEmpty())
        config.setGroup(defaultGroup());
    if (config.applicationVersion().isEmpty())
        config.setApplicationVersion(defaultVersion());
    return config;
}

Terms termsOf(const Config &config, Candidacy candidacy)
{
    Terms terms;
    terms.group = config.group();
    terms.scope = config.scope();
    terms.instanceId = config.instanceId();
    terms.applicationVersion = config.applicationVersion();
    terms.runtimeDirectory = config.runtimeDirectory();
    terms.pid = QCoreApplication::applicationPid();
    terms.priority = config.priority();
    terms.enabled = config.isEnabled();
    terms.busEnabled = config.isDBusEnabled();
    terms.policy = config.hungPrimaryPolicy();
    terms.candidacy = candidacy;
    terms.heartbeatInterval = config.heartbeatInterval();
    terms.heartbeatTimeout = config.heartbeatTimeout();
    terms.probeInterval = config.probeInterval();
    terms.mainLoopTimeout = config.mainLoopTimeout();
    terms.promotionTimeout = config.promotionTimeout();
    terms.shutdownTimeout = config.shutdownTimeout();
    return terms;
}

} // namespace QtFailover::Internal
