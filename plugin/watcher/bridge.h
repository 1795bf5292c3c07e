// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ports/application.h"
#include "ports/desk.h"
#include "watcher/driverline.h"
#include "watcher/promotion_p.h"
#include "watcher/request_p.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

namespace QtFailover::Internal {

/// What both threads look at without a letter. It outlives the runs of a Watcher.
struct Shared {
    std::atomic<bool> hasPromotionHandler{false};
    std::atomic<bool> hasDemotionHandler{false};
    std::atomic<bool> wantsHeartbeats{false}; ///< somebody is connected to Watcher::heartbeat()
    std::atomic<bool> synchronous{false};     ///< the application's thread is in the destructor or aboutToQuit
    /// Of the last heartbeat; Never: there was none.
    std::atomic<Duration::rep> lastHeartbeat{Never.time_since_epoch().count()};
};

/// The ports of the application: what the library's thread says becomes letters to the Watcher's thread.
///
/// The port's functions belong to the library's thread. One for each run, shared by std::shared_ptr.
class Bridge final : public Application, public Desk, public std::enable_shared_from_this<Bridge>
{
public:
    /// Told in the Watcher's thread, while its mailbox is open.
    class Recipient
    {
    public:
        virtual ~Recipient() = default;
        virtual void published(const Snapshot &snapshot, const std::vector<Notice> &notices) = 0;
        virtual void promotionAsked(const std::shared_ptr<PromotionPrivate> &question) = 0;
        virtual void demotionBegun() = 0; ///< with a demotion handler or without, before it is called
        virtual void demotionOrdered(const std::shared_ptr<DemotionPrivate> &order) = 0;
        virtual void pinged(quint64 ticket) = 0;
        virtual void checkAnswered(quint64 ticket, CheckResult result) = 0;
        virtual void enabledCarriedOut() = 0; ///< one call of Driver::setEnabled()
        virtual void requestArrived(const std::shared_ptr<RequestPrivate> &request) = 0;
        virtual void requestAnswered(const Answered &answered) = 0;
        virtual void topicPublished(const Published &value) = 0;
        virtual void ended() = 0; ///< the engine has let go of everything; its last word
    };

    Bridge(Recipient *recipient, std::shared_ptr<Mailbox> mailbox, std::shared_ptr<DriverLine> line,
           std::shared_ptr<Shared> shared);

    void publish(const Snapshot &snapshot, const std::vector<Notice> &notices) override;
    bool promote(const PromotionOrder &order) override;
    void cancelPromotion(Epoch epoch) override;
    bool demote(const DemotionOrder &order) override;
    void pingMainLoop(quint64 ticket) override;
    void checked(quint64 ticket, CheckResult result) override;
    void endOfEvent() override { m_mailbox->wake(); }

    void deliver(const Delivery &delivery) override;
    void answered(const Answered &answered) override;
    void published(const Published &value) override;
    bool endPublications(Epoch epoch) override;

    /// Any thread: Driver::publishTopic(). False: it comes too late for its reign.
    bool publishTopic(const Published &value);
    /// Any thread: Driver::setEnabled(), and Recipient::enabledCarriedOut() after it.
    void setEnabled(bool enabled);
    void ended();
    /// The Watcher has let go of the run, whether its thread has ended or not. In the Watcher's thread.
    void close() { *m_isOver = true; }
    /// Called in the library's thread when the driver has stopped.
    void onStopped(std::function<void()> callback) { m_stopped = std::move(callback); }

    /// The newest snapshot, also those that no letter was worth. Any thread.
    Snapshot latest() const;

private:
    Recipient *const m_recipient;
    const std::shared_ptr<Mailbox> m_mailbox;
    const std::shared_ptr<DriverLine> m_line;
    const std::shared_ptr<Shared> m_shared;
    std::function<void()> m_stopped;
    std::weak_ptr<PromotionPrivate> m_question; ///< the one that is open
    const std::shared_ptr<std::atomic<bool>> m_isOver = std::make_shared<std::atomic<bool>>(false);
    std::mutex m_publishing;
    Epoch m_ended = NoEpoch; ///< the reign that publishes no more; with m_publishing
    std::atomic<int> m_publicationsUnderWay = 0;
    mutable std::mutex m_mutex;
    Snapshot m_latest;
};

} // namespace QtFailover::Internal
