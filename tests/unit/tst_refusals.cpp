// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// A primary whose socket cannot be connected to: the file was deleted, or its queue is full. It may live, or hang.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using State = Election::State;

namespace {

class Refusals : public ElectionBench
{
protected:
    Refusals() { terms.policy = HungPrimaryPolicy::Fence; }

    /// Beside a primary that has never been reached.
    void startRefused(HungPrimaryPolicy policy = HungPrimaryPolicy::Fence)
    {
        record = recordOf(5, true, policy);
        appoint(5);
        start();
    }
    /// Every connection comes to nothing.
    void refuseFor(Duration length)
    {
        for (const Instant end = now + length; now < end && role() == Role::Secondary;) {
            if (state() == State::Attached)
                event([this](Election &e) { e.closed(connection); });
            advance(std::min<Duration>(end - now, 2ms));
        }
    }
};

TEST_F(Refusals, OfAStoppedPrimaryDoNotSaveItFromANewcomer)
{
    startRefused();
    process = ProcessState::Stopped;
    refuseFor(Timeout - 1ms);
    EXPECT_EQ(performed<op::Bind>(), 0);
    refuseFor(1ms + 60ms + ProofLifetime);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->epoch(), 6u);
    EXPECT_EQ(election->snapshot().lastReason, Reason::PrimaryUnresponsive);
}

TEST_F(Refusals, OfAStoppedPrimaryAccuseNobodyWhoseOwnPolicyIsWait)
{
    startRefused(HungPrimaryPolicy::Wait);
    process = ProcessState::Stopped;
    refuseFor(3 * Timeout);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Stopped);
    EXPECT_EQ(performed<op::Bind>(), 0);
}

TEST_F(Refusals, OfAPrimaryThatStopsForAMomentAccuseNobody)
{
    startRefused();
    refuseFor(Timeout - 10ms); // too many connections, say
    process = ProcessState::Stopped;
    refuseFor(20ms);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Stopped);
    process = ProcessState::Running;
    refuseFor(3 * Timeout);
    EXPECT_EQ(performed<op::Bind>(), 0);
}

TEST_F(Refusals, AreForgottenOnceItHasBeenHeard)
{
    startRefused();
    process = ProcessState::Stopped;
    refuseFor(Timeout - 10ms);
    event([](Election &e) { e.busHeard(QStringLiteral("p5"), 5); });
    refuseFor(Timeout / 2);
    EXPECT_EQ(performed<op::Bind>(), 0);
}

TEST_F(Refusals, OfAStoppedPrimaryAccuseNobodyAfterTheOwnPause)
{
    startRefused();
    process = ProcessState::Stopped;
    refuseFor(Timeout - 1ms);
    now += 10s;
    process = ProcessState::Running; // and has said so long ago
    event([](Election &e) { e.tick(); });
    refuseFor(Timeout);
    EXPECT_EQ(performed<op::Bind>(), 0);
}

TEST_F(Refusals, OfAStoppedPrimaryPutOffNobodyForEver)
{
    for (const bool secondaryOnly : {true, false}) {
        terms.candidacy = secondaryOnly ? Candidacy::SecondaryOnly : Candidacy::Normal;
        process = ProcessState::Running;
        startRefused();
        welcome(5, HungPrimaryPolicy::Fence);
        tellRoster(5, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d"),
                       QStringLiteral("e"), QStringLiteral("me")});
        process = ProcessState::Stopped;
        refuseFor(4 * Timeout);
        EXPECT_EQ(role(), Role::Primary) << secondaryOnly;
    }
}

} // namespace
