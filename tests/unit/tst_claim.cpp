// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/claim.h"

#include <gtest/gtest.h>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

namespace {

using Step = Claim::Step;

constexpr Right Old{5, 50};
constexpr Right Lower{4, 40};
constexpr Right Own{6, 60};

Survey survey(std::vector<Right> rights = {}) { return {std::move(rights), {}}; }

Outcome outcome(auto value) { return {value, {}}; }

Outcome answers(std::vector<Answer> list = {}) { return {std::move(list), {}}; }

Answer answer(Epoch epoch, Answer::Kind kind, Standing standing = Standing::Candidate)
{
    Answer made;
    made.epoch = epoch;
    made.kind = kind;
    made.standing = standing;
    return made;
}

Answer answered(Epoch epoch, Standing standing) { return answer(epoch, Answer::Answered, standing); }

Answer silent(Epoch epoch) { return answer(epoch, Answer::Silent); }

Answer dead(Epoch epoch) { return answer(epoch, Answer::Dead); }

Outcome noRecord() { return {std::optional<Record>(), {}}; }

Failure someFailure() { return {Error::DirectoryUnusable, QStringLiteral("broken")}; }

/// Leads one claim along the path of a fail over from epoch 5 to 6, as far as the test wants.
class ClaimTest : public testing::Test
{
protected:
    void begin(Claim::Plan plan = {})
    {
        claim.emplace(plan);
        next = claim->begin();
    }
    void give(const Outcome &given) { next = claim->finished(given); }

    /// The outcomes of a fail over without any trouble, up to the given step.
    void leadTo(Step step, std::vector<Right> names = {Old})
    {
        while (claim->step() != step) {
            switch (claim->step()) {
            case Step::Look:
            case Step::LookAgain:
                give(outcome(survey(names)));
                break;
            case Step::Judge:
                give(outcome(claim->epoch() == NoEpoch && fencing ? Verdict::Held : Verdict::Free));
                break;
            case Step::Inherit:
                give(noRecord());
                break;
            case Step::Count:
            case Step::Recount:
                give(outcome(Counted{5, 1000}));
                break;
            case Step::Bind:
                give(outcome(BindResult::Bound));
                break;
            case Step::Ask:
                give(answers());
                break;
            case Step::Reserve:
            case Step::Listen:
                give(outcome(Failure{}));
                break;
            case Step::Speak:
                give(outcome(SpeakResult::Spoken));
                break;
            case Step::Recheck:
                give(outcome(ProcessState::Stopped));
                break;
            case Step::Link:
                give(outcome(LinkResult::Linked));
                break;
            case Step::Verify: {
                std::vector<Right> after = names;
                after.push_back(Own);
                give(outcome(survey(after)));
                break;
            }
            case Step::Prove:
                give(outcome(Proof{true, true}));
                break;
            case Step::Unlink:
                give(outcome(true));
                break;
            default:
                FAIL() << "the claim does not come to this step";
            }
        }
    }
    void beginFencing()
    {
        fencing = true;
        Claim::Plan plan;
        plan.fence = Old;
        begin(plan);
    }

    template <typename T>
    const T *ending() const
    {
        return std::get_if<T>(&next);
    }
    std::optional<Claim::Lost::Cause> lostFor() const
    {
        const auto *lost = ending<Claim::Lost>();
        return lost ? std::optional(lost->cause) : std::nullopt;
    }
    template <typename T>
    const T *operation() const
    {
        const auto *found = std::get_if<Operation>(&next);
        return found ? std::get_if<T>(found) : nullptr;
    }
    /// Everything is given up, with or without a fresh lock.
    void expectAbandon(bool renew)
    {
        ASSERT_EQ(claim->step(), Step::Abandon);
        ASSERT_TRUE(operation<op::Abandon>());
        EXPECT_EQ(operation<op::Abandon>()->renew, renew);
        give(outcome(Failure{}));
    }

    std::optional<Claim> claim;
    Claim::Next next;
    bool fencing = false;
};

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

TEST_F(ClaimTest, PassesTheGuardsOfDeadHoldersByOneEpochEach)
{
    begin();
    leadTo(Step::Bind);
    give(outcome(BindResult::InUse));
    give(answers({dead(6)}));
    EXPECT_EQ(claim->step(), Step::Bind);
    EXPECT_EQ(operation<op::Bind>()->epoch, 7u);
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

TEST_F(ClaimTest, AbandonsItsLinkBelowAnEpochThatIsSpokenFor)
{
    begin();
    leadTo(Step::Recount);
    give(outcome(Counted{7, 1000}));
    expectAbandon(true);
    EXPECT_EQ(claim->step(), Step::Look);
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
        beginFencing();
        leadTo(Step::Recheck);
        give(outcome(state));
        expectAbandon(false);
        EXPECT_EQ(lostFor(), Claim::Lost::NotFenceable);
    }
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

TEST_F(ClaimTest, CountsDeathsDuringThePromotionAndStopsAtTheThird)
{
    Record record;
    record.epoch = Old.epoch;
    record.claimedAt = Instant{100s};
    Claim::Plan plan;
    plan.startedAt = Instant{1s};
    for (const int before : {0, 1}) {
        record.failedPromotions = before;
        begin(plan);
        leadTo(Step::Inherit);
        give({std::optional(record), {}});
        leadTo(Step::Listen);
        EXPECT_EQ(operation<op::Listen>()->record.failedPromotions, before + 1);
    }
    record.failedPromotions = 2;
    begin(plan);
    leadTo(Step::Inherit);
    give({std::optional(record), {}});
    EXPECT_EQ(lostFor(), Claim::Lost::CrashLoop);

    plan.anew = true;
    begin(plan);
    leadTo(Step::Inherit);
    give({std::optional(record), {}});
    EXPECT_EQ(claim->step(), Step::Count);

    plan.anew = false;
    plan.startedAt = Instant{101s}; // an instance younger than the trouble
    begin(plan);
    leadTo(Step::Inherit);
    give({std::optional(record), {}});
    EXPECT_EQ(claim->step(), Step::Count);
}

TEST_F(ClaimTest, InheritsFromTheNameBelowWhereAClaimWasGivenUpAfterItsLink)
{
    Record record;
    record.epoch = Old.epoch;
    record.claimedAt = Instant{100s};
    record.failedPromotions = 2;
    const Right abandoned{Old.epoch + 1, 77};
    begin();
    leadTo(Step::Inherit, {Old, abandoned});
    EXPECT_EQ(operation<op::Read>()->right, abandoned);
    give(noRecord());
    ASSERT_EQ(claim->step(), Step::Inherit);
    EXPECT_EQ(operation<op::Read>()->right, Old);
    give({std::optional(record), {}});
    EXPECT_EQ(lostFor(), Claim::Lost::CrashLoop);
}

TEST_F(ClaimTest, InheritsNothingFromAPrimaryThatHadSettled)
{
    Record record;
    record.claimedAt = Instant{100s};
    record.settled = true;
    begin();
    leadTo(Step::Inherit);
    give({std::optional(record), {}});
    leadTo(Step::Listen);
    EXPECT_EQ(operation<op::Listen>()->record.failedPromotions, 0);
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
