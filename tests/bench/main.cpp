// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "bench/measures.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>

#include <cstdio>
#include <utility>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    using namespace QtFailover::Bench;
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Measures QtFailover beside the kernel's floor and the D-Bus name queue. It "
                                     "fails on no time."_s);
    parser.addHelpOption();
    const QCommandLineOption quick(u"quick"_s, u"A few rounds of each: shows that it works, not how fast it is."_s);
    const QCommandLineOption only(u"only"_s,
                                  u"The measures that match, of failover, burdened, handover, start, "
                                  "idle, heartbeats, crowd, leaks."_s,
                                  u"regex"_s);
    const QCommandLineOption rounds(u"rounds"_s, u"Rounds of each measure."_s, u"number"_s);
    const QCommandLineOption secondaries(u"secondaries"_s, u"Numbers of secondaries, as in 1,8,32,64."_s, u"list"_s);
    const QCommandLineOption json(u"json"_s, u"Where the values go."_s, u"file"_s);
    parser.addOptions({quick, only, rounds, secondaries, json});
    parser.process(application);

    Extent extent;
    if (parser.isSet(quick))
        extent = {2, 1, {1, 3}, {1}, 8, 5, std::chrono::seconds(3)};
    if (parser.isSet(rounds))
        extent.rounds = std::max(parser.value(rounds).toInt(), 1);
    if (parser.isSet(secondaries)) {
        extent.secondaries.clear();
        for (const QString &number : parser.value(secondaries).split(u','))
            extent.secondaries.push_back(std::max(number.toInt(), 1));
        extent.burdenedSecondaries = extent.secondaries;
    }

    const std::pair<QString, void (*)(const Extent &, Results &)> measures[]{
        {u"failover"_s, measureFailOver}, {u"burdened"_s, measureBurdenedFailOver},
        {u"handover"_s, measureHandOver}, {u"start"_s, measureStart},
        {u"idle"_s, measureIdle},         {u"heartbeats"_s, measureHeartbeats},
        {u"crowd"_s, measureCrowd},       {u"leaks"_s, measureLeaks},
    };
    const QRegularExpression wanted(QRegularExpression::anchoredPattern(parser.value(only)));
    Results results;
    const QJsonObject machine = results.toJson();
    std::printf("%s, %d processors, %s, %s, Qt %s\n", qPrintable(machine[u"processor"].toString()),
                machine[u"processors"].toInt(), qPrintable(machine[u"system"].toString()),
                qPrintable(machine[u"kernel"].toString()), qVersion());
    for (const auto &[name, measure] : measures) {
        if (!parser.isSet(only) || wanted.match(name).hasMatch())
            measure(extent, results);
    }
    if (parser.isSet(json)) {
        QFile file(parser.value(json));
        if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(results.toJson()).toJson()) < 0) {
            std::fprintf(stderr, "qtfailover-bench: %s: %s\n", qPrintable(file.fileName()),
                         qPrintable(file.errorString()));
            return 1;
        }
    }
    return 0;
}
