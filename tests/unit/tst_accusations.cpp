// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Whom a secondary takes for hung or dead, when it acts on that, and what takes it back.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using State = Election::State;

namespace {

class Accusations : public ElectionBench
{
protected:
    /// Three others come before this one.
    static constexpr Duration Turns = 3 * Duration(Election::Turn);

    void startLastInLine(HungPrimaryPolicy policy)
    {
        terms.policy = policy;
        terms.mainLoopTimeout = 250ms;
        startBeside(5, policy);
        tellRoster(5, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("me")});
    }
    void beat(Duration mainLoopAge = {}, Duration busyFor = {}, wire::Standing standing = wire::Standing::Primary)
    {
        receive(connection, wire::Beat{5, ++m_sequence, standing, mainLoopAge, busyFor});
    }
    void expectTheRoleAfterTheTurnsOfTheOthers()
    {
        advance(Turns - 1ms);
        EXPECT_EQ(performed<op::Bind>(), 0);
        advance(1ms + ProofLifetime);
        EXPECT_EQ(role(), Role::Primary);
    }
    /// It hangs in its promotion, and would be one failure too many.
    void accuseTheLastOfACrashLoop()
    {
        terms.policy = HungPrimaryPolicy::Fence;
        startBeside(5, HungPrimaryPolicy::Fence);
        tellRoster(5, {QStringLiteral("me")});
        record = recordOf(5, false, HungPrimaryPolicy::Fence);
        record->failedPromotions = Claim::CrashLoopLimit - 1;
        record->claimedAt = now + 1s;
        advance(Timeout);
    }
    PrimaryHealth health() const { return election->snapshot().health; }
    bool isTold(PrimaryHealth health) const
    {
        return std::any_of(notices.begin(), notices.end(), [health](const Notice &notice) {
            const auto *change = std::get_if<notice::HealthChanged>(&notice);
            return change && change->health == health;
        });
    }

private:
    quint64 m_sequence = 0;
};

TEST_F(Accusations, OfAMainLoopThatHangsLeaveTheTurnsToTheOthers)
{
    startLastInLine(HungPrimaryPolicy::Fence);
    beat(251ms);
    ASSERT_EQ(health(), PrimaryHealth::Unresponsive);
    expectTheRoleAfterTheTurnsOfTheOthers();
}

TEST_F(Accusations, LeaveTheTurnsToTheOthersEachTime)
{
    startLastInLine(HungPrimaryPolicy::Fence);
    advance(Timeout);
    ASSERT_EQ(health(), PrimaryHealth::Unresponsive);
    beat();
    ASSERT_EQ(health(), PrimaryHealth::Alive);
    advance(Timeout);
    ASSERT_EQ(health(), PrimaryHealth::Unresponsive);
    expectTheRoleAfterTheTurnsOfTheOthers();
}

TEST_F(Accusations, ThatCameToNothingDelayNobodyOnceThePrimaryBeatsAgain)
{
    startLastInLine(HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("me")});
    linkFails = true;
    for (int i = 0; i < 20; ++i) {
        advance(Interval);
        beat(1s);
    }
    ASSERT_TRUE(reported(Error::LockFailed));
    linkFails = false;
    beat();
    crash(5);
    advance(Interval);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(Accusations, OfAMainLoopEndWithTheOwnPause)
{
    startLastInLine(HungPrimaryPolicy::Fence);
    beat(251ms);
    now += 10s; // the turn is over, and the beats meanwhile are unread
    event([](Election &e) { e.tick(); });
    EXPECT_EQ(performed<op::Bind>(), 0);
    beat();
    advance(Interval);
    EXPECT_EQ(health(), PrimaryHealth::Alive);
    EXPECT_EQ(performed<op::Bind>(), 0);
}

TEST_F(Accusations, AreNoneOfAPrimaryThatBeatsAndCostNothing)
{
    startLastInLine(HungPrimaryPolicy::Fence);
    const int looks = performed<op::Look>();
    for (int beats = 0; beats < 20; ++beats) {
        beat();
        advance(Interval);
    }
    EXPECT_EQ(performed<op::Look>(), looks);
}

TEST_F(Accusations, ThatNothingFollowsFromCostNothing)
{
    startLastInLine(HungPrimaryPolicy::Wait);
    const int looks = performed<op::Look>();
    for (Duration age = 0ms; age < 2s; age += Interval) {
        beat(age);
        advance(Interval);
    }
    ASSERT_EQ(health(), PrimaryHealth::Unresponsive);
    EXPECT_EQ(performed<op::Look>(), looks) << "every beat would be one";
}

TEST_F(Accusations, AreNoneWhenABeatIsLate)
{
    startBeside(5);
    const int looks = performed<op::Look>();
    advance(Interval * 3 / 2);
    ASSERT_EQ(performed<op::Inspect>(), 1);
    EXPECT_EQ(performed<op::Look>(), looks);
    EXPECT_EQ(health(), PrimaryHealth::Alive);
}

