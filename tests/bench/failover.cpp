// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "bench/measures.h"
#include "bench/subjects.h"

using namespace Qt::StringLiterals;

namespace QtFailover::Bench {

namespace {

void takeTurns(const QString &measure, int rounds, int secondaries, bool isBurdened, Results &results)
{
    const PrivateDaemon bus;
    std::vector<std::unique_ptr<Subject>> subjects;
    subjects.push_back(makeFloor());
    if (auto queue = makeNameQueue(bus.address()))
        subjects.push_back(std::move(queue));
    subjects.push_back(std::make_unique<LibrarySubject>(bus.address()));
    for (int round = 0; round < rounds; ++round) {
        for (const auto &subject : subjects) {
            subject->fill(secondaries);
            if (isBurdened)
                subject->burden();
            subject->rest();
            const Loss loss = subject->lose();
            results.add(measure, subject->name(), secondaries, loss.taken);
            if (loss.accepting)
                results.add(measure, subject->name() + u": accepting"_s, secondaries, *loss.accepting);
            if (loss.allAttached)
                results.add(measure, subject->name() + u": all attached"_s, secondaries, *loss.allAttached);
        }
    }
}

} // namespace

void measureFailOver(const Extent &extent, Results &results)
{
    for (const int secondaries : extent.secondaries)
        takeTurns(u"fail over"_s, extent.rounds, secondaries, false, results);
    results.print(u"fail over"_s, u"floor"_s);
}

void measureBurdenedFailOver(const Extent &extent, Results &results)
{
    for (const int secondaries : extent.burdenedSecondaries)
        takeTurns(u"fail over, 1 GiB touched"_s, extent.burdenedRounds, secondaries, true, results);
    results.print(u"fail over, 1 GiB touched"_s, u"floor"_s);
}

} // namespace QtFailover::Bench
