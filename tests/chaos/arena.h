// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "chaos/tribunal.h"
#include "support/privatebus.h"
#include "system/group.h"

#include <QMap>
#include <QSet>
#include <QTemporaryDir>

#include <random>

namespace QtFailover::Test {

/// A group of members that is kept at its number, and what befalls it.
class Arena final
{
public:
    enum class Fault { Kill, Stop, Dump, Deletion, BusRestart, HandOver, Block };
    static constexpr int Faults = 7;

    /// What came of one fault.
    struct Outcome {
        bool settled = false;     ///< in the end there was one primary, known to all
        double milliseconds = -1; ///< from the fault to a new primary; -1: none was due, or none came
        bool isRefused = false;   ///< a hand-over that was asked for was refused, and that was told
        bool isLate = false;      ///< a new primary was due, and came later than the bound, or not at all
        QString what;             ///< for the log
    };

    Arena(int instances, quint32 seed);
    ~Arena();

    /// Lets instances start until there are enough; false: they do not find a primary.
    bool fill();
    Outcome befall(Fault fault);
    /// Ends all and hears the rest of the witnesses.
    void close();

    const Tribunal &tribunal() const { return m_tribunal; }
    /// What the election did not accept of what the dead had written down, and how many calls were replayed.
    QStringList objections() const { return m_objections; }
    quint64 replayed() const { return m_replayed; }
    QString resource() const { return m_group.directory() + QStringLiteral("/resource"); }
    /// What everybody said, for a failure's report.
    void print() const;

private:
    Q_DISABLE_COPY_MOVE(Arena)

    int random(int from, int to);
    void pause(int atMostMilliseconds);
    Instance *anySecondary();
    void buryTheDead();
    QString journalOf(const QString &id) const;
    void doom(Instance *victim);
    QString kill();
    QString stop();
    QString dump();
    QString deletion();
    QString handOver();
    bool hasRefused() const;
    QString block();

    const int m_size;
    std::mt19937 m_random;
    PrivateBus m_bus;
    QTemporaryDir m_cores;
    Group m_group;
    Tribunal m_tribunal;
    QMap<QString, QString> m_witnesses; ///< files, by instance
    QStringList m_objections;
    QSet<QString> m_doomed; ///< those who die by our hand
    quint64 m_replayed = 0;
    int m_started = 0;
    Instance *m_primary = nullptr;
    quint64 m_due = 0; ///< a primary of a higher epoch must come
    qint64 m_at = 0;   ///< since then
    std::chrono::milliseconds m_bound{};
    std::vector<Instance *> m_stopped;
    Instance *m_asked = nullptr; ///< for a hand-over
    qsizetype m_askedFrom = 0;
};

} // namespace QtFailover::Test
