// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#ifndef QTFAILOVER_MESSENGER_H
#define QTFAILOVER_MESSENGER_H

#include <QtFailover/global.h>

#include <QtCore/qbytearray.h>
#include <QtCore/qfuture.h>
#include <QtCore/qobject.h>
#include <QtCore/qshareddata.h>
#include <QtCore/qstring.h>

#include <chrono>
#include <functional>
#include <memory>

namespace QtFailover {

class Watcher;

/// What became of a request: the primary's answer, or why there is none. Implicitly shared.
class QTFAILOVER_EXPORT Reply
{
    Q_GADGET

public:
    /// Why there is no answer.
    enum Error {
        NoError,   ///< the handler has replied
        Timeout,   ///< no reply in time, though there was a primary at the end: it hangs, or the handler is slow
        NoPrimary, ///< no reply in time, and nobody was primary at the end
        NoHandler, ///< the primary has no request handler
        TooLarge,  ///< the request or the reply is over a bound (see Messenger), or there is no room for it now
        Rejected,  ///< the handler has rejected the request, thrown, or let go of it without an answer
        Canceled   ///< the Messenger or its Watcher was destroyed
    };
    Q_ENUM(Error)

    /// A reply without an error and without a payload.
    Reply();
    /// Copies share their data.
    Reply(const Reply &other);
    /// As the copy constructor.
    Reply &operator=(const Reply &other);
    ~Reply();

    /// NoError, or why there is no answer.
    Error error() const;
    /// A sentence to error(); empty without one. For Rejected it is the handler's.
    QString errorString() const;
    /// What the handler has replied; empty on an error.
    QByteArray payload() const;
    /// The id of the instance that has answered; empty where none has.
    QString handledBy() const;
    /// Its epoch; 0 where none has answered.
    quint64 epoch() const;

private:
    friend class MessengerPrivate;
    QSharedDataPointer<class ReplyData> d;
};

/// One request, as the primary's handler is given it, and its answer.
///
/// Answer at once, or keep a copy and answer later, in any order: all copies share one answer, the first counts, and
/// when the last copy goes without one, the sender is told Reply::Rejected. Every member may be called from any thread
/// and returns at once.
///
/// An answer counts only while this instance is provably primary, in the epoch in which it was given the request. Later
/// ones are dropped, and the request goes to the next primary, with the same id() and a higher attempt(): also when the
/// handler has done its work already. To do it exactly once, store the id together with the data, in one
/// transaction, and look for it first where attempt() is above 1 (or always). The data's own storage has to refuse
/// writes with an older Watcher::fencingToken(), as ever.
class QTFAILOVER_EXPORT Request
{
public:
    /// The same in every attempt, and never the same in two requests: 16 bytes.
    QByteArray id() const;
    /// What the sender has given to Messenger::request().
    QByteArray payload() const;
    /// The Watcher::instanceId() of the instance that has made the request.
    QString senderId() const;
    /// 1 when the request was sent for the first time. More: an earlier primary, or this one before a lost
    /// connection, may have seen it, and may have done it.
    int attempt() const;
    /// Nobody waits for the answer any more: the sender has given up, or this instance is no longer primary.
    bool isCanceled() const;

