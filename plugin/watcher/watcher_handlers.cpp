// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/watcher_p.h"

#include "core/logging.h"
#include "driver/driver.h"
#include "watcher/exceptions.h"
#include "watcher/messenger_p.h"

#include <QCoreApplication>
#include <QTimer>

namespace QtFailover {

using namespace Internal;

namespace {

bool saysHealthy(const QFuture<bool> &answer)
{
    bool healthy = false;
    const QString exception = exceptionFrom([&] {
        // One that was default-constructed counts as cancelled.
        healthy = answer.isFinished() && !answer.isCanceled() && answer.resultCount() > 0 && answer.resultAt(0);
    });
    return healthy && exception.isEmpty();
}

} // namespace

void WatcherPrivate::promotionAsked(const std::shared_ptr<PromotionPrivate> &question)
{
    inTurn([this, question] { askForPromotion(question); });
}

void WatcherPrivate::askForPromotion(const std::shared_ptr<PromotionPrivate> &question)
{
    const auto handler = own->promotionHandler.get();
    if (question->isCanceled())
        return; // the application was too busy to be asked in time
    if (!handler) {
        question->answer(true, {});
        return;
    }
    Promotion promotion;
    promotion.d = question;
    const QString exception = exceptionFrom([&] { handler(std::move(promotion)); });
    if (!exception.isEmpty()) {
        question->answer(
            false, QCoreApplication::translate("QtFailover", "The promotion handler has thrown: %1").arg(exception));
    }
}

/// After the demotion handler comes no request; and none that is still kept from its own is waited for.
void WatcherPrivate::demotionBegun()
{
    inTurn([this] {
        if (messenger)
            messenger->giveBack(Fate::NotPrimary);
    });
}

void WatcherPrivate::demotionOrdered(const std::shared_ptr<DemotionPrivate> &order)
{
    inTurn([this, order] { orderDemotion(order); });
}

void WatcherPrivate::orderDemotion(const std::shared_ptr<DemotionPrivate> &order)
{
    const auto handler = own->demotionHandler.get();
    if (!handler) {
        order->done();
        return;
    }
    Demotion demotion;
    demotion.d = order;
    const QPointer<Watcher> alive(q);
    const QString exception = exceptionFrom([&] { handler(std::move(demotion)); });
    if (exception.isEmpty())
        return;
    order->done();
    if (alive) {
        fail(Error::InternalError, QCoreApplication::translate(
                                       "QtFailover", "The demotion handler has thrown: %1. It counts as done; data may "
                                                     "not have been written.")
                                       .arg(exception));
    }
}

void WatcherPrivate::pinged(quint64 ticket)
{
    probeTickets.push_back(ticket);
    if (!own->probeRunning)
        runProbe();
}

void WatcherPrivate::runProbe()
{
    const auto probe = own->probe.get();
    if (!probe)
        return answerPings();
    // A watcher, not QFuture::then(): the application may want that for itself, and there is only one.
    own->probeRunning = std::make_unique<QFutureWatcher<bool>>();
    const QPointer running(own->probeRunning.get());
    QFuture<bool> answer;
    const QString exception = exceptionFrom([&] { answer = probe(); });
    if (!running)
        return; // it has set another, or ended the Watcher or its run
    if (!exception.isEmpty())
        qCWarning(lcElection) << "The probe has thrown:" << exception;
    if (!exception.isEmpty() || answer.isFinished()) {
        own->probeRunning.reset();
        probeAnswered(answer);
        return;
    }
    QObject::connect(own->probeRunning.get(), &QFutureWatcherBase::finished, q, [this] {
        QFutureWatcher<bool> *finished = own->probeRunning.release();
        finished->deleteLater(); // this is its signal
        probeAnswered(finished->future());
    });
    own->probeRunning->setFuture(answer);
}

/// The driver asks once and waits: what the probe calls unhealthy is asked again until it is not.
void WatcherPrivate::probeAnswered(const QFuture<bool> &answer)
{
    if (saysHealthy(answer))
        return answerPings();
    probeSoon(config.heartbeatInterval());
}

void WatcherPrivate::probeSoon(std::chrono::milliseconds pause)
{
    QTimer::singleShot(pause, q, [this] {
        if (!probeTickets.empty() && !own->probeRunning)
            runProbe();
    });
}

void WatcherPrivate::answerPings()
{
    for (const quint64 ticket : std::exchange(probeTickets, {}))
        post([ticket](Driver &driver) { driver.mainLoopTurned(ticket); });
}

} // namespace QtFailover
