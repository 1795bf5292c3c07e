// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/election.h"

#include "core/causes.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace QtFailover::Internal {

namespace {
/// Silence that may be held against a primary, however short the time for the take-over is.
constexpr std::chrono::milliseconds Shortest{100};
} // namespace

void Election::takeOver()
{
    if (m_state == State::Sealing)
        m_takingOver = true; // its promotion handler is at work, and decides
    if (holdsRight() || m_state == State::Stopped || m_state == State::Inactive)
        return;
    if (!std::exchange(m_takingOver, true) || m_vigil.since() >= m_tookOverAt)
        m_tookOverAt = m_now; // or it is silent since it was asked before
    if (!m_terms.enabled) {
        takeOverFailed(cause::Disabled);
        return flush();
    }
    m_timers.set(Timer::TakeOver, m_now + m_terms.shutdownTimeout);
    m_anew = true;
    m_crashLooping = false;
    if (m_state == State::Looking) {
        m_forced = true;
        look();
    } else if (m_state == State::Attached) {
        m_turnAt = m_now;
        if (fenceable())
            look();
        else if (m_link->welcome)
            act(effect::Send{m_link->connection, wire::TakeOver{m_link->right.epoch}});
        m_timers.soonest(Timer::Look, ignoresTakeOverFrom());
    }
    flush();
}

/// A primary answers at once. One that has not by then, and beats no more, hangs.
Instant Election::ignoresTakeOverFrom() const
{
    return m_tookOverAt + std::min(m_terms.heartbeatInterval, std::max<Duration>(m_terms.shutdownTimeout, Shortest));
}

void Election::takeOverFailed(const QString &cause)
{
    m_timers.clear(Timer::TakeOver);
    if (m_link)
        m_link->grants = false;
    if (holdsRight() || !std::exchange(m_takingOver, false))
        return;                // the promotion handler may take longer, and decides
    m_forced = m_anew = false; // the user's word was for this one
    reportAgain(
        {Error::HandoverFailed,
         QCoreApplication::translate("QtFailover", "This instance did not become primary: %1.").arg(readable(cause))});
}

/// Whoever has been told that we are ready lets go, or says that it does not: its demotion handler has a time of its
/// own.
void Election::takeOverLate()
{
    if (m_link && m_link->grants && !m_vigil.isSilent())
        m_timers.set(Timer::TakeOver, m_now + m_terms.heartbeatInterval);
    else
        takeOverFailed(cause::PrimarySilent);
}

} // namespace QtFailover::Internal
