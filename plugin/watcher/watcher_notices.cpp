// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/watcher_p.h"

#include "watcher/messenger_p.h"

#include <QMetaMethod>
#include <QThread>

#include <tuple>
#include <utility>

namespace QtFailover {

using namespace Internal;

namespace {

template <typename... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <typename... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>; // which Clang finds by itself from 17 on

} // namespace

/// A slot may wait, and what comes meanwhile leads here again: what is left of the earlier is then told first.
void WatcherPrivate::published(const Snapshot &snapshot, const std::vector<Notice> &notices)
{
    untold.emplace_back([this, snapshot, notices] { adopt(snapshot, notices); });
    for (const Notice &notice : notices)
        untold.emplace_back([this, notice] { tell(notice); });
    tellAll();
}

void WatcherPrivate::inTurn(Task task)
{
    untold.push_back(std::move(task));
    tellAll();
}

/// In the test kit, perhaps by a slot.
bool WatcherPrivate::hasCrashed() const { return own->run && own->run->engine->hasCrashed(); }

void WatcherPrivate::tellAll()
{
    const QPointer<Watcher> alive(q);
    while (alive && !untold.empty() && !hasCrashed()) {
        if (own->run && own->run->mailbox->isHeld()) {
            own->run->mailbox->post([this] { tellAll(); }); // when its main loop goes on
            return;
        }
        Task next = std::move(untold.front());
        untold.pop_front();
        next();
    }
}

/// All state first.
void WatcherPrivate::adopt(const Snapshot &snapshot, const std::vector<Notice> &notices)
{
    // The own id is what start() said, also where the driver could not speak yet.
    const QString instanceId = told.instanceId;
    const bool knowsPrimary = snapshot.epoch != NoEpoch || !snapshot.primaryId.isEmpty();
    const auto [primaryId, epoch] = std::pair(told.primaryId, told.epoch); // of the run before, until there is a newer
    told = snapshot;
    told.instanceId = instanceId;
    if (!knowsPrimary)
        std::tie(told.primaryId, told.epoch) = std::tie(primaryId, epoch);
    for (const Notice &notice : notices) {
        if (const auto *error = std::get_if<notice::ErrorOccurred>(&notice)) {
            failure = error->failure;
        } else if (const auto *change = std::get_if<notice::EnabledChanged>(&notice)) {
            // A setEnabled() under way is newer than what the driver tells.
            const std::lock_guard lock(enabledMutex);
            if (enabledUnderWay == 0)
                enabled = change->enabled;
        } else if (std::holds_alternative<notice::Stopped>(notice)) {
            state = State::Stopping;
        }
    }
}

void WatcherPrivate::tell(const Notice &notice)
{
    std::visit(Overloaded{
                   [this](const notice::RoleChanged &n) { tellRole(n); },
                   [this](const notice::Promoted &n) { Q_EMIT q->promoted(n.epoch, n.reason); },
                   [this](const notice::Demoted &n) { Q_EMIT q->demoted(n.epoch, n.reason); },
                   [this](const notice::PrimaryChanged &n) { Q_EMIT q->primaryChanged(n.id, n.epoch); },
                   [this](const notice::HealthChanged &n) { Q_EMIT q->primaryHealthChanged(n.health); },
                   [this](const notice::InstancesChanged &) { Q_EMIT q->instancesChanged(); },
                   [this](const notice::EnabledChanged &) { tellEnabled(); },
                   [this](const notice::BusConnectedChanged &n) { Q_EMIT q->dbusConnectedChanged(n.connected); },
                   [this](const notice::Heartbeat &n) {
                       // Nobody says good-bye: see Watcher::connectNotify(). Another thread may connect meanwhile.
                       const auto isHeard = [this, signal = QMetaMethod::fromSignal(&Watcher::heartbeat)] {
                           return q->isSignalConnected(signal);
                       };
                       if (!isHeard()) {
                           shared->wantsHeartbeats = false;
                           if (isHeard())
                               shared->wantsHeartbeats = true;
                       }
                       Q_EMIT q->heartbeat(n.id, n.epoch, n.sequence);
                   },
                   [this](const notice::ShutdownAnnounced &n) { Q_EMIT q->shutdownAnnounced(n.id, n.reason); },
                   [this](const notice::ErrorOccurred &n) { Q_EMIT q->errorOccurred(n.failure.error, n.failure.text); },
                   [](const notice::Stopped &) {}, // ended() tells
               },
               notice);
}

/// What is requested meanwhile waits: a slot may load what the handler works on.
void WatcherPrivate::tellRole(const notice::RoleChanged &notice)
{
    const QPointer<Watcher> alive(q);
    ++rolesBeingTold;
    Q_EMIT q->roleChanged(notice.role, notice.previous);
    if (!alive)
        return;
    --rolesBeingTold;
    if (messenger)
        messenger->handle();
}

void WatcherPrivate::fail(Error error, const QString &text)
{
    failure = {error, text};
    Q_EMIT q->errorOccurred(error, text);
}

void WatcherPrivate::setEnabled(bool value)
{
    if (isForked())
        return;
    {
        const std::lock_guard lock(enabledMutex);
        if (enabled.exchange(value) == value)
            return;
        if (bridge) {
            ++enabledUnderWay;
            bridge->setEnabled(value);
        }
    }
    if (QThread::currentThread() == q->thread())
        tellEnabled();
    else
        QMetaObject::invokeMethod(
            q, [this] { tellEnabled(); }, Qt::QueuedConnection);
}

void WatcherPrivate::enabledCarriedOut()
{
    const std::lock_guard lock(enabledMutex);
    --enabledUnderWay;
}

void WatcherPrivate::tellEnabled()
{
    const bool value = enabled;
    if (std::exchange(enabledTold, value) != value)
        Q_EMIT q->enabledChanged(value);
}

void WatcherPrivate::checkAnswered(quint64 ticket, CheckResult result)
{
    inTurn([this, ticket, result] {
        auto node = own->checks.extract(ticket);
        if (node.empty())
            return;
        node.mapped().addResult(result);
        node.mapped().finish(); // runs then() of the application's: last
    });
}

void WatcherPrivate::ended()
{
    // The thread has nothing left to do but to return.
    constexpr std::chrono::milliseconds Return{250};
    finish(QDeadlineTimer(Return));
}

void WatcherPrivate::finish(QDeadlineTimer join)
{
    const QPointer<Watcher> alive(q);
    const auto ending = own->run->mailbox;
    tellAll(); // a slot that waits for this end has come before the rest
    if (!alive || !own->run || own->run->mailbox != ending)
        return;

    // The run is over before anybody is told, so that a slot may start the next one.
    token = nullptr;
    {
        const std::lock_guard lock(enabledMutex);
        bridge.reset();
        enabledUnderWay = 0;
    }
    const std::unique_ptr<Run> run = std::move(own->run);
    run->mailbox->close();
    run->bridge->close();
    run->engine->wait(join);
    if (messenger)
        messenger->giveBack(Fate::NotPrimary);
    own->probeRunning.reset();
    probeTickets.clear();
    auto checks = std::exchange(own->checks, {});
    // What the driver has not told itself, above all one that was given up.
    const Role previous = std::exchange(told.role, Role::Inactive);
    if (previous != Role::Inactive)
        told.lastReason = Reason::Stopped;
    const PrimaryHealth health = std::exchange(told.health, PrimaryHealth::Unknown);
    const bool hadMembers = !std::exchange(told.members, {}).empty();
    const bool wasConnected = std::exchange(told.busConnected, false);
    told.statistics = run->bridge->latest().statistics;
    state = State::Idle;

    if (previous != Role::Inactive)
        Q_EMIT q->roleChanged(Role::Inactive, previous);
    if (alive && previous == Role::Primary)
        Q_EMIT q->demoted(told.epoch, Reason::Stopped);
    if (alive && health != PrimaryHealth::Unknown)
        Q_EMIT q->primaryHealthChanged(PrimaryHealth::Unknown);
    if (alive && hadMembers)
        Q_EMIT q->instancesChanged();
    if (alive && wasConnected)
        Q_EMIT q->dbusConnectedChanged(false);
    for (auto &[ticket, promise] : checks) {
        promise.addResult(CheckResult::NotRunning);
        promise.finish();
    }
    if (alive)
        Q_EMIT q->stopped();
    if (alive && std::exchange(startAgain, false) && state == State::Idle)
        start();
}

} // namespace QtFailover
