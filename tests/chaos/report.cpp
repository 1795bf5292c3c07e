// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "chaos/report.h"

#include <QDataStream>

#include <algorithm>
#include <cstdio>
#include <numeric>

namespace QtFailover::Test {

namespace {

double at(const QList<double> &sorted, double share)
{
    return sorted.isEmpty() ? 0 : sorted[qsizetype(share * double(sorted.size() - 1))];
}

/// The fields, once for both directions.
template <typename Stream, typename AnyReport>
void transfer(Stream &stream, AnyReport &report)
{
    const auto each = [&stream](auto &...one) {
        if constexpr (std::is_const_v<AnyReport>)
            (stream << ... << one);
        else
            (stream >> ... >> one);
    };
    for (auto &tally : report.tallies)
        each(tally.done, tally.refused, tally.late, tally.milliseconds);
    each(report.seeds, report.claims, report.highestEpoch, report.effects, report.refusals, report.replayed,
         report.unsettled, report.contradictions);
}

} // namespace

int Report::done() const
{
    return std::accumulate(tallies.begin(), tallies.end(), 0, [](int sum, const Tally &one) { return sum + one.done; });
}

int Report::late() const
{
    return std::accumulate(tallies.begin(), tallies.end(), 0, [](int sum, const Tally &one) { return sum + one.late; });
}

void Report::add(const Report &other)
{
    for (std::size_t i = 0; i < tallies.size(); ++i) {
        tallies[i].done += other.tallies[i].done;
        tallies[i].refused += other.tallies[i].refused;
        tallies[i].late += other.tallies[i].late;
        tallies[i].milliseconds += other.tallies[i].milliseconds;
    }
    seeds += other.seeds;
    claims += other.claims;
    highestEpoch = std::max(highestEpoch, other.highestEpoch);
    effects += other.effects;
    refusals += other.refusals;
    replayed += other.replayed;
    unsettled += other.unsettled;
    contradictions += other.contradictions;
}

void Report::print() const
{
    std::printf("%-14s %7s %12s %8s %8s %8s %8s %8s %6s\n", "fault", "done", "new primary", "median", "p95", "p99",
                "max ms", "refused", "late");
    for (std::size_t i = 0; i < tallies.size(); ++i) {
        QList<double> sorted = tallies[i].milliseconds;
        std::sort(sorted.begin(), sorted.end());
        std::printf("%-14s %7d %12lld %8.2f %8.2f %8.2f %8.2f %8d %6d\n", Kinds[i].option, tallies[i].done,
                    static_cast<long long>(sorted.size()), at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99),
                    at(sorted, 1), tallies[i].refused, tallies[i].late);
    }
    std::printf(
        "%d faults; %llu epochs claimed, the highest %llu; %llu effects on the resource, %llu refused as stale; "
        "%llu calls replayed through the core\n",
        done(), static_cast<unsigned long long>(claims), static_cast<unsigned long long>(highestEpoch),
        static_cast<unsigned long long>(effects), static_cast<unsigned long long>(refusals),
        static_cast<unsigned long long>(replayed));
    for (const QString &contradiction : contradictions)
        std::printf("CONTRADICTION: %s\n", qPrintable(contradiction));
    QStringList numbers;
    for (const quint32 seed : seeds)
        numbers += QString::number(seed);
    std::printf("seed %s: %lld contradictions, %d late, %d not settled\n", qPrintable(numbers.join(QLatin1Char(' '))),
                static_cast<long long>(contradictions.size()), late(), unsettled);
    std::fflush(stdout);
}

QByteArray Report::toBytes() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    transfer(out, *this);
    return bytes;
}

Report Report::fromBytes(const QByteArray &bytes, quint32 seed)
{
    Report report;
    QDataStream in(bytes);
    transfer(in, report);
    if (in.status() == QDataStream::Ok)
        return report;
    report = {};
    report.seeds = {seed};
    report.contradictions = {QStringLiteral("the arena of seed %1 ended without a report").arg(seed)};
    return report;
}

} // namespace QtFailover::Test
