// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/Types>
#include <QtFailover/Watcher>

#include <QString>

#include <optional>
#include <vector>

namespace Demo {

/// What this window has seen of every instance: who was what, from when to when. Times are CLOCK_MONOTONIC in ns.
class History final
{
public:
    enum class State { Secondary, Primary, Hung };

    struct Span {
        State state;
        qint64 fromNs;
        std::optional<qint64> toNs; ///< nothing: it lasts
    };
    struct Row {
        QString id;
        std::vector<Span> spans;
        std::vector<qint64> beatsNs;

        bool lives() const { return !spans.empty() && !spans.back().toNs; }
    };
    /// A new primary.
    struct Change {
        QString id;
        quint64 epoch;
        qint64 atNs;
        std::optional<qint64> absenceNs; ///< since the old one was seen to be gone or hung; nothing: it never was
    };

    /// Older things are forgotten.
    static constexpr qint64 reachNs = 60'000'000'000;

    void setInstances(const QList<QtFailover::InstanceInfo> &instances, qint64 nowNs);
    void setHealth(const QString &primaryId, QtFailover::PrimaryHealth health, qint64 nowNs);
    void addPrimary(const QString &id, quint64 epoch, qint64 nowNs);
    void addBeat(const QString &id, qint64 nowNs);

    const std::vector<Row> &rows() const { return m_rows; }
    const std::vector<Change> &changes() const { return m_changes; }

private:
    Row &row(const QString &id);
    void enter(Row &its, State state, qint64 nowNs);
    void leave(Row &its, qint64 nowNs);
    void forget(qint64 nowNs);

    std::vector<Row> m_rows;
    std::vector<Change> m_changes;
    std::optional<qint64> m_absentSinceNs;
};

} // namespace Demo
