// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ports/clock.h"

#include <memory>

namespace QtFailover::Internal {

/// std::chrono::steady_clock (CLOCK_MONOTONIC on Linux, comparable between processes of one boot) and a QTimer.
///
/// Create, use and destroy it in one thread with an event loop; nothing blocks. The alarm is kept to the
/// millisecond. One that is farther away than PreciseRange has its timer coarse until it is near. A nearer one, as
/// that of the usual heartbeat, does not: one precise wake-up costs less than a coarse and a precise one.
class SystemClock final : public Clock
{
public:
    static constexpr std::chrono::seconds PreciseRange{6};

    SystemClock();
    ~SystemClock() override;

    Instant now() const override;
    /// Zero where the system does not tell.
    Duration suspended() const override;
    void setAlarm(Instant at) override;
    void onAlarm(std::function<void()> callback) override;

private:
    class Impl;
    std::unique_ptr<Impl> d;
};

} // namespace QtFailover::Internal
