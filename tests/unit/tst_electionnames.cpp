// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

using State = Election::State;

class ElectionTest : public ElectionBench
{};

TEST_F(ElectionTest, AbandonsARightWhoseNameIsGoneWhenTheHandlerAccepts)
{
    promotionHandler = true;
    start();
    names.clear();
    event([](Election &e) { e.promotionAnswered(1, true, {}); });
    EXPECT_NE(role(), Role::Primary);
    EXPECT_EQ(placeOf<effect::SetPrimary>(), -1);
    EXPECT_TRUE(reported(Error::LockLost)) << "what was loaded is to be let go of";
}

TEST_F(ElectionTest, CancelsThePromotionWhoseNameIsGoneAtTheNextBeat)
{
    promotionHandler = true;
    start();
    join("other");
    names.clear();
    advance(Interval - 1ms);
    EXPECT_EQ(carriedOut<effect::CancelPromotion>(), 0);
    advance(1ms);
    EXPECT_EQ(carriedOut<effect::CancelPromotion>(), 1);
    EXPECT_TRUE(reported(Error::LockLost));
    EXPECT_TRUE(sent<wire::Beat>().empty()) << "it has nothing to tell the others any more";
    EXPECT_EQ(election->snapshot().lastReason, Reason::PromotionFailed);
    advance(Interval);
    EXPECT_EQ(performed<op::Promote>(), 2) << "and asks anew";
}

TEST_F(ElectionTest, BlamesNobodyWhoRemovesFilesWhereAnotherHasTakenTheRoleDuringThePromotion)
{
    promotionHandler = true;
    start();
    names = {{2, 102}};
    held = {102};
    advance(Interval + 1ms);
    EXPECT_EQ(carriedOut<effect::CancelPromotion>(), 1);
    EXPECT_FALSE(reported(Error::LockLost));
    EXPECT_TRUE(reported(Error::PromotionFailed));
    EXPECT_EQ(state(), State::Attached);
}

TEST_F(ElectionTest, SaysWhatIsWrongWithTheDirectoryInWhichItsPromotionIsLost)
{
    promotionHandler = true;
    start();
    names.clear();
    lookFailure = {Error::DirectoryUnusable, QStringLiteral("broken")};
    advance(Interval);
    EXPECT_EQ(carriedOut<effect::CancelPromotion>(), 1);
    EXPECT_FALSE(reported(Error::LockLost));
    EXPECT_TRUE(reported(Error::DirectoryUnusable));
    EXPECT_TRUE(reported(Error::PromotionFailed)) << "the other may have been told before";
}

TEST_F(ElectionTest, HasNoRoleBesideWhoHasTakenItDuringThePromotionIfItIsToBePrimaryOrNothing)
{
    terms.candidacy = Candidacy::PrimaryOnly;
    promotionHandler = true;
    start();
    names = {{2, 102}};
    held = {102};
    record = recordOf(2, true);
    advance(Interval + 1ms);
    EXPECT_TRUE(reported(Error::OtherPrimary));
    EXPECT_EQ(state(), State::Stopped);
    EXPECT_EQ(noticed<notice::RoleChanged>(), 0);
}

TEST_F(ElectionTest, LooksAtOnceAfterThePromotionWhoseProofHasFailed)
{
    promotionHandler = true;
    start();
    join("other");
    forgetPast();
    event([](Election &e) { e.proofLost(); });
    EXPECT_EQ(state(), State::Sealing) << "its name is there, or is there again";
    EXPECT_EQ(carriedOut<effect::Grant>(), 1);
    EXPECT_EQ(carriedOut<effect::SetPrimary>(), 0);
    EXPECT_TRUE(sent<wire::Beat>().empty());
    names.clear();
    event([](Election &e) { e.proofLost(); });
    EXPECT_EQ(carriedOut<effect::CancelPromotion>(), 1);
    EXPECT_TRUE(reported(Error::LockLost));
}

TEST_F(ElectionTest, HealsItsNamesWithoutAChangeOfEpochOrRole)
{
    start();
    forgetPast();
    names.clear();
    event([](Election &e) { e.proofLost(); });
    EXPECT_EQ(state(), State::Primary);
    EXPECT_EQ(election->epoch(), 1u);
    EXPECT_EQ(names, (std::vector<Right>{{1, own}}));
    EXPECT_EQ(noticed<notice::RoleChanged>(), 0);
    EXPECT_EQ(carriedOut<effect::Grant>(), 1) << "the token was withheld when the name was missed";
    EXPECT_EQ(carriedOut<effect::SetPrimary>(), 1);
}

TEST_F(ElectionTest, YieldsInsteadOfHealingWhereAnythingSpeaksAgainstIt)
{
    const auto nameAbove = [this] { names = {{2, 102}}; };
    const auto spokenAbove = [this] { counted.spoken = 2; };
    const auto foreignName = [this] { names = {{1, 102}}; };
    const auto primaryAbove = [this] {
        Answer answer;
        answer.epoch = 2;
        answer.kind = Answer::Answered;
        answer.standing = Standing::Primary;
        others = {answer};
    };
    const std::pair<std::function<void()>, Reason> objections[]{{nameAbove, Reason::Fenced},
                                                                {spokenAbove, Reason::LockLost},
                                                                {foreignName, Reason::LockLost},
                                                                {primaryAbove, Reason::Fenced}};
    for (const auto &[objection, reason] : objections) {
        others.clear();
        names.clear();
        counted = {};
        held = {102};
        start();
        ASSERT_EQ(role(), Role::Primary);
        forgetPast();
        names.clear();
        objection();
        event([](Election &e) { e.proofLost(); });
        EXPECT_EQ(role(), Role::Secondary);
        EXPECT_EQ(noticed<notice::Demoted>(), 1);
        EXPECT_EQ(election->snapshot().lastReason, reason);
        EXPECT_EQ(reported(Error::LockLost), reason == Reason::LockLost);
        EXPECT_EQ(carriedOut<effect::Withdraw>(), 1);
        EXPECT_EQ(performed<op::Demote>(), 1);
        EXPECT_EQ(placeOf<effect::Revoke>(), -1) << "nothing of the new primary's is touched";
        EXPECT_EQ(performed<op::Unlink>(), 0);
    }
}

