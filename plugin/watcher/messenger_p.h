// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/messenger.h>

#include "watcher/bridge.h"
#include "watcher/handler.h"
#include "watcher/request_p.h"
#include "watcher/topicsahead.h"

#include <QDeadlineTimer>
#include <QFutureWatcher>
#include <QPromise>
#include <QTimer>

#include <atomic>
#include <deque>
#include <map>
#include <set>

namespace QtFailover {

class WatcherPrivate;

/// The Messenger's state. Belongs to the Watcher's thread, where nothing else is said.
class MessengerPrivate final
{
public:
    MessengerPrivate(Messenger *messenger, WatcherPrivate *watcher);

    QFuture<Reply> request(const QByteArray &payload, std::chrono::milliseconds timeout);
    bool publish(const QString &topic, const QByteArray &payload, Messenger::Retention retention);
    QByteArray retained(const QString &topic) const;
    void setHandler(const QObject *context, std::function<void(Request)> handler);

    // Told by the Watcher
    void started(); ///< a run has begun: what waits goes out
    void arrived(const std::shared_ptr<RequestPrivate> &request);
    /// Gives the handler what has come, as far as it may have it now.
    void handle();
    /// What has come and was not given to the handler: NotPrimary leaves it to the next primary.
    void giveBack(Internal::Fate fate);
    void answered(const Internal::Answered &answered);
    void published(const Internal::Published &value);
    /// All futures end, and the Watcher is not touched any more.
    void detach();

private:
    using Deadline = std::pair<qint64, quint64>; ///< in nanoseconds of QDeadlineTimer's clock; of this number

    struct Pending {
        Internal::OutgoingRequest request;
        QPromise<Reply> promise;
        std::unique_ptr<QFutureWatcher<Reply>> cancellation; ///< if it waits for long
        qint64 deadline = 0;
    };
    /// Leaked in a forked child, as in Watcher.
    struct Own {
        Internal::Handler<std::function<void(Request)>> handler;
        std::map<quint64, Pending> pending; ///< by number
        std::set<Deadline> deadlines;
        std::deque<std::shared_ptr<RequestPrivate>> arrived; ///< not handed to the handler yet
        QTimer deadlineTimer;
        QTimer cancellationTimer;
        QTimer proofTimer;
    };

    bool isForked() const;
    static Reply failure(Reply::Error error, const QString &text);
    void listenSoonForCancellations();
    void listenForCancellations();
    void canceled(quint64 number);
    void expire();
    void arm();
    void finish(quint64 number, const Reply &reply);
    Reply expired() const;

    Messenger *const q;
    WatcherPrivate *m_watcher; ///< nullptr: detached, or one too many
    quint64 m_forks;           ///< forkCount() of the process that made it, or has started its Watcher
    quint64 m_sender;
    quint64 m_lastNumber = 0;
    quint64 m_lastToListenFor = 0; ///< when the timer has run
    quint64 m_lastListenedFor = 0;
    qint64 m_waiting = 0; ///< bytes of `pending`
    const Internal::MessageLimits m_limits{};
    const std::shared_ptr<std::atomic<bool>> m_handlerHasErred = std::make_shared<std::atomic<bool>>(false);
    Internal::Tally m_untold; ///< own publications
    Internal::TopicsAhead m_topicsAhead{m_limits};
    std::unique_ptr<Own> own;

    friend class Messenger;
};

} // namespace QtFailover
