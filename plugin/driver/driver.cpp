// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "driver/driver_p.h"

#include <algorithm>

namespace QtFailover::Internal {

Driver::Driver(const Terms &terms, const Ports &ports, quint32 seed) : d(std::make_unique<Impl>(terms, ports, seed)) {}
Driver::~Driver() = default;

/// What has come of the last event, and is called while `running`.
void Driver::Impl::work()
{
    while (!waiting.empty()) {
        Event next = std::move(waiting.front());
        waiting.pop_front();
        begin(next.kind);
        next.deliver();
        finish(next.kind);
    }
    running = false;
    if (!inTurn)
        finishTurn();
}

/// Before a role may change, all letters of before are on their way: to the outside they are one event.
void Driver::Impl::begin(Kind kind)
{
    if (kind == Kind::Role && undelivered > 0)
        attendToPost();
    setTime();
}

void Driver::Impl::finish(Kind kind)
{
    while (election.hasAction())
        std::visit([this](auto &&action) { carryOut(action); }, election.takeAction());
    const bool moreFollow = inTurn || !waiting.empty();
    if (kind == Kind::Role || ++undelivered >= MostLetters || !moreFollow)
        attendToPost();
}

void Driver::Impl::inOneTurn(const std::function<void()> &run)
{
    if (running || std::exchange(inTurn, true))
        return run();
    run();
    inTurn = false;
    running = true;
    if (undelivered > 0)
        attendToPost();
    work();
}

void Driver::Impl::finishTurn()
{
    ports.application.endOfEvent();
    for (const auto &call : std::exchange(forTheBus, {}))
        call(ports.bus);
    Instant alarm = post.isHurried() ? ports.clock.now() : election.alarm();
    if (election.isDraining())
        alarm = std::min(alarm, post.courier().patienceEnds());
    if (alarm != armed || alarm <= ports.clock.now()) {
        armed = alarm;
        ports.clock.setAlarm(alarm);
    }
}

void Driver::inOneTurn(const std::function<void()> &calls) { d->inOneTurn(calls); }

void Driver::start()
{
    d->tellBus([terms = d->terms](Bus &bus) { bus.open(terms); });
    d->event([this] { d->election.start(); });
}

void Driver::shutdown(Reason reason)
{
    d->event([this, reason] { d->election.shutdown(reason); });
}

void Driver::setEnabled(bool enabled)
{
    d->event([this, enabled] { d->election.setEnabled(enabled); });
}

void Driver::handOver(const QString &instanceId)
{
    d->event([this, instanceId] { d->election.handOver(instanceId); });
}

void Driver::takeOver()
{
    d->event([this] { d->election.takeOver(); });
}

void Driver::expectBusy(Duration atMost)
{
    d->event([this, atMost] { d->election.expectBusy(atMost); });
}

void Driver::check(quint64 ticket, Duration timeout)
{
    d->event([this, ticket, timeout] { d->election.check(ticket, timeout); });
}

void Driver::promotionAnswered(Epoch epoch, bool accepted, const QString &error)
{
    d->event([this, epoch, accepted, error] { d->election.promotionAnswered(epoch, accepted, error); });
}

void Driver::demotionDone(Epoch epoch)
{
    d->event([this, epoch] { d->election.demotionDone(epoch); });
}

void Driver::mainLoopTurned(quint64 ticket)
{
    if (ticket & Impl::BusTicket)
        d->ports.bus.answerPing(ticket & ~Impl::BusTicket);
    else
        d->event([this, ticket] { d->election.mainLoopTurned(ticket); });
}

} // namespace QtFailover::Internal
