// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include <QtFailover/watcher.h>

#include "driver/driver.h"
#include "watcher/forks.h"
#include "watcher/messenger_p.h"
#include "watcher/watcher_p.h"

#include <QCoreApplication>
#include <QMetaMethod>

#include <algorithm>
#include <tuple>
#include <utility>

/// A linker takes from a static library what is named, and nobody names a resource.
static void keepTranslations()
{
#if defined(QTFAILOVER_STATIC) && defined(QTFAILOVER_TRANSLATIONS)
    Q_INIT_RESOURCE(qtfailover_i18n);
#endif
}

namespace QtFailover {

using namespace Internal;

WatcherPrivate::WatcherPrivate(Watcher *watcher, const Config &initial)
    : q(watcher),
      config(initial),
      forks(forkCount()),
      enabled(initial.isEnabled()),
      enabledTold(initial.isEnabled()),
      own(std::make_unique<Belongings>(shared))
{
    told.instanceId = config.instanceId();
}

bool WatcherPrivate::isForked() const { return forkCount() != forks; }

void WatcherPrivate::abandon() { static_cast<void>(own.release()); }

Watcher::Watcher(QObject *parent) : Watcher(Config(), parent) {}

Watcher::Watcher(const Config &config, QObject *parent)
    : QObject(parent), d(std::make_unique<WatcherPrivate>(this, config))
{
    keepTranslations();
}

Watcher::~Watcher()
{
    d->isEnding = true;
    if (d->isForked())
        d->abandon();
    else
        d->stopSynchronously();
    if (d->messenger && !d->isForked())
        d->messenger->detach(); // it goes after this, as a child
}

Watcher *Watcher::forPrimary(const Config &config, QObject *parent)
{
    auto *watcher = new Watcher(config, parent);
    watcher->d->candidacy = Candidacy::PrimaryOnly;
    return watcher;
}

Watcher *Watcher::forSecondary(const Config &config, QObject *parent)
{
    auto *watcher = new Watcher(config, parent);
    watcher->d->candidacy = Candidacy::SecondaryOnly;
    return watcher;
}

void Watcher::setConfig(const Config &config)
{
    if (d->state != WatcherPrivate::State::Idle) {
        d->fail(Error::InvalidConfig,
                QCoreApplication::translate("QtFailover",
                                            "The configuration cannot be changed while the Watcher is running. Call "
                                            "shutdown(), and setConfig() after stopped()."));
        return;
    }
    const auto groupOf = [](const Config &c) { return std::tuple(c.group(), c.scope(), c.runtimeDirectory()); };
    const bool isNewGroup = groupOf(config) != groupOf(d->config);
    if (isNewGroup)
        d->topics.clear();
    d->config = config;
    const QString id = config.instanceId().isEmpty() ? d->generatedId : config.instanceId();
    const bool isNewId = std::exchange(d->told.instanceId, id) != id;
    const bool hasForgotten = isNewGroup && (d->told.epoch != NoEpoch || !d->told.primaryId.isEmpty());
    if (hasForgotten) {
        d->told.epoch = NoEpoch;
        d->told.primaryId.clear();
    }
    d->enabled = config.isEnabled();
    const QPointer<Watcher> alive(this);
    if (isNewId)
        Q_EMIT instanceIdChanged(id);
    if (alive && hasForgotten)
        Q_EMIT primaryChanged({}, NoEpoch);
    if (alive)
        d->tellEnabled();
}

bool Watcher::isPrimary() const
{
    const Token *token = d->token;
    return token && token->isPrimary();
}

std::optional<quint64> Watcher::fencingToken() const
{
    const Token *token = d->token;
    return token ? token->fencingToken() : std::nullopt;
}

bool Watcher::isEnabled() const { return d->enabled; }

bool Watcher::start() { return d->start(); }

void Watcher::shutdown() { d->shutdown(); }

void Watcher::setEnabled(bool enabled) { d->setEnabled(enabled); }

void Watcher::handOver(const QString &instanceId)
{
    if (d->state == WatcherPrivate::State::Running) {
        d->post([instanceId](Driver &driver) { driver.handOver(instanceId); });
    } else {
        d->fail(Error::HandoverFailed, QCoreApplication::translate(
                                           "QtFailover", "There is no role to hand over: the Watcher is not running."));
    }
}

void Watcher::takeOver()
{
    if (d->state == WatcherPrivate::State::Running) {
        d->post([](Driver &driver) { driver.takeOver(); });
    } else {
        d->fail(Error::HandoverFailed,
                QCoreApplication::translate(
                    "QtFailover", "The role cannot be taken over: the Watcher is not running. Call start()."));
    }
}

void Watcher::expectBusy(std::chrono::milliseconds atMost)
{
    constexpr std::chrono::milliseconds Longest = std::chrono::hours(24 * 365); // in nanoseconds it must not overflow
    const auto duration = std::clamp(atMost, std::chrono::milliseconds::zero(), Longest);
    d->post([duration](Driver &driver) { driver.expectBusy(duration); });
}

bool Watcher::waitForRole(QDeadlineTimer deadline)
{
    if (!d->own->run || d->isForked())
        return false;
    const QPointer<Watcher> alive(this);
    d->own->run->engine->waitUntil(
        [&] { return !alive || d->told.role != Role::Inactive || d->state == WatcherPrivate::State::Idle; }, deadline);
    return alive && d->told.role != Role::Inactive;
}

bool Watcher::waitForStopped(QDeadlineTimer deadline) { return d->waitForStopped(deadline); }

QFuture<CheckResult> Watcher::checkAndMaybeFailover(std::chrono::milliseconds timeout)
{
    QPromise<CheckResult> promise;
    QFuture<CheckResult> future = promise.future();
    promise.start();
    if (d->state != WatcherPrivate::State::Running || d->isForked()) {
        promise.addResult(CheckResult::NotRunning);
        promise.finish();
        return future;
    }
    const quint64 ticket = ++d->lastTicket;
    d->own->checks.emplace(ticket, std::move(promise));
    const auto patience =
        std::clamp<std::chrono::milliseconds>(timeout, std::chrono::milliseconds::zero(), std::chrono::hours(24));
    d->post([ticket, patience](Driver &driver) { driver.check(ticket, patience); });
    return future;
}

void Watcher::setPromotionHandler(const QObject *context, std::function<void(Promotion)> handler)
{
    d->own->promotionHandler.set(this, context, std::move(handler));
}

void Watcher::setDemotionHandler(const QObject *context, std::function<void(Demotion)> handler)
{
    d->own->demotionHandler.set(this, context, std::move(handler));
}

void Watcher::setProbe(const QObject *context, std::function<QFuture<bool>()> probe)
{
    d->own->probe.set(this, context, std::move(probe));
    if (std::exchange(d->own->probeRunning, {}))
        d->probeSoon({}); // what waits for the one before is answered by this one
}

// There is no disconnectNotify() beside it: Qt 6.4 calls that for a single-shot connection with its own locks held,
// and isSignalConnected() would wait for them for ever. The next heartbeat finds out that nobody listens.
void Watcher::connectNotify(const QMetaMethod &signal)
{
    if (signal == QMetaMethod::fromSignal(&Watcher::heartbeat))
        d->shared->wantsHeartbeats = true;
}

} // namespace QtFailover
