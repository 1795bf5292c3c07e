// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/inhand.h"

#include <algorithm>
#include <tuple>

namespace QtFailover::Internal {

namespace {
qint64 sizeOf(const Response &response)
{
    return response.payload.size() + response.error.size() * qint64(sizeof(QChar));
}
} // namespace

InHand::Arrival InHand::arrive(quint64 connection, const RequestId &id, quint64 answered, qint64 size)
{
    if (!m_senders.contains(id.sender))
        connectionGone(connection); // to whoever spoke there before: a Messenger was made anew
    Sender &sender = m_senders[id.sender];
    sender.connection = std::max(sender.connection.value_or(0), connection); // numbers are not used twice
    settle(sender, answered);
    if (const auto reply = sender.replies.find(id.number); reply != sender.replies.end())
        return {Arrival::Kind::Repeated, 0, reply->second.response};
    if (const auto ticket = sender.tickets.find(id.number); ticket != sender.tickets.end())
        return {Arrival::Kind::Known, ticket->second};
    if (id.number < sender.answered)
        return {Arrival::Kind::Settled};
    // By sender: what one had on its way to the primary before, this one must have room for beside all others.
    if (sender.tickets.size() >= std::size_t(m_limits.requests)
        || m_requests.size() >= std::size_t(m_limits.allRequests) || !makeRoom(size))
        return {Arrival::Kind::Full};
    const quint64 ticket = ++m_lastTicket;
    m_requests.emplace(ticket, Held{id, size, std::make_shared<std::atomic<bool>>(false)});
    sender.tickets.emplace(id.number, ticket);
    m_size += size;
    return {Arrival::Kind::New, ticket};
}

/// What the sender has done with: it has the replies, or has given up and the letter that said so was lost.
void InHand::settle(Sender &sender, quint64 answered)
{
    if (answered <= sender.answered)
        return;
    const auto end = sender.tickets.lower_bound(answered);
    for (auto ticket = sender.tickets.lower_bound(sender.answered); ticket != end; ++ticket)
        *m_requests.at(ticket->second).canceled = true;
    while (!sender.replies.empty() && sender.replies.begin()->first < answered)
        dropReply(sender, sender.replies.begin()->first);
    sender.answered = answered;
}

std::shared_ptr<std::atomic<bool>> InHand::canceledFlag(quint64 ticket) const
{
    const auto held = m_requests.find(ticket);
    return held == m_requests.end() ? nullptr : held->second.canceled;
}

bool InHand::knows(const RequestId &id) const
{
    const auto sender = m_senders.find(id.sender);
    return sender != m_senders.end()
           && (sender->second.tickets.contains(id.number) || sender->second.replies.contains(id.number));
}

void InHand::cancel(const RequestId &id)
{
    const auto sender = m_senders.find(id.sender);
    if (sender == m_senders.end())
        return;
    const auto ticket = sender->second.tickets.find(id.number);
    if (ticket != sender->second.tickets.end())
        *m_requests.at(ticket->second).canceled = true;
}

std::optional<InHand::Return> InHand::answered(quint64 ticket, const Response &response)
{
    const auto found = m_requests.find(ticket);
    if (found == m_requests.end())
        return std::nullopt;
    const Held held = found->second;
    m_requests.erase(found);
    m_size -= held.size;
    Sender &sender = m_senders[held.id.sender];
    sender.tickets.erase(held.id.number);
    const bool isOwn = sender.connection == 0U; // this instance has its reply at once, and never asks again
    if (held.id.number >= sender.answered && !isOwn)
        keepReply(sender, held.id.number, response);
    return Return{held.id, sender.connection.value_or(0), sender.connection.has_value() && !*held.canceled};
}

void InHand::withdraw(quint64 ticket)
{
    const auto held = m_requests.find(ticket);
    if (held == m_requests.end())
        return;
    m_size -= held->second.size;
    m_senders[held->second.id.sender].tickets.erase(held->second.id.number);
    m_requests.erase(held);
}

void InHand::connectionGone(quint64 connection)
{
    for (auto &[id, sender] : m_senders) {
        if (sender.connection == connection) {
            sender.connection.reset();
            sender.since = ++m_losses;
        }
    }
    const auto gone = [](const auto &entry) { return !entry.second.connection; };
    if (std::count_if(m_senders.begin(), m_senders.end(), gone) > m_limits.keptSenders)
        dropOldestSender();
}

/// Those that were given first give way, whatever their numbers: one that took long is still on its way when many of
/// later requests have long arrived.
void InHand::keepReply(Sender &sender, quint64 number, const Response &response)
{
    m_size += sizeOf(response);
    m_kept += sizeOf(response);
    sender.replies.emplace(number, Kept{response, ++m_lastOrder});
    sender.byAge.emplace(m_lastOrder, number);
    if (sender.replies.size() > std::size_t(m_limits.keptReplies))
        dropOldestReply(sender);
    makeRoom(0);
}

void InHand::dropReply(Sender &sender, quint64 number)
{
    const auto reply = sender.replies.find(number);
    const qint64 size = sizeOf(reply->second.response);
    m_size -= size;
    m_kept -= size;
    sender.byAge.erase(reply->second.order);
    sender.replies.erase(reply);
}

/// A sender's last replies are kept until it makes another request, and may be large.
bool InHand::makeRoom(qint64 size)
{
    if (m_size - m_kept + size > m_limits.total)
        return false;
    while (m_size + size > m_limits.total) {
        const auto first = std::min_element(m_senders.begin(), m_senders.end(), [](const auto &one, const auto &other) {
            const auto rank = [](const Sender &sender) {
                return std::tuple(sender.replies.empty(), sender.connection.has_value(), sender.since);
            };
            return rank(one.second) < rank(other.second);
        });
        while (!first->second.replies.empty() && m_size + size > m_limits.total)
            dropOldestReply(first->second);
    }
    return true;
}

/// Of those that are gone and have nothing in hand.
void InHand::dropOldestSender()
{
    auto oldest = m_senders.end();
    for (auto sender = m_senders.begin(); sender != m_senders.end(); ++sender) {
        const bool idle = !sender->second.connection && sender->second.tickets.empty();
        if (idle && (oldest == m_senders.end() || sender->second.since < oldest->second.since))
            oldest = sender;
    }
    if (oldest == m_senders.end())
        return;
    while (!oldest->second.replies.empty())
        dropOldestReply(oldest->second);
    m_senders.erase(oldest);
}

bool InHand::isFinished() const
{
    return std::all_of(m_requests.cbegin(), m_requests.cend(),
                       [](const auto &entry) -> bool { return *entry.second.canceled; });
}

void InHand::clear()
{
    for (const auto &[ticket, held] : m_requests)
        *held.canceled = true;
    m_requests.clear();
    m_senders.clear();
    m_size = m_kept = 0;
}

} // namespace QtFailover::Internal
