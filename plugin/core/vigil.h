// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/time.h"

namespace QtFailover::Internal {

/// Watches a primary for silence, and itself for pauses.
///
/// Silence counts from begin() or from the last frame. Halfway to the verdict, when a beat is late, it asks
/// for a probe; what ends the silence is any frame. When its own check comes late by more than an interval, or the
/// machine was suspended, it was me who paused: the wait starts anew, with a probe ("tilt", after Redis
/// Sentinel).
class Vigil
{
public:
    enum class Finding {
        Quiet,  ///< nothing to do before next()
        Late,   ///< the beat is late: probe now
        Tilted, ///< the observer paused: probe now, accuse nobody
        Silent  ///< silent for the whole timeout, the probe unanswered
    };

    void begin(Instant now, Duration suspended, Duration interval, Duration timeout);
    /// The primary's own interval, once it is known: silence shorter than two of them accuses nobody.
    void adopt(Duration interval);
    void heard(Instant now, Duration suspended);
    Finding check(Instant now, Duration suspended);
    /// Whether the observer has paused, where it wanted to run at `due`.
    bool hasPaused(Instant due, Instant now, Duration suspended) const;
    /// The wait starts anew after such a pause.
    void tilt(Instant now, Duration suspended);
    /// What the system says of its process while it is silent.
    void seen(bool stopped) { m_stops = stopped ? m_stops + 1 : 0; }

    Instant next() const { return m_next; }
    bool isSilent() const { return m_silent; }
    /// Silent, and stopped too each time that was looked at: one that has run since would not have stayed so for long.
    bool isStopped() const { return m_silent && m_stops > 1; }
    Instant since() const { return m_since; }

private:
    void restart(Instant now, Duration suspended);
    Duration timeout() const;

    Duration m_interval{};
    Duration m_timeout{};
    Duration m_suspended{};
    Instant m_since{};
    Instant m_next = Never;
    bool m_silent = false;
    int m_stops = 0; ///< in a row, since the wait began
};

} // namespace QtFailover::Internal
