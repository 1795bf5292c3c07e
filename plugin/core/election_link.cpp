// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/election.h"

#include <algorithm>

namespace QtFailover::Internal {

namespace {
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
    hello.reserve = m_terms.candidacy == Candidacy::SecondaryOnly;
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
        lookAfterDeath();
    } else if (m_link && m_link->witness == connection) {
        holderDied();
    } else {
        dropPeer(connection);
    }
    flush();
}

/// Whoever stood beside a holder of the same id is the only one with it, once that has gone: it may have been this
/// program's last run, that has ended while this one started.
void Election::idIsFree()
{
    if (m_link && m_link->terms.id == m_terms.instanceId)
        m_duplicate = false;
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
    if (m_link->wasPrimary(m_snapshot.epoch))
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

/// The holder lives, but its socket is lost: the bus may tell that it is well. Only for as long as that lasts, as
/// every beat that is listened to wakes this process; and not for the moment in which a dying holder's lock outlives
/// its socket.
void Election::listenOnBus(bool on)
{
    if (std::exchange(m_listening, on) != on)
        act(effect::BusListen{on});
}

/// A primary that beats on the bus is not silent, and it has just looked after its socket: connect again, now rather
/// than later. No more than that: who holds the right is for its lock to say. A bus does not tell groups of one name
/// in two directories apart; their primaries differ.
void Election::busHeard(const QString &instanceId, Epoch epoch)
{
    if (!m_listening || holdsRight() || !m_link || (m_link->open && m_link->welcome))
        return;
    const bool isHolder = m_link->terms.id.isEmpty() || m_link->terms.id == instanceId;
    if (m_link->right.epoch == epoch && isHolder) {
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
