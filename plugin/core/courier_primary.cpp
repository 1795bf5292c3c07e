// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/courier.h"

#include "core/logging.h"

#include <algorithm>

namespace QtFailover::Internal {

void Courier::setReign(Reign reign, Epoch epoch)
{
    if (reign == m_reign && epoch == m_epoch)
        return;
    if (epoch != m_epoch || reign == Reign::None)
        endReign();
    m_reign = reign;
    m_epoch = reign == Reign::None ? NoEpoch : epoch;
    if (m_reign == Reign::Primary || m_reign == Reign::Demoting)
        resume();
}

/// What was in hand goes to the next primary, by its sender: an answer of this reign counts no more.
void Courier::endReign()
{
    m_inHand.clear();
    m_unproven.clear();
    m_waiting.clear();
    m_waitingSize = 0;
}

void Courier::resume()
{
    for (Task &said : std::exchange(m_unproven, {}))
        said();
    m_waitingSize = 0;
    for (const Waiting &entry : std::exchange(m_waiting, {}))
        arrived(entry.connection, entry.request, entry.payload);
    // Those that were made while the reign was withheld, too; what is in hand already stays so.
    for (const auto &[number, request] : std::map(m_inFlight)) {
        if (!m_inHand.knows(request->id))
            place(request);
    }
}

void Courier::arrived(Connection connection, const letter::Request &request, const QByteArray &payload)
{
    switch (m_reign) {
    case Reign::None:
    case Reign::Demoting:
        if (m_reign == Reign::Demoting && m_inHand.knows(request.id))
            return take(connection, request, payload); // it came before, over a connection that is lost
        return reply(connection, request.id, {Fate::NotPrimary, {}, {}});
    case Reign::Withheld:
        if (lacksWaitingRoom(request.id, payload.size()))
            return reply(connection, request.id, {Fate::TooLarge, {}, {}});
        m_waiting.push_back({connection, request, payload});
        m_waitingSize += payload.size();
        return;
    case Reign::Primary:
        return take(connection, request, payload);
    }
}

void Courier::take(Connection connection, const letter::Request &request, const QByteArray &payload)
{
    const InHand::Arrival arrival = m_inHand.arrive(connection, request.id, request.answered, payload.size());
    switch (arrival.kind) {
    case InHand::Arrival::Kind::New:
        count("requestsTaken");
        m_actions.push_back(Delivery{arrival.ticket, request.id, payload, senderId(connection), request.attempt,
                                     m_epoch, m_inHand.canceledFlag(arrival.ticket)});
        return;
    case InHand::Arrival::Kind::Known:
        return count("requestsRepeated");
    case InHand::Arrival::Kind::Repeated:
        count("repliesRepeated");
        return reply(connection, request.id, arrival.reply);
    case InHand::Arrival::Kind::Settled:
        return strange("requestsSettled", "a request whose sender has its reply");
    case InHand::Arrival::Kind::Full:
        strange("requestsRefused", "more requests than it may keep; they are refused as too large");
        return reply(connection, request.id, {Fate::TooLarge, {}, {}});
    }
}

void Courier::answer(quint64 ticket, const Response &response)
{
    if (m_reign == Reign::Withheld) {
        m_unproven.emplace_back([this, ticket, response] { answer(ticket, response); });
        return;
    }
    if (response.fate == Fate::NotPrimary) { // nobody waits for it
        m_inHand.withdraw(ticket);
        return;
    }
    Response given = response;
    if (given.payload.size() > m_limits.message)
        given = {Fate::TooLarge, {}, {}};
    const auto back = m_inHand.answered(ticket, given);
    if (!back)
        return strange("answersLate", "an answer to a request of a reign that is over, or a second one");
    count("requestsAnswered");
    if (back->wanted)
        reply(back->connection, back->id, given);
}

void Courier::reply(Connection connection, const RequestId &id, const Response &response)
{
    if (connection != Self) {
        if (m_peers.contains(connection))
            post(connection, letter::Reply{id, m_epoch, response.fate, response.error}, response.payload);
        return;
    }
    if (response.fate == Fate::NotPrimary)
        return; // it stays in flight, for the next primary
    const auto request = m_inFlight.find(id.number);
    if (request == m_inFlight.end() || request->second->id != id)
        return;
    m_inFlight.erase(request);
    count("repliesReceived");
    m_actions.push_back(Answered{id, response, m_instanceId, m_epoch});
}

QString Courier::senderId(Connection connection) const
{
    if (connection == Self)
        return m_instanceId;
    const auto peer = m_peers.find(connection);
    return peer == m_peers.end() ? QString() : peer->second.id;
}

/// Only for a new request: one that is in hand must not end with an error while its handler has it.
bool Courier::lacksWaitingRoom(const RequestId &id, qint64 size) const
{
    const bool isFull = m_waiting.size() >= std::size_t(m_limits.allRequests) || m_waitingSize + size > m_limits.total;
    return isFull && !m_inHand.knows(id);
}

bool Courier::isDrained() const { return hasAnsweredAll() && patienceEnds() == Never; }

/// The last publications may be nowhere else yet, nor the topics that somebody new has not asked for. Not for the sake
/// of a peer that is stopped: it would hold up every hand-over. If it waits for a reply, it asks the next primary.
Instant Courier::patienceEnds() const
{
    Instant next = Never;
    const auto waitFrom = [this, &next](Instant since) {
        const Instant end = since + m_limits.patience;
        if (end > m_now)
            next = std::min(next, end);
    };
    for (const auto &[connection, outbox] : m_outboxes) {
        if (!outbox.isEmpty())
            waitFrom(outbox.progressAt());
    }
    for (const auto &[connection, peer] : m_peers) {
        if (!peer.isCatalogued && m_topics.count() > 0)
            waitFrom(peer.greetedAt);
    }
    return next;
}

} // namespace QtFailover::Internal
