// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ports/clock.h"

#include <memory>

namespace QtFailover::Internal {

/// std::chrono::steady_clock (CLOCK_MONOTONIC on Linux, comparable between processes of one boot) and a QTimer.
///
/// Create, use and destroy it in one thread with an event loop; nothing blocks. The alarm is kept to the
/// millisecond when it is less than PreciseRange away, and coarse (to save wake-ups) before that.
class SystemClock final : public Clock
{
public:
    static constexpr std::chrono::seconds PreciseRange{2};

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
