// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "sim/world.h"

namespace QtFailover::Sim {

/// One short history of a group, made of its seed: some chaos, then quiet, then one orderly change of the primary.
class Schedule
{
public:
    Schedule(quint64 seed, Broken broken, bool tracing);

    /// What went wrong; empty if nothing did.
    QString run();
    /// run() has found no falsehood, but something that did not happen in time.
    bool isStuck() const { return m_world.isStuck(); }

private:
    void drawMachine();
    ProcessTraits drawTraits();
    void chaos();
    void calm();
    void change();
    void hang(Process &first);
    void readJournal();

    void fault(Process &process);
    void disturb();
    void command(Process &process);
    Process *anyone();
    Process *primary();
    bool isSettled();
    bool isDeserted();
    bool isLooping(); ///< somebody has said so
    void settle(Duration atMost, const QString &after);
    QString census();

    const quint64 m_seed;
    World m_world;
    Random &m_random;
    bool m_anyFence = false;
    bool m_allFence = false;
    bool m_names = false; ///< are deleted
    bool m_stops = false;
    bool m_cuts = false;
    bool m_reboots = false;
    bool m_handlers = false;
    bool m_calm = false;
    Random m_luck; ///< of the shortages; apart, so that the other seeds go on as they did
    const bool m_shortages;
    const bool m_lonely; ///< some run as primary or not at all
    const bool m_twins;  ///< some have the id of another
    int m_unborn = 0;    ///< of the first instances
    double m_faults = 0;
    int m_budget = 0;
};

} // namespace QtFailover::Sim
