// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/status.h"
#include "watcher/defaults.h"
#include "watcher/instanceinfo_p.h"
#include "watcher/watcher_p.h"
#include "watcher/world.h"

namespace QtFailover {

using namespace Internal;
using std::chrono::milliseconds;

QList<InstanceInfo> WatcherPrivate::infos(const std::vector<Member> &members)
{
    QList<InstanceInfo> list;
    list.reserve(qsizetype(members.size()));
    for (const Member &member : members) {
        InstanceInfo info;
        info.d->member = member;
        list.append(info);
    }
    return list;
}

std::optional<Duration> WatcherPrivate::heartbeatAge() const
{
    const Instant at{Duration(shared->lastHeartbeat.load())};
    if (at == Never)
        return {};
    if (const World *const world = World::current())
        return world->now() - at;
    const Instant now(std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch()));
    return now - at;
}

QDateTime WatcherPrivate::lastHeartbeat() const
{
    const auto age = heartbeatAge();
    if (!age)
        return {};
    return QDateTime::currentDateTimeUtc().addMSecs(-std::chrono::duration_cast<milliseconds>(*age).count());
}

Config Watcher::config() const { return d->config; }

Role Watcher::role() const { return d->told.role; }

quint64 Watcher::epoch() const { return d->told.epoch; }

QString Watcher::instanceId() const { return d->told.instanceId; }

QString Watcher::primaryId() const { return d->told.primaryId; }

PrimaryHealth Watcher::primaryHealth() const { return d->told.health; }

QList<InstanceInfo> Watcher::instances() const { return WatcherPrivate::infos(d->told.members); }

bool Watcher::isDBusConnected() const { return d->told.busConnected; }

Reason Watcher::lastReason() const { return d->told.lastReason; }

Error Watcher::error() const { return d->failure.error; }

QString Watcher::errorString() const { return d->failure.text; }

QDateTime Watcher::lastHeartbeat() const { return d->lastHeartbeat(); }

std::optional<milliseconds> Watcher::lastHeartbeatAge() const
{
    const auto age = d->heartbeatAge();
    return age ? std::optional(std::chrono::duration_cast<milliseconds>(*age)) : std::nullopt;
}

QVariantMap Watcher::statistics() const
{
    // In a forked child the lock of what is latest may be held by a thread that does not exist there.
    return d->own->run && !d->isForked() ? d->own->run->bridge->latest().statistics : d->told.statistics;
}

QString Watcher::formatStatus() const
{
    Snapshot snapshot = d->told;
    snapshot.enabled = d->enabled;
    snapshot.failure = d->failure;
    const Terms terms = d->own->run ? d->own->run->terms : termsOf(d->config, d->candidacy);
    const QDateTime heartbeat = d->lastHeartbeat();
    return Internal::formatStatus(
        snapshot, terms, heartbeat.isValid() ? heartbeat.toString(Qt::ISODateWithMs) : QStringLiteral("never"));
}

} // namespace QtFailover
