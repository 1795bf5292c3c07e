// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/status.h"

#include <QMetaEnum>
#include <QStringList>

namespace QtFailover::Internal {

namespace {

QString quoted(QString value)
{
    if (!value.isEmpty() && !value.contains(u' ') && !value.contains(u'"') && !value.contains(u'='))
        return value;
    value.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + value + u'"';
}

template <typename E>
QString enumText(E value)
{
    return QString::fromLatin1(QMetaEnum::fromType<E>().valueToKey(int(value)));
}

} // namespace

QString roleText(Role role)
{
    switch (role) {
    case Role::Inactive:
        return QStringLiteral("none");
    case Role::Secondary:
        return QStringLiteral("secondary");
    case Role::Primary:
        return QStringLiteral("primary");
    }
    Q_UNREACHABLE();
}

QString durationText(Duration duration)
{
    using namespace std::chrono;
    const qint64 ms = duration_cast<milliseconds>(duration).count();
    if (ms % 60000 == 0 && ms > 0)
        return QString::number(ms / 60000) + u'm';
    if (ms % 1000 == 0)
        return QString::number(ms / 1000) + u's';
    return QString::number(ms) + QStringLiteral("ms");
}

QString formatStatus(const Snapshot &snapshot, const Terms &terms, const QString &lastHeartbeat)
{
    QStringList line;
    const auto add = [&line](QLatin1String key, const QString &value) { line.append(key + u'=' + quoted(value)); };
    const auto boolText = [](bool value) { return value ? QStringLiteral("true") : QStringLiteral("false"); };
    add(QLatin1String("role"), roleText(snapshot.role));
    add(QLatin1String("enabled"), boolText(snapshot.enabled));
    add(QLatin1String("epoch"), QString::number(snapshot.epoch));
    add(QLatin1String("instance_id"), snapshot.instanceId);
    add(QLatin1String("primary_id"), snapshot.primaryId);
    add(QLatin1String("primary_health"), enumText(snapshot.health));
    add(QLatin1String("heartbeat_interval"), durationText(terms.heartbeatInterval));
    add(QLatin1String("heartbeat_timeout"), durationText(terms.heartbeatTimeout));
    add(QLatin1String("probe_interval"), durationText(terms.probeInterval));
    add(QLatin1String("last_heartbeat"), lastHeartbeat);
    add(QLatin1String("last_reason"), enumText(snapshot.lastReason));
    add(QLatin1String("dbus"), boolText(snapshot.busConnected));
    add(QLatin1String("instances"), QString::number(snapshot.members.size()));
    add(QLatin1String("group"), terms.group);
    add(QLatin1String("scope"), terms.scope);
    add(QLatin1String("error"), enumText(snapshot.failure.error));
    return line.join(u' ');
}

} // namespace QtFailover::Internal