TEST_F(ElectionTest, DoesNotYieldToAGuardThatIsMerelyBound)
{
    start();
    names.clear();
    Answer candidate;
    candidate.epoch = 2;
    candidate.kind = Answer::Answered;
    others = {candidate};
    event([](Election &e) { e.proofLost(); });
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(state(), State::Primary);
}

TEST_F(ElectionTest, DoesNotYieldToAGuardBelowItsOwnThatSaysPrimary)
{
    counted.spoken = 4;
    start();
    ASSERT_EQ(election->epoch(), 5u);
    names.clear();
    Answer fencedOne;
    fencedOne.epoch = 4;
    fencedOne.kind = Answer::Answered;
    fencedOne.standing = Standing::Primary;
    others = {fencedOne};
    event([](Election &e) { e.proofLost(); });
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(state(), State::Primary);
}

TEST_F(ElectionTest, LooksAtItsNameBeforeItBelievesThatItIsLost)
{
    start();
    forgetPast();
    event([](Election &e) { e.proofLost(); });
    EXPECT_EQ(performed<op::Prove>(), 1);
    EXPECT_EQ(performed<op::Look>(), 0);
    EXPECT_EQ(state(), State::Primary);
    EXPECT_EQ(carriedOut<effect::Grant>(), 1) << "it was not there for a moment, and the token is lost until then";
    EXPECT_EQ(carriedOut<effect::SetPrimary>(), 1);
}

/// What cannot be read may speak against it.
TEST_F(ElectionTest, DoesNotHealWhileItCannotSeeWhatSpeaksAgainstIt)
{
    const Failure shortage{Error::DirectoryUnusable, QStringLiteral("too many open files")};
    for (Failure *broken : {&lookFailure, &counted.failure, &openFailure}) {
        start();
        ASSERT_EQ(role(), Role::Primary);
        forgetPast();
        const std::vector<Right> before = std::exchange(names, {});
        *broken = shortage;
        event([](Election &e) { e.proofLost(); });
        EXPECT_EQ(state(), State::Healing);
        EXPECT_EQ(performed<op::Link>(), 0);
        EXPECT_TRUE(reported(Error::DirectoryUnusable));
        EXPECT_EQ(carriedOut<effect::Grant>(), 0);
        *broken = {};
        names = before; // it was not deleted
        own = before.front().inode;
        advance(Interval);
        EXPECT_EQ(state(), State::Primary);
        EXPECT_EQ(performed<op::Link>(), 0);
        names.clear();
    }
}

TEST_F(ElectionTest, SaysWhyItCannotLinkItsNameAnewAndTriesAgain)
{
    start();
    names.clear();
    linkFails = true;
    event([](Election &e) { e.proofLost(); });
    EXPECT_TRUE(reported(Error::LockFailed));
    EXPECT_EQ(state(), State::Healing);
    linkFails = false;
    advance(Interval);
    EXPECT_EQ(state(), State::Primary);
}

TEST_F(ElectionTest, HealsSoonWhenItCanAgainHoweverLongTheIntervalIs)
{
    terms.heartbeatInterval = 1h;
    terms.heartbeatTimeout = 2h;
    start();
    names.clear();
    linkFails = true;
    event([](Election &e) { e.proofLost(); });
    advance(10s);
    ASSERT_EQ(state(), State::Healing);
    EXPECT_LT(performed<op::Link>(), 20);
    linkFails = false;
    advance(1s);
    EXPECT_EQ(state(), State::Primary);
}

TEST_F(ElectionTest, HandsOverAfterHealingWhenItWasDisabledMeanwhile)
{
    start();
    join("a");
    names.clear();
    listenFails = true;
    event([](Election &e) { e.proofLost(); });
    ASSERT_EQ(state(), State::Healing);
    event([](Election &e) { e.setEnabled(false); });
    ASSERT_EQ(state(), State::Healing);
    listenFails = false;
    advance(Interval);
    EXPECT_EQ(sent<wire::Prepare>().size(), 1u);
}

TEST_F(ElectionTest, SaysThatAHandOverHasFailedWhenItsNameIsLostMeanwhile)
{
    start();
    join("a");
    event([](Election &e) { e.handOver({}); });
    ASSERT_EQ(state(), State::Preparing);
    names.clear();
    event([](Election &e) { e.proofLost(); });
    EXPECT_TRUE(reported(Error::HandoverFailed));
    EXPECT_EQ(state(), State::Primary);
}

TEST_F(ElectionTest, LooksEverMoreSeldomBesideAPrimaryOfAnotherDirectoryAndSaysSo)
{
    Answer elsewhere;
    elsewhere.epoch = 2;
    elsewhere.kind = Answer::Answered;
    elsewhere.standing = Standing::Primary;
    others = {elsewhere};
    start();
    EXPECT_EQ(role(), Role::Secondary);
    advance(Timeout - 1ms);
    EXPECT_FALSE(reported(Error::DirectoryUnusable)); // it may yet heal
    advance(60s);
    EXPECT_TRUE(reported(Error::DirectoryUnusable));
    EXPECT_LE(performed<op::AskOthers>(), 12 + 60); // doubling up to a second, then one a second
    others = {};
    advance(1s);
    EXPECT_EQ(role(), Role::Primary);
}
