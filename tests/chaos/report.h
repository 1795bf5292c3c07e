// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "chaos/arena.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <array>

namespace QtFailover::Test {

/// A kind of fault, as the options name it.
struct Kind {
    Arena::Fault fault;
    const char *option;
    int usually; ///< of 300
    const char *what;
};
inline constexpr std::array<Kind, Arena::Faults> Kinds{{
    {Arena::Fault::Kill, "kills", 150, "SIGKILL, of the primary mostly"},
    {Arena::Fault::Stop, "stops", 45, "SIGSTOP and SIGCONT, of the primary mostly"},
    {Arena::Fault::Dump, "dumps", 5, "core dumps of the primary"},
    {Arena::Fault::Deletion, "deletions", 30, "files or the whole directory deleted"},
    {Arena::Fault::BusRestart, "bus-restarts", 5, "the session bus killed and started again"},
    {Arena::Fault::HandOver, "handovers", 50, "hand-overs, take-overs and orderly ends"},
    {Arena::Fault::Block, "blocks", 15, "blocked main loops of the primary"},
}};

/// What came of the faults of one arena, or of several together.
struct Report {
    struct Tally {
        int done = 0;
        int refused = 0;
        int late = 0;
        QList<double> milliseconds; ///< from the fault to the new primary, where one was due
    };

    std::array<Tally, Arena::Faults> tallies{};
    QList<quint32> seeds;
    quint64 claims = 0;
    quint64 highestEpoch = 0;
    quint64 effects = 0;
    quint64 refusals = 0;
    quint64 replayed = 0;
    int unsettled = 0;
    QStringList contradictions;

    int done() const;
    int late() const;
    bool isClean() const { return contradictions.isEmpty() && late() == 0 && unsettled == 0; }
    void add(const Report &other);
    void print() const;

    QByteArray toBytes() const;
    /// One that is not clean, where these are no report.
    static Report fromBytes(const QByteArray &bytes, quint32 seed);
};

} // namespace QtFailover::Test
