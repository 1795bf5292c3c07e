// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What comes after the calm: one change of the primary as it should be, and a look into the journal.

#include "sim/process.h"
#include "sim/schedule.h"

#include <algorithm>

namespace QtFailover::Sim {

using namespace std::chrono_literals;

/// Stopped for good, as far as the others know: one of them fences it, whoever dies over that.
void Schedule::hang(Process &first)
{
    m_world.trace(nullptr, QStringLiteral("-- hang"));
    const Epoch epoch = first.tokenEpoch();
    if (m_cuts) // the others call it again, and it does not answer
        m_world.network.cut(first, m_random.between(1ms, 50ms));
    first.stop(1h);
    bool killed = m_random.chance(0.5);
    m_world.onStep = [this, &killed](Process &process) {
        if (killed || m_world.shared.rights.size() < 2 || !m_random.chance(0.3))
            return;
        killed = true;
        process.kill();
    };
    const bool fenced = m_world.run(5s, [this, &first] { return primary() && primary() != &first; });
    m_world.onStep = {};
    // One that hangs before its main loop has turned is a failed promotion: it can be the third in a row.
    if (m_world.isViolated() || (!fenced && isLooping()))
        return;
    if (!fenced)
        return m_world.stuck(QStringLiteral("nobody has fenced epoch %1 within 5 s").arg(epoch) + census());
    first.resume();
    settle(2s, QStringLiteral("fencing"));
}

/// A second and a third change must work as the first did.
void Schedule::change()
{
    std::map<QString, bool> candidates; // of those with one id there is one, whichever
    for (const auto &process : m_world.processes) {
        if (process->isAlive() && !process->hasStoppedRole())
            candidates.emplace(process->id(), true).first->second &= process->terms().candidacy == Candidacy::Normal;
    }
    const int others =
        int(std::count_if(candidates.begin(), candidates.end(), [](const auto &candidate) { return candidate.second; }))
        - 1;
    m_world.run(m_random.between(10ms, 300ms)); // the roster is known to all
    // Children of the dead keep no guard for ever.
    m_world.run(1s, [this] {
        return std::all_of(m_world.shared.guards.begin(), m_world.shared.guards.end(),
                           [this](const auto &guard) { return m_world.process(guard.second)->isAlive(); });
    });
    // A demotion waits for the appends in hand, those of the chaos too.
    m_world.run(1s, [this] {
        return std::none_of(m_world.processes.begin(), m_world.processes.end(),
                            [](const auto &process) { return process->clerk().isSlow(); });
    });
    settle(2s, QStringLiteral("the appends in hand"));
    Process *const first = primary();
    if (m_world.isViolated() || others < 1)
        return;
    if (!first)
        return m_world.stuck(QStringLiteral("the primary is lost while nothing happens") + census());
    const Epoch epoch = first->tokenEpoch();
    if (m_anyFence && m_allFence && others >= 2 && m_random.chance(0.5))
        return hang(*first);
    const int kind = m_random.below(3);
    const Process *heir = nullptr;
    for (const Member &member : first->snapshot().members) {
        if (member.successor && !m_twins)
            heir = m_world.process(member.id);
    }
    const Instant then = m_world.now();
    const Epoch next = std::max(epoch, m_world.shared.spoken.empty() ? NoEpoch : *m_world.shared.spoken.rbegin()) + 1;
    if (kind == 0) {
        m_world.trace(nullptr, QStringLiteral("-- crash"));
        first->kill();
    } else if (kind == 1) {
        m_world.trace(nullptr, QStringLiteral("-- shutdown"));
        first->shutdown();
    } else {
        m_world.trace(nullptr, QStringLiteral("-- hand-over"));
        first->handOver({});
    }
    const auto changed = [this, epoch] {
        Process *const second = primary();
        return second && second->tokenEpoch() > epoch && isSettled();
    };
    if (!m_world.run(2s, changed) && !m_world.isViolated())
        return m_world.stuck(QStringLiteral("no successor of epoch %1 within 2 s").arg(epoch) + census());
    // Whoever has lost its own lock file with the directory needs a second attempt, or the next in rank is faster.
    if (m_world.isViolated() || m_names)
        return;
    if (primary()->tokenEpoch() != next)
        m_world.stuck(QStringLiteral("epoch %1 follows %2 without a fault").arg(primary()->tokenEpoch()).arg(epoch));
    if (!heir)
        return;
    if (heir->terms().candidacy != Candidacy::Normal)
        m_world.stuck(QStringLiteral("%1, a reserve, is named the successor").arg(heir->id()));
    if (primary()->id() != heir->id())
        m_world.stuck(QStringLiteral("%1 succeeds instead of %2").arg(primary()->id(), heir->id()));
    if (m_world.now() - then > 150ms)
        m_world.stuck(QStringLiteral("the succession waited for a timer"));
}

/// Whoever still runs has all its replies, and the journal holds what they tell.
void Schedule::readJournal()
{
    const auto isServed = [](const auto &process) {
        return !process->isAlive() || process->hasStoppedRole() || !process->clerk().isWaiting();
    };
    for (const auto &process : m_world.processes)
        process->clerk().finish();
    const bool allServed =
        m_world.run(5s, [&] { return std::all_of(m_world.processes.begin(), m_world.processes.end(), isServed); });
    if (const QString mistake = m_world.journal.mistake(); !mistake.isEmpty())
        m_world.violation(mistake);
    else if (!allServed)
        m_world.stuck(QStringLiteral("an append has no reply after 5 s of calm") + census());
    m_world.trace(nullptr, QStringLiteral("-- the journal has %1 entries").arg(m_world.journal.entries.size()));
}

} // namespace QtFailover::Sim