    /// Answers with `payload`. Over 16 MiB the sender gets Reply::TooLarge instead.
    void reply(const QByteArray &payload);
    /// Answers with Reply::Rejected. `error` is a sentence for people.
    void reject(const QString &error);

private:
    friend class MessengerPrivate;
    std::shared_ptr<class RequestPrivate> d;
};

/// Lets the instances of a group work through their primary: requests to whoever is primary, publications to all.
///
/// It is a child of its Watcher, of which it may be made before start(), and one for each Watcher; it works across
/// shutdown() and start(). Create, use and destroy it in the Watcher's thread: signals, handler and futures come there.
/// Nothing here blocks.
///
/// Requests survive the primary: one without a reply when the primary changes goes to the next, and one that is made
/// while there is none waits. During a hand-over none fails and none is lost. The requests of one Messenger reach the
/// handler in the order in which they were made, across primaries too. See Request for how to apply each exactly once.
///
/// Bounds, beyond which a call fails at once: 16 MiB a payload; 64 MiB or 16384 requests without a reply; a topic of
/// 1024 characters; 4096 retained topics and 64 MiB of them; 128 MiB of publications before the event loop turns. An
/// instance whose loop is blocked is told of as many then, and beyond them only of the last of each retained topic. One
/// that does not read loses its connection when 64 MiB wait for it and it has read nothing for a second (or 256 MiB
/// wait), and joins anew; heartbeats do not wait behind messages.
///
/// In a child forked without exec nothing is sent, and nothing touched, unless it starts the Watcher itself.
class QTFAILOVER_EXPORT Messenger : public QObject
{
    Q_OBJECT

public:
    /// For how long a publication counts.
    enum Retention {
        Transient, ///< for those that are here
        Retained   ///< kept, the last of each topic: later joiners get it too, and it survives the primary
    };
    Q_ENUM(Retention)

    /// A Messenger for `watcher`, which owns it. A second one for the same Watcher does nothing, and says so in the
    /// log.
    explicit Messenger(Watcher *watcher);
    /// Unanswered requests end with Reply::Canceled.
    ~Messenger() override;

    /// Sends `payload` to the primary, this instance itself included. The future gets one Reply, in the Watcher's
    /// thread, within about `timeout` of monotonic time from now, and never an exception. Until then it waits for a
    /// primary if it has to, also before Watcher::start(). QFuture::cancel() cancels the wait, at the latest when the
    /// event loop turns after 20 ms; the handler may have run by then, and learns of it by Request::isCanceled().
    ///
    /// Traps of QFuture: result() and waitForFinished() in the Watcher's thread would wait for ever, as the reply comes
    /// through its event loop. Use then() with a context object, or QFutureWatcher. Qt 6.4 asserts in debug builds when
    /// the context is destroyed before the reply; the Messenger itself is a context that is not. A future that was
    /// cancelled has no result, and its then() does not run but onCanceled() does. A QFuture made by its default
    /// constructor counts as cancelled.
    QFuture<Reply> request(const QByteArray &payload, std::chrono::milliseconds timeout = std::chrono::seconds(20));
    /// Sets what answers requests while this instance is primary: see Request. The first request of a reign comes after
    /// Watcher::roleChanged() has returned; after the demotion handler is called no new one comes, and the lock is kept
    /// until those in hand are answered, for Config::shutdownTimeout at most.
    ///
    /// It is called in the Watcher's thread. An exception counts as reject(), and the first is logged. There is one
    /// handler, a later one replaces it, an empty one removes it. It goes with `context`, which must live in the
    /// Watcher's thread; nullptr: with the Messenger.
    void setRequestHandler(const QObject *context, std::function<void(Request)> handler);
    /// As primary: tells all instances, this one included, by published(). False, and nothing happens, when this
    /// instance is not primary (see Watcher::isPrimary()) or just about to hand over, or over a bound. Publications of
    /// a primary keep their order.
    /// True promises no delivery: a primary that dies may take the last ones with it, also retained ones.
    bool publish(const QString &topic, const QByteArray &payload, Retention retention = Transient);
    /// The last retained publication of `topic` that published() told of; empty when there was none. It is kept over
    /// fail over, hand-over and stopped(), as long as any instance runs; Watcher::setConfig() with another group
    /// forgets it here. A publication of an older epoch never replaces one of a newer.
    QByteArray retained(const QString &topic) const;

Q_SIGNALS:
    /// The primary of `epoch` has published. For retained topics also what was published before this instance joined,
    /// with the epoch of that time.
    void published(const QString &topic, const QByteArray &payload, quint64 epoch);

private:
    Q_DISABLE_COPY_MOVE(Messenger)
    friend class MessengerPrivate;
    const std::unique_ptr<class MessengerPrivate> d;
};

} // namespace QtFailover

#endif
