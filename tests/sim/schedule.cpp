// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "sim/schedule.h"

#include "sim/process.h"

#include <algorithm>

namespace QtFailover::Sim {

using namespace std::chrono_literals;

Schedule::Schedule(quint64 seed, Broken broken, bool tracing)
    : m_seed(seed),
      m_world(seed, broken, tracing),
      m_random(m_world.random),
      m_luck(~seed),
      m_shortages(m_luck.chance(0.25)),
      m_lonely(m_luck.chance(0.25)),
      m_twins(m_luck.chance(0.25))
{
    drawMachine();
}

void Schedule::drawMachine()
{
    constexpr double Pauses[]{0, 0.005, 0.03, 0.1};
    m_world.pauses = Pauses[m_random.below(4)];
    m_world.polls = m_random.chance(0.6) ? 1 : 0.05;
    m_world.pidfd = m_random.chance(0.8);
    m_world.namespaces = m_random.chance(0.9);
    m_anyFence = m_random.chance(0.5);
    m_allFence = m_random.chance(0.5);
    m_names = m_random.chance(0.5);
    m_cuts = m_random.chance(0.3);
    m_reboots = m_random.chance(0.2);
    m_world.effects = m_random.chance(0.5) ? 0.02 : 0;
    m_world.appends = m_random.chance(0.5);
    m_world.busUp = m_random.chance(0.5);
    m_world.busLeaks = m_random.chance(0.3);
    m_stops = m_random.chance(0.7);
    m_handlers = m_random.chance(0.4);
    m_budget = m_random.below(7);
    m_faults = m_random.chance(0.7) ? 0.01 : 0.002;
}

ProcessTraits Schedule::drawTraits()
{
    ProcessTraits traits;
    traits.policy = m_anyFence ? HungPrimaryPolicy::Fence : HungPrimaryPolicy::Wait;
    if (m_calm)
        return traits;
    traits.policy =
        m_anyFence && (m_allFence || m_random.chance(0.9)) ? HungPrimaryPolicy::Fence : HungPrimaryPolicy::Wait;
    traits.priority = m_random.below(2);
    traits.enabled = m_random.chance(0.95);
    if (m_random.chance(0.05))
        traits.candidacy = Candidacy::SecondaryOnly;
    if (m_lonely && m_luck.chance(0.2))
        traits.candidacy = Candidacy::PrimaryOnly;
    if (m_twins && !m_world.processes.empty() && m_luck.chance(0.3))
        traits.twin = 1 + m_luck.below(int(m_world.processes.size()));
    if (m_handlers) {
        constexpr Answering Promotions[]{Answering::None,   Answering::AtOnce, Answering::AtOnce, Answering::Later,
                                         Answering::Reject, Answering::Never,  Answering::Die};
        constexpr Answering Demotions[]{Answering::None, Answering::AtOnce, Answering::Later, Answering::Never,
                                        Answering::Die};
        traits.promotion = Promotions[m_random.below(7)];
        traits.demotion = Demotions[m_random.below(5)];
    }
    return traits;
}

QString Schedule::run()
{
    chaos();
    if (!m_world.isViolated())
        calm();
    if (!m_world.isViolated())
        change();
    if (!m_world.isViolated() && m_world.appends)
        readJournal();
    return m_world.violation();
}

void Schedule::chaos()
{
    m_world.onStep = [this](Process &process) { fault(process); };
    const int count = 2 + m_random.below(3);
    const bool together = m_random.chance(0.6);
    m_unborn = count;
    for (int i = 0; i < count; ++i) {
        m_world.after(m_random.between(0us, together ? 500us : 300ms), [this] {
            --m_unborn;
            m_world.spawn([this](ProcessTraits &traits) { traits = drawTraits(); });
        });
    }
    const int rounds = 1 + m_random.below(6);
    for (int i = 0; i < rounds && !m_world.isViolated(); ++i) {
        m_world.run(m_random.between(1ms, m_random.chance(0.3) ? 700ms : 150ms));
        disturb();
    }
    m_world.onStep = {};
}

Process *Schedule::anyone()
{
    std::vector<Process *> living;
    for (const auto &process : m_world.processes) {
        if (process->isAlive())
            living.push_back(process.get());
    }
    return living.empty() ? nullptr : living[std::size_t(m_random.below(int(living.size())))];
}

Process *Schedule::primary()
{
    for (const auto &process : m_world.processes) {
        if (process->isPrimary())
            return process.get();
    }
    return nullptr;
}

/// Strikes between two operations, mostly of the process that is at work.
void Schedule::fault(Process &process)
{
    if (m_shortages && m_luck.chance(0.003))
        m_luck.chance(0.5) ? m_world.fill(m_luck.between(1ms, 400ms)) : process.starve(m_luck.between(1ms, 400ms));
    // While there is more than one right, it is the moment.
    const double danger = m_world.shared.rights.size() > 1 ? 10 : 1;
    if (m_budget <= 0 || !m_random.chance(m_faults * danger))
        return;
    --m_budget;
    switch (m_random.below(m_names ? 5 : 3)) {
    case 0:
        return process.kill(m_random.chance(0.1));
    case 1:
    case 2:
        if (m_stops)
            process.stop(m_random.between(1ms, m_random.chance(0.5) ? 60ms : 900ms));
        return;
    case 3:
        return m_world.deleteRights();
    default:
        return m_world.deleteDirectory();
    }
}

/// What happens to a group from outside.
void Schedule::disturb()
{
    Process *const victim = m_random.chance(0.7) && primary() ? primary() : anyone();
    if (!victim || m_random.chance(0.3)) {
        if (m_world.processes.size() < 8)
            m_world.spawn([this](ProcessTraits &traits) { traits = drawTraits(); });
        return;
    }
    if (m_cuts && m_random.chance(0.3))
        return m_world.network.cut(*victim, m_random.between(1ms, 500ms));
    if (m_random.chance(0.05))
        return m_world.setBusUp(!m_world.busUp);
    if (m_reboots && m_random.chance(0.3)) {
        m_world.reboot();
        m_world.spawn([this](ProcessTraits &traits) { traits = drawTraits(); });
        m_world.spawn([this](ProcessTraits &traits) { traits = drawTraits(); });
        return;
    }
    switch (m_random.below(8)) {
    case 0:
    case 1:
        return victim->kill(m_random.chance(0.1));
    case 2:
        if (m_stops)
            victim->stop(m_random.between(50ms, 1200ms));
        return;
    case 3:
        if (m_names)
            m_random.chance(0.6) ? m_world.deleteRights() : m_world.deleteDirectory();
        return;
    case 4:
        if (m_stops && m_names) { // both at once is what the second guard is for
            victim->stop(m_random.between(50ms, 1200ms));
            m_world.deleteRights();
        }
        return;
    case 5:
        m_world.suspended += 5s;
        return;
    default:
        return command(*victim);
    }
}

void Schedule::command(Process &process)
{
    const auto post = [&process](std::function<void(Driver &)> what) {
        process.post(Process::Commands, [&process, what = std::move(what)] { what(process.driver()); });
    };
    const int which = m_random.below(8);
    static constexpr const char *Names[]{"disable",   "enable",      "hand over", "hand over",
                                         "take over", "expect busy", "check",     "shut down"};
    m_world.trace(&process, QLatin1String("is told: ") + QLatin1String(Names[which]));
    switch (which) {
    case 0:
        return post([](Driver &d) { d.setEnabled(false); });
    case 1:
        return post([](Driver &d) { d.setEnabled(true); });
    case 2:
        return process.handOver({});
    case 3: // to anyone, itself and the dead among them; not drawn, so that a seed goes on as it did
        return process.handOver(
            m_world.processes[std::size_t(m_world.now().time_since_epoch().count()) % m_world.processes.size()]->id());
    case 4:
        return process.takeOver();
    case 5:
        return post([](Driver &d) { d.expectBusy(500ms); });
    case 6:
        return process.check(200ms);
    default:
        return process.shutdown();
    }
}

/// One primary, and everybody else knows it; nobody is about to fence it, or still to say what came of a change that
/// was asked for, and its name is where it should be.
bool Schedule::isSettled()
{
    Process *const first = primary();
    if (!first || first->snapshot().role != Role::Primary || first->isLeaving() || first->owesAWord()
        || !first->isNamed())
        return false;
    for (const auto &[epoch, holder] : m_world.shared.guards) {
        if (m_world.process(holder)->isAlive() && holder != first->number())
            return false;
    }
    std::set<QString> living;
    for (const auto &process : m_world.processes) {
        if (process->isAlive() && !process->hasStoppedRole())
            living.insert(process->id());
    }
    if (first->snapshot().members.size() != living.size())
        return false;
    return std::all_of(m_world.processes.begin(), m_world.processes.end(), [this, first](const auto &process) {
        if (!process->isAlive() || process->hasStoppedRole() || process.get() == first)
            return true;
        if (process->isLeaving() || process->owesAWord())
            return false;
        const Snapshot &seen = process->snapshot();
        return m_world.network.connects(*process, *first) && seen.role == Role::Secondary
               && seen.primaryId == first->id() && seen.epoch == first->tokenEpoch()
               && seen.health == PrimaryHealth::Alive;
    });
}

bool Schedule::isDeserted()
{
    return std::none_of(m_world.processes.begin(), m_world.processes.end(),
                        [](const auto &process) { return process->isAlive() && !process->hasStoppedRole(); });
}

bool Schedule::isLooping()
{
    return std::any_of(m_world.processes.begin(), m_world.processes.end(),
                       [](const auto &process) { return process->reported(QtFailover::Error::CrashLoop); });
}

QString Schedule::census()
{
    QString text;
    for (const auto &process : m_world.processes) {
        const Snapshot &s = process->snapshot();
        if (process->isAlive() && !process->hasStoppedRole())
            text += QStringLiteral(" [%1 role %2 token %3 primary %4 epoch %5 health %6%7]")
                        .arg(process->id())
                        .arg(int(s.role))
                        .arg(process->tokenEpoch())
                        .arg(s.primaryId)
                        .arg(s.epoch)
                        .arg(int(s.health))
                        .arg(process->owesAWord() ? QStringLiteral(" owes a word") : QString());
    }
    return text;
}

void Schedule::settle(Duration atMost, const QString &after)
{
    if (!m_world.run(atMost, [this] { return isSettled(); }) && !m_world.isViolated())
        m_world.stuck(QStringLiteral("no single primary known to all after ") + after + census());
}

/// Everybody goes on, everybody may stand, handlers accept: there has to be one primary.
void Schedule::calm()
{
    m_world.trace(nullptr, QStringLiteral("-- calm"));
    m_world.pauses = 0;
    m_world.fill(0s);
    m_calm = true;
    int able = 0;
    const bool backingOff = m_handlers;
    for (const auto &process : m_world.processes) {
        process->resume();
        process->starve(0s);
        process->cutUntil = {};
        process->traits().promotion = Answering::None;
        process->traits().demotion = Answering::None;
        if (!process->isAlive())
            continue;
        process->post(Process::Commands, [p = process.get()] { p->driver().setEnabled(true); });
        able += !process->hasStoppedRole();
    }
    // Commands of the chaos may still be under way, in somebody who takes a long step.
    m_world.run(1s, [this] {
        return m_unborn == 0
               && std::all_of(m_world.processes.begin(), m_world.processes.end(),
                              [](const auto &process) { return process->isQuiet(); });
    });
    const auto adjust = [this](ProcessTraits &traits) { traits = drawTraits(); };
    if (!able || m_random.chance(0.3))
        m_world.spawn(adjust);
    // Rejected promotions back off, and three failures in a row end with whoever comes anew.
    const Duration patience = backingOff ? Duration(90s) : Duration(8s);
    m_world.run(patience, [&] { return isSettled() || isLooping() || isDeserted(); });
    if (isLooping() || isDeserted())
        m_world.spawn(adjust);
    settle(patience, QStringLiteral("the calm"));
    for (const auto &process : m_world.processes) {
        if (process->isAlive() && process->hasOverdueCheck() && !m_world.isViolated())
            m_world.stuck(QStringLiteral("%1 has never answered a check").arg(process->id()));
    }
}

} // namespace QtFailover::Sim
