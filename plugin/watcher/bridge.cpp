// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/bridge.h"

#include "driver/driver.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace QtFailover::Internal {

Bridge::Bridge(Recipient *recipient, std::shared_ptr<Mailbox> mailbox, std::shared_ptr<DriverLine> line,
               std::shared_ptr<Shared> shared)
    : m_recipient(recipient), m_mailbox(std::move(mailbox)), m_line(std::move(line)), m_shared(std::move(shared))
{}

void Bridge::publish(const Snapshot &snapshot, const std::vector<Notice> &notices)
{
    {
        const std::lock_guard lock(m_mutex);
        m_latest = snapshot;
    }
    const bool wantsHeartbeats = m_shared->wantsHeartbeats;
    bool hasStopped = false;
    std::vector<Notice> told;
    for (const Notice &notice : notices) {
        if (std::holds_alternative<notice::Stopped>(notice))
            hasStopped = true; // stopped() is for ended() to tell, once the adapters are gone too
        if (const auto *beat = std::get_if<notice::Heartbeat>(&notice)) {
            m_shared->lastHeartbeat = beat->at.time_since_epoch().count();
            if (!wantsHeartbeats)
                continue; // an idle application is not woken by every beat
        }
        told.push_back(notice);
    }
    if (!told.empty()) {
        const bool isRole = std::any_of(told.cbegin(), told.cend(), [](const Notice &notice) {
            return std::holds_alternative<notice::RoleChanged>(notice);
        });
        m_mailbox->put(
            [recipient = m_recipient, snapshot, told = std::move(told)] { recipient->published(snapshot, told); });
        // A new role is what it waits for, and where both threads share a processor it goes first; to wake it for less
        // would only slow down what follows.
        if (isRole) {
            m_mailbox->wake();
            std::this_thread::yield();
        }
    }
    if (hasStopped && m_stopped)
        m_stopped();
}

bool Bridge::promote(const PromotionOrder &order)
{
    if (!m_shared->hasPromotionHandler)
        return false;
    auto question = std::make_shared<PromotionPrivate>(
        order, m_isOver, [line = m_line, epoch = order.epoch](bool accepted, const QString &error) {
            line->post([=](Driver &driver) { driver.promotionAnswered(epoch, accepted, error); });
        });
    m_question = question;
    m_mailbox->post([recipient = m_recipient, question = std::move(question)] { recipient->promotionAsked(question); });
    return true;
}

void Bridge::cancelPromotion(Epoch epoch)
{
    if (const auto question = m_question.lock(); question && question->order.epoch == epoch)
        question->cancel();
}

bool Bridge::demote(const DemotionOrder &order)
{
    m_mailbox->put([recipient = m_recipient] { recipient->demotionBegun(); });
    if (!m_shared->hasDemotionHandler)
        return false;
    auto command = std::make_shared<DemotionPrivate>(
        order, std::shared_ptr<const std::atomic<bool>>(m_shared, &m_shared->synchronous),
        [line = m_line, epoch = order.epoch] { line->post([epoch](Driver &driver) { driver.demotionDone(epoch); }); });
    m_mailbox->post([recipient = m_recipient, command = std::move(command)] { recipient->demotionOrdered(command); });
    return true;
}

void Bridge::pingMainLoop(quint64 ticket)
{
    m_mailbox->put([recipient = m_recipient, ticket] { recipient->pinged(ticket); });
}

void Bridge::checked(quint64 ticket, CheckResult result)
{
    m_mailbox->post([recipient = m_recipient, ticket, result] { recipient->checkAnswered(ticket, result); });
}

void Bridge::deliver(const Delivery &delivery)
{
    auto request = std::make_shared<RequestPrivate>(
        delivery, m_isOver, [line = m_line, ticket = delivery.ticket](const Response &response) {
            line->post([ticket, response](Driver &driver) { driver.answerRequest(ticket, response); });
        });
    m_mailbox->put([recipient = m_recipient, request = std::move(request)] { recipient->requestArrived(request); });
}

void Bridge::answered(const Answered &answered)
{
    m_mailbox->put([recipient = m_recipient, answered] { recipient->requestAnswered(answered); });
}

void Bridge::published(const Published &value)
{
    m_mailbox->put([recipient = m_recipient, value] { recipient->topicPublished(value); });
}

bool Bridge::publishTopic(const Published &value)
{
    const std::lock_guard lock(m_publishing);
    if (value.edition.epoch == m_ended)
        return false;
    ++m_publicationsUnderWay;
    m_line->post([self = shared_from_this(), value](Driver &driver) {
        --self->m_publicationsUnderWay;
        driver.publishTopic(value);
    });
    return true;
}

bool Bridge::endPublications(Epoch epoch)
{
    const std::lock_guard lock(m_publishing);
    m_ended = epoch;
    if (m_publicationsUnderWay == 0)
        return false; // else each hand-over would wait for a turn of the thread's
    m_line->post([epoch](Driver &driver) { driver.publicationsEnded(epoch); });
    return true;
}

void Bridge::setEnabled(bool enabled)
{
    m_line->post([self = shared_from_this(), enabled](Driver &driver) {
        driver.setEnabled(enabled);
        self->m_mailbox->post([recipient = self->m_recipient] { recipient->enabledCarriedOut(); });
    });
}

void Bridge::ended()
{
    m_mailbox->post([recipient = m_recipient] { recipient->ended(); });
}

Snapshot Bridge::latest() const
{
    const std::lock_guard lock(m_mutex);
    return m_latest;
}

} // namespace QtFailover::Internal
