// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/time.h"

#include <QtFailover/types.h>

#include <QString>

namespace QtFailover::Internal {

/// Whether an instance stands for election.
enum class Candidacy {
    Normal,       ///< at start and whenever the primary is gone
    PrimaryOnly,  ///< Watcher::forPrimary(): at start, and stops when another is primary
    SecondaryOnly ///< Watcher::forSecondary(): after heartbeatTimeout without a primary in sight
};

/// What one instance brings to its group: its validated configuration, fixed for the run, but for `enabled`.
struct Terms {
    QString group;
    QString scope;
    QString instanceId;
    QString applicationVersion;
    QString runtimeDirectory; ///< empty: the default of the platform
    qint64 pid = 0;
    int priority = 0;
    bool enabled = true;
    bool busEnabled = true;
    HungPrimaryPolicy policy = HungPrimaryPolicy::Wait;
    Candidacy candidacy = Candidacy::Normal;
    Duration heartbeatInterval{};
    Duration heartbeatTimeout{};
    Duration probeInterval{};
    Duration mainLoopTimeout{}; ///< zero: never
    Duration promotionTimeout{};
    Duration shutdownTimeout{};
};

} // namespace QtFailover::Internal
