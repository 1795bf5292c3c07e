// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/claimbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;

namespace {

struct Row {
    const char *what;
    Step from;
    Outcome given;
    Step to;
};

} // namespace

TEST_F(ClaimTest, GoesFromEachStepToTheNext)
{
    const Row rows[]{
        {"names", Step::Look, outcome(survey({Old})), Step::Judge},
        {"no names", Step::Look, outcome(survey()), Step::Count},
        {"a dead holder", Step::Judge, outcome(Verdict::Dead), Step::Inherit},
        {"a free lock", Step::Judge, outcome(Verdict::Free), Step::Inherit},
        {"a living holder", Step::Judge, outcome(Verdict::Held), Step::Yield},
        {"a name that is gone", Step::Judge, outcome(Verdict::Vanished), Step::Look},
        {"no record", Step::Inherit, noRecord(), Step::Count},
        {"counted", Step::Count, outcome(Counted{5, 1000}), Step::Bind},
        {"a guard of its own", Step::Bind, outcome(BindResult::Bound), Step::LookAgain},
        {"no guards here", Step::Bind, outcome(BindResult::Unavailable), Step::LookAgain},
        {"a guard in use", Step::Bind, outcome(BindResult::InUse), Step::Contend},
        {"the same names", Step::LookAgain, outcome(survey({Old})), Step::Ask},
        {"other names", Step::LookAgain, outcome(survey({Old, Own})), Step::Abandon},
        {"names gone", Step::LookAgain, outcome(survey()), Step::Abandon},
        {"the same name of another lock", Step::LookAgain, outcome(survey({{5, 51}})), Step::Abandon},
        {"nobody", Step::Ask, answers(), Step::Speak},
        {"a dead guard", Step::Ask, answers({dead(5)}), Step::Speak},
        {"a guard that refuses", Step::Ask, answers({answer(5, Answer::Refused)}), Step::Speak},
        {"a foreign guard", Step::Ask, answers({answer(5, Answer::Foreign)}), Step::Speak},
        {"a primary", Step::Ask, answers({answered(7, Standing::Primary)}), Step::Abandon},
        {"a lower candidate", Step::Ask, answers({answered(5, Standing::Candidate)}), Step::Abandon},
        {"a silent guard", Step::Ask, answers({silent(7)}), Step::Abandon},
        {"spoken for", Step::Speak, outcome(SpeakResult::Spoken), Step::Listen},
        {"another was first", Step::Speak, outcome(SpeakResult::Exists), Step::Abandon},
        {"no state directory", Step::Speak, outcome(SpeakResult::Failed), Step::Abandon},
        {"listening", Step::Listen, outcome(Failure{}), Step::Link},
        {"cannot listen", Step::Listen, outcome(someFailure()), Step::Abandon},
        {"linked", Step::Link, outcome(LinkResult::Linked), Step::Verify},
        {"a name that exists", Step::Link, outcome(LinkResult::Exists), Step::Abandon},
        {"an own lock without a name", Step::Link, outcome(LinkResult::LockGone), Step::Abandon},
        {"a full disk", Step::Link, outcome(LinkResult::Failed), Step::Abandon},
        {"nothing new", Step::Verify, outcome(survey({Old, Own})), Step::Recount},
        {"the old name gone", Step::Verify, outcome(survey({Own})), Step::Recount},
        {"a new name", Step::Verify, outcome(survey({Old, Own, {7, 70}})), Step::Abandon},
        {"a new lower name", Step::Verify, outcome(survey({Lower, Old, Own})), Step::Abandon},
        {"only its own epoch spoken for", Step::Recount, outcome(Counted{6, 1000}), Step::Unlink},
        {"a higher epoch spoken for meanwhile", Step::Recount, outcome(Counted{7, 1000}), Step::Abandon},
        {"the last lower name gone", Step::Unlink, outcome(true), Step::Prove},
        {"its own name", Step::Prove, outcome(Proof{true, true}), Step::Ended},
        {"its own name deleted", Step::Prove, outcome(Proof{false, true}), Step::Abandon},
    };
    for (const Row &row : rows) {
        SCOPED_TRACE(row.what);
        begin();
        leadTo(row.from);
        give(row.given);
        EXPECT_EQ(int(claim->step()), int(row.to));
    }
}

