// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/snapshot.h"
#include "core/terms.h"

#include <QString>

namespace QtFailover::Internal {

/// A role as D-Bus, JSON and the status line spell it: "none", "secondary" or "primary".
QString roleText(Role role);

/// A duration for people: "200ms", "15s", "1m"; the largest unit that keeps it whole.
QString durationText(Duration duration);

/// One line of key=value: role enabled epoch instance_id primary_id primary_health heartbeat_interval
/// heartbeat_timeout probe_interval last_heartbeat last_reason dbus, then the others. A value with a space, a
/// quote or nothing in it stands in quotes. `lastHeartbeat` is for display: RFC 3339, or "never".
QString formatStatus(const Snapshot &snapshot, const Terms &terms, const QString &lastHeartbeat);

} // namespace QtFailover::Internal
