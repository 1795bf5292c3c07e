// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/claimbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;

TEST_F(ClaimTest, PassesTheGuardsOfDeadHoldersByOneEpochEach)
{
    begin();
    leadTo(Step::Bind);
    give(outcome(BindResult::InUse));
    give(answers({dead(6)}));
    EXPECT_EQ(claim->step(), Step::Bind);
    EXPECT_EQ(operation<op::Bind>()->epoch, 7u);
}

TEST_F(ClaimTest, GivesUpWhereTheGuardsOfDeadHoldersHaveNoEnd)
{
    begin();
    leadTo(Step::Bind);
    Epoch passed = 0;
    while (claim->step() == Step::Bind && ++passed < 100) {
        give(outcome(BindResult::InUse));
        give(answers({dead(claim->epoch())}));
    }
    EXPECT_LT(passed, 100U);
    expectAbandon(false);
    EXPECT_EQ(lostFor(), Claim::Lost::Raced);
}

TEST_F(ClaimTest, IsTheSecondaryOfWhoeverHasItsGuard)
{
    begin();
    leadTo(Step::Bind);
    give(outcome(BindResult::InUse));
    give(answers({answered(6, Standing::Primary)}));
    expectAbandon(false);
    ASSERT_TRUE(ending<Claim::Yielded>());
    EXPECT_TRUE(ending<Claim::Yielded>()->primary);
}

TEST_F(ClaimTest, StopsBeforeASilentGuard)
{
    begin();
    leadTo(Step::Bind);
    give(outcome(BindResult::InUse));
    give(answers({silent(6)}));
    expectAbandon(false);
    EXPECT_EQ(lostFor(), Claim::Lost::SilentGuard);
}

TEST_F(ClaimTest, WaitsForAHigherCandidateToYield)
{
    begin();
    leadTo(Step::Ask);
    give(answers({answered(7, Standing::Candidate)}));
    EXPECT_TRUE(ending<Claim::Pause>());
    next = claim->resume();
    ASSERT_TRUE(operation<op::AskOthers>());
    give(answers());
    EXPECT_EQ(claim->step(), Step::Speak);
}

TEST_F(ClaimTest, GivesUpBesideAHigherCandidateThatDoesNotYield)
{
    begin();
    leadTo(Step::Ask);
    int asked = 0;
    while (claim->step() == Step::Ask && ++asked < 100) {
        give(answers({answered(7, Standing::Candidate)}));
        if (ending<Claim::Pause>())
            next = claim->resume();
    }
    EXPECT_LT(asked, 100);
    expectAbandon(false);
    EXPECT_EQ(lostFor(), Claim::Lost::Raced);
}

TEST_F(ClaimTest, SaysWhatItGoesOnWithout)
{
    const std::pair<Step, Outcome> rows[]{
        {Step::Bind, {BindResult::Unavailable, someFailure()}},
        {Step::Ask, {std::vector<Answer>(), someFailure()}},
        {Step::Reserve, outcome(someFailure())},
    };
    for (const auto &[step, given] : rows) {
        SCOPED_TRACE(int(step));
        begin();
        leadTo(Step::Count);
        give(outcome(Counted{5, 5})); // so that a floor is reserved
        leadTo(step);
        give(given);
        leadTo(Step::Ended);
        ASSERT_TRUE(ending<Claim::Won>());
        EXPECT_EQ(ending<Claim::Won>()->warning.text, someFailure().text);
    }
}

TEST_F(ClaimTest, AbandonsItsLinkBelowAnEpochThatIsSpokenFor)
{
    begin();
    leadTo(Step::Recount);
    give(outcome(Counted{7, 1000}));
    expectAbandon(true);
    EXPECT_EQ(claim->step(), Step::Look);
}

TEST_F(ClaimTest, LosesWhereItGetsNoFreshLockForTheNextRound)
{
    begin();
    leadTo(Step::Recount);
    give(outcome(Counted{7, 1000}));
    ASSERT_EQ(claim->step(), Step::Abandon);
    give(outcome(someFailure())); // and it would take its own name for that of another
    EXPECT_EQ(lostFor(), Claim::Lost::Unusable);
    EXPECT_EQ(ending<Claim::Lost>()->failure.text, someFailure().text);
}

TEST_F(ClaimTest, AbandonsALinkThatIsDeletedDuringTheWait)
{
    beginFencing();
    leadTo(Step::Expire);
    next = claim->resume();
    ASSERT_TRUE(operation<op::Prove>());
    give(outcome(Proof{false, true}));
    expectAbandon(true);
    EXPECT_EQ(claim->step(), Step::Look);
}

TEST_F(ClaimTest, SaysToWhichCandidateItYields)
{
    begin();
    leadTo(Step::Ask);
    give(answers({answered(5, Standing::Candidate)}));
    expectAbandon(false);
    ASSERT_TRUE(ending<Claim::Yielded>());
    EXPECT_EQ(ending<Claim::Yielded>()->candidate, 5u);

    begin();
    leadTo(Step::Bind);
    give(outcome(BindResult::InUse));
    give(answers({answered(6, Standing::Candidate)}));
    expectAbandon(false);
    ASSERT_TRUE(ending<Claim::Yielded>());
    EXPECT_EQ(ending<Claim::Yielded>()->candidate, 6u);

    begin();
    leadTo(Step::Ask);
    give(answers({answered(7, Standing::Primary)}));
    expectAbandon(false);
    ASSERT_TRUE(ending<Claim::Yielded>());
    EXPECT_EQ(ending<Claim::Yielded>()->candidate, NoEpoch);
}

TEST_F(ClaimTest, TakesACoreDumpSeenTwiceForDeath)
{
    begin();
    leadTo(Step::Judge);
    give(outcome(Verdict::Dumping));
    ASSERT_TRUE(ending<Claim::Pause>());
    EXPECT_EQ(ending<Claim::Pause>()->length, Claim::DumpingPause);
    next = claim->resume();
    ASSERT_TRUE(operation<op::Judge>());
    give(outcome(Verdict::Dumping));
    EXPECT_EQ(claim->step(), Step::Inherit);
}
