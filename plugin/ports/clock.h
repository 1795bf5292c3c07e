// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/time.h"

#include <functional>

namespace QtFailover::Internal {

/// Monotonic time and one alarm.
class Clock
{
public:
    virtual ~Clock() = default;

    virtual Instant now() const = 0;
    /// How much longer the machine has been up than it has been running (suspend); grows only.
    virtual Duration suspended() const = 0;
    /// One alarm at a time, a later call replaces it; Never: none. It may come late, never early; the
    /// adapter may choose a coarse timer for a distant moment.
    virtual void setAlarm(Instant at) = 0;
    virtual void onAlarm(std::function<void()> callback) = 0;
};

} // namespace QtFailover::Internal
