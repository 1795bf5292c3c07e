// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/messenger_p.h"

#include "driver/driver.h"
#include "watcher/exceptions.h"
#include "watcher/forks.h"
#include "watcher/watcher_p.h"

#include <QCoreApplication>
#include <QRandomGenerator>

namespace QtFailover {

using namespace Internal;
using namespace std::chrono_literals;

namespace {

/// How soon a request is looked at again while the role cannot be proved.
constexpr std::chrono::milliseconds ProofRetry = 10ms;

} // namespace

MessengerPrivate::MessengerPrivate(Messenger *messenger, WatcherPrivate *watcher)
    : q(messenger),
      m_watcher(watcher),
      m_forks(forkCount()),
      m_sender(QRandomGenerator::system()->generate64()),
      own(std::make_unique<Own>())
{
    own->deadlineTimer.setSingleShot(true);
    own->deadlineTimer.setTimerType(Qt::PreciseTimer);
    own->deadlineTimer.callOnTimeout(q, [this] { expire(); });
    own->cancellationTimer.setSingleShot(true);
    own->cancellationTimer.callOnTimeout(q, [this] { listenForCancellations(); });
    own->proofTimer.setSingleShot(true);
    own->proofTimer.callOnTimeout(q, [this] { handle(); });
}

bool MessengerPrivate::isForked() const { return forkCount() != m_forks; }

void MessengerPrivate::setHandler(const QObject *context, std::function<void(Request)> handler)
{
    own->handler.set(q, context, std::move(handler));
}

void MessengerPrivate::arrived(const std::shared_ptr<RequestPrivate> &request)
{
    own->arrived.push_back(request);
    handle();
}

/// In order, and not before the slots have heard of the role: they may turn the event loop. Nothing is handed over that
/// a newer primary may have in hand: the right is looked at once more.
void MessengerPrivate::handle()
{
    if (isForked())
        return;
    const QPointer<Messenger> alive(q);
    while (alive && m_watcher && m_watcher->rolesBeingTold == 0 && !own->arrived.empty()) {
        const std::shared_ptr<RequestPrivate> request = own->arrived.front();
        if (!request->isCanceled() && m_watcher->provenEpoch() != request->delivery.epoch) {
            own->proofTimer.start(ProofRetry); // it is being healed, or the reign is over
            return;
        }
        own->arrived.pop_front();
        if (request->isCanceled()) {
            request->answer({Fate::NotPrimary, {}, {}}); // nobody waits for it
            continue;
        }
        const auto handler = own->handler.get();
        if (!handler) {
            request->answer({Fate::NoHandler, {}, {}});
            continue;
        }
        request->hand(m_handlerHasErred);
        Request handed;
        handed.d = request;
        const QString exception = exceptionFrom([&] { handler(std::move(handed)); });
        if (!exception.isEmpty()) {
            request->handlerErred(u"has thrown: " + exception);
            request->answer(
                {Fate::Rejected,
                 {},
                 QCoreApplication::translate("QtFailover", "The request handler has thrown: %1").arg(exception)});
        }
    }
}

void MessengerPrivate::giveBack(Fate fate)
{
    own->proofTimer.stop();
    for (const auto &request : std::exchange(own->arrived, {}))
        request->answer({fate, {}, {}});
}

bool MessengerPrivate::publish(const QString &topic, const QByteArray &payload, Messenger::Retention retention)
{
    if (!m_watcher || isForked())
        return false;
    const std::optional<quint64> epoch = m_watcher->provenEpoch();
    if (!epoch || payload.size() > m_limits.message || topic.size() > m_limits.topicLength)
        return false;
    Published value{topic, payload, {*epoch}, retention == Messenger::Retained};
    if (m_untold.size() + value.size() > m_limits.untold)
        return false;
    if (value.retained && !m_topicsAhead.add(*epoch, topic, payload.size(), m_watcher->topics))
        return false;
    value.untold = m_untold.add(value.size());
    return m_watcher->own->run->bridge->publishTopic(value);
}

QByteArray MessengerPrivate::retained(const QString &topic) const
{
    const auto value = m_watcher ? m_watcher->topics.find(topic) : std::nullopt;
    return value ? value->payload : QByteArray();
}

void MessengerPrivate::published(const Published &value)
{
    if (value.retained)
        m_topicsAhead.arrived(value.edition.epoch, value.topic, m_watcher->topics);
    Q_EMIT q->published(value.topic, value.payload, value.edition.epoch);
}

void MessengerPrivate::detach()
{
    if (WatcherPrivate *watcher = std::exchange(m_watcher, nullptr)) { // which may go on, with another Messenger
        for (const auto &[number, pending] : own->pending)
            watcher->post([id = pending.request->id](Driver &driver) { driver.cancelRequest(id); });
    }
    own->deadlineTimer.stop();
    own->cancellationTimer.stop();
    giveBack(Fate::NoHandler);
    const QPointer<Messenger> alive(q);
    while (alive && !own->pending.empty()) {
        finish(own->pending.begin()->first,
               failure(Reply::Canceled,
                       QCoreApplication::translate("QtFailover", "The Messenger or its Watcher was destroyed.")));
    }
}

Messenger::Messenger(Watcher *watcher) : QObject(watcher), d(WatcherPrivate::attach(this, watcher)) {}

Messenger::~Messenger()
{
    if (d->isForked()) {
        static_cast<void>(d->own.release());
        return;
    }
    if (d->m_watcher)
        d->m_watcher->messenger = nullptr;
    d->detach();
}

QFuture<Reply> Messenger::request(const QByteArray &payload, std::chrono::milliseconds timeout)
{
    return d->request(payload, timeout);
}

void Messenger::setRequestHandler(const QObject *context, std::function<void(Request)> handler)
{
    d->setHandler(context, std::move(handler));
}

bool Messenger::publish(const QString &topic, const QByteArray &payload, Retention retention)
{
    return d->publish(topic, payload, retention);
}

QByteArray Messenger::retained(const QString &topic) const { return d->retained(topic); }

} // namespace QtFailover
