// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/epoch.h"
#include "core/failure.h"
#include "core/time.h"

#include <QtFailover/types.h>

#include <QString>
#include <QVariantMap>

#include <variant>
#include <vector>

namespace QtFailover::Internal {

/// One line of the roster: an instance as the primary knows it.
struct Member {
    QString id;
    qint64 pid = 0;
    Role role = Role::Secondary;
    bool enabled = true;
    bool reserve = false; ///< of Watcher::forSecondary(): none of those whom a primary asks of its own accord
    int priority = 0;
    QString applicationVersion;
    bool successor = false;
    Instant startedAt{}; ///< of the instance's Watcher::start(); the older one is preferred

    bool operator==(const Member &) const = default;
};

/// All that the application, D-Bus and formatStatus() may show, in one value.
struct Snapshot {
    Role role = Role::Inactive;
    Epoch epoch = NoEpoch; ///< of the newest primary heard of
    QString instanceId;
    QString primaryId;
    PrimaryHealth health = PrimaryHealth::Unknown;
    bool enabled = true;
    bool busConnected = false;
    Reason lastReason = Reason::Unspecified;
    std::vector<Member> members; ///< the primary first, then in order of succession
    Failure failure;             ///< the last one told
    QVariantMap statistics;

    bool operator==(const Snapshot &) const = delete;
};

/// What the application is told, in this order, after it has been given the snapshot.
namespace notice {
struct RoleChanged {
    Role role;
    Role previous;
    Epoch epoch; ///< of the newest primary heard of
    Reason reason;
};
struct Promoted {
    Epoch epoch;
    Reason reason;
};
struct Demoted {
    Epoch epoch;
    Reason reason;
};
struct PrimaryChanged {
    QString id;
    Epoch epoch;
};
struct HealthChanged {
    PrimaryHealth health;
};
struct InstancesChanged {};
struct EnabledChanged {
    bool enabled;
};
struct BusConnectedChanged {
    bool connected;
};
struct Heartbeat {
    QString id;
    Epoch epoch;
    quint64 sequence;
    Instant at; ///< when the library's thread received it
};
struct ShutdownAnnounced {
    QString id;
    Reason reason;
};
struct ErrorOccurred {
    Failure failure;
};
struct Stopped {};
} // namespace notice

using Notice =
    std::variant<notice::RoleChanged, notice::Promoted, notice::Demoted, notice::PrimaryChanged, notice::HealthChanged,
                 notice::InstancesChanged, notice::EnabledChanged, notice::BusConnectedChanged, notice::Heartbeat,
                 notice::ShutdownAnnounced, notice::ErrorOccurred, notice::Stopped>;

} // namespace QtFailover::Internal
