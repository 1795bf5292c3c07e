// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QtGlobal>

#include <atomic>
#include <vector>

namespace QtFailover::Test {

/// What one instance can swear to about one epoch: moments of CLOCK_MONOTONIC in nanoseconds, 0 for never.
struct Testimony {
    std::atomic<quint64> epoch;
    std::atomic<qint64> claimedAt;       ///< the promotion handler was called
    std::atomic<qint64> promotedAt;      ///< roleChanged(Primary)
    std::atomic<qint64> demotedAt;       ///< demoted()
    std::atomic<qint64> firstAnswerEnd;  ///< fencingToken() had answered with it
    std::atomic<qint64> lastAnswerStart; ///< fencingToken() was called, and answered with it
    std::atomic<quint64> effects;        ///< that the resource has accepted
    std::atomic<quint64> refusals;       ///< that the resource has refused as stale
};
static_assert(std::atomic<qint64>::is_always_lock_free && sizeof(Testimony) == 64);

/// A witness's file, mapped, so that what was true last survives a SIGKILL: one Testimony for each epoch, in order.
class Witness final
{
public:
    static constexpr int Capacity = 4096;

    /// Makes the file. Empty path: keeps nothing.
    explicit Witness(const QString &path);
    ~Witness();

    /// The entry of that epoch, made when it is new. Main thread.
    void claimed(quint64 epoch);
    Testimony *entry(quint64 epoch);

    /// What another process has written, or was writing when it was killed.
    static std::vector<const Testimony *> read(const QString &path, std::vector<char> &storage);

private:
    Q_DISABLE_COPY_MOVE(Witness)

    Testimony *m_entries = nullptr;
    std::atomic<int> m_count{0};
};

} // namespace QtFailover::Test
