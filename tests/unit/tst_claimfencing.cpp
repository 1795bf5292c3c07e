// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/claimbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;

TEST_F(ClaimTest, FencesALivingHolderAndWaitsUntilItsProofIsOld)
{
    beginFencing();
    leadTo(Step::Ask);
    give(answers({silent(5)}));
    leadTo(Step::Expire);
    ASSERT_TRUE(ending<Claim::Pause>());
    EXPECT_EQ(ending<Claim::Pause>()->length, ProofLifetime);
    next = claim->resume();
    leadTo(Step::Ended);
    ASSERT_TRUE(ending<Claim::Won>());
    EXPECT_TRUE(ending<Claim::Won>()->fenced);
}

/// As in another network namespace: only its lock tells that it lives.
TEST_F(ClaimTest, WaitsToFenceALivingHolderWhoseGuardIsNotSeen)
{
    beginFencing();
    leadTo(Step::Ask);
    give(answers({}));
    leadTo(Step::Expire);
    ASSERT_TRUE(ending<Claim::Pause>());
    EXPECT_EQ(ending<Claim::Pause>()->length, ProofLifetime);
}

TEST_F(ClaimTest, WaitsBehindARevokedHolderWhoseGuardIsStillThere)
{
    begin();
    leadTo(Step::Ask);
    give(answers({silent(3)}));
    leadTo(Step::Expire);
    ASSERT_TRUE(ending<Claim::Pause>());
    EXPECT_EQ(ending<Claim::Pause>()->length, ProofLifetime);
}

/// It may have been a fencer that died before its own wait, and without guards nothing else tells of whom it fenced.
TEST_F(ClaimTest, WaitsWithoutGuardsBehindAHolderThatDiedInItsPromotion)
{
    for (const bool settled : {false, true}) {
        begin();
        leadTo(Step::Inherit);
        Record record;
        record.settled = settled;
        give(outcome(std::optional<Record>(record)));
        leadTo(Step::Bind);
        give(outcome(BindResult::Unavailable));
        leadTo(Step::Unlink);
        give(outcome(true));
        EXPECT_EQ(ending<Claim::Pause>() != nullptr, !settled);
    }
}

TEST_F(ClaimTest, FencesALowerHolderWhoseFencerHasDied)
{
    Claim::Plan plan;
    plan.fence = Lower;
    begin(plan);
    give(outcome(survey({Lower, Old})));
    give(outcome(Verdict::Free));
    give(outcome(Verdict::Held));
    leadTo(Step::Ask, {Lower, Old});
    give(answers({silent(4)}));
    leadTo(Step::Unlink, {Lower, Old});
    ASSERT_TRUE(operation<op::Unlink>());
    EXPECT_EQ(operation<op::Unlink>()->epoch, 5u);
    give(outcome(true));
    ASSERT_TRUE(operation<op::Unlink>());
    EXPECT_EQ(operation<op::Unlink>()->epoch, 4u);
    give(outcome(true));
    ASSERT_TRUE(ending<Claim::Pause>());
    EXPECT_EQ(ending<Claim::Pause>()->length, ProofLifetime);
}

TEST_F(ClaimTest, FencesNobodyUnderADebuggerOrFrozen)
{
    for (const ProcessState state : {ProcessState::Debugged, ProcessState::Frozen}) {
        for (const Step step : {Step::Inspect, Step::Recheck}) { // before its epoch is spoken for, and once more
            beginFencing();
            leadTo(step);
            give(outcome(state));
            expectAbandon(false);
            EXPECT_EQ(lostFor(), Claim::Lost::NotFenceable);
        }
    }
}

TEST_F(ClaimTest, FencesNobodyWhoRunsAgainWhereNothingElseSpeaksAgainstIt)
{
    for (const Step step : {Step::Inspect, Step::Recheck}) {
        Claim::Plan plan;
        plan.fence = Old;
        plan.onlyStopped = true;
        fencing = true;
        begin(plan);
        leadTo(step);
        give(outcome(ProcessState::Running));
        expectAbandon(false);
        EXPECT_EQ(lostFor(), Claim::Lost::NotFenceable);
    }
}
