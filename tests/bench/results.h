// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonObject>
#include <QString>

#include <vector>

namespace QtFailover::Bench {

/// What was measured of one subject in one situation.
struct Series {
    QString measure; ///< what from, what to: "failover", "handover", …
    QString subject; ///< "floor", "dbus", "library"…
    int secondaries = 0;
    QString unit = QStringLiteral("ms");
    std::vector<double> values;

    double at(double share) const; ///< 0.5: the median; 0 when there is no value
    double median() const { return at(0.5); }
    QJsonObject toJson() const;
};

/// All that was measured, printed as it comes.
class Results final
{
public:
    /// Adds it to the series of the same measure, subject and number of secondaries.
    void add(const QString &measure, const QString &subject, int secondaries, double value,
             const QString &unit = QStringLiteral("ms"));
    /// Prints the series of this measure, with their ratios to `reference`'s median.
    void print(const QString &measure, const QString &reference = {}) const;
    /// The machine, the time and all values.
    QJsonObject toJson() const;

private:
    std::vector<Series> m_series;
};

} // namespace QtFailover::Bench
