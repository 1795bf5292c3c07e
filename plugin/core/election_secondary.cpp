// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/election.h"

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
/// How many of them look in the time of a turn.
constexpr int LooksInATurn = 128;
/// How often a holder is looked after that this process has never been connected to.
constexpr std::chrono::milliseconds Unwatched{50};
} // namespace

/// Beside the holder of `right`. The silence is counted from the first time that we stand beside it, not from
/// the last reconnection.
///
/// A connection to the same holder that is lost goes on telling its death, until another does: its socket may be gone
/// for as long as it lives.
void Election::attach(const Right &right, const std::optional<Record> &record)
{
    Link link;
    link.right = right;
    link.since = m_now;
    if (m_link && m_link->right == right) {
        link.witness = std::exchange(m_link->reached ? m_link->connection : m_link->witness, 0);
        link.accused = m_link->accused;
        link.grants = m_link->grants;
    }
    dropLink();
    m_link = link;
    becomeAttached();
    if (m_watched.epoch != right.epoch) {
        m_vigil.begin(m_now, m_suspended, m_terms.heartbeatInterval, m_terms.heartbeatTimeout);
        m_timers.set(Timer::Silence, m_vigil.next());
    }
    m_watched = right;
    m_tried = right;
    count("connections");
    perform(op::Connect{right}, [this, right](const Outcome &outcome) {
        if (!m_link || m_link->right != right)
            return;
        m_link->connection = outcome.as<Connection>();
        m_link->open = true;
    });
    if (!record) // until it answers itself
        return;
    m_link->terms.id = record->instanceId;
    m_link->terms.policy = record->policy;
    m_link->terms.heartbeatInterval = record->heartbeatInterval;
    m_link->busyUntil = record->busyUntil;
    m_vigil.adopt(record->heartbeatInterval);
}

Way Election::way() const
{
    if (!m_link || !m_link->open || !m_link->welcome || !m_link->primary)
        return {};
    return {m_link->connection, m_link->right.epoch, m_link->terms.id};
}

void Election::dropLink()
{
    if (m_link && m_link->connection)
        act(effect::Forget{m_link->connection});
    dropWitness();
    m_link.reset();
}

void Election::dropWitness()
{
    if (m_link && m_link->witness)
        act(effect::Forget{std::exchange(m_link->witness, 0)});
}

void Election::connected(Connection connection)
{
    if (!m_link || m_link->connection != connection)
        return;
    m_link->reached = true;
    dropWitness();
    wire::Hello hello;
    hello.group = m_terms.group;
    hello.scope = m_terms.scope;
    hello.id = m_terms.instanceId;
    hello.pid = m_terms.pid;
    hello.startedAt = m_startedAt;
    hello.priority = m_terms.priority;
    hello.enabled = m_terms.enabled;
    hello.applicationVersion = m_terms.applicationVersion;
    hello.epoch = m_link->right.epoch;
    act(effect::Send{connection, hello});
}

void Election::closed(Connection connection)
{
    if (m_link && m_link->connection == connection) {
        m_link->open = false;
        if (m_state == State::Attached)
            linkLost();
    } else {
        dropPeer(connection);
    }
    flush();
}

/// The kernel's notice that the process is gone; with the end of the stream, whichever is first.
void Election::died(Connection connection)
{
    if (m_link && m_link->connection == connection) {
        m_link->open = false;
        if (m_state == State::Attached)
            linkLost();
        else if (m_state == State::Looking && isMyTurn())
            look();
    } else if (m_link && m_link->witness == connection) {
        holderDied();
    } else {
        dropPeer(connection);
    }
    flush();
}

/// Long after its connection was lost, so the turns are counted anew.
void Election::holderDied()
{
    if (m_state != State::Looking && m_state != State::Attached)
        return;
    awaitTurn();
    if (m_state == State::Attached) // the new connection comes to nothing
        become(State::Looking);
    m_link->open = false;
    lookInTurn();
}

void Election::linkLost()
{
    if (m_link->reached || !m_link->accused) // or nothing was lost: the turns count since the accusation
        awaitTurn();
    if (m_link->primary)
        m_nextReason = Reason::PrimaryCrashed;
    become(State::Looking);
    if (m_link->welcome) {
        m_retry = {};
        return lookInTurn();
    }
    // It never answered: it is going, or its socket is not served. No hurry, and ever less of it, if there is
    // somebody to tell its death.
    retry(m_link->witness || m_link->reached ? retryCap() : std::min<Duration>(retryCap(), Unwatched));
    m_retry = std::max<Duration>(m_retry, std::chrono::milliseconds(8));
}

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
    const Duration aside = Aside + AsideForEach * m_snapshot.members.size();
    m_timers.soonest(Timer::Look, std::min(m_turnAt, m_now + aside + (m_turnAt - m_now) / LooksInATurn));
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
            return act(
                effect::Send{m_link->connection, wire::Refuse{prepare->epoch, QStringLiteral("not a candidate")}});
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
    m_forced = m_chosen == m_terms.instanceId && m_terms.enabled;
    forgetPrimaryMember();
    setHealth(PrimaryHealth::Gone);
    m_timers.clear(Timer::Silence);
    if (m_state != State::Attached)
        return; // it was about to be fenced: the claim goes on
    awaitTurn();
    becomeLooking();
    lookInTurn();
    const bool isForOne = !m_chosen.isEmpty() && released.reason != Reason::PrimaryShutdown; // or it is for anybody
    if (isForOne && !isMyTurn())
        m_turnAt += HandOverTime;
}

/// The holder lives, but its socket is lost: the bus may tell that it is well. Only for as long as that lasts, as
/// every beat that is listened to wakes this process; and not for the moment in which a dying holder's lock outlives
/// its socket.
void Election::listenOnBus(bool on)
{
    if (std::exchange(m_listening, on) != on)
        act(effect::BusListen{on});
}

/// A primary that beats on the bus is not silent, and it has just looked after its socket: connect again, now rather
/// than later. No more than that: who holds the right is for its lock to say.
void Election::busHeard(const QString &instanceId, Epoch epoch)
{
    if (!m_listening || holdsRight() || !m_link || (m_link->open && m_link->welcome))
        return;
    if (m_link->right.epoch == epoch) {
        m_vigil.heard(m_now, m_suspended);
        m_timers.set(Timer::Silence, m_vigil.next());
        setPrimarySeen(instanceId, epoch);
        setHealth(PrimaryHealth::Alive);
    }
    if (m_state == State::Looking && epoch >= m_link->right.epoch)
        m_timers.soonest(Timer::Look, m_now);
    flush();
}

} // namespace QtFailover::Internal
