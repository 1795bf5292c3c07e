// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What becomes of a claim that yields or is lost, and of what had been begun for it.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using State = Election::State;

namespace {

class Yields : public ElectionBench
{
protected:
    const Failure broken{Error::DirectoryUnusable, QStringLiteral("broken")};

    /// All others that have a guard: this one.
    void guard(Epoch epoch, Answer::Kind kind, Standing standing = Standing::Candidate)
    {
        Answer answer;
        answer.epoch = epoch;
        answer.kind = kind;
        answer.standing = standing;
        others = {answer};
        counted.spoken = std::max(counted.spoken, epoch);
    }
    void claimBesideASilentGuard(int times)
    {
        const int before = performed<op::AskOthers>();
        while (performed<op::AskOthers>() < before + times && now < Instant(200s))
            advance(1ms);
    }
    /// About to fence the primary of epoch 5; the name of epoch 6 is linked, the right is not won yet.
    void claimSix()
    {
        terms.policy = HungPrimaryPolicy::Fence;
        startBeside(5, HungPrimaryPolicy::Fence);
        tellRoster(5, {QStringLiteral("me")});
        advance(Timeout + 10ms);
        ASSERT_EQ(state(), State::Claiming);
    }
    /// Its name is deleted, and then nothing can be seen any more.
    void loseSix()
    {
        names = {{5, 105}};
        lookFailure = broken;
        advance(ProofLifetime);
        ASSERT_TRUE(reported(broken.error));
        lookFailure = {};
    }
};

TEST_F(Yields, ToASilentGuardAreToldOfOnceWhenThatLasts)
{
    guard(1, Answer::Silent);
    start();
    claimBesideASilentGuard(8);
    ASSERT_EQ(performed<op::AskOthers>(), 9);
    EXPECT_FALSE(reported(Error::LockFailed)) << "it may just have begun to run";
    advance(10s);
    EXPECT_TRUE(reported(Error::LockFailed));
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 1);
}

TEST_F(Yields, ToASilentGuardGiveNoRoleToWhoIsToBePrimaryOrNothing)
{
    terms.candidacy = Candidacy::PrimaryOnly;
    guard(1, Answer::Silent);
    start();
    claimBesideASilentGuard(3);
    EXPECT_EQ(noticed<notice::RoleChanged>(), 0);
    others.clear();
    advance(2s);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(noticed<notice::RoleChanged>(), 1);
}

TEST_F(Yields, ToASilentGuardAreCountedAnewAfterAHolderWasFound)
{
    guard(7, Answer::Silent);
    start();
    claimBesideASilentGuard(7);
    names = {{8, 108}};
    held = {108};
    advance(Interval);
    ASSERT_EQ(state(), State::Attached);
    names.clear();
    crash(8);
    claimBesideASilentGuard(7);
    EXPECT_FALSE(reported(Error::LockFailed));
    advance(10s);
    EXPECT_TRUE(reported(Error::LockFailed));
}

TEST_F(Yields, ToAPrimaryWithoutANameAreToldOfWhenThatLastsEachTime)
{
    guard(2, Answer::Answered, Standing::Primary);
    start();
    advance(Timeout / 2);
    names = {{2, 102}}; // it has made it anew
    held = {102};
    advance(1s);
    ASSERT_EQ(state(), State::Attached);
    names.clear(); // another time
    held.clear();
    event([this](Election &e) { e.closed(connection); });
    advance(Timeout / 2);
    EXPECT_EQ(state(), State::Looking);
    EXPECT_FALSE(reported(Error::DirectoryUnusable)) << "it may mend that too";
    advance(5s);
    EXPECT_TRUE(reported(Error::DirectoryUnusable));
}

TEST_F(Yields, ToAPrimaryWithoutANameAnswerChecksByItsBeingOutOfReach)
{
    guard(2, Answer::Answered, Standing::Primary);
    start();
    event([](Election &e) { e.check(1, 200ms); });
    advance(200ms);
    EXPECT_EQ(checks, std::vector{CheckResult::Unreachable});
}

