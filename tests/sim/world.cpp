// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "sim/world.h"

#include "sim/process.h"

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace QtFailover::Sim {

const char *name(Broken broken)
{
    static constexpr const char *Names[]{"nothing",
                                         "guards-unavailable",
                                         "guards-refused",
                                         "ask-others-empty",
                                         "candidates-ignored",
                                         "silent-ignored",
                                         "spoken-forgotten",
                                         "long-proof",
                                         "proof-always-true",
                                         "verify-blind",
                                         "unlink-highest",
                                         "heal-blind",
                                         "forced-unlock",
                                         "no-floor",
                                         "no-seal",
                                         "no-token-check",
                                         "no-ids",
                                         "no-journal-seal"};
    static_assert(std::size(Names) == BrokenCount);
    return Names[std::size_t(broken)];
}

World::World(quint64 seed, Broken brokenPart, bool tracing)
    : random(seed), broken(brokenPart), network(*this), m_tracing(tracing)
{}

World::~World()
{
    for (const auto &process : processes)
        process->bury();
}

void World::at(Instant when, std::function<void()> what)
{
    m_events.push({std::max(when, m_now), ++m_order, std::make_shared<std::function<void()>>(std::move(what))});
}

bool World::run(Duration atMost, const std::function<bool()> &done)
{
    const Instant end = m_now + atMost;
    while (!isViolated()) {
        if (done && done())
            return true;
        if (m_events.empty() || m_events.top().when > end)
            break;
        const Event event = m_events.top();
        m_events.pop();
        m_now = event.when;
        (*event.what)();
        checkTokens();
    }
    if (isViolated())
        return false;
    m_now = end;
    return !done;
}

void World::violation(const QString &what)
{
    trace(nullptr, QStringLiteral("VIOLATION: ") + what);
    if (m_violation.isEmpty())
        m_violation = what;
}

void World::stuck(const QString &what)
{
    if (isViolated())
        return;
    m_stuck = true;
    violation(what);
}

void World::trace(const Process *who, const QString &what) const
{
    if (!m_tracing)
        return;
    const double ms = double((m_now - Instant(std::chrono::seconds(1000))).count()) / 1e6;
    std::printf("%10.3f %-3s %s\n", ms, who ? qPrintable(who->name()) : "", qPrintable(what));
}

Process *World::process(int number) const { return number ? processes[std::size_t(number - 1)].get() : nullptr; }

Process *World::process(const QString &id) const
{
    const auto found = std::find_if(processes.begin(), processes.end(),
                                    [&id](const auto &process) { return process->isAlive() && process->id() == id; });
    return found == processes.end() ? nullptr : found->get();
}

Process *World::spawn(const std::function<void(ProcessTraits &)> &adjust)
{
    ProcessTraits traits;
    if (adjust)
        adjust(traits);
    processes.push_back(std::make_unique<Process>(*this, int(processes.size()) + 1, traits));
    processes.back()->start();
    return processes.back().get();
}

void World::checkTokens()
{
    const Process *holder = nullptr;
    for (const auto &process : processes) {
        // A dead one's child may keep its lock, and nobody can tell then.
        if (process->hasTakenTheRole() && (process->isAlive() || process->hasItsLock()))
            m_lastPrimary[process->number()] = m_now;
        if (!process->isAlive() || !process->hasToken())
            continue;
        const Epoch epoch = process->tokenEpoch();
        if (holder)
            violation(QStringLiteral("two usable tokens: %1 of %2 and %3 of %4")
                          .arg(holder->tokenEpoch())
                          .arg(holder->id())
                          .arg(epoch)
                          .arg(process->id()));
        if (epoch < m_newest)
            violation(
                QStringLiteral("the token %1 of %2 is usable after %3").arg(epoch).arg(process->id()).arg(m_newest));
        m_newest = std::max(m_newest, epoch);
        holder = process.get();
        if (process->isPrimary() && !process->isStopped() && random.chance(effects)) {
            after(
                random.between(std::chrono::microseconds(10), std::chrono::milliseconds(random.chance(0.3) ? 900 : 3)),
                [this, epoch] { write(epoch); });
        }
    }
}

void World::promotes(Process &process, Epoch epoch)
{
    const auto [entry, fresh] = m_promoted.emplace(epoch, process.number());
    if (!fresh)
        violation(QStringLiteral("epoch %1 is promoted twice: in %2 and in %3")
                      .arg(epoch)
                      .arg(this->process(entry->second)->id(), process.id()));
}

bool World::hasSeenPrimary(Instant since, const Process &except) const
{
    return std::any_of(m_lastPrimary.begin(), m_lastPrimary.end(),
                       [&](const auto &seen) { return seen.first != except.number() && seen.second >= since; });
}

bool World::sealAndLoad(Epoch epoch)
{
    if (broken != Broken::NoSeal) {
        if (resource.sealed > epoch && broken != Broken::NoTokenCheck)
            return false;
        resource.sealed = std::max(resource.sealed, epoch);
    }
    resource.loaded = std::max(resource.loaded, epoch);
    journal.sealed = std::max(journal.sealed, epoch);
    return true;
}

void World::write(Epoch token)
{
    if (token < resource.sealed && broken != Broken::NoTokenCheck)
        return;
    if (token < resource.loaded)
        violation(QStringLiteral("an effect of epoch %1 after %2 has loaded").arg(token).arg(resource.loaded));
    resource.sealed = std::max(resource.sealed, token);
}

void World::reboot()
{
    trace(nullptr, QStringLiteral("power is lost"));
    for (const auto &process : processes)
        process->kill();
    shared.rights.clear();
    shared.locks.clear();
    shared.records.clear();
    shared.sockets.clear();
    shared.guards.clear();
    shared.spoken.clear();
}

void World::setBusUp(bool up)
{
    if (std::exchange(busUp, up) == up)
        return;
    trace(nullptr, up ? QStringLiteral("the bus is up") : QStringLiteral("the bus is down"));
    for (const auto &process : processes)
        process->tellBus([up](Bus::Listener &listener) { listener.busConnected(up); });
}

void World::fill(Duration length)
{
    trace(nullptr, length > Duration::zero() ? QStringLiteral("the disk is full") : QStringLiteral("there is room"));
    m_fullUntil = m_now + length;
}

void World::deleteRights()
{
    trace(nullptr, QStringLiteral("rm e.*"));
    shared.rights.clear();
}

void World::deleteDirectory()
{
    trace(nullptr, QStringLiteral("rm -r the directory"));
    shared.rights.clear();
    shared.records.clear();
    shared.sockets.clear();
    for (auto &[inode, lock] : shared.locks)
        lock.named = false;
}

} // namespace QtFailover::Sim
