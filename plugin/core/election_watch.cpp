// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/election.h"

#include <algorithm>

namespace QtFailover::Internal {

void Election::heardBeat(const wire::Beat &beat)
{
    m_link->busyUntil = m_now + beat.busyFor; // a candidate's, too: its promotion handler may take long
    if (beat.standing != wire::Standing::Primary || !m_link->welcome)
        return;
    count("heartbeatsReceived");
    if (!m_link->primary)
        primaryHere(m_link->terms.id, beat.epoch);
    m_link->hung = m_terms.mainLoopTimeout > Duration::zero() && beat.mainLoopAge > m_terms.mainLoopTimeout
                   && beat.busyFor == Duration::zero();
    if (m_link->hung)
        setHealth(PrimaryHealth::Unresponsive);
    else if (beat.mainLoopAge > m_link->terms.heartbeatInterval)
        setHealth(PrimaryHealth::Busy);
    else
        setHealth(PrimaryHealth::Alive);
    tell(notice::Heartbeat{m_link->terms.id, beat.epoch, beat.sequence, m_now});
    if (!m_link->hung) {
        m_link->accused = false;
        m_backoff.reset();
    }
    if (m_link->hung && fenceable()) {
        accuse();
        m_timers.soonest(Timer::Look, std::max(m_turnAt, m_now));
    }
}

void Election::heardReply(const wire::ProbeReply &reply)
{
    if (m_link->probe == reply.ticket)
        m_link->probe = 0;
    if (reply.standing != wire::Standing::Primary)
        return; // a check goes on: the candidate may be rejected
    if (m_snapshot.health != PrimaryHealth::Busy && !m_link->hung)
        setHealth(PrimaryHealth::Alive);
    std::erase_if(m_checks, [&](const Check &check) {
        if (check.probe != reply.ticket)
            return false;
        act(effect::Checked{check.ticket, CheckResult::Alive});
        return true;
    });
}

void Election::watch()
{
    const Vigil::Finding finding = m_vigil.check(m_now, m_suspended);
    m_timers.set(Timer::Silence, m_vigil.next());
    switch (finding) {
    case Vigil::Finding::Quiet:
        return;
    case Vigil::Finding::Tilted:
        count("tilts");
        [[fallthrough]];
    case Vigil::Finding::Late:
        count("lateHeartbeats");
        return late();
    case Vigil::Finding::Silent:
        return silent();
    }
}

/// No accusation yet; but one that dumps its core would look alive until that is written.
void Election::late()
{
    probe();
    if (!m_link)
        return;
    perform(op::Inspect{m_link->right}, [this](const Outcome &outcome) {
        const auto state = outcome.as<ProcessState>();
        m_vigil.seen(state == ProcessState::Stopped);
        if (m_state != State::Attached || !isDead(state))
            return;
        m_link->process = state;
        m_timers.soonest(Timer::Look, m_now);
    });
}

void Election::silent()
{
    const std::optional<Right> right = m_link ? std::optional(m_link->right) : std::nullopt;
    if (!right)
        return m_timers.soonest(Timer::Look, m_now);
    perform(op::Inspect{*right}, [this, right](const Outcome &outcome) {
        if (!m_link || m_link->right != *right || !m_vigil.isSilent())
            return;
        m_link->process = outcome.as<ProcessState>();
        m_vigil.seen(m_link->process == ProcessState::Stopped);
        if (m_snapshot.primaryId.isEmpty() && !m_link->terms.id.isEmpty())
            setPrimarySeen(m_link->terms.id, right->epoch);
        switch (m_link->process) {
        case ProcessState::Dead:
        case ProcessState::Dumping:
            return m_timers.soonest(Timer::Look, m_now);
        case ProcessState::Stopped:
        case ProcessState::Debugged:
        case ProcessState::Frozen:
            setHealth(PrimaryHealth::Stopped);
            break;
        case ProcessState::Unknown:
        case ProcessState::Running:
            setHealth(PrimaryHealth::Unresponsive);
            break;
        }
        // To fence it, or to find whom another has made primary in its place.
        accuse();
        m_timers.soonest(Timer::Look, fenceable() ? std::max(m_turnAt, m_now) : m_now);
    });
}

/// From when it is found to hang, turns and absence count, not from each time that it is found so again: who has to
/// wait long would wait for ever.
void Election::accuse()
{
    if (!std::exchange(m_link->accused, true))
        awaitTurn();
}

/// Between the accusation and the turn it was me who paused: what the accused has said meanwhile may be unread still.
void Election::doubt(Instant due)
{
    if (m_state == State::Claiming || !fenceable() || !m_vigil.hasPaused(due, m_now, m_suspended))
        return;
    count("tilts");
    m_vigil.tilt(m_now, m_suspended);
    m_timers.set(Timer::Silence, m_vigil.next());
    m_link->hung = m_link->accused = false;
    probe();
}

/// FENCEABLE(x) of the protocol; the claim asks for the process's state once more before its link.
bool Election::fenceable() const
{
    if (!m_link || m_terms.policy != HungPrimaryPolicy::Fence || m_link->terms.policy != HungPrimaryPolicy::Fence)
        return false;
    if (m_link->busyUntil > m_now || m_link->process == ProcessState::Debugged
        || m_link->process == ProcessState::Frozen)
        return false;
    // Refused: that it hangs is for the system to say.
    if (!m_link->open)
        return m_vigil.isStopped();
    const bool ignoresUs = m_takingOver && m_vigil.since() < m_tookOverAt && m_now >= ignoresTakeOverFrom();
    // A connection that is refused ends at once, and says nothing of whether the one who refuses it hangs.
    const bool lasts = m_now - m_link->since >= m_terms.heartbeatTimeout;
    return m_link->hung || (m_vigil.isSilent() && lasts) || ignoresUs;
}

void Election::probe()
{
    if (m_link && m_link->open && m_link->welcome) {
        if (m_link->probe)
            count("probesUnanswered");
        m_link->probe = ++m_tickets;
        count("probesSent");
        act(effect::Send{m_link->connection, wire::Probe{m_link->right.epoch, m_link->probe}});
    }
    if (m_terms.probeInterval > Duration::zero() && m_state == State::Attached)
        m_timers.set(Timer::Probe, m_now + m_terms.probeInterval);
}

void Election::check(quint64 ticket, Duration timeout)
{
    if (isPrimaryState())
        act(effect::Checked{ticket, CheckResult::SelfPrimary});
    else if (m_state == State::Inactive || m_state == State::Stopped)
        act(effect::Checked{ticket, CheckResult::NotRunning});
    else {
        m_checks.push_back({ticket, m_now + timeout, 0});
        m_timers.soonest(Timer::Check, m_now + timeout);
        if (m_state == State::Attached) {
            probe();
            m_checks.back().probe = m_link->probe;
        } else if (m_state == State::Looking) {
            const bool isNext = m_chosen.isEmpty() || m_chosen == m_terms.instanceId || isMyTurn();
            m_forced = m_forced || (m_terms.enabled && !m_crashLooping && !m_duplicate && isNext);
            look();
        }
    }
    flush();
}

/// Answered by flush(), after the news that they are about.
void Election::finishChecks(CheckResult result)
{
    for (const Check &check : std::exchange(m_checks, {}))
        m_answers.push_back({check.ticket, result});
}

void Election::expireChecks()
{
    const bool livesElsewhere = m_namelessSince.has_value(); // in another directory
    const CheckResult result = m_state == State::Attached || m_state == State::Claiming || livesElsewhere
                                   ? CheckResult::Unreachable
                                   : CheckResult::NotRunning;
    std::erase_if(m_checks, [&](const Check &check) {
        if (check.deadline > m_now)
            return false;
        act(effect::Checked{check.ticket, result});
        return true;
    });
    for (const Check &check : m_checks)
        m_timers.soonest(Timer::Check, check.deadline);
    if (m_checks.empty() && !m_takingOver && m_chosen != m_terms.instanceId)
        m_forced = false; // a checker's word was for this long
}

} // namespace QtFailover::Internal
