// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "bench/results.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QSysInfo>

#include <algorithm>
#include <cstdio>
#include <thread>

using namespace Qt::StringLiterals;

namespace QtFailover::Bench {

namespace {

QString processor()
{
    QFile file(u"/proc/cpuinfo"_s);
    if (!file.open(QIODevice::ReadOnly))
        return QSysInfo::currentCpuArchitecture();
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("model name"))
            return QString::fromUtf8(line.mid(line.indexOf(':') + 1)).trimmed();
    }
    return QSysInfo::currentCpuArchitecture();
}

} // namespace

double Series::at(double share) const
{
    if (values.empty())
        return 0;
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    return sorted[std::size_t(share * double(sorted.size() - 1) + 0.5)];
}

QJsonObject Series::toJson() const
{
    QJsonArray all;
    for (const double value : values)
        all.append(value);
    return {{u"measure"_s, measure}, {u"subject"_s, subject}, {u"secondaries"_s, secondaries},
            {u"unit"_s, unit},       {u"median"_s, median()}, {u"p95"_s, at(0.95)},
            {u"p99"_s, at(0.99)},    {u"values"_s, all}};
}

void Results::add(const QString &measure, const QString &subject, int secondaries, double value, const QString &unit)
{
    auto found = std::find_if(m_series.begin(), m_series.end(), [&](const Series &series) {
        return series.measure == measure && series.subject == subject && series.secondaries == secondaries;
    });
    if (found == m_series.end())
        found = m_series.insert(m_series.end(), Series{measure, subject, secondaries, unit, {}});
    found->values.push_back(value);
}

void Results::print(const QString &measure, const QString &reference) const
{
    std::printf("\n%s\n%-26s %11s %5s %10s %10s %10s %10s  %s\n", qPrintable(measure), "subject", "secondaries", "n",
                "median", "p95", "p99", "max", reference.isEmpty() ? "" : qPrintable(u"median / "_s + reference));
    for (const Series &series : m_series) {
        if (series.measure != measure)
            continue;
        std::printf("%-26s %11d %5zu %10.3f %10.3f %10.3f %10.3f", qPrintable(series.subject), series.secondaries,
                    series.values.size(), series.median(), series.at(0.95), series.at(0.99), series.at(1));
        for (const Series &other : m_series) {
            if (other.measure == measure && other.subject == reference && other.secondaries == series.secondaries
                && other.median() > 0)
                std::printf("  %.2f", series.median() / other.median());
        }
        std::printf("  %s\n", qPrintable(series.unit));
    }
    std::fflush(stdout);
}

QJsonObject Results::toJson() const
{
    QJsonArray all;
    for (const Series &series : m_series)
        all.append(series.toJson());
    return {{u"processor"_s, processor()},
            {u"processors"_s, int(std::thread::hardware_concurrency())},
            {u"kernel"_s, QString(QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion())},
            {u"system"_s, QSysInfo::prettyProductName()},
            {u"qt"_s, QString::fromLatin1(qVersion())},
            {u"at"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
            {u"series"_s, all}};
}

} // namespace QtFailover::Bench
