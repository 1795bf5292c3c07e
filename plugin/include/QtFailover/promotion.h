// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#ifndef QTFAILOVER_PROMOTION_H
#define QTFAILOVER_PROMOTION_H

#include <QtFailover/types.h>

#include <QtCore/qstring.h>

#include <memory>

namespace QtFailover {

/// The question whether this instance takes the role of primary, and its answer.
///
/// Watcher::setPromotionHandler()'s handler is given one, in the Watcher's thread. Answer at once, or keep a
/// copy and answer later: all copies share one answer, the first counts, and when the last copy goes without
/// one, the promotion is rejected. Every member may be called from any thread and returns at once.
///
/// While the question is open, Watcher::isPrimary() is false and Watcher::fencingToken() is epoch(). Write the
/// token to the resource first (seal it against the primary before), and only then load the resource's state:
/// what was written between the two would be lost the other way round.
class QTFAILOVER_EXPORT Promotion
{
    Q_GADGET
    Q_PROPERTY(quint64 epoch READ epoch CONSTANT)
    Q_PROPERTY(QtFailover::Reason reason READ reason CONSTANT)

public:
    /// The epoch of the reign in question: greater than any before it, at most 2^53 - 1. 0 in a
    /// default-constructed value, which asks nothing.
    quint64 epoch() const;
    /// Why there is a new primary: Started, PrimaryCrashed, PrimaryShutdown, PrimaryUnresponsive, Handover or
    /// TakenOver.
    Reason reason() const;
    /// The id of the primary before; empty where there was none, or none is known.
    QString previousPrimaryId() const;
    /// 1 for the first try, one more for each promotion of this instance in a row that failed before.
    int attempt() const;
    /// True when an answer comes too late: Config::promotionTimeout has passed since the handler was asked, the lock
    /// is lost (seen at a heartbeat; a new Promotion may come at once), or the Watcher is stopping or disabled.
    bool isCanceled() const;

    /// Takes the role. Watcher::roleChanged() follows when the right to it has been proved once more; if that
    /// fails, errorOccurred(LockLost or PromotionFailed) does: let go of what was loaded. Without effect after a
    /// first answer or when canceled.
    Q_INVOKABLE void accept();
    /// Refuses the role: the lock is released, errorOccurred(PromotionFailed) carries `error`, the next in rank
    /// is asked, and this instance stands back for 1 s, doubling to 30 s, with jitter. `error` is a sentence for
    /// people. Without effect after a first answer.
    Q_INVOKABLE void reject(const QString &error);

private:
    friend class WatcherPrivate;
    std::shared_ptr<class PromotionPrivate> d;
};

/// The order to stop being primary, and the answer that all is written and let go.
///
/// Watcher::setDemotionHandler()'s handler is given one, in the Watcher's thread. The lock is kept until done() or the
/// last copy is gone, and then until the requests in hand are answered; but only until Config::shutdownTimeout has
/// passed since the shutdown or hand-over began. No refusing. Any thread may call every member; each returns at once.
class QTFAILOVER_EXPORT Demotion
{
    Q_GADGET
    Q_PROPERTY(QtFailover::Reason reason READ reason CONSTANT)

public:
    /// The epoch of the reign that ends; 0 in a default-constructed value.
    quint64 epoch() const;
    /// Handover, TakenOver, Stopped, Fenced or LockLost.
    Reason reason() const;
    /// True for Fenced and LockLost, and for Stopped where the lock's files were lost just then: the role is gone, and
    /// another primary may be at work. Discard what is unwritten, do not flush it. Look at this, not at reason().
    bool isForced() const;
    /// True within the Watcher's destructor or QCoreApplication::aboutToQuit: no event loop will run, so finish
    /// before the handler returns (or in another thread).
    bool isSynchronous() const;

    /// Everything is written and let go: the lock may be released and the successor may begin. Only the first
    /// call counts.
    Q_INVOKABLE void done();

private:
    friend class WatcherPrivate;
    std::shared_ptr<class DemotionPrivate> d;
};

} // namespace QtFailover

#endif
