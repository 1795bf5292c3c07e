// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "sim/process.h"
#include "sim/schedule.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLoggingCategory>

#include <cstdio>

using namespace QtFailover::Sim;

namespace {

quint64 currentSeed = 0;
bool quiet = true;
QString complaint;

/// The core says illegal steps as critical messages; a failing assertion must name its seed.
void handleMessage(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type == QtFatalMsg)
        std::fprintf(stderr, "seed %llu: %s\n", static_cast<unsigned long long>(currentSeed), qPrintable(text));
    else if (type == QtCriticalMsg)
        complaint = text;
    if (!quiet)
        std::printf("               # %s\n", qPrintable(text));
}

QString runOne(quint64 seed, Broken broken, bool tracing)
{
    currentSeed = seed;
    complaint.clear();
    quiet = !tracing;
    QLoggingCategory::setFilterRules(tracing ? QStringLiteral("qtfailover.*=true\nqtfailover.transport.debug=false")
                                             : QStringLiteral("qtfailover.*=false\nqtfailover.*.critical=true"));
    Schedule schedule(seed, broken, tracing);
    const QString violation = schedule.run();
    if (broken != Broken::Nothing && schedule.isStuck())
        return {}; // only a broken rule of safety shows that the protection was needed
    return violation.isEmpty() ? complaint : violation;
}

Broken variantOf(const QString &text)
{
    for (int i = 0; i < BrokenCount; ++i) {
        if (text == QLatin1String(name(Broken(i))))
            return Broken(i);
    }
    std::fprintf(stderr, "There is no variant %s.\n", qPrintable(text));
    std::exit(2);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    qInstallMessageHandler(handleMessage);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Runs many short histories of a simulated group of instances."));
    parser.addHelpOption();
    const QCommandLineOption seeds(QStringLiteral("seeds"), QStringLiteral("How many schedules."), QStringLiteral("N"),
                                   QStringLiteral("1000"));
    const QCommandLineOption first(QStringLiteral("first"), QStringLiteral("The first seed."), QStringLiteral("S"),
                                   QStringLiteral("1"));
    const QCommandLineOption one(QStringLiteral("seed"), QStringLiteral("This one alone."), QStringLiteral("X"));
    const QCommandLineOption trace(QStringLiteral("trace"), QStringLiteral("Tell what happens."));
    const QCommandLineOption variant(QStringLiteral("broken"),
                                     QStringLiteral("Takes one protection away; succeeds when that is noticed."),
                                     QStringLiteral("variant"), QStringLiteral("nothing"));
    const QCommandLineOption all(QStringLiteral("keep-going"), QStringLiteral("Do not end with the first violation."));
    parser.addOptions({seeds, first, one, trace, variant, all});
    parser.process(application);

    const Broken broken = variantOf(parser.value(variant));
    const quint64 from = parser.isSet(one) ? parser.value(one).toULongLong() : parser.value(first).toULongLong();
    const quint64 count = parser.isSet(one) ? 1 : parser.value(seeds).toULongLong();
    QElapsedTimer timer;
    timer.start();
    int violations = 0;
    quint64 seed = from;
    for (; seed < from + count; ++seed) {
        const QString violation = runOne(seed, broken, parser.isSet(trace));
        if (violation.isEmpty())
            continue;
        ++violations;
        std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), qPrintable(violation));
        if (broken != Broken::Nothing) {
            std::printf("%s was noticed at schedule %llu\n", name(broken),
                        static_cast<unsigned long long>(seed - from + 1));
            return 0;
        }
        if (!parser.isSet(all)) {
            if (!parser.isSet(trace))
                runOne(seed, broken, true);
            return 1;
        }
    }
    std::printf("%llu schedules, %d violations, %.1f s\n", static_cast<unsigned long long>(count), violations,
                double(timer.elapsed()) / 1000);
    return violations || broken != Broken::Nothing ? 1 : 0;
}
