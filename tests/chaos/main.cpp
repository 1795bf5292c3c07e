// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Real processes, and faults at random from a seed, with witnesses outside of the library: see --help.

#include "chaos/arena.h"
#include "chaos/report.h"
#include "member/resource.h"

#include <gtest/gtest.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <numeric>

using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

using Shares = std::array<int, Arena::Faults>; ///< how many of each kind

enum class Words { Few, Each };

void say(const Arena &arena, const Arena::Outcome &outcome, int number, bool isFirstLate, Words words)
{
    if (words == Words::Each || outcome.isLate || !outcome.settled)
        std::printf("%d: %s%s%s (%.1f ms)\n", number, qPrintable(outcome.what), outcome.isLate ? ", LATE" : "",
                    outcome.settled ? "" : ", NOT SETTLED", outcome.milliseconds);
    if (isFirstLate || !outcome.settled)
        arena.print();
}

/// All of `left`, in an order by the seed.
void ravage(Arena &arena, quint32 seed, Shares left, Words words, Report &report)
{
    std::mt19937 random(seed ^ 0x5eed);
    int sum = std::accumulate(left.begin(), left.end(), 0);
    for (int done = 1; sum > 0; ++done, --sum) {
        if (!arena.fill()) {
            std::printf("seed %u: before fault %d the group did not settle\n", seed, done);
            arena.print();
            ++report.unsettled;
            return;
        }
        // Each kind as likely as there is of it left.
        int chosen = std::uniform_int_distribution<int>(0, sum - 1)(random);
        std::size_t kind = 0;
        while (chosen >= left[kind])
            chosen -= left[kind++];
        --left[kind];
        const Arena::Outcome outcome = arena.befall(Kinds[kind].fault);
        Report::Tally &tally = report.tallies[kind];
        ++tally.done;
        if (outcome.milliseconds >= 0)
            tally.milliseconds.push_back(outcome.milliseconds);
        tally.refused += outcome.isRefused;
        tally.late += outcome.isLate;
        say(arena, outcome, done, outcome.isLate && tally.late == 1, words);
        if (!outcome.settled) {
            ++report.unsettled;
            return;
        }
        if (done % 500 == 0) {
            std::printf("seed %u: %d faults, %d left\n", seed, done, sum - 1);
            std::fflush(stdout);
        }
    }
}

Report run(quint32 seed, int instances, const Shares &shares, Words words)
{
    Report report;
    report.seeds = {seed};
    Arena arena(instances, seed);
    ravage(arena, seed, shares, words, report);
    arena.close();

    const Tribunal &tribunal = arena.tribunal();
    const Resource resource(arena.resource());
    report.contradictions = tribunal.verdict() + arena.objections();
    report.claims = tribunal.claims();
    report.highestEpoch = tribunal.highestEpoch();
    report.effects = resource.state().count;
    report.refusals = tribunal.refusals();
    report.replayed = arena.replayed();
    if (resource.conflicts() > 0)
        report.contradictions += u"%1 effects of two writers with one token"_s.arg(resource.conflicts());
    // A witness is killed between the resource's answer and its own entry now and then.
    if (tribunal.effects() > report.effects)
        report.contradictions += u"%1 effects are lost"_s.arg(tribunal.effects() - report.effects);
    if (::testing::Test::HasFailure())
        report.contradictions += u"an expectation of seed %1 has failed, see above"_s.arg(seed);
    return report;
}

/// As many processes, each with a group, a bus and a seed of its own, and its share of the faults.
Report runInParallel(int arenas, quint32 seed, const Shares &shares, QStringList common)
{
    const QTemporaryDir reports;
    std::vector<std::unique_ptr<QProcess>> processes;
    const auto fileOf = [&reports](int arena) { return reports.filePath(QString::number(arena)); };
    for (int arena = 0; arena < arenas; ++arena) {
        QStringList arguments = common;
        arguments << u"--seed"_s << QString::number(seed + quint32(arena)) << u"--report"_s << fileOf(arena);
        for (std::size_t i = 0; i < Kinds.size(); ++i)
            arguments << u"--"_s + QLatin1String(Kinds[i].option)
                      << QString::number(shares[i] / arenas + (arena < shares[i] % arenas));
        QProcess &process = *processes.emplace_back(std::make_unique<QProcess>());
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.start(QCoreApplication::applicationFilePath(), arguments);
    }
    Report all;
    for (int arena = 0; arena < arenas; ++arena) {
        processes[std::size_t(arena)]->waitForFinished(-1);
        QFile file(fileOf(arena));
        const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        all.add(Report::fromBytes(bytes, seed + quint32(arena)));
    }
    return all;
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
    const QCommandLineOption arenasOption(
        u"arenas"_s, u"How many groups at a time, each with its share of the faults and the next seed (1)."_s, u"N"_s,
        u"1"_s);
    const QCommandLineOption reportOption(u"report"_s, u"Where to leave the report for who has started this."_s,
                                          u"FILE"_s);
    const QCommandLineOption verboseOption(u"verbose"_s, u"Print each fault."_s);
    parser.addOptions({seedOption, sizeOption, arenasOption, reportOption, verboseOption});
    for (const Kind &kind : Kinds)
        parser.addOption({QLatin1String(kind.option), QLatin1String(kind.what) + u" (%1)"_s.arg(kind.usually), u"N"_s,
                          QString::number(kind.usually)});
    parser.process(application);

    const quint32 seed = parser.isSet(seedOption) ? parser.value(seedOption).toUInt() : quint32(std::random_device()());
    const int arenas = std::max(parser.value(arenasOption).toInt(), 1);
    Shares shares{};
    for (std::size_t i = 0; i < Kinds.size(); ++i)
        shares[i] = parser.value(QLatin1String(Kinds[i].option)).toInt();
    std::printf("chaos --seed %u\n", seed);
    std::fflush(stdout);

    Report report;
    if (arenas > 1) {
        QStringList common{u"--instances"_s, parser.value(sizeOption)};
        if (parser.isSet(verboseOption))
            common += u"--verbose"_s;
        report = runInParallel(arenas, seed, shares, common);
    } else {
        report =
            run(seed, parser.value(sizeOption).toInt(), shares, parser.isSet(verboseOption) ? Words::Each : Words::Few);
    }
    report.print();
    if (parser.isSet(reportOption)) {
        QFile file(parser.value(reportOption));
        if (!file.open(QIODevice::WriteOnly) || file.write(report.toBytes()) < 0)
            std::printf("%s: %s\n", qPrintable(file.fileName()), qPrintable(file.errorString()));
    }
    return report.isClean() ? 0 : 1;
}
