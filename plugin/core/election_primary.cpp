// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/election.h"

#include "core/logging.h"

#include <algorithm>

namespace QtFailover::Internal {

namespace {
/// Whoever has not said hello by then loses its connection at the next beat.
constexpr std::chrono::seconds HelloDeadline{5};
} // namespace

void Election::beat()
{
    m_timers.set(Timer::Beat, m_now + m_terms.heartbeatInterval);
    if (m_state == State::Sealing)
        return proveClaim([this] { sendBeats(); });
    if (m_state == State::Healing)
        return heal();
    if (isPrimaryState())
        perform(op::Prove{m_epoch}, [this](const Outcome &outcome) { proven(outcome.as<Proof>()); });
}

/// No beat without a proof: a primary that wakes from a long stop must not say that it lives before it knows.
void Election::proven(const Proof &proof)
{
    if (!isPrimaryState() || m_state == State::Healing)
        return;
    if (!proof.right) {
        if (m_state != State::Demoting)
            heal();
        return;
    }
    if (!proof.listening) {
        count("serversHealed");
        qCWarning(lcTransport) << m_terms.instanceId << "the socket is gone; listening anew";
        perform(op::Listen{m_record}, [this](const Outcome &outcome) {
            if (outcome.as<Failure>())
                report(outcome.as<Failure>());
            else
                recoveredFrom(Error::ListenFailed);
        });
    }
    std::vector<Connection> mute;
    for (const auto &[connection, peer] : m_peers) {
        if (!peer.greeted && m_now - peer.since > HelloDeadline)
            mute.push_back(connection);
    }
    for (const Connection connection : mute) {
        act(effect::Forget{connection});
        m_peers.erase(connection);
    }
    if (isFoundBusy()) {
        m_toldBusy = true;
        setHealth(PrimaryHealth::Busy);
    }
    pingMainLoop();
    sendBeats();
}

void Election::sendBeats()
{
    const wire::Beat beat = nextBeat();
    for (const auto &[connection, peer] : m_peers) {
        if (peer.greeted)
            act(effect::Send{connection, beat});
    }
    if (!isPrimaryState())
        return;
    count("heartbeatsSent");
    act(effect::BusBeat{m_epoch, m_sequence, beat.mainLoopAge});
    tell(notice::Heartbeat{m_terms.instanceId, m_epoch, m_sequence, m_now});
}

wire::Beat Election::nextBeat()
{
    return {m_epoch, ++m_sequence, standing(), mainLoopAge(), std::max(m_busyUntil - m_now, Duration::zero())};
}

wire::Standing Election::standing() const
{
    return isPrimaryState() ? wire::Standing::Primary : wire::Standing::Candidate;
}

/// The main loop is asked for a sign of life with every beat, and in between where heartbeatTimeout is short, so that
/// one which stops just after it turned is told as busy when half of what an interval leaves of the timeout is over.
void Election::pingMainLoop()
{
    if (!isPrimaryState())
        return;
    if (isFoundBusy())
        return beat();
    const Duration interval = m_terms.heartbeatInterval;
    if (!m_ping)
        askMainLoop();
    const Instant next = m_now + std::min(interval, (m_terms.heartbeatTimeout - interval) / 2);
    const Instant crossing = m_pingedAt + interval + std::chrono::milliseconds(1);
    m_timers.set(Timer::MainLoop, m_toldBusy ? next : std::min(crossing, next));
}

void Election::askMainLoop()
{
    m_ping = ++m_tickets;
    m_pingedAt = m_now;
    act(effect::PingMainLoop{m_ping});
}

/// Busy for longer than an interval, and not told yet.
bool Election::isFoundBusy() const { return !m_toldBusy && mainLoopAge() > m_terms.heartbeatInterval; }

Duration Election::mainLoopAge() const { return m_ping ? m_now - m_pingedAt : Duration::zero(); }

/// A pause of the whole process, stopped or frozen, is not its main loop's fault.
void Election::excuseMainLoop(Instant due)
{
    if (m_ping && m_now - due > m_terms.heartbeatInterval)
        m_pingedAt += m_now - std::max(due, m_pingedAt); // it may have been asked since
}

void Election::mainLoopTurned(quint64 ticket)
{
    if (ticket != m_ping)
        return;
    m_ping = 0;
    if (isPrimaryState())
        settle();
    const bool wasBusy = std::exchange(m_toldBusy, false) || m_busyUntil > m_now;
    m_busyUntil = {};
    if (holdsRight() && m_record.busyUntil != Instant{}) {
        m_record.busyUntil = {};
        act(effect::PublishRecord{m_record});
    }
    if (wasBusy && isPrimaryState()) {
        setHealth(PrimaryHealth::Alive);
        sendBeats();
    }
    flush();
}

/// One turn of the main loop after the promotion: a death from now on is no failed promotion.
void Election::settle()
{
    if (m_record.settled)
        return;
    m_record.settled = true;
    m_record.failedPromotions = 0;
    act(effect::PublishRecord{m_record});
}

/// Also of who is not primary yet, as it may be in the middle of that time.
void Election::expectBusy(Duration atMost)
{
    if (m_state == State::Inactive || m_state == State::Stopped)
        return;
    m_busyUntil = m_now + atMost;
    if (holdsRight()) {
        m_record.busyUntil = m_busyUntil;
        act(effect::PublishRecord{m_record});
    }
    if (isPrimaryState())
        pingMainLoop();
    else if (!m_ping)
        askMainLoop();
    if (holdsRight())
        sendBeats();
    flush();
}

void Election::reserveAhead()
{
    if (m_reserving || m_epoch + Claim::FloorRange / 2 < m_floor)
        return;
    m_reserving = true;
    act(effect::ReserveAhead{std::min(m_epoch + Claim::FloorRange, MaxEpoch)});
}

void Election::floorReserved(Epoch floor, const Failure &failure)
{
    m_reserving = false;
    if (!failure)
        m_floor = floor;
    tellOfFloors(failure);
    flush();
}

} // namespace QtFailover::Internal
