// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "bench/measures.h"
#include "bench/subjects.h"

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace QtFailover::Bench {

namespace {

/// What an instance holds, and what lies in the group's directory.
struct Holdings {
    double heap = 0;
    double descriptors = 0;
    double threads = 0;
    double files = 0;
};

Team::Member &find(Team &team, pid_t pid)
{
    return *std::find_if(team.members().begin(), team.members().end(),
                         [pid](const Team::Member &member) { return member.pid == pid; });
}

Holdings holdings(Team &team, pid_t pid)
{
    team.awaitRest();
    Team::Member &member = find(team, pid);
    team.tell(member, 'h');
    team.awaitAnswer(member);
    const QString process = u"/proc/%1/"_s.arg(pid);
    const auto count = [](const QString &directory, QDir::Filters filters) {
        return double(QDir(directory).entryList(filters | QDir::NoDotAndDotDot).size());
    };
    double files = 0;
    const QDir runtime(team.path({}));
    for (const QString &group : runtime.entryList({u"qtf-*"_s}, QDir::Dirs))
        files += count(runtime.filePath(group), QDir::AllEntries | QDir::System | QDir::Hidden);
    return {double(member.seat->read(HeapBytes)), count(process + u"fd"_s, QDir::AllEntries | QDir::System),
            count(process + u"task"_s, QDir::Dirs), files};
}

} // namespace

void measureLeaks(const Extent &extent, Results &results)
{
    const PrivateDaemon bus;
    LibrarySubject library(bus.address(), {}, 0);
    library.fill(0);
    const QStringList never{u"instanceId=observer"_s, u"enabled=false"_s};
    const pid_t observer = library.team().startInstance(u"library"_s, library.values() + never).pid;
    const auto failOver = [&library](int times) {
        for (int i = 0; i < times; ++i) {
            library.fill(2);
            library.lose();
        }
        library.fill(2);
    };
    const int warmUp = std::max(extent.failOvers / 5, 1); // caches fill meanwhile
    Holdings before = holdings(library.team(), observer);
    for (const int times : {warmUp, extent.failOvers}) {
        failOver(times);
        const QString measure = u"growth over %1 fail overs, of one that sees them all"_s.arg(times);
        const Holdings after = holdings(library.team(), observer);
        results.add(measure, u"heap"_s, 2, after.heap - before.heap, u"bytes"_s);
        results.add(measure, u"descriptors"_s, 2, after.descriptors - before.descriptors, u""_s);
        results.add(measure, u"threads"_s, 2, after.threads - before.threads, u""_s);
        results.add(measure, u"files in the directory"_s, 2, after.files - before.files, u""_s);
        results.print(measure);
        before = after;
    }
}

} // namespace QtFailover::Bench
