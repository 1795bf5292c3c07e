// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/election.h"

#include "core/causes.h"
#include "core/logging.h"
#include "core/succession.h"

#include <QCoreApplication>

#include <algorithm>

namespace QtFailover::Internal {

namespace {
/// How long the others leave the successor alone: about as long as it needs to become primary, among all those who
/// are told of the death with it.
constexpr std::chrono::milliseconds Aside{2};
constexpr std::chrono::microseconds AsideForEach{25};
/// Two notices of one death that are no further apart were there together.
constexpr std::chrono::microseconds AtOnce{500};
/// How many of them look in the time of a turn.
constexpr int LooksInATurn = 128;
} // namespace

/// The successor claims at once, the others in their turn, so that a dead successor costs one turn.
void Election::awaitTurn()
{
    m_absentSince = m_now;
    m_turnAt = m_now + rank(m_snapshot.members, m_terms.instanceId, m_chosen) * Duration(Turn);
}

/// The successor looks at once. The others keep out of its way while it claims, and then come one by one, as many
/// at a time would only wait for the same processors.
void Election::lookInTurn()
{
    if (isMyTurn())
        return look();
    lookWithOthers(m_now + Aside + AsideForEach * m_snapshot.members.size());
}

void Election::lookWithOthers(Instant earliest)
{
    m_timers.soonest(Timer::Look, std::min(m_turnAt, earliest + (m_turnAt - m_now) / LooksInATurn));
}

/// Where the holder had ended altogether when its connection did, the successor heard of it long before, as that is
/// what a dying primary sees to: by now it has taken the role.
void Election::lookAfterDeath()
{
    if (m_state == State::Looking && !isMyTurn() && m_now - m_absentSince < AtOnce)
        lookWithOthers(m_now);
}

void Election::received(Connection connection, const QByteArray &frame)
{
    const bool fromLink = m_link && m_link->connection == connection;
    if (!fromLink && !m_peers.contains(connection))
        return;
    const wire::Decoded decoded = wire::decode(frame);
    if (decoded.fault == wire::Decoded::Fault::Unknown)
        return;
    if (decoded.fault != wire::Decoded::Fault::None) {
        count("framesRejected");
        const bool version = decoded.fault == wire::Decoded::Fault::Version;
        qCWarning(lcTransport).nospace() << m_terms.instanceId << ": connection " << connection << " closed: "
                                         << (version ? "another protocol version" : "a frame that is no message");
        if (version && fromLink)
            report(
                {Error::ProtocolMismatch,
                 QCoreApplication::translate("QtFailover", "The primary of %1 speaks another version of the protocol "
                                                           "than %2. Run the same version of the application.")
                     .arg(m_terms.group)
                     .arg(wire::ProtocolVersion)});
        if (fromLink) {
            act(effect::Close{connection});
            closed(connection);
        } else {
            act(effect::Close{connection});
            dropPeer(connection);
        }
        flush();
        return;
    }
    qCDebug(lcTransport) << m_terms.instanceId << "<-" << connection << decoded.message;
    if (fromLink)
        receivedAsSecondary(decoded.message);
    else
        receivedAsHolder(connection, decoded.message);
    flush();
}

void Election::receivedAsSecondary(const wire::Message &message)
{
    // What another epoch has left in the queue is no sign of life either. A Welcome and a Prepare get their answer.
    const bool answered =
        std::holds_alternative<wire::Welcome>(message) || std::holds_alternative<wire::Prepare>(message);
    if (!answered && wire::epochOf(message) != m_link->right.epoch)
        return count("staleMessages");
    m_vigil.heard(m_now, m_suspended);
    m_timers.set(Timer::Silence, m_vigil.next());
    if (!isDead(m_link->process))
        m_link->process = ProcessState::Unknown; // it was seen when it was silent
    if (const auto *welcome = std::get_if<wire::Welcome>(&message)) {
        welcomed(*welcome);
    } else if (const auto *beat = std::get_if<wire::Beat>(&message)) {
        heardBeat(*beat);
    } else if (const auto *roster = std::get_if<wire::Roster>(&message)) {
        setMembers(roster->members);
    } else if (const auto *reply = std::get_if<wire::ProbeReply>(&message)) {
        heardReply(*reply);
    } else if (const auto *prepare = std::get_if<wire::Prepare>(&message)) {
        // A primary that was stopped reads late what it was asked, and that this has failed was told.
        const bool asIsWanted = prepare->reason != Reason::TakenOver || m_takingOver;
        const bool willing = m_terms.enabled && !m_duplicate && asIsWanted && prepare->epoch == m_link->right.epoch;
        if (!willing)
            return act(effect::Send{m_link->connection, wire::Refuse{prepare->epoch, cause::NotACandidate}});
        act(effect::Send{m_link->connection, wire::Ready{prepare->epoch}});
        m_link->grants = true;
        rehearse();
    } else if (const auto *release = std::get_if<wire::Released>(&message)) {
        released(*release);
    } else if (const auto *refused = std::get_if<wire::TakeOverRefused>(&message)) {
        takeOverFailed(refused->error);
    }
}

/// While the primary lets go: what the claim will look at is then at hand.
void Election::rehearse()
{
    const auto forget = [](const Outcome &) {};
    perform(op::Look{}, forget);
    perform(op::Read{m_link->right}, forget);
    perform(op::Count{}, forget);
}

void Election::welcomed(const wire::Welcome &welcome)
{
    if (welcome.group != m_terms.group || welcome.scope != m_terms.scope || welcome.epoch != m_link->right.epoch) {
        count("framesRejected");
        act(effect::Close{m_link->connection});
        return closed(m_link->connection);
    }
    m_link->welcome = true;
    listenOnBus(false);
    m_link->terms = welcome;
    m_vigil.adopt(welcome.heartbeatInterval);
    m_retry = {};
    m_duplicate = welcome.duplicate;
    if (m_duplicate)
        report({Error::DuplicateInstanceId,
                QCoreApplication::translate("QtFailover", "Another instance of %1 has the id \"%2\". This one stays "
                                                          "secondary; give each instance an id of its own.")
                    .arg(m_terms.group, m_terms.instanceId)});
    if (m_terms.probeInterval > Duration::zero())
        m_timers.set(Timer::Probe, m_now + m_terms.probeInterval);
    if (welcome.standing == wire::Standing::Primary)
        primaryHere(welcome.id, welcome.epoch);
    if (m_takingOver)
        act(effect::Send{m_link->connection, wire::TakeOver{m_link->right.epoch}});
}

void Election::primaryHere(const QString &id, Epoch epoch)
{
    m_link->primary = true;
    m_link->terms.id = id;
    m_backoff.reset();
    if (!m_duplicate) // which each primary says anew
        recovered();
    succeededBy(id);
    m_crashLooping = m_forced = m_anew = false;
    m_silentGuards = 0;
    m_nextReason = Reason::PrimaryCrashed;
    m_chosen.clear();
    setPrimarySeen(id, epoch);
    setHealth(PrimaryHealth::Alive);
    finishChecks(CheckResult::Alive);
    standInLine();
}

/// The primary has let go: the one it named claims, the others wait their turn behind it.
void Election::released(const wire::Released &released)
{
    tell(notice::ShutdownAnnounced{m_link->terms.id, released.reason});
    m_nextReason = released.reason;
    m_chosen = released.successorId;
    m_forced = m_chosen == m_terms.instanceId && m_terms.enabled && !m_duplicate;
    forgetPrimaryMember();
    setHealth(PrimaryHealth::Gone);
    m_timers.clear(Timer::Silence);
    if (released.reason == Reason::PrimaryShutdown)
        idIsFree();
    if (m_state != State::Attached)
        return; // it was about to be fenced: the claim goes on
    awaitTurn();
    becomeLooking();
    lookInTurn();
    const bool isForOne = !m_chosen.isEmpty() && released.reason != Reason::PrimaryShutdown; // or it is for anybody
    if (isForOne && !isMyTurn())
        m_turnAt += HandOverTime;
}

} // namespace QtFailover::Internal
