// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/vigil.h"

#include <algorithm>

namespace QtFailover::Internal {

void Vigil::begin(Instant now, Duration suspended, Duration interval, Duration timeout)
{
    m_interval = interval;
    m_timeout = timeout;
    m_silent = false;
    restart(now, suspended);
}

void Vigil::adopt(Duration interval) { m_interval = interval; }

void Vigil::heard(Instant now, Duration suspended)
{
    m_silent = false;
    restart(now, suspended);
}

Vigil::Finding Vigil::check(Instant now, Duration suspended)
{
    if (now < m_next)
        return Finding::Quiet;
    if (hasPaused(m_next, now, suspended)) {
        tilt(now, suspended);
        return Finding::Tilted;
    }
    if (now - m_since >= timeout()) {
        m_silent = true;
        m_next = now + timeout();
        return Finding::Silent;
    }
    m_next = m_since + timeout();
    return Finding::Late;
}

bool Vigil::hasPaused(Instant due, Instant now, Duration suspended) const
{
    return now - due > m_interval || suspended - m_suspended > m_interval;
}

void Vigil::tilt(Instant now, Duration suspended)
{
    m_silent = false;
    restart(now, suspended);
    m_next = m_since + timeout();
}

void Vigil::restart(Instant now, Duration suspended)
{
    m_stops = 0;
    m_since = now;
    m_suspended = suspended;
    m_next = now + std::min(m_interval * 3 / 2, timeout() * 3 / 4);
}

Duration Vigil::timeout() const { return std::max(m_timeout, 2 * m_interval); }

} // namespace QtFailover::Internal
