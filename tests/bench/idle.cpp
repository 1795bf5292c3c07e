// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "bench/measures.h"
#include "bench/subjects.h"

#include <algorithm>
#include <map>
#include <thread>

using namespace Qt::StringLiterals;

namespace QtFailover::Bench {

namespace {

/// What one process has used up to now.
struct Use {
    std::int64_t cpu = 0;
    std::int64_t wakes = 0;
};

std::map<pid_t, Use> uses(Team &team)
{
    std::map<pid_t, Use> all;
    for (const Team::Member &member : team.members())
        all[member.pid] = {cpuNs(member.pid), wakeUps(member.pid)};
    return all;
}

/// CPU time and wake-ups of each member over a while, the primary's apart.
void watchIdle(const QString &measure, Team &team, std::chrono::milliseconds length, Results &results)
{
    const int secondaries = int(team.members().size()) - 1;
    const std::map<pid_t, Use> before = uses(team);
    std::this_thread::sleep_for(length);
    const std::map<pid_t, Use> after = uses(team);
    const double seconds = std::chrono::duration<double>(length).count();
    for (const Team::Member &member : team.members()) {
        const QString who = &member == team.primary() ? u"primary"_s : u"secondary"_s;
        const Use &from = before.at(member.pid);
        const Use &to = after.at(member.pid);
        results.add(measure + u": CPU"_s, who, secondaries, 100 * double(to.cpu - from.cpu) / 1e9 / seconds,
                    u"% of a core"_s);
        results.add(measure + u": wake-ups"_s, who, secondaries, 5 * double(to.wakes - from.wakes) / seconds,
                    u"in 5 s, a heartbeat interval"_s);
    }
    results.print(measure + u": CPU"_s);
    results.print(measure + u": wake-ups"_s);
}

} // namespace

void measureIdle(const Extent &extent, Results &results)
{
    const PrivateDaemon bus;
    LibrarySubject library(bus.address(), {}, 0);
    library.fill(15);
    Team bare;
    for (int i = 0; i < 5; ++i)
        bare.startInstance(u"bare"_s, {});
    std::this_thread::sleep_for(extent.idle / 6); // names on the bus, floors ahead
    watchIdle(u"idle"_s, library.team(), extent.idle, results);

    for (const Team::Member &member : bare.members())
        results.add(u"private memory"_s, u"bare QCoreApplication"_s, 0, double(privateBytes(member.pid)) / 1048576,
                    u"MiB"_s);
    for (const Team::Member &member : library.team().members()) {
        const QString who = &member == library.team().primary() ? u"primary"_s : u"secondary"_s;
        results.add(u"private memory"_s, who, 15, double(privateBytes(member.pid)) / 1048576, u"MiB"_s);
    }
    results.print(u"private memory"_s);
}

void measureHeartbeats(const Extent &extent, Results &results)
{
    constexpr std::chrono::milliseconds Interval{100};
    const PrivateDaemon bus;
    for (const int secondaries : extent.secondaries) {
        LibrarySubject library(bus.address(), {u"heartbeatInterval=100"_s, u"heartbeatTimeout=60000"_s}, 0);
        library.fill(secondaries);
        Team &team = library.team();
        std::this_thread::sleep_for(extent.idle / 30);
        const auto before = uses(team);
        const std::int64_t start = nowNs();
        std::this_thread::sleep_for(extent.idle / 6);
        const auto after = uses(team);
        const double beats = double(nowNs() - start) / 1e6 / double(Interval.count());
        for (const Team::Member &member : team.members()) {
            const double cpu = double(after.at(member.pid).cpu - before.at(member.pid).cpu) / 1e3 / beats;
            results.add(u"CPU time of a heartbeat"_s, &member == team.primary() ? u"primary"_s : u"secondary"_s,
                        secondaries, cpu, u"us"_s);
        }
    }
    results.print(u"CPU time of a heartbeat"_s);
}

void measureCrowd(const Extent &extent, Results &results)
{
    const PrivateDaemon bus;
    LibrarySubject library(bus.address(), {}, 0);
    const int secondaries = extent.crowd - 1;
    const std::int64_t start = nowNs();
    library.fill(secondaries);
    results.add(u"crowd: start of all"_s, u"library"_s, secondaries, double(nowNs() - start) / 1e9, u"s"_s);
    results.print(u"crowd: start of all"_s);
    for (int round = 0; round < std::max(extent.rounds / 6, 1); ++round) {
        const Loss loss = library.lose();
        results.add(u"crowd: fail over"_s, u"library"_s, secondaries, loss.taken);
        results.add(u"crowd: fail over"_s, u"library: all attached"_s, secondaries, *loss.allAttached);
        library.fill(secondaries);
    }
    results.print(u"crowd: fail over"_s);
    std::this_thread::sleep_for(extent.idle / 6);
    watchIdle(u"crowd"_s, library.team(), extent.idle / 2, results);
}

} // namespace QtFailover::Bench
