// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/messenger_p.h"

#include "driver/driver.h"
#include "watcher/forks.h"
#include "watcher/watcher_p.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>

// The requests of this instance, until each has its reply, its timeout or its cancellation.

namespace QtFailover {

using namespace Internal;
using namespace std::chrono_literals;

namespace {

/// How long a request waits for its reply before somebody listens for its cancellation. To listen costs several
/// events for each future, more than all the rest of a request; most have their replies sooner.
constexpr std::chrono::milliseconds CancellationDelay = 10ms;
/// A century: in nanoseconds it must not overflow.
constexpr std::chrono::milliseconds LongestTimeout = 24h * 36525;

QFuture<Reply> readyFuture(const Reply &reply)
{
    QPromise<Reply> promise;
    QFuture<Reply> future = promise.future();
    promise.start();
    promise.addResult(reply);
    promise.finish();
    return future;
}

Reply::Error errorOf(Fate fate)
{
    switch (fate) {
    case Fate::Done:
        return Reply::NoError;
    case Fate::NoHandler:
        return Reply::NoHandler;
    case Fate::TooLarge:
        return Reply::TooLarge;
    case Fate::Rejected:
    case Fate::NotPrimary: // stays with the courier
        break;
    }
    return Reply::Rejected;
}

QString textOf(const Response &response)
{
    switch (response.fate) {
    case Fate::NoHandler:
        return QCoreApplication::translate("QtFailover", "The primary has no request handler. Call "
                                                         "Messenger::setRequestHandler() in every instance.");
    case Fate::TooLarge:
        return QCoreApplication::translate("QtFailover",
                                           "The reply is larger than a message may be, or the primary has no room for "
                                           "more requests. Send less at a time.");
    default:
        return response.error;
    }
}

} // namespace

Reply MessengerPrivate::failure(Reply::Error error, const QString &text)
{
    Reply reply;
    reply.d->error = error;
    reply.d->errorString = text;
    return reply;
}

QFuture<Reply> MessengerPrivate::request(const QByteArray &payload, std::chrono::milliseconds timeout)
{
    if (!m_watcher || isForked()) {
        return readyFuture(failure(
            Reply::Canceled, QCoreApplication::translate("QtFailover", "This Messenger has no Watcher to work with.")));
    }
    if (payload.size() > m_limits.message || m_waiting + payload.size() > m_limits.waiting
        || own->pending.size() >= std::size_t(m_limits.requests)) {
        return readyFuture(failure(
            Reply::TooLarge, QCoreApplication::translate(
                                 "QtFailover", "The request is larger than a message may be, or too many wait for "
                                               "their replies. Send less at a time.")));
    }
    const quint64 number = ++m_lastNumber;
    Pending &pending = own->pending[number];
    pending.request = std::make_shared<Outgoing>(RequestId{m_sender, number}, payload);
    pending.deadline = QDeadlineTimer(std::clamp(timeout, 0ms, LongestTimeout), Qt::PreciseTimer).deadlineNSecs();
    m_waiting += payload.size();
    QFuture<Reply> future = pending.promise.future();
    pending.promise.start();
    if (!own->cancellationTimer.isActive())
        listenSoonForCancellations();
    const bool isFirst = own->deadlines.empty() || own->deadlines.begin()->first > pending.deadline;
    own->deadlines.emplace(pending.deadline, number);
    if (isFirst)
        arm();
    m_watcher->post([request = pending.request](Driver &driver) { driver.request(request); });
    return future;
}

void MessengerPrivate::listenSoonForCancellations()
{
    m_lastToListenFor = m_lastNumber;
    own->cancellationTimer.start(CancellationDelay);
}

void MessengerPrivate::listenForCancellations()
{
    auto entry = own->pending.upper_bound(m_lastListenedFor);
    m_lastListenedFor = m_lastToListenFor;
    for (; entry != own->pending.end() && entry->first <= m_lastToListenFor; ++entry) {
        auto &cancellation = entry->second.cancellation;
        cancellation = std::make_unique<QFutureWatcher<Reply>>();
        QObject::connect(cancellation.get(), &QFutureWatcherBase::canceled, q,
                         [this, number = entry->first] { canceled(number); });
        cancellation->setFuture(entry->second.promise.future()); // tells of one that has been, too
    }
    if (entry != own->pending.end())
        listenSoonForCancellations();
}

void MessengerPrivate::started()
{
    m_topicsAhead.clear(); // those that the run before has dropped: another group may have the same epochs
    if (isForked()) {      // the parent may start it too: the two must not have requests of the same ids
        m_forks = forkCount();
        m_sender = QRandomGenerator::system()->generate64();
        for (auto &[number, pending] : own->pending)
            pending.request = std::make_shared<Outgoing>(RequestId{m_sender, number}, pending.request->payload);
    }
    std::vector<OutgoingRequest> waiting;
    for (const auto &[number, pending] : own->pending)
        waiting.push_back(pending.request);
    m_watcher->post([waiting](Driver &driver) {
        for (const OutgoingRequest &request : waiting)
            driver.request(request);
    });
}

void MessengerPrivate::arm()
{
    if (own->deadlines.empty())
        return own->deadlineTimer.stop();
    const auto left = QDeadlineTimer::current(Qt::PreciseTimer).deadlineNSecs();
    const std::chrono::nanoseconds wait(std::max<qint64>(own->deadlines.begin()->first - left, 0));
    own->deadlineTimer.start(
        std::min<std::chrono::milliseconds>(std::chrono::ceil<std::chrono::milliseconds>(wait), 24h));
}

void MessengerPrivate::expire()
{
    const qint64 now = QDeadlineTimer::current(Qt::PreciseTimer).deadlineNSecs();
    const QPointer<Messenger> alive(q);
    if (m_watcher->hasCrashed())
        return;
    while (alive && m_watcher && !own->deadlines.empty() && own->deadlines.begin()->first <= now) {
        const quint64 number = own->deadlines.begin()->second;
        const RequestId id = own->pending.at(number).request->id;
        own->deadlines.erase(own->deadlines.begin());
        arm(); // what follows this one may turn the event loop, and the others must end in it
        m_watcher->post([id](Driver &driver) { driver.cancelRequest(id); });
        finish(number, expired());
    }
    if (alive && m_watcher)
        arm();
}

Reply MessengerPrivate::expired() const
{
    const Snapshot &told = m_watcher->told;
    // A newcomer beside one that hangs has not heard of its health yet, but knows who it is.
    const bool hasPrimary =
        told.health == PrimaryHealth::Unknown
            ? told.role == Role::Secondary && !told.primaryId.isEmpty() && told.primaryId != told.instanceId
            : told.health != PrimaryHealth::Gone;
    if (!hasPrimary)
        return failure(Reply::NoPrimary, QCoreApplication::translate("QtFailover", "There was no primary in time."));
    return failure(Reply::Timeout,
                   QCoreApplication::translate("QtFailover", "The primary did not answer in time. It may be busy or "
                                                             "stopped; it may still do what it was asked."));
}

void MessengerPrivate::canceled(quint64 number)
{
    const auto pending = own->pending.find(number);
    if (pending == own->pending.end())
        return;
    const RequestId id = pending->second.request->id;
    if (m_watcher)
        m_watcher->post([id](Driver &driver) { driver.cancelRequest(id); });
    finish(number, failure(Reply::Canceled, {}));
}

/// Runs what the application has put behind the future: last.
void MessengerPrivate::finish(quint64 number, const Reply &reply)
{
    auto node = own->pending.extract(number);
    if (node.empty())
        return;
    Pending &pending = node.mapped();
    own->deadlines.erase({pending.deadline, number});
    m_waiting -= pending.request->payload.size();
    if (pending.cancellation) {
        pending.cancellation->disconnect(q);
        pending.cancellation.release()->deleteLater(); // this may be its signal
    }
    pending.promise.addResult(reply);
    pending.promise.finish();
}

void MessengerPrivate::answered(const Answered &answered)
{
    if (answered.id.sender != m_sender)
        return;
    Reply reply;
    reply.d->error = errorOf(answered.response.fate);
    reply.d->errorString = textOf(answered.response);
    reply.d->payload = answered.response.payload;
    reply.d->handledBy = answered.handledBy;
    reply.d->epoch = answered.epoch;
    finish(answered.id.number, reply);
}

} // namespace QtFailover
