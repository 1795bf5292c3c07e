// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/watcher.h>

#include "core/task.h"
#include "core/topics.h"
#include "watcher/bridge.h"
#include "watcher/engine.h"
#include "watcher/handler.h"

#include <QFutureWatcher>
#include <QPromise>

#include <deque>
#include <unordered_map>
#include <vector>

namespace QtFailover {

class Messenger;
class MessengerPrivate;

/// From start() to stopped(): everything that a new start() makes anew.
struct Run {
    Internal::Terms terms;
    std::shared_ptr<Internal::Mailbox> mailbox;
    std::shared_ptr<Internal::DriverLine> line;
    std::shared_ptr<Internal::Bridge> bridge;
    std::unique_ptr<Internal::Engine> engine;
};

/// What must not be destroyed in a forked child, where the library's thread does not exist and may have held any
/// lock: there it is leaked.
struct Belongings {
    explicit Belongings(std::shared_ptr<Internal::Shared> ofHandlers)
        : shared(std::move(ofHandlers)),
          promotionHandler(&shared->hasPromotionHandler),
          demotionHandler(&shared->hasDemotionHandler)
    {}

    /// The handlers write to it until the connections go that they hang on, after this.
    const std::shared_ptr<Internal::Shared> shared;
    std::unique_ptr<Run> run;
    /// One for each run; never freed before the Watcher, as isPrimary() reads the current one without a lock.
    std::vector<std::shared_ptr<Internal::Token>> tokens;
    Internal::Handler<std::function<void(Promotion)>> promotionHandler;
    Internal::Handler<std::function<void(Demotion)>> demotionHandler;
    Internal::Handler<std::function<QFuture<bool>()>> probe;
    std::unique_ptr<QFutureWatcher<bool>> probeRunning;
    std::unordered_map<quint64, QPromise<CheckResult>> checks; ///< by ticket
};

/// The facade's state. Belongs to the Watcher's thread, where nothing else is said.
class WatcherPrivate final : public Internal::Bridge::Recipient
{
public:
    WatcherPrivate(Watcher *watcher, const Config &initial);

    enum class State {
        Idle,    ///< before start(), or after stopped()
        Running, ///< since start()
        Stopping ///< since shutdown(), or because the driver ends by itself
    };

    bool isForked() const;
    /// In a forked child, instead of any clean-up.
    void abandon();

    // watcher_run.cpp
    bool start();
    void shutdown();
    bool waitForStopped(QDeadlineTimer deadline);
    /// The destructor and aboutToQuit: an orderly end if there is time, some end in any case.
    void stopSynchronously();
    /// Gives up on a thread that does not end.
    void forceEnd();
    /// To the driver, if there is one.
    template <typename Call>
    void post(Call call)
    {
        if (own->run && !isForked())
            own->run->line->post(std::move(call));
    }

    // watcher_notices.cpp
    void published(const Internal::Snapshot &snapshot, const std::vector<Internal::Notice> &notices) override;
    void checkAnswered(quint64 ticket, CheckResult result) override;
    void enabledCarriedOut() override;
    void ended() override;
    void fail(Error error, const QString &text);
    void setEnabled(bool value);
    void tellEnabled();
    bool hasCrashed() const;

    // watcher_handlers.cpp
    void promotionAsked(const std::shared_ptr<PromotionPrivate> &question) override;
    void demotionBegun() override;
    void demotionOrdered(const std::shared_ptr<DemotionPrivate> &order) override;
    void pinged(quint64 ticket) override;
    void runProbe();
    void probeAnswered(const QFuture<bool> &answer);
    void probeSoon(std::chrono::milliseconds pause);
    void answerPings();

    // watcher_messages.cpp
    static std::unique_ptr<MessengerPrivate> attach(Messenger *messenger, Watcher *watcher);
    void requestArrived(const std::shared_ptr<RequestPrivate> &request) override;
    void requestAnswered(const Internal::Answered &answered) override;
    void topicPublished(const Internal::Published &value) override;
    void resumeMessages(); ///< a run has begun
    /// The token, if this instance is provably primary.
    std::optional<quint64> provenEpoch() const;

    static QList<InstanceInfo> infos(const std::vector<Internal::Member> &members);
    std::optional<Internal::Duration> heartbeatAge() const; ///< any thread
    QDateTime lastHeartbeat() const;                        ///< any thread

    Watcher *const q;
    Internal::Candidacy candidacy = Internal::Candidacy::Normal;
    Config config;
    QString generatedId; ///< of a config without an instanceId; the same in all runs
    State state = State::Idle;
    bool startAgain = false; ///< start() was called while stopping
    bool isEnding = false;   ///< in the destructor
    quint64 forks;           ///< forkCount() of the process that made it, or has started it last
    QMetaObject::Connection aboutToQuit;
    Internal::Snapshot told;           ///< as of the signals emitted so far
    std::deque<Internal::Task> untold; ///< signals, and calls of handlers in their place among them
    int rolesBeingTold = 0;            ///< emissions of roleChanged() that have not returned
    Internal::Failure failure;
    quint64 lastTicket = 0;
    std::vector<quint64> probeTickets; ///< of the pings that wait for a probe that says healthy

    const std::shared_ptr<Internal::Shared> shared = std::make_shared<Internal::Shared>();
    std::atomic<Internal::Token *> token{nullptr}; ///< any thread
    std::atomic<bool> enabled;                     ///< any thread; what setEnabled() or D-Bus said last
    bool enabledTold;

    std::mutex enabledMutex;                  ///< setEnabled() comes from any thread
    std::shared_ptr<Internal::Bridge> bridge; ///< with enabledMutex; that of the run
    int enabledUnderWay = 0;                  ///< with enabledMutex: calls that the driver has not carried out

    MessengerPrivate *messenger = nullptr;
    Internal::Topics topics{{}}; ///< the retained ones, for all runs

    std::unique_ptr<Belongings> own;

private:
    void forceEndIn(std::chrono::milliseconds patience);
    void askForPromotion(const std::shared_ptr<PromotionPrivate> &question);
    void orderDemotion(const std::shared_ptr<DemotionPrivate> &order);
    /// After the signals that are still to be told, though a slot of one of them waits meanwhile.
    void inTurn(Internal::Task task);
    void tellAll();
    void adopt(const Internal::Snapshot &snapshot, const std::vector<Internal::Notice> &notices);
    void tell(const Internal::Notice &notice);
    void tellRole(const Internal::notice::RoleChanged &notice);
    void finish(QDeadlineTimer join);
};

} // namespace QtFailover
