// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

/// What a claimant does beside others that claim, and when its right is gone before the role is.
class CandidatesTest : public ElectionBench
{
protected:
    void answers(Epoch epoch, Answer::Kind kind, Standing standing = Standing::Candidate)
    {
        Answer answer;
        answer.epoch = epoch;
        answer.kind = kind;
        answer.standing = standing;
        others = {answer};
    }
    /// Epoch 4's primary is dead, and its successor has yielded to a candidate of epoch 4 that had not begun to link.
    void yieldToACandidate()
    {
        startBeside(4);
        answers(4, Answer::Answered);
        crash(4);
        ASSERT_EQ(performed<op::Bind>(), 1);
        ASSERT_EQ(role(), Role::Secondary);
        forgetPast();
    }
};

TEST_F(CandidatesTest, WhoHasYieldedClaimsAgainOnlyAfterThatGuardIsGone)
{
    yieldToACandidate();
    advance(10s);
    EXPECT_GT(performed<op::Ask>(), 3);
    EXPECT_LT(performed<op::Ask>(), 1000); // it is no loop either
    EXPECT_EQ(performed<op::Bind>(), 0);
    EXPECT_EQ(performed<op::AskOthers>(), 0);

    others.clear();
    advance(2s);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(CandidatesTest, WhoHasYieldedClaimsBesideACandidateThatIsStoppedAndSaysSo)
{
    yieldToACandidate();
    answers(4, Answer::Silent);
    advance(30s);
    EXPECT_GT(performed<op::Bind>(), 3);
    EXPECT_EQ(role(), Role::Secondary);
    EXPECT_TRUE(reported(Error::LockFailed));
}

TEST_F(CandidatesTest, WhoHasYieldedIsTheSecondaryOfTheCandidateThatHasWon)
{
    yieldToACandidate();
    names = {{4, 100 + 4}, {5, 100 + 5}};
    held.insert(100 + 5);
    advance(2s);
    EXPECT_EQ(state(), Election::State::Attached);
    EXPECT_EQ(performed<op::Bind>(), 0);
}

TEST_F(CandidatesTest, AbandonsARightThatIsDeletedWhileTheHandlerRuns)
{
    promotionHandler = true;
    startBeside(4);
    crash(4);
    ASSERT_EQ(state(), Election::State::Sealing);
    names.clear();
    forgetPast();
    event([](Election &e) { e.promotionAnswered(5, true, {}); });
    EXPECT_EQ(performed<op::Abandon>(), 1);
    EXPECT_GE(placeOf<effect::Withdraw>(), 0);
    EXPECT_EQ(placeOf<effect::SetPrimary>(), -1);
    EXPECT_EQ(noticed<notice::Promoted>(), 0);
    EXPECT_EQ(role(), Role::Secondary);
}

TEST_F(CandidatesTest, FencesTheStoppedPrimaryWhoseFencerDiedAfterItsLink)
{
    terms.policy = HungPrimaryPolicy::Fence;
    names = {{4, 100 + 4}, {5, 100 + 5}}; // the fencer's is free
    held.insert(100 + 4);
    record = recordOf(4, false, HungPrimaryPolicy::Fence);
    process = ProcessState::Stopped;
    answers(4, Answer::Silent);
    start();
    EXPECT_EQ(role(), Role::Secondary);
    EXPECT_EQ(state(), Election::State::Attached);
    advance(Timeout - 1ms);
    EXPECT_EQ(role(), Role::Secondary);
    advance(2s);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->epoch(), 6u);
}

TEST_F(CandidatesTest, WaitsBesideTheStoppedPrimaryBelowAFreeNameUnderPolicyWait)
{
    names = {{4, 100 + 4}, {5, 100 + 5}};
    held.insert(100 + 4);
    process = ProcessState::Stopped;
    answers(4, Answer::Silent);
    start();
    advance(10s);
    EXPECT_EQ(role(), Role::Secondary);
    EXPECT_EQ(state(), Election::State::Attached);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Stopped);
    EXPECT_EQ(performed<op::Bind>(), 0);
}
