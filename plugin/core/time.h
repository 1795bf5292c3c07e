// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <chrono>

namespace QtFailover::Internal {

using Duration = std::chrono::nanoseconds;

/// The one clock on which decisions rest: CLOCK_MONOTONIC on Linux. It has no now(): the core is told the time.
struct MonotonicClock {
    using rep = Duration::rep;
    using period = Duration::period;
    using duration = Duration;
    using time_point = std::chrono::time_point<MonotonicClock>;
    static constexpr bool is_steady = true;
};
using Instant = MonotonicClock::time_point;

inline constexpr Instant Never = Instant::max();

/// L of the protocol: no answer about the own role is older than this, and whoever takes the role from a
/// living process waits this long before it acts.
inline constexpr std::chrono::milliseconds ProofLifetime{100};

} // namespace QtFailover::Internal