TEST_F(ClaimTest, WinsTheNextEpochWithoutAnyWaitBehindADeadHolder)
{
    begin();
    leadTo(Step::Ended);
    ASSERT_TRUE(ending<Claim::Won>());
    EXPECT_EQ(ending<Claim::Won>()->record.epoch, 6u);
    EXPECT_FALSE(ending<Claim::Won>()->fenced);
}

TEST_F(ClaimTest, SyncsAFloorBeforeAnEpochAboveIt)
{
    begin();
    leadTo(Step::Count);
    give(outcome(Counted{5, 5}));
    leadTo(Step::Reserve);
    ASSERT_TRUE(operation<op::Reserve>());
    EXPECT_GE(operation<op::Reserve>()->upTo, 6u);
}

TEST_F(ClaimTest, GoesAboveEveryEpochThatIsKnown)
{
    Claim::Plan plan;
    plan.heard = 20;
    struct {
        std::vector<Right> names;
        Counted counted;
        Epoch expected;
    } const rows[]{
        {{}, {0, 0}, 21}, {{}, {30, 0}, 31}, {{}, {0, 40}, 41}, {{{50, 1}}, {0, 400}, 51}, {{{50, 1}}, {60, 400}, 61}};
    for (const auto &row : rows) {
        begin(plan);
        leadTo(Step::Count, row.names);
        give(outcome(row.counted));
        ASSERT_TRUE(operation<op::Bind>());
        EXPECT_EQ(operation<op::Bind>()->epoch, row.expected);
    }
}

TEST_F(ClaimTest, JudgesByItsLockAloneASuccessorThatNobodyHasConnectedTo)
{
    begin();
    give(outcome(survey({Lower, Old})));
    ASSERT_TRUE(operation<op::Judge>());
    EXPECT_TRUE(operation<op::Judge>()->byLock);
    give(outcome(Verdict::Free));
    ASSERT_TRUE(operation<op::Judge>());
    EXPECT_FALSE(operation<op::Judge>()->byLock) << "a lower one";

    Claim::Plan plan;
    plan.tried = Old;
    begin(plan);
    give(outcome(survey({Old})));
    ASSERT_TRUE(operation<op::Judge>());
    EXPECT_FALSE(operation<op::Judge>()->byLock) << "its lock may be in a forked child's hands";
    plan.tried = Right{Old.epoch, Old.inode + 1};
    begin(plan);
    give(outcome(survey({Old})));
    ASSERT_TRUE(operation<op::Judge>());
    EXPECT_TRUE(operation<op::Judge>()->byLock) << "another's lock under that epoch";
}

TEST_F(ClaimTest, TakesOnlyWhatEveryHolderHasLeft)
{
    const Right lowest{3, 30};
    const auto beginBelow = [&] {
        begin();
        give(outcome(survey({lowest, Lower, Old})));
        ASSERT_TRUE(operation<op::Judge>());
        EXPECT_EQ(operation<op::Judge>()->right, Old);
        give(outcome(Verdict::Free));
        ASSERT_TRUE(operation<op::Judge>());
        EXPECT_EQ(operation<op::Judge>()->right, Lower);
    };
    for (const Verdict verdict : {Verdict::Free, Verdict::Dead}) {
        beginBelow();
        give(outcome(verdict));
        ASSERT_TRUE(operation<op::Judge>());
        EXPECT_EQ(operation<op::Judge>()->right, lowest);
        give(outcome(verdict));
        EXPECT_EQ(claim->step(), Step::Inherit);
    }
    beginBelow();
    give(outcome(Verdict::Held));
    EXPECT_EQ(claim->step(), Step::Yield);
    give(noRecord());
    ASSERT_TRUE(ending<Claim::Yielded>());
    EXPECT_EQ(ending<Claim::Yielded>()->holder, Lower);

    beginBelow();
    give(outcome(Verdict::Dumping));
    ASSERT_TRUE(ending<Claim::Pause>());
    next = claim->resume();
    ASSERT_TRUE(operation<op::Judge>());
    EXPECT_EQ(operation<op::Judge>()->right, Lower);
    give(outcome(Verdict::Dumping));
    ASSERT_TRUE(operation<op::Judge>());
    EXPECT_EQ(operation<op::Judge>()->right, lowest);
    give(outcome(Verdict::Dumping));
    EXPECT_TRUE(ending<Claim::Pause>()); // each of them is seen twice

    beginBelow();
    give(outcome(Verdict::Vanished));
    EXPECT_EQ(claim->step(), Step::Look);
}