TEST_F(Yields, ToCandidatesAreNoneToAPrimaryOfAnotherDirectory)
{
    guard(1, Answer::Answered);
    start();
    advance(2 * Timeout);
    guard(3, Answer::Answered); // the first has given up
    advance(2 * Timeout);
    EXPECT_FALSE(reported(Error::DirectoryUnusable));
    EXPECT_EQ(role(), Role::Secondary);
}

TEST_F(Yields, ToACandidateEndWhenItIsPrimary)
{
    guard(1, Answer::Answered);
    start();
    advance(Timeout);
    guard(1, Answer::Answered, Standing::Primary); // but it has no name here
    advance(10s);
    EXPECT_TRUE(reported(Error::DirectoryUnusable));
}

TEST_F(Yields, OfALostClaimStandBesideNobodyWhoseConnectionIsLost)
{
    claimSix();
    event([this](Election &e) { e.closed(connection); });
    loseSix();
    EXPECT_EQ(state(), State::Looking);
    held.clear();
    advance(2s);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(Yields, ToAShortTroubleWithTheDirectoryCostNoMoreThanOneBackOff)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("me")});
    lookFailure = broken;
    crash(5);
    advance(5 * Interval);
    ASSERT_TRUE(reported(broken.error));
    lookFailure = {};
    advance(1500ms);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(Yields, OfALostClaimSendThoseAwayWhoCameForIt)
{
    claimSix();
    const Connection early = join("other", 0, 6);
    forgetPast();
    loseSix();
    ASSERT_EQ(state(), State::Attached);
    ASSERT_EQ(carriedOut<effect::Close>(), 1);
    EXPECT_EQ(std::get<effect::Close>(actions.at(placeOf<effect::Close>())).connection, early);
}

TEST_F(Yields, OfALostClaimTakeBackTheWordOfWhoHasAsked)
{
    linkFails = true;
    start();
    ASSERT_EQ(performed<op::Link>(), 1);
    event([](Election &e) { e.check(1, 10s); });
    ASSERT_EQ(performed<op::Link>(), 2) << "for that it does not wait";
    advance(500ms);
    EXPECT_EQ(performed<op::Link>(), 2) << "but afterwards";
}

TEST_F(Yields, DoNotFollowALookThatWasPlannedBeforeTheRightWasWon)
{
    promotionHandler = true;
    startBeside(5);
    tellRoster(5, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("me")});
    crash(5);
    event([](Election &e) { e.check(1, 1s); });
    ASSERT_EQ(state(), State::Sealing) << "before its turn";
    forgetPast();
    advance(Interval);
    EXPECT_EQ(state(), State::Sealing);
    EXPECT_EQ(performed<op::Look>(), 0);
}

TEST_F(Yields, AnswerNoCheckBeforeTheTurnHasCome)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("other"), QStringLiteral("me")});
    event([](Election &e) { e.check(1, 10s); });
    crash(5);
    advance(Election::Turn - 1ms);
    ASSERT_EQ(election->snapshot().health, PrimaryHealth::Gone);
    EXPECT_TRUE(checks.empty());
    advance(1ms);
    EXPECT_EQ(checks, std::vector{CheckResult::PromotedSelf});
}

TEST_F(Yields, WatchAHolderByItsOwnInterval)
{
    record.emplace();
    record->epoch = 5;
    record->instanceId = QStringLiteral("p5");
    record->heartbeatInterval = 10 * Interval;
    appoint(5);
    start();
    advance(20 * Interval - 1ms);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Unknown);
    advance(1ms);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Unresponsive);
}

TEST_F(Yields, WatchAnewWhoHasMadeItsNameAnew)
{
    terms.enabled = false;
    startBeside(5);
    names.clear();
    event([this](Election &e) { e.closed(connection); });
    advance(Interval);
    ASSERT_EQ(election->snapshot().health, PrimaryHealth::Gone);
    names = {{5, 205}};
    held = {205};
    advance(Interval);
    ASSERT_EQ(state(), State::Attached);
    process = ProcessState::Stopped; // before it has answered
    advance(Timeout);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Stopped);
}

} // namespace
