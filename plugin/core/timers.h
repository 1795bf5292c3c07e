// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/time.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace QtFailover::Internal {

/// What the core waits for. When several are due at once they go off in this order.
enum class Timer {
    Claim,     ///< a Claim::Pause is over
    Look,      ///< no primary, or none that answers: look again, claim when it is our turn
    Promotion, ///< the promotion handler has outlasted promotionTimeout
    Prepare,   ///< the successor has not said ready
    Demotion,  ///< the demotion, with all that it waits for, has outlasted shutdownTimeout
    TakeOver,  ///< the primary has not let go
    Parting,   ///< the others may hear that the role was let go
    Beat,
    MainLoop, ///< ask the main loop for a sign of life, or find it busy
    Silence,  ///< the primary's next beat is late, or too late
    Probe,
    Roster,
    Check,
    Count_
};

class Timers
{
public:
    Timers() { m_at.fill(Never); }
    void set(Timer timer, Instant at) { m_at[std::size_t(timer)] = at; }
    void soonest(Timer timer, Instant at) { set(timer, std::min(at, m_at[std::size_t(timer)])); }
    void clear(Timer timer) { set(timer, Never); }
    void clearAll() { m_at.fill(Never); }
    bool isSet(Timer timer) const { return m_at[std::size_t(timer)] != Never; }
    /// True once for a timer that is due.
    bool take(Timer timer, Instant now)
    {
        if (m_at[std::size_t(timer)] > now)
            return false;
        clear(timer);
        return true;
    }
    Instant next() const { return *std::min_element(m_at.cbegin(), m_at.cend()); }

private:
    std::array<Instant, std::size_t(Timer::Count_)> m_at;
};

} // namespace QtFailover::Internal