TEST_F(ClaimTest, TakesAFreshLockWhereItsOwnMayBeLinkedOrIsGone)
{
    struct {
        Step from;
        Outcome given;
        bool renew;
    } const rows[]{{Step::LookAgain, outcome(survey()), false},
                   {Step::Speak, outcome(SpeakResult::Exists), false},
                   {Step::Link, outcome(LinkResult::Exists), false},
                   {Step::Link, outcome(LinkResult::LockGone), true},
                   {Step::Verify, outcome(survey({Old, Own, {7, 70}})), true}};
    for (const auto &row : rows) {
        begin();
        leadTo(row.from);
        give(row.given);
        expectAbandon(row.renew);
        EXPECT_EQ(claim->step(), Step::Look);
    }
}

TEST_F(ClaimTest, GivesUpAfterManyRoundsInsteadOfSpinning)
{
    begin();
    int rounds = 0;
    while (!ending<Claim::Lost>() && ++rounds < 100) {
        leadTo(Step::Speak);
        give(outcome(SpeakResult::Exists));
        expectAbandon(false);
    }
    EXPECT_EQ(lostFor(), Claim::Lost::Raced);
    EXPECT_LT(rounds, 30);
}

TEST_F(ClaimTest, JudgesEveryNameAgainInEachRound)
{
    begin();
    leadTo(Step::Speak);
    give(outcome(SpeakResult::Exists));
    expectAbandon(false);
    give(outcome(survey({Old})));
    EXPECT_EQ(claim->step(), Step::Judge);
}

TEST_F(ClaimTest, BringsNothingFromOneRoundToTheNext)
{
    beginFencing();
    leadTo(Step::Judge, {Lower, Old});
    give(outcome(Verdict::Held));
    give(outcome(Verdict::Free));
    ASSERT_EQ(claim->step(), Step::Inherit);
    Record record;
    record.instanceId = QStringLiteral("old");
    record.claimedAt = Instant{std::chrono::seconds(100)}; // and it has died in its promotion
    give(outcome(std::optional(record)));
    leadTo(Step::Bind);
    give({BindResult::Unavailable, someFailure()});
    leadTo(Step::Verify, {Lower, Old});
    give(outcome(survey({Lower, Old, Own, {7, 70}})));
    expectAbandon(true);

    leadTo(Step::Verify, {}); // somebody has deleted all names
    give(outcome(survey({{claim->epoch(), Own.inode}})));
    leadTo(Step::Recount);
    give(outcome(Counted{5, 1000}));
    ASSERT_TRUE(operation<op::Prove>()) << "nothing is left to be removed or waited for";
    leadTo(Step::Ended);
    ASSERT_TRUE(ending<Claim::Won>());
    EXPECT_FALSE(ending<Claim::Won>()->fenced);
    EXPECT_FALSE(ending<Claim::Won>()->warning);
    EXPECT_FALSE(ending<Claim::Won>()->previous);
    EXPECT_EQ(ending<Claim::Won>()->record.failedPromotions, 0);
}

TEST_F(ClaimTest, LooksWithoutClaimingWhenToldSo)
{
    Claim::Plan plan;
    plan.intent = Claim::Intent::LookOnly;
    begin(plan);
    give(outcome(survey()));
    EXPECT_TRUE(ending<Claim::Vacant>());

    begin(plan);
    leadTo(Step::Judge);
    give(outcome(Verdict::Free));
    EXPECT_TRUE(ending<Claim::Vacant>());

    begin(plan);
    leadTo(Step::Judge);
    give(outcome(Verdict::Held));
    give(noRecord());
    ASSERT_TRUE(ending<Claim::Yielded>());
    EXPECT_EQ(ending<Claim::Yielded>()->holder, Old);
}

TEST_F(ClaimTest, SaysWhyWhenTheDirectoryCannotBeRead)
{
    begin();
    give(outcome(Survey{{}, someFailure()}));
    ASSERT_EQ(lostFor(), Claim::Lost::Unusable);
    EXPECT_EQ(ending<Claim::Lost>()->failure.error, Error::DirectoryUnusable);
}

TEST_F(ClaimTest, StopsWhereThereAreNoEpochsLeft)
{
    begin();
    leadTo(Step::Count);
    give(outcome(Counted{MaxEpoch, MaxEpoch}));
    EXPECT_EQ(lostFor(), Claim::Lost::Unusable);
}
