// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "bench/measures.h"
#include "bench/subjects.h"

#include <functional>

using namespace Qt::StringLiterals;

namespace QtFailover::Bench {

namespace {

struct Bus {
    QString name;
    QByteArray address;
};

class Starts final
{
public:
    Starts(Bus bus, Results &results) : m_bus(std::move(bus)), m_library(m_bus.address), m_results(results)
    {
        m_library.fill(0); // leaves an epoch floor behind
    }

    void round()
    {
        Team &team = m_library.team();
        if (team.members().size() > 1)
            team.kill(team.members().back());
        note(u"start beside a primary"_s, start(u"b"_s));
        team.killAll();
        note(u"start as the first"_s, start(u"a"_s));
    }

private:
    Team::Member &start(const QString &id)
    {
        Team &team = m_library.team();
        Team::Member &member = team.startInstance(
            u"library"_s, m_library.values() + QStringList{u"instanceId="_s + id + QString::number(++m_started)});
        await("the role", [&] { return member.seat->read(Ready) != 0; });
        await("settled instances", [&] { return m_library.isSettled(); });
        team.awaitRest();
        return member;
    }

    void note(const QString &measure, const Team::Member &member)
    {
        const Seat &seat = *member.seat;
        m_results.add(measure, m_bus.name, 1, double(seat.read(Ready) - seat.read(Called)) / 1e6);
        m_results.add(u"longest event in the application's thread"_s, m_bus.name, 1,
                      double(seat.read(LongestTurn)) / 1e6);
        m_results.add(u"longest event in the application's thread"_s, m_bus.name + u": CPU time"_s, 1,
                      double(seat.read(LongestWork)) / 1e6);
    }

    const Bus m_bus;
    LibrarySubject m_library;
    Results &m_results;
    int m_started = 0;
};

} // namespace

void measureStart(const Extent &extent, Results &results)
{
    const PrivateDaemon answering;
    PrivateDaemon stopped;
    stopped.stop();
    Starts starts[]{{{u"bus"_s, answering.address()}, results},
                    {{u"bus stopped"_s, stopped.address()}, results},
                    {{u"no bus"_s, "unix:path=/nonexistent"}, results}};
    for (int round = 0; round < extent.rounds; ++round) {
        for (Starts &each : starts)
            each.round();
    }
    results.print(u"start beside a primary"_s, u"no bus"_s);
    results.print(u"start as the first"_s, u"no bus"_s);
    results.print(u"longest event in the application's thread"_s);
}

} // namespace QtFailover::Bench
