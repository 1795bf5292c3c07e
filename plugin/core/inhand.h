// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/messages.h"

#include <map>
#include <optional>
#include <vector>

namespace QtFailover::Internal {

/// The requests that a primary has taken and not answered, and the replies it may have to give again: the primary's
/// side of one reign.
///
/// A request whose reply was lost with a connection comes again, with the same id. It is not handed to the handler a
/// second time by the same primary: its reply is kept until the sender says that it has it.
class InHand
{
public:
    explicit InHand(const MessageLimits &limits) : m_limits(limits) {}

    struct Arrival {
        enum class Kind {
            New,      ///< hand it to the handler, with `ticket`
            Known,    ///< the handler has it already
            Repeated, ///< `reply` was given before
            Settled,  ///< the sender has had its reply
            Full      ///< there is no room
        };
        Kind kind = Kind::Full;
        quint64 ticket = 0;
        Response reply{};
    };
    /// `from`: where the reply goes, the sender's newest connection; 0 is this instance itself.
    Arrival arrive(quint64 connection, const RequestId &id, quint64 answered, qint64 size);
    std::shared_ptr<std::atomic<bool>> canceledFlag(quint64 ticket) const;
    /// In hand, or answered and kept.
    bool knows(const RequestId &id) const;
    void cancel(const RequestId &id);

    struct Return {
        RequestId id;
        quint64 connection = 0;
        bool wanted = true; ///< somebody waits for it
    };
    /// Empty: the ticket is unknown, or has its answer.
    std::optional<Return> answered(quint64 ticket, const Response &response);

    /// It was not handed to the handler, and will not be.
    void withdraw(quint64 ticket);

    /// Its senders may come again over another one.
    void connectionGone(quint64 connection);
    /// Kept replies give way to a request of `size` bytes, first those whose sender is gone. False: it has no room
    /// still.
    bool makeRoom(qint64 size);
    /// The reign is over: nothing that comes later counts.
    void clear();

    /// Nobody waits for any of those in hand.
    bool isFinished() const;
    std::size_t count() const { return m_requests.size(); }

private:
    struct Held {
        RequestId id;
        qint64 size = 0;
        std::shared_ptr<std::atomic<bool>> canceled;
    };
    struct Kept {
        Response response;
        quint64 order = 0; ///< of all answers
    };
    struct Sender {
        std::optional<quint64> connection;
        quint64 answered = 0;
        std::map<quint64, quint64> tickets; ///< by number
        std::map<quint64, Kept> replies;    ///< by number
        std::map<quint64, quint64> byAge;   ///< the numbers of `replies`, by their order
        quint64 since = 0;                  ///< when its connection went, in order
    };

    void settle(Sender &sender, quint64 answered);
    void keepReply(Sender &sender, quint64 number, const Response &response);
    void dropReply(Sender &sender, quint64 number);
    void dropOldestReply(Sender &sender) { dropReply(sender, sender.byAge.cbegin()->second); }
    void dropOldestSender();

    const MessageLimits m_limits;
    std::map<quint64, Held> m_requests; ///< by ticket
    std::map<quint64, Sender> m_senders;
    quint64 m_lastTicket = 0;
    quint64 m_lastOrder = 0;
    quint64 m_losses = 0;
    qint64 m_size = 0; ///< bytes, with the kept replies
    qint64 m_kept = 0; ///< bytes of it that are kept replies
};

} // namespace QtFailover::Internal
