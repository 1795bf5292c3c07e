// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/election.h"

#include "core/causes.h"
#include "core/logging.h"
#include "core/succession.h"

#include <algorithm>

namespace QtFailover::Internal {

namespace {
/// Who comes within this time of another is told of in the same roster. It grows with what a roster costs, which goes
/// to all, and wakes them.
Duration rosterPause(std::size_t peers)
{
    using namespace std::chrono_literals;
    return 2ms + std::min<Duration>(peers * 250us, 20ms);
}
/// So many pauses the first of them waits at most.
constexpr int LongestWait = 4;
} // namespace

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
        if (wire::epochOf(message) != peer.hello->epoch)
            return count("staleMessages");
        if (const auto *update = std::get_if<wire::Update>(&message))
            peer.hello->enabled = update->enabled;
        else if (std::holds_alternative<wire::Leaving>(message))
            dropPeer(connection);
        return;
    }
    if (!peer.greeted) {
        count("framesRejected");
        qCWarning(lcTransport) << m_terms.instanceId << "connection" << connection << "closed: no Hello first";
        return dropPeer(connection);
    }
    if (wire::epochOf(message) != m_epoch)
        return count("staleMessages");
    if (const auto *probe = std::get_if<wire::Probe>(&message)) {
        act(effect::Send{connection, wire::ProbeReply{probe->ticket, m_epoch, standing()}});
    } else if (const auto *update = std::get_if<wire::Update>(&message)) {
        peer.member.enabled = update->enabled;
        rosterSoon();
    } else if (std::holds_alternative<wire::Ready>(message)) {
        if (m_state == State::Preparing && m_handOver->connection == connection)
            successorReady();
        else if (!m_handOver || m_handOver->successor != peer.member.id) // or it is on its way to it
            act(effect::Send{connection, wire::TakeOverRefused{m_epoch, cause::ReadyTooLate}});
    } else if (const auto *refuse = std::get_if<wire::Refuse>(&message)) {
        if (m_state == State::Preparing && m_handOver->connection == connection)
            successorGone(refuse->error);
    } else if (std::holds_alternative<wire::TakeOver>(message)) {
        if (m_handOver && m_handOver->connection == connection)
            return; // the role is on its way to it
        const bool mayBe = peer.member.enabled && !peer.duplicate;
        if (m_state == State::Primary && mayBe)
            beginHandOver({.wanted = peer.member.id, .reason = Reason::TakenOver});
        else
            act(effect::Send{connection,
                             wire::TakeOverRefused{m_epoch, mayBe ? cause::PrimaryBusy : cause::NotACandidate}});
    } else if (std::holds_alternative<wire::Leaving>(message)) {
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
        return dropPeer(connection);
    }
    if (hello.epoch != m_epoch) { // it took us for the holder of another right, and has to look again
        count("staleMessages");
        return dropPeer(connection);
    }
    bool duplicate = hello.id == m_terms.instanceId;
    std::vector<Connection> replaced;
    for (auto &[other, known] : m_peers) {
        if (!known.greeted || known.member.id != hello.id)
            continue;
        if (known.member.pid == hello.pid && known.member.startedAt == hello.startedAt) {
            replaced.push_back(other); // the same instance has connected again
        } else if (!known.duplicate && known.member.startedAt > hello.startedAt) {
            known.duplicate = true; // the other was here first, and is later to find a new primary
            sayWelcome(other, true);
        } else if (!known.duplicate) {
            duplicate = true;
        }
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
                   .reserve = hello.reserve,
                   .priority = hello.priority,
                   .applicationVersion = hello.applicationVersion,
                   .startedAt = hello.startedAt};
    sayWelcome(connection, duplicate);
    if (m_busyUntil > m_now || m_toldBusy)
        act(effect::Send{connection, nextBeat()});
    rosterSoon();
    const auto asked = m_state == State::Preparing ? m_peers.find(m_handOver->connection) : m_peers.end();
    if (m_state == State::Preparing && (asked == m_peers.end() || asked->second.duplicate))
        askSuccessor(); // the question, or its answer, went with the old connection
}

void Election::sayWelcome(Connection connection, bool duplicate)
{
    wire::Welcome welcome;
    welcome.group = m_terms.group;
    welcome.scope = m_terms.scope;
    welcome.id = m_terms.instanceId;
    welcome.pid = m_terms.pid;
    welcome.epoch = m_epoch;
    welcome.standing = standing();
    welcome.policy = m_terms.policy;
    welcome.heartbeatInterval = m_terms.heartbeatInterval;
    welcome.duplicate = duplicate;
    act(effect::Send{connection, welcome});
}

/// Whoever had this id has gone: the first of those who came with the same, such as its own next run while the last one
/// was still dying, is no duplicate any more.
void Election::admitDuplicate(const QString &id)
{
    auto first = m_peers.end();
    for (auto entry = m_peers.begin(); entry != m_peers.end(); ++entry) {
        const Peer &peer = entry->second;
        const bool waits = peer.greeted && peer.duplicate && peer.member.id == id;
        if (waits && (first == m_peers.end() || peer.member.startedAt < first->second.member.startedAt))
            first = entry;
    }
    if (first == m_peers.end())
        return;
    first->second.duplicate = false;
    sayWelcome(first->first, false);
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
    const QString freed = known && !peer->second.duplicate ? peer->second.member.id : QString();
    m_peers.erase(peer);
    act(effect::Close{connection});
    if (!freed.isEmpty())
        admitDuplicate(freed);
    if (m_state == State::Preparing && m_handOver->connection == connection)
        successorGone(cause::SuccessorGone);
    if (known)
        rosterSoon();
}

void Election::dropPeers()
{
    for (const auto &[connection, peer] : std::exchange(m_peers, {}))
        act(effect::Close{connection});
}

QString Election::peerId(Connection connection) const
{
    const auto peer = m_peers.find(connection);
    return peer != m_peers.end() && peer->second.greeted ? peer->second.member.id : QString();
}

Member Election::self(Role role) const
{
    return {.id = m_terms.instanceId,
            .pid = m_terms.pid,
            .role = role,
            .enabled = m_terms.enabled,
            .reserve = m_terms.candidacy == Candidacy::SecondaryOnly,
            .priority = m_terms.priority,
            .applicationVersion = m_terms.applicationVersion,
            .startedAt = m_startedAt};
}

/// All the others of a lost primary come within a few moments, and a roster for each would keep them from coming.
void Election::rosterSoon()
{
    if (!m_timers.isSet(Timer::Roster))
        m_rosterWantedAt = m_now;
    const Duration pause = rosterPause(m_peers.size());
    m_timers.set(Timer::Roster, std::min(m_now + pause, m_rosterWantedAt + LongestWait * pause));
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

/// The first in the order of succession of those who are connected and `may`; 0: there is none.
Connection Election::nextInLine(const std::function<bool(const Member &)> &may) const
{
    const Member *best = nullptr;
    Connection found = 0;
    for (const auto &[connection, peer] : m_peers) {
        if (!peer.greeted || peer.duplicate || !peer.member.enabled || !may(peer.member))
            continue;
        if (!best || precedes(peer.member, *best)) {
            best = &peer.member;
            found = connection;
        }
    }
    return found;
}

/// Whoever comes next is to hear first of the own death, and to find the names free by then.
void Election::bequeath()
{
    if (isPrimaryState())
        act(effect::Bequeath{nextInLine([](const Member &member) { return !member.reserve; })});
}

} // namespace QtFailover::Internal