TEST_F(Accusations, OfASilentPrimaryFindWhomAnotherHasMadePrimaryInItsPlace)
{
    startBeside(5);
    const Connection old = connection;
    advance(Timeout + 10ms);
    ASSERT_EQ(health(), PrimaryHealth::Unresponsive);
    ASSERT_EQ(connection, old);
    appoint(6);
    advance(Interval);
    ASSERT_NE(connection, old);
    welcome(6);
    EXPECT_EQ(election->snapshot().primaryId, QStringLiteral("p6"));
    EXPECT_EQ(health(), PrimaryHealth::Alive);
}

TEST_F(Accusations, CallNobodyStoppedWhoIsDead)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("other"), QStringLiteral("me")});
    advance(Timeout - 1ms);
    process = ProcessState::Dead;
    held.clear();
    advance(Interval);
    EXPECT_FALSE(isTold(PrimaryHealth::Stopped));
    EXPECT_FALSE(isTold(PrimaryHealth::Unresponsive));
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(Accusations, NameNoCandidateWhileAPrimaryIsKnown)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("other"), QStringLiteral("me")});
    crash(5);
    appoint(6);
    record = recordOf(6, false, HungPrimaryPolicy::Wait);
    advance(50ms + 2 * Timeout);
    ASSERT_EQ(state(), State::Attached);
    ASSERT_EQ(health(), PrimaryHealth::Unresponsive);
    EXPECT_EQ(election->snapshot().primaryId, QStringLiteral("p5")) << "the other may not become it";
    EXPECT_EQ(election->snapshot().epoch, 5u);
}

TEST_F(Accusations, NameNobodyWhoIsNotKnown)
{
    appoint(5);
    start();
    advance(Timeout);
    ASSERT_EQ(health(), PrimaryHealth::Unresponsive);
    EXPECT_EQ(noticed<notice::PrimaryChanged>(), 0);
    EXPECT_EQ(election->snapshot().epoch, NoEpoch);
}

TEST_F(Accusations, AreNoneOfACandidateThatHasSaidThatItWillBeBusy)
{
    terms.policy = HungPrimaryPolicy::Fence;
    appoint(5);
    start();
    event([this](Election &e) { e.connected(connection); });
    receive(connection, welcomeOf(5, wire::Standing::Candidate, HungPrimaryPolicy::Fence));
    beat({}, 2s, wire::Standing::Candidate); // from within its promotion handler
    advance(1900ms);
    EXPECT_EQ(performed<op::Bind>(), 0);
    advance(2s);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(Accusations, HoldAlsoWhereTheConnectionWasLostBefore)
{
    terms.policy = HungPrimaryPolicy::Fence;
    record = recordOf(5, true, HungPrimaryPolicy::Fence);
    startBeside(5, HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("me")});
    const Connection lost = connection;
    event([lost](Election &e) { e.closed(lost); });
    process = ProcessState::Stopped; // it accepts the next connection, and does not answer
    advance(2 * Timeout + ProofLifetime + 1ms);
    ASSERT_NE(connection, lost);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->snapshot().lastReason, Reason::PrimaryUnresponsive);
}

TEST_F(Accusations, AreNoneOfAPrimaryThatRefusesAConnection)
{
    terms.policy = HungPrimaryPolicy::Fence;
    record = recordOf(5, true, HungPrimaryPolicy::Fence);
    appoint(5);
    start();
    for (int tries = 0; tries < 1000; ++tries) { // it has too many, and lives
        event([this](Election &e) { e.closed(connection); });
        advance(2ms);
    }
    EXPECT_EQ(health(), PrimaryHealth::Unresponsive);
    EXPECT_EQ(performed<op::Bind>(), 0);
}

TEST_F(Accusations, AreLeftToACrashLoopThatBeganWithTheAccused)
{
    accuseTheLastOfACrashLoop();
    EXPECT_TRUE(reported(Error::CrashLoop));
    EXPECT_EQ(state(), State::Attached) << "it may be well again";
    EXPECT_EQ(health(), PrimaryHealth::Unresponsive);
    beat();
    EXPECT_EQ(health(), PrimaryHealth::Alive);
}

TEST_F(Accusations, OfACrashLoopEndByTheUsersWord)
{
    accuseTheLastOfACrashLoop();
    ASSERT_TRUE(reported(Error::CrashLoop));
    event([](Election &e) { e.takeOver(); });
    advance(ProofLifetime + 1ms);
    EXPECT_EQ(election->role(), Role::Primary);
    EXPECT_FALSE(reported(Error::HandoverFailed));
}

TEST_F(Accusations, EndWhereOthersHaveFencedTheAccusedAndDiedOfTheirPromotions)
{
    terms.policy = HungPrimaryPolicy::Fence;
    startBeside(5, HungPrimaryPolicy::Fence);
    names = {{8, 108}};
    record = recordOf(8, true, HungPrimaryPolicy::Fence);
    record->failedPromotions = Claim::CrashLoopLimit;
    record->claimedAt = now + 1s;
    const Connection old = connection;
    while (!reported(Error::CrashLoop) && now < Instant(110s))
        advance(1ms);
    ASSERT_TRUE(reported(Error::CrashLoop));
    EXPECT_EQ(state(), State::Looking);
    EXPECT_EQ(health(), PrimaryHealth::Gone);
    EXPECT_EQ(connection, old);
}

} // namespace
