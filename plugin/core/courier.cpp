// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/courier.h"

#include "core/logging.h"

#include <QDebug>

#include <algorithm>
#include <numeric>

namespace QtFailover::Internal {

Courier::Courier(const QString &instanceId, const MessageLimits &limits)
    : m_instanceId(instanceId), m_limits(limits), m_inHand(limits), m_topics(limits)
{}

Courier::Action Courier::takeAction()
{
    Action action = std::move(m_actions.front());
    m_actions.pop_front();
    return action;
}

/// Another primary, or another connection to the same: all that has no reply goes there, in order.
void Courier::setWay(const Way &way)
{
    if (way == m_way)
        return;
    if (m_way.connection && m_way.connection != way.connection)
        gone(m_way.connection);
    m_way = way;
    m_wayMoved = false;
    if (!m_way.connection)
        return;
    if (std::exchange(m_lastEpoch, m_way.epoch) != m_way.epoch)
        m_canceledAway.clear();
    post(m_way.connection, letter::Catalogue{}, letter::encodeCatalog(m_topics.catalog()));
    for (const RequestId &id : std::exchange(m_canceledAway, {}))
        post(m_way.connection, letter::Cancel{id});
    place();
}

void Courier::greeted(Connection connection, const QString &instanceId)
{
    m_peers.try_emplace(connection, Peer{instanceId, m_now}); // a welcome may come twice
}

void Courier::gone(Connection connection)
{
    if (m_way.connection == connection)
        m_way = {};
    if (m_peers.erase(connection))
        m_inHand.connectionGone(connection);
    m_outboxes.erase(connection);
    m_inboxes.erase(connection);
    std::erase_if(m_waiting, [this, connection](const Waiting &entry) {
        const bool goes = entry.connection == connection;
        m_waitingSize -= goes ? entry.payload.size() : 0;
        return goes;
    });
}

void Courier::send(const OutgoingRequest &request)
{
    m_inFlight.emplace(request->id.number, request);
    place(request);
}

void Courier::place()
{
    for (const auto &[number, request] : m_inFlight)
        place(request);
}

/// All that came before are placed already: place() without an argument is called at each change.
void Courier::place(const OutgoingRequest &request)
{
    if (m_reign == Reign::Primary) {
        count(request->attempts > 0 ? "requestsSentAgain" : "requestsSent");
        take(Self, {request->id, ++request->attempts, settledBelow()}, request->payload);
    } else if (m_reign == Reign::None && m_way.connection && !m_wayMoved) {
        count(request->attempts > 0 ? "requestsSentAgain" : "requestsSent");
        m_outboxes.try_emplace(m_way.connection, m_now).first->second.add(request, settledBelow());
    }
}

quint64 Courier::settledBelow() const { return m_inFlight.empty() ? 0 : m_inFlight.cbegin()->first; }

void Courier::cancel(const RequestId &id)
{
    const auto request = m_inFlight.find(id.number);
    if (request == m_inFlight.end())
        return;
    const bool wasSent = request->second->attempts > 0;
    m_inFlight.erase(request);
    count("requestsCanceled");
    forget(id);
    if (const auto outbox = m_outboxes.find(m_way.connection); outbox != m_outboxes.end())
        outbox->second.remove(id);
    if (!wasSent)
        return;
    // Also to one that takes no more requests, and where it waited to be sent again: it may have this one in hand.
    if (m_way.connection)
        post(m_way.connection, letter::Cancel{id});
    else if (m_reign == Reign::None)
        m_canceledAway.push_back(id);
}

/// As primary: nobody waits for its reply any more.
void Courier::forget(const RequestId &id)
{
    m_inHand.cancel(id);
    const auto waiting = std::find_if(m_waiting.cbegin(), m_waiting.cend(),
                                      [&id](const Waiting &entry) { return entry.request.id == id; });
    if (waiting == m_waiting.cend())
        return;
    m_waitingSize -= waiting->payload.size();
    m_waiting.erase(waiting);
}

void Courier::replied(const letter::Reply &reply, const QByteArray &payload)
{
    const auto request = m_inFlight.find(reply.id.number);
    if (request == m_inFlight.end() || request->second->id != reply.id)
        return strange("repliesUnknown", "a reply that nobody waits for");
    if (reply.fate == Fate::NotPrimary) {
        count("requestsMoved");
        m_wayMoved = true; // those behind it would be refused too, and must not overtake it
        return;
    }
    if (reply.epoch != m_way.epoch)
        return strange("repliesStale", "a reply of another reign");
    count("repliesReceived");
    m_inFlight.erase(request);
    m_actions.push_back(Answered{reply.id, {reply.fate, payload, reply.error}, m_way.primaryId, reply.epoch});
}

void Courier::received(Connection connection, QByteArray frame)
{
    const bool fromPrimary = connection == m_way.connection;
    if (!fromPrimary && !m_peers.contains(connection))
        return count("lettersOfStrangers"); // greeted by nobody; the election knows how to deal with it
    Inbox &inbox = m_inboxes.try_emplace(connection, m_limits.message).first->second;
    switch (inbox.add(std::move(frame))) {
    case Inbox::Next::Incomplete:
        break;
    case Inbox::Next::Begun:
        if (lacksRoom(inbox.letter()))
            inbox.discard();
        break;
    case Inbox::Next::Broken:
        strange("lettersRejected", "a letter that cannot be read; its connection is closed");
        drop(connection);
        break;
    case Inbox::Next::Whole: {
        const QByteArray payload = inbox.takePayload();
        const letter::Letter letter = inbox.letter();
        qCDebug(lcMessages) << m_instanceId << "<-" << connection << letter << payload.size() << "bytes";
        if (fromPrimary)
            letterFromPrimary(letter, payload);
        else
            letterFromPeer(connection, letter, payload, inbox.isDiscarding());
        break;
    }
    }
}

/// Only for a new request: one that comes again has its room, and without their payloads the other letters would say
/// something else.
bool Courier::lacksRoom(const letter::Letter &letter)
{
    const auto *request = std::get_if<letter::Request>(&letter);
    return request && !m_inHand.knows(request->id) && !m_inHand.makeRoom(beingReceived());
}

qint64 Courier::beingReceived() const
{
    return std::accumulate(m_inboxes.cbegin(), m_inboxes.cend(), qint64(0),
                           [](qint64 sum, const auto &entry) { return sum + entry.second.announced(); });
}

void Courier::letterFromPrimary(const letter::Letter &letter, const QByteArray &payload)
{
    if (const auto *reply = std::get_if<letter::Reply>(&letter))
        replied(*reply, payload);
    else if (const auto *publication = std::get_if<letter::Publication>(&letter))
        publicationFromPrimary(*publication, payload);
    else if (std::holds_alternative<letter::Want>(letter))
        wanted(payload);
    else
        strange("lettersMisplaced", "a letter that a primary has no use for");
}

void Courier::letterFromPeer(Connection connection, const letter::Letter &letter, const QByteArray &payload,
                             bool discarded)
{
    if (const auto *request = std::get_if<letter::Request>(&letter)) {
        const bool takes = m_reign == Reign::Primary || m_reign == Reign::Withheld;
        if (discarded && takes)
            reply(connection, request->id, {Fate::TooLarge, {}, {}});
        else
            arrived(connection, *request, payload); // which sends a discarded one on to the next primary
    } else if (const auto *cancel = std::get_if<letter::Cancel>(&letter)) {
        forget(cancel->id);
    } else if (std::holds_alternative<letter::Catalogue>(letter)) {
        catalogued(connection, payload);
    } else if (const auto *publication = std::get_if<letter::Publication>(&letter)) {
        publicationFromPeer(connection, *publication, payload);
    } else {
        strange("lettersMisplaced", "a letter that only a primary writes");
    }
}

void Courier::post(Connection connection, const letter::Letter &letter, const QByteArray &payload)
{
    if (connection != m_way.connection && !m_peers.contains(connection))
        return; // dropped meanwhile
    Outbox &outbox = m_outboxes.try_emplace(connection, m_now).first->second;
    // A burst alone is no reason: who reads gets it all, if it is not over every measure.
    const qint64 size = outbox.size() + payload.size();
    const bool isMute = size > m_limits.queue && !outbox.isEmpty() && m_now - outbox.progressAt() >= m_limits.patience;
    if ((isMute || size > m_limits.total) && connection != m_way.connection) {
        strange("peersDropped", "a peer that does not read; its connection is closed");
        return drop(connection);
    }
    outbox.add(letter, payload, m_now);
}

void Courier::drop(Connection connection)
{
    gone(connection);
    m_actions.push_back(Drop{connection});
}

std::vector<Connection> Courier::connectionsWithMail() const
{
    std::vector<Connection> list;
    for (const auto &[connection, outbox] : m_outboxes) {
        if (!outbox.isEmpty())
            list.push_back(connection);
    }
    return list;
}

bool Courier::hasMail(Connection connection) const
{
    const auto outbox = m_outboxes.find(connection);
    return outbox != m_outboxes.end() && !outbox->second.isEmpty();
}

/// The first time it is said, after that it is only counted.
void Courier::strange(const char *name, const char *what)
{
    if (m_counters[QLatin1String(name)]++ == 0)
        qCWarning(lcMessages).noquote() << m_instanceId << "has met" << what << "(further ones are only counted)";
}

QVariantMap Courier::statistics() const
{
    QVariantMap map;
    for (const auto &[name, value] : m_counters)
        map.insert(name, value);
    return map;
}

} // namespace QtFailover::Internal
