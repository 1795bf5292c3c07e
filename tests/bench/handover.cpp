// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "bench/measures.h"
#include "bench/subjects.h"

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace QtFailover::Bench {

namespace {

double milliseconds(std::int64_t from, std::int64_t to) { return double(to - from) / 1e6; }

/// A hand-over of the primary to whoever succeeds it.
struct HandedOver {
    Team::Member *from = nullptr;
    Team::Member *to = nullptr;
};

HandedOver handOver(LibrarySubject &library)
{
    Team::Member *from = library.team().primary();
    library.team().tell(*from, 'o');
    Team::Member *to = nullptr;
    await("a hand-over", [&] {
        to = library.team().primary();
        return to && to != from && library.isSettled();
    });
    return {from, to};
}

} // namespace

void measureHandOver(const Extent &extent, Results &results)
{
    const PrivateDaemon bus;
    for (const int secondaries : extent.secondaries) {
        LibrarySubject library(bus.address());
        library.fill(secondaries);
        for (int round = 0; round < extent.rounds; ++round) {
            library.team().awaitRest();
            const auto [from, to] = handOver(library);
            results.add(u"hand-over"_s, u"library"_s, secondaries,
                        milliseconds(from->seat->read(Called), to->seat->read(Taken)));
        }
    }
    results.print(u"hand-over"_s);

    // Another thread of each asks isPrimary() all the time, which takes both processors: only for the gap.
    LibrarySubject library(bus.address());
    library.fill(1);
    const auto tellAll = [&](char command) {
        for (Team::Member &member : library.team().members()) {
            library.team().tell(member, command);
            library.team().awaitAnswer(member);
        }
    };
    for (int round = 0; round < extent.rounds; ++round) {
        tellAll('a');
        const Team::Member *asked = library.team().primary();
        await("a primary that says so", [&] { return asked->seat->read(LastTrue) != 0; });
        const auto [from, to] = handOver(library);
        await("another that says so", [&, seat = to->seat] { return seat->read(FirstTrue) != 0; });
        tellAll('A');
        const double gap = milliseconds(from->seat->read(LastTrue), to->seat->read(FirstTrue));
        if (gap < 0) {
            std::fprintf(stderr, "qtfailover-bench: two primaries at a time, for %f ms\n", -gap);
            std::exit(1);
        }
        results.add(u"hand-over: nobody answers true to isPrimary()"_s, u"library"_s, 1, gap);
    }
    results.print(u"hand-over: nobody answers true to isPrimary()"_s);
}

} // namespace QtFailover::Bench
