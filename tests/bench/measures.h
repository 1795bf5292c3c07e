// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "bench/results.h"

#include <chrono>
#include <vector>

namespace QtFailover::Bench {

/// How much is measured.
struct Extent {
    int rounds = 60;
    int burdenedRounds = 12;
    std::vector<int> secondaries{1, 8, 32, 64};
    std::vector<int> burdenedSecondaries{1, 8, 64};
    int crowd = 256;
    int failOvers = 1000;
    std::chrono::milliseconds idle = std::chrono::seconds(60);
};

/// SIGKILL of the primary to the next one: floor, name queue and library in turns.
void measureFailOver(const Extent &extent, Results &results);
/// The same with a GiB touched by the dying process.
void measureBurdenedFailOver(const Extent &extent, Results &results);
/// handOver() to the successor's roleChanged, and the time without a primary.
void measureHandOver(const Extent &extent, Results &results);
/// start() to the first roleChanged, with a bus that answers, is stopped, or is not there; the longest event in the
/// application's thread.
void measureStart(const Extent &extent, Results &results);
/// CPU time, wake-ups and memory of 16 instances that do nothing.
void measureIdle(const Extent &extent, Results &results);
/// CPU time of a heartbeat, against the number of secondaries.
void measureHeartbeats(const Extent &extent, Results &results);
/// Many instances: start, fail over, idle.
void measureCrowd(const Extent &extent, Results &results);
/// What an instance holds after many fail overs more than before.
void measureLeaks(const Extent &extent, Results &results);

} // namespace QtFailover::Bench
