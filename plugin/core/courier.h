// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/inbox.h"
#include "core/inhand.h"
#include "core/messages.h"
#include "core/outbox.h"
#include "core/task.h"
#include "core/topics.h"
#include "core/way.h"

#include <QVariantMap>

#include <deque>
#include <map>
#include <variant>
#include <vector>

namespace QtFailover::Internal {

/// The messages of one instance: its own requests on the way to whoever is primary, the others' requests while it is
/// primary itself, and the publications.
///
/// Pure, as the Election beside it: what happens goes in, actions come out. It decides nothing about the role; it is
/// told before each event how things stand.
///
/// What it rests on: own requests go out in the order of their numbers. When the primary changes, or the connection
/// to it, all that have no reply yet are sent again in that order before any new one, so that the order of a sender
/// holds across primaries too. Of a request that was sent twice, the second primary is told by its attempt.
class Courier
{
public:
    /// How far this instance may act as primary.
    enum class Reign {
        None,
        Withheld, ///< it has the right, but is not primary yet, or cannot prove it now: requests wait
        Primary,
        Demoting ///< it takes no more requests, and finishes those it has
    };

    struct Drop {
        Connection connection; ///< it sent garbage, or does not read
    };
    using Action = std::variant<Delivery, Answered, Published, Drop>;

    explicit Courier(const QString &instanceId, const MessageLimits &limits = {});

    // Time, before each event
    void setTime(Instant now) { m_now = now; }

    // How things stand
    void setReign(Reign reign, Epoch epoch);
    void setWay(const Way &way);
    void greeted(Connection connection, const QString &instanceId);
    void gone(Connection connection);

    // The others
    void received(Connection connection, QByteArray frame);

    // The application
    /// In the order of their numbers.
    void send(const OutgoingRequest &request);
    void cancel(const RequestId &id);
    void answer(quint64 ticket, const Response &response);
    /// `value` is of the reign that its edition names; its number comes here.
    void publish(Published value);
    /// What an earlier run has left.
    void restore(const std::vector<Published> &topics);
    /// After each event: what it had no room for before.
    void tellLate();

    // Out
    bool hasAction() const { return !m_actions.empty(); }
    Action takeAction();
    std::vector<Connection> connectionsWithMail() const;
    bool hasMail(Connection connection) const;
    Frame takeFrame(Connection connection) { return m_outboxes.at(connection).takeFrame(m_now); }
    /// No request is in hand any more.
    bool hasAnsweredAll() const { return m_inHand.isFinished() && m_unproven.empty(); }
    /// Nothing is left that a demotion should wait for.
    bool isDrained() const;
    /// When that changes although nothing happens: a peer is then taken for one that does not read or write. Or Never.
    Instant patienceEnds() const;
    QVariantMap statistics() const;

private:
    static constexpr Connection Self = 0;

    struct Peer {
        QString id;
        Instant greetedAt{};
        bool isCatalogued = false; ///< it has been sent the retained topics that it lacked
    };
    struct Waiting {
        Connection connection;
        letter::Request request;
        QByteArray payload;
    };

    // courier.cpp: own requests and the way
    void place();
    void place(const OutgoingRequest &request);
    void forget(const RequestId &id);
    void replied(const letter::Reply &reply, const QByteArray &payload);
    quint64 settledBelow() const;
    // courier_primary.cpp
    void arrived(Connection connection, const letter::Request &request, const QByteArray &payload);
    void take(Connection connection, const letter::Request &request, const QByteArray &payload);
    void reply(Connection connection, const RequestId &id, const Response &response);
    void resume();
    void endReign();
    bool lacksWaitingRoom(const RequestId &id, qint64 size) const;
    QString senderId(Connection connection) const;
    // courier_topics.cpp
    void catalogued(Connection connection, const QByteArray &payload);
    void wanted(const QByteArray &payload);
    void publicationFromPrimary(const letter::Publication &publication, const QByteArray &payload);
    void publicationFromPeer(Connection connection, const letter::Publication &publication, const QByteArray &payload);
    void spread(const Published &value, Connection but);
    void tell(const Published &value);
    bool tellNow(Published value);
    bool isOverlong(const letter::Publication &publication);
    // courier.cpp: letters
    void letterFromPrimary(const letter::Letter &letter, const QByteArray &payload);
    void letterFromPeer(Connection connection, const letter::Letter &letter, const QByteArray &payload, bool discarded);
    void post(Connection connection, const letter::Letter &letter, const QByteArray &payload = {});
    void drop(Connection connection);
    bool lacksRoom(const letter::Letter &letter);
    qint64 beingReceived() const;
    void count(const char *name) { ++m_counters[QLatin1String(name)]; }
    void strange(const char *name, const char *what);

    Instant m_now{};
    const QString m_instanceId;
    const MessageLimits m_limits;
    std::deque<Action> m_actions;
    std::map<QLatin1String, quint64> m_counters;

    // as a sender
    Way m_way;
    bool m_wayMoved = false; ///< it said that it is not primary any more: the next one will be asked
    std::map<quint64, OutgoingRequest> m_inFlight; ///< by number; all without a reply
    Epoch m_lastEpoch = NoEpoch;                   ///< of the primary that had the last connection
    std::vector<RequestId> m_canceledAway;         ///< since that was lost; the primary may have them in hand

    // as primary
    Reign m_reign = Reign::None;
    Epoch m_epoch = NoEpoch;
    std::map<Connection, Peer> m_peers;
    InHand m_inHand;
    std::deque<Waiting> m_waiting; ///< requests while the reign is withheld
    qint64 m_waitingSize = 0;      ///< their bytes
    std::vector<Task> m_unproven;  ///< answers and publications while the reign is withheld

    Topics m_topics;
    Tally m_untold;
    std::deque<QString> m_late; ///< topics to be told when the application has room, as they are then
    std::map<Connection, Outbox> m_outboxes;
    std::map<Connection, Inbox> m_inboxes;
};

} // namespace QtFailover::Internal
