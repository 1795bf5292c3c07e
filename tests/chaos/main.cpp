// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Real processes, and faults at random from a seed, with witnesses outside of the library: see --help.

#include "chaos/arena.h"
#include "member/resource.h"

#include <gtest/gtest.h>

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cstdio>

using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

struct Kind {
    Arena::Fault fault;
    const char *option;
    int usually; ///< of 300
    const char *what;
};

constexpr std::array<Kind, Arena::Faults> Kinds{{
    {Arena::Fault::Kill, "kills", 150, "SIGKILL, of the primary mostly"},
    {Arena::Fault::Stop, "stops", 45, "SIGSTOP and SIGCONT, of the primary mostly"},
    {Arena::Fault::Dump, "dumps", 5, "core dumps of the primary"},
    {Arena::Fault::Deletion, "deletions", 30, "files or the whole directory deleted"},
    {Arena::Fault::BusRestart, "bus-restarts", 5, "the session bus killed and started again"},
    {Arena::Fault::HandOver, "handovers", 50, "hand-overs, take-overs and orderly ends"},
    {Arena::Fault::Block, "blocks", 15, "blocked main loops of the primary"},
}};

struct Tally {
    int left = 0;
    int done = 0;
    int refused = 0;
    int late = 0;
    std::vector<double> milliseconds;
};

double at(const std::vector<double> &sorted, double share)
{
    return sorted.empty() ? 0 : sorted[std::size_t(share * double(sorted.size() - 1))];
}

void printTable(const std::array<Tally, Arena::Faults> &tallies)
{
    std::printf("%-14s %7s %12s %8s %8s %8s %8s %8s %6s\n", "fault", "done", "new primary", "median", "p95", "p99",
                "max ms", "refused", "late");
    for (std::size_t i = 0; i < Kinds.size(); ++i) {
        std::vector<double> sorted = tallies[i].milliseconds;
        std::sort(sorted.begin(), sorted.end());
        std::printf("%-14s %7d %12zu %8.2f %8.2f %8.2f %8.2f %8d %6d\n", Kinds[i].option, tallies[i].done,
                    sorted.size(), at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1),
                    tallies[i].refused, tallies[i].late);
    }
}

} // namespace

int main(int argc, char **argv)
{
    ::testing::InitGoogleTest(&argc, argv); // the group's expectations
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Members of one group, with the policy Fence, and faults at random. It ends with 1 when an epoch was claimed "
        "twice, a token was given after a newer one, the resource saw a stale or lost effect, or a new primary did "
        "not come within its bound."_s);
    parser.addHelpOption();
    const QCommandLineOption seedOption(u"seed"_s, u"What befalls whom; random and printed by default."_s, u"N"_s);
    const QCommandLineOption sizeOption(u"instances"_s, u"How many live at a time (5)."_s, u"N"_s, u"5"_s);
    const QCommandLineOption verboseOption(u"verbose"_s, u"Print each fault."_s);
    parser.addOptions({seedOption, sizeOption, verboseOption});
    for (const Kind &kind : Kinds)
        parser.addOption({QLatin1String(kind.option), QLatin1String(kind.what) + u" (%1)"_s.arg(kind.usually), u"N"_s,
                          QString::number(kind.usually)});
    parser.process(application);

    const quint32 seed = parser.isSet(seedOption) ? parser.value(seedOption).toUInt() : quint32(std::random_device()());
    std::printf("chaos --seed %u\n", seed);
    std::fflush(stdout);

    std::array<Tally, Arena::Faults> tallies;
    int left = 0;
    for (std::size_t i = 0; i < Kinds.size(); ++i)
        left += tallies[i].left = parser.value(QLatin1String(Kinds[i].option)).toInt();

    std::mt19937 random(seed ^ 0x5eed);
    Arena arena(parser.value(sizeOption).toInt(), seed);
    int unsettled = 0;
    int done = 0;
    while (left > 0) {
        if (!arena.fill()) {
            std::printf("before fault %d the group did not settle\n", done);
            ++unsettled;
            arena.print();
            break;
        }
        // Each kind as likely as there is of it left.
        int chosen = std::uniform_int_distribution<int>(0, left - 1)(random);
        std::size_t kind = 0;
        while (chosen >= tallies[kind].left)
            chosen -= tallies[kind++].left;
        Tally &tally = tallies[kind];
        const Arena::Outcome outcome = arena.befall(Kinds[kind].fault);
        --tally.left;
        --left;
        ++tally.done;
        ++done;
        if (outcome.milliseconds >= 0)
            tally.milliseconds.push_back(outcome.milliseconds);
        tally.refused += outcome.isRefused;
        tally.late += outcome.isLate;
        if (parser.isSet(verboseOption) || outcome.isLate || !outcome.settled)
            std::printf("%d: %s%s%s (%.1f ms)\n", done, qPrintable(outcome.what), outcome.isLate ? ", LATE" : "",
                        outcome.settled ? "" : ", NOT SETTLED", outcome.milliseconds);
        if (outcome.isLate && tally.late == 1)
            arena.print();
        if (!outcome.settled) {
            ++unsettled;
            arena.print();
            break;
        }
        if (done % 500 == 0) {
            std::printf("%d faults, %d left\n", done, left);
            std::fflush(stdout);
        }
    }
    arena.close();

    const Tribunal &tribunal = arena.tribunal();
    QStringList contradictions = tribunal.verdict() + arena.objections();
    const Resource resource(arena.resource());
    const quint64 effects = resource.state().count;
    if (resource.conflicts() > 0)
        contradictions += u"%1 effects of two writers with one token"_s.arg(resource.conflicts());
    // A witness is killed between the resource's answer and its own entry now and then.
    if (tribunal.effects() > effects)
        contradictions += u"%1 effects are lost"_s.arg(tribunal.effects() - effects);
    printTable(tallies);
    std::printf("%d faults; %zu epochs claimed, the highest %llu; %llu effects on the resource, %llu refused as stale; "
                "%llu calls replayed through the core\n",
                done, tribunal.claims(), static_cast<unsigned long long>(tribunal.highestEpoch()),
                static_cast<unsigned long long>(effects), static_cast<unsigned long long>(tribunal.refusals()),
                static_cast<unsigned long long>(arena.replayed()));
    int late = 0;
    for (const Tally &tally : tallies)
        late += tally.late;
    for (const QString &contradiction : contradictions)
        std::printf("CONTRADICTION: %s\n", qPrintable(contradiction));
    std::printf("seed %u: %lld contradictions, %d late, %d not settled\n", seed,
                static_cast<long long>(contradictions.size()), late, unsettled);
    return contradictions.isEmpty() && late == 0 && unsettled == 0 && !::testing::Test::HasFailure() ? 0 : 1;
}
