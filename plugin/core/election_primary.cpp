// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/election.h"

#include "core/logging.h"
#include "core/succession.h"

#include <algorithm>

namespace QtFailover::Internal {

namespace {
/// Newcomers within this time are told of in one roster.
constexpr std::chrono::milliseconds RosterPause{2};
/// Whoever has not said hello by then loses its connection at the next beat.
constexpr std::chrono::seconds HelloDeadline{5};
} // namespace

void Election::beat()
{
    m_timers.set(Timer::Beat, m_now + m_terms.heartbeatInterval);
    if (m_state == State::Sealing)
        return sendBeats();
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
        perform(op::Listen{m_record}, [this](const Outcome &outcome) { report(outcome.as<Failure>()); });
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
    sendBeats();
}

void Election::sendBeats()
{
    wire::Beat beat;
    beat.epoch = m_epoch;
    beat.sequence = ++m_sequence;
    beat.standing = isPrimaryState() ? wire::Standing::Primary : wire::Standing::Candidate;
    beat.mainLoopAge = mainLoopAge();
    beat.busyFor = std::max(m_busyUntil - m_now, Duration::zero());
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

/// Twice an interval the main loop is asked for a sign of life, so that a loop which stops is told as busy
/// one and a half intervals later at most: before the shortest heartbeatTimeout is over.
void Election::pingMainLoop()
{
    if (!isPrimaryState())
        return;
    const Duration interval = m_terms.heartbeatInterval;
    if (!m_ping) {
        m_ping = ++m_tickets;
        m_pingedAt = m_now;
        act(effect::PingMainLoop{m_ping});
    } else if (!m_toldBusy && mainLoopAge() > interval) {
        m_toldBusy = true;
        setHealth(PrimaryHealth::Busy);
        sendBeats();
    }
    const Instant crossing = m_pingedAt + interval + std::chrono::milliseconds(1);
    m_timers.set(Timer::MainLoop,
                 m_toldBusy || crossing <= m_now ? m_now + interval / 2 : std::min(crossing, m_now + interval / 2));
}

Duration Election::mainLoopAge() const { return m_ping ? m_now - m_pingedAt : Duration::zero(); }

void Election::mainLoopTurned(quint64 ticket)
{
    if (ticket != m_ping || !isPrimaryState())
        return;
    m_ping = 0;
    settle();
    const bool wasBusy = std::exchange(m_toldBusy, false) || m_busyUntil > m_now;
    m_busyUntil = {};
    if (wasBusy) {
        setHealth(PrimaryHealth::Alive);
        sendBeats();
        if (m_record.busyUntil != Instant{}) {
            m_record.busyUntil = {};
            act(effect::PublishRecord{m_record});
        }
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

void Election::expectBusy(Duration atMost)
{
    if (!isPrimaryState())
        return;
    m_busyUntil = m_record.busyUntil = m_now + atMost;
    act(effect::PublishRecord{m_record});
    if (!m_ping)
        pingMainLoop();
    sendBeats();
    flush();
}

void Election::accepted(Connection connection)
{
    if (!holdsRight() && !m_claim) {
        act(effect::Forget{connection});
        return;
    }
    m_peers[connection].since = m_now;
}

void Election::receivedAsHolder(Connection connection, const wire::Message &message)
{
    Peer &peer = m_peers[connection];
    if (const auto *hello = std::get_if<wire::Hello>(&message)) {
        if (holdsRight())
            return greet(connection, *hello);
        peer.hello = *hello; // the right is linked, but not won yet
        return;
    }
    if (peer.hello) {
        if (const auto *update = std::get_if<wire::Update>(&message))
            peer.hello->enabled = update->enabled;
        else if (std::holds_alternative<wire::Leaving>(message))
            dropPeer(connection);
        return;
    }
    if (!peer.greeted) {
        count("framesRejected");
        qCWarning(lcTransport) << m_terms.instanceId << "connection" << connection << "closed: no Hello first";
        act(effect::Close{connection});
        return dropPeer(connection);
    }
    if (const auto *probe = std::get_if<wire::Probe>(&message)) {
        const auto standing = isPrimaryState() ? wire::Standing::Primary : wire::Standing::Candidate;
        act(effect::Send{connection, wire::ProbeReply{probe->ticket, m_epoch, standing}});
    } else if (const auto *update = std::get_if<wire::Update>(&message)) {
        peer.member.enabled = update->enabled;
        m_timers.soonest(Timer::Roster, m_now + RosterPause);
    } else if (const auto *ready = std::get_if<wire::Ready>(&message)) {
        if (m_state == State::Preparing && m_handOver->connection == connection && ready->epoch == m_epoch)
            successorReady();
    } else if (const auto *refuse = std::get_if<wire::Refuse>(&message)) {
        if (m_state == State::Preparing && m_handOver->connection == connection)
            successorGone(refuse->error);
    } else if (std::holds_alternative<wire::TakeOver>(message)) {
        if (m_state == State::Primary && peer.member.enabled && !peer.duplicate)
            beginHandOver({.wanted = peer.member.id, .reason = Reason::TakenOver});
        else
            act(effect::Send{connection, wire::TakeOverRefused{QStringLiteral("the primary cannot let go now")}});
    } else if (std::holds_alternative<wire::Leaving>(message)) {
        act(effect::Close{connection});
        dropPeer(connection);
    }
}

void Election::greet(Connection connection, const wire::Hello &hello)
{
    Peer &peer = m_peers[connection];
    if (hello.group != m_terms.group || hello.scope != m_terms.scope || hello.id.isEmpty() || peer.greeted) {
        count("framesRejected");
        qCWarning(lcTransport) << m_terms.instanceId << "connection" << connection << "closed: Hello of group"
                               << hello.group << "scope" << hello.scope;
        act(effect::Close{connection});
        return dropPeer(connection);
    }
    bool duplicate = hello.id == m_terms.instanceId;
    std::vector<Connection> replaced;
    for (const auto &[other, known] : m_peers) {
        if (!known.greeted || known.member.id != hello.id)
            continue;
        if (known.member.pid == hello.pid && known.member.startedAt == hello.startedAt)
            replaced.push_back(other); // the same instance has connected again
        else
            duplicate = true;
    }
    for (const Connection other : replaced) {
        act(effect::Forget{other});
        m_peers.erase(other);
    }
    peer.greeted = true;
    peer.duplicate = duplicate;
    peer.member = {.id = hello.id,
                   .pid = hello.pid,
                   .role = Role::Secondary,
                   .enabled = hello.enabled,
                   .priority = hello.priority,
                   .applicationVersion = hello.applicationVersion,
                   .startedAt = hello.startedAt};
    wire::Welcome welcome;
    welcome.group = m_terms.group;
    welcome.scope = m_terms.scope;
    welcome.id = m_terms.instanceId;
    welcome.pid = m_terms.pid;
    welcome.epoch = m_epoch;
    welcome.standing = isPrimaryState() ? wire::Standing::Primary : wire::Standing::Candidate;
    welcome.policy = m_terms.policy;
    welcome.heartbeatInterval = m_terms.heartbeatInterval;
    welcome.duplicate = duplicate;
    act(effect::Send{connection, welcome});
    if (m_busyUntil > m_now || m_toldBusy) {
        wire::Beat beat{m_epoch, ++m_sequence, welcome.standing, mainLoopAge(),
                        std::max(m_busyUntil - m_now, Duration::zero())};
        act(effect::Send{connection, beat});
    }
    m_timers.soonest(Timer::Roster, m_now + RosterPause);
}

/// Whoever has connected between the link and the end of the claim.
void Election::greetWaiting()
{
    std::vector<std::pair<Connection, wire::Hello>> waiting;
    for (auto &[connection, peer] : m_peers) {
        if (peer.hello)
            waiting.emplace_back(connection, *std::exchange(peer.hello, std::nullopt));
    }
    for (const auto &[connection, hello] : waiting) {
        if (m_peers.contains(connection)) // an earlier one may have replaced it
            greet(connection, hello);
    }
}

void Election::dropPeer(Connection connection)
{
    const auto peer = m_peers.find(connection);
    if (peer == m_peers.end())
        return;
    const bool known = peer->second.greeted;
    m_peers.erase(peer);
    act(effect::Close{connection});
    if (m_state == State::Preparing && m_handOver->connection == connection)
        successorGone(QStringLiteral("it is gone"));
    if (known)
        m_timers.soonest(Timer::Roster, m_now + RosterPause);
}

void Election::dropPeers()
{
    for (const auto &[connection, peer] : std::exchange(m_peers, {}))
        act(effect::Close{connection});
}

Member Election::self(Role role) const
{
    return {.id = m_terms.instanceId,
            .pid = m_terms.pid,
            .role = role,
            .enabled = m_terms.enabled,
            .priority = m_terms.priority,
            .applicationVersion = m_terms.applicationVersion,
            .startedAt = m_startedAt};
}

void Election::sendRoster()
{
    m_timers.clear(Timer::Roster);
    if (!isPrimaryState())
        return;
    std::vector<Member> members{self(Role::Primary)};
    for (const auto &[connection, peer] : m_peers) {
        if (peer.greeted && !peer.duplicate)
            members.push_back(peer.member);
    }
    setMembers(inOrder(std::move(members)));
    for (const auto &[connection, peer] : m_peers) {
        if (peer.greeted)
            act(effect::Send{connection, wire::Roster{m_epoch, m_snapshot.members}});
    }
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
    if (failure)
        report(failure);
    else
        m_floor = floor;
    flush();
}

void Election::proofLost()
{
    if (m_state == State::Primary || m_state == State::Preparing)
        perform(op::Prove{m_epoch}, [this](const Outcome &outcome) {
            if (!outcome.as<Proof>().right && (m_state == State::Primary || m_state == State::Preparing))
                heal();
        });
    flush();
}

/// HEAL: the name is gone or is not ours any more. Either somebody has taken the role, or somebody has deleted
/// files; then, with our guard still bound, they are made anew, and the epoch stays.
void Election::heal()
{
    if (m_state == State::Preparing)
        handOverFailed(QStringLiteral("the lock was lost"));
    if (m_state != State::Healing) {
        become(State::Healing);
        count("heals");
        qCWarning(lcLock) << m_terms.instanceId << "lost the name of epoch" << m_epoch << "- healing, or yielding";
    }
    findObjection([this] { relink(); });
}

/// Looks for anything that speaks against the own epoch; both before the link and after it.
void Election::findObjection(const std::function<void()> &none)
{
    perform(op::Look{}, [this, none](const Outcome &looked) {
        if (m_state != State::Healing)
            return;
        const Survey survey = looked.as<Survey>();
        for (const Right &right : survey.rights) {
            if (right.epoch > m_epoch)
                return fenced(Reason::Fenced);
        }
        perform(op::Count{}, [this, none](const Outcome &counted) {
            if (m_state != State::Healing)
                return;
            if (counted.as<Counted>().spoken > m_epoch)
                return fenced(Reason::LockLost);
            perform(op::AskOthers{}, [this, none](const Outcome &asked) {
                if (m_state != State::Healing)
                    return;
                for (const Answer &answer : asked.as<std::vector<Answer>>()) {
                    // A guard above that is merely bound must not demote: its claimant yields to us.
                    if (answer.epoch > m_epoch && answer.kind == Answer::Answered
                        && answer.standing == Standing::Primary)
                        return fenced(Reason::Fenced);
                }
                none();
            });
        });
    });
}

void Election::relink()
{
    perform(op::Prove{m_epoch}, [this](const Outcome &proof) {
        if (m_state != State::Healing)
            return;
        if (proof.as<Proof>().right)
            return healed();
        perform(op::Open{}, [this](const Outcome &opened) {
            if (m_state != State::Healing)
                return;
            if (opened.as<Failure>() && opened.as<Failure>().error != Error::EpochFloorUnavailable)
                return report(opened.as<Failure>()); // the next beat tries again
            perform(op::Listen{m_record}, [this](const Outcome &listening) {
                if (m_state != State::Healing)
                    return;
                if (listening.as<Failure>())
                    return report(listening.as<Failure>());
                perform(op::Link{m_epoch}, [this](const Outcome &linked) {
                    if (m_state != State::Healing)
                        return;
                    switch (linked.as<LinkResult>()) {
                    case LinkResult::Linked:
                        return findObjection([this] { healed(); });
                    case LinkResult::Exists:
                        return fenced(Reason::LockLost);
                    case LinkResult::LockGone:
                    case LinkResult::Failed:
                        return report(linked.failure);
                    }
                });
            });
        });
    });
}

void Election::healed()
{
    act(effect::Grant{m_epoch});
    act(effect::SetPrimary{true});
    become(State::Primary);
    qCInfo(lcLock) << m_terms.instanceId << "has healed the names of epoch" << m_epoch;
    if (m_stopping) // the damage has interrupted the hand-over
        return beginHandOver({.wanted = {}, .reason = m_stopReason, .then = HandOver::Then::Stop});
    beat();
}

/// The role is gone already: nothing of the new primary's is touched.
void Election::fenced(Reason reason)
{
    const Epoch epoch = m_epoch;
    act(effect::Withdraw{});
    perform(op::Demote{{epoch, reason, true}}, [](const Outcome &) {});
    dropPeers();
    for (const Timer timer : {Timer::Beat, Timer::MainLoop, Timer::Roster, Timer::Prepare, Timer::Demotion})
        m_timers.clear(timer);
    m_ping = 0;
    m_toldBusy = false;
    m_busyUntil = {};
    m_handOver.reset();
    m_snapshot.epoch = std::max(m_snapshot.epoch, m_epoch);
    m_epoch = NoEpoch;
    count("demotions");
    setRole(Role::Secondary, reason);
    tell(notice::Demoted{epoch, reason});
    setHealth(PrimaryHealth::Unknown);
    m_absentSince = m_now;
    become(State::Looking);
    m_retry = {};
    m_turnAt = m_now + Turn;
    perform(op::Abandon{true}, [this](const Outcome &outcome) {
        m_opened = !outcome.as<Failure>();
        report(outcome.as<Failure>());
        if (m_stopping)
            stopNow();
        else
            look();
    });
}

} // namespace QtFailover::Internal
