// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

using State = Election::State;

class ElectionTest : public ElectionBench
{};

TEST_F(ElectionTest, TellsASilentPrimaryAndLeavesItTheRoleUnderWait)
{
    startBeside(5, HungPrimaryPolicy::Fence);
    process = ProcessState::Stopped;
    advance(10s);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Stopped);
    EXPECT_EQ(performed<op::Link>(), 0);
}

TEST_F(ElectionTest, FollowsAPrimaryThatDumpsItsCoreWhileItStillHoldsItsLock)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("me")});
    process = ProcessState::Dumping;
    advance(Timeout);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->epoch(), 6U);
}

TEST_F(ElectionTest, FencesASilentPrimaryWhenBothSayFence)
{
    terms.policy = HungPrimaryPolicy::Fence;
    startBeside(5, HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("me")});
    advance(Timeout - 10ms);
    EXPECT_EQ(performed<op::Link>(), 0);
    advance(20ms);
    EXPECT_EQ(state(), State::Claiming) << "it waits until the old proof has expired";
    EXPECT_EQ(performed<op::Promote>(), 0);
    advance(ProofLifetime);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->epoch(), 6u);
    EXPECT_EQ(election->snapshot().lastReason, Reason::PrimaryUnresponsive);
    EXPECT_EQ(names, (std::vector<Right>{{6, own}}));
}

TEST_F(ElectionTest, FencesNobodyUnderADebuggerOrFrozen)
{
    terms.policy = HungPrimaryPolicy::Fence;
    for (const ProcessState protectedState : {ProcessState::Debugged, ProcessState::Frozen}) {
        process = protectedState;
        startBeside(5, HungPrimaryPolicy::Fence);
        advance(10s);
        EXPECT_EQ(performed<op::Bind>(), 0);
    }
}

TEST_F(ElectionTest, FencesNobodyWithinItsExpectedBusyTime)
{
    terms.policy = HungPrimaryPolicy::Fence;
    startBeside(5, HungPrimaryPolicy::Fence);
    wire::Beat beat;
    beat.epoch = 5;
    beat.standing = wire::Standing::Primary;
    beat.busyFor = 2s;
    receive(connection, beat);
    advance(1900ms);
    EXPECT_EQ(performed<op::Link>(), 0);
    advance(2s);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(ElectionTest, LetsAClaimGoOnWhenTheOneToBeFencedLetsGoMeanwhile)
{
    terms.policy = HungPrimaryPolicy::Fence;
    startBeside(5, HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("me")});
    advance(Timeout + 10ms);
    ASSERT_EQ(state(), State::Claiming);
    receive(connection, wire::Released{5, Reason::PrimaryShutdown, QStringLiteral("me")});
    EXPECT_EQ(state(), State::Claiming);
    advance(ProofLifetime);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(ElectionTest, SaysBusyWhenItsMainLoopDoesNotTurnAndAliveWhenItDoes)
{
    start();
    event([](Election &e) { e.mainLoopTurned(1); });
    advance(2 * Interval);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Alive) << "it may have turned until it was asked";
    advance(2ms);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Busy);
    event([](Election &e) { e.mainLoopTurned(2); });
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Alive);
}

TEST_F(ElectionTest, AsksItsMainLoopWithEachBeatAlone)
{
    mainLoopTurns = true;
    start();
    advance(Interval / 2);
    forgetPast();
    advance(10 * Interval);
    EXPECT_EQ(noticed<notice::Heartbeat>(), 10);
    EXPECT_EQ(carriedOut<effect::PingMainLoop>(), 10);
    EXPECT_EQ(election->alarm(), now + Interval / 2) << "the next beat";
}

TEST_F(ElectionTest, SaysBusyBeforeTheShortestTimeoutIsOverHoweverEarlyItsMainLoopStops)
{
    terms.heartbeatTimeout = 2 * Interval;
    for (Duration turning = Interval; turning < 3 * Interval; turning += 10ms) {
        mainLoopTurns = true;
        start();
        advance(turning);
        mainLoopTurns = false;
        advance(terms.heartbeatTimeout - 10ms);
        EXPECT_EQ(election->snapshot().health, PrimaryHealth::Busy) << turning / 1ms;
    }
}

TEST_F(ElectionTest, IsFoundBusyAsEarlyASecondTime)
{
    terms.heartbeatTimeout = 2 * Interval;
    start();
    advance(2 * Interval + 10ms); // just after a beat
    ASSERT_EQ(election->snapshot().health, PrimaryHealth::Busy);
    event([](Election &e) { e.mainLoopTurned(1); });
    ASSERT_EQ(election->snapshot().health, PrimaryHealth::Alive);
    advance(terms.heartbeatTimeout - 10ms);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Busy);
}

TEST_F(ElectionTest, CountsNoPauseOfTheWholeProcessAsThatOfItsMainLoop)
{
    start();
    const Connection secondary = join("a");
    advance(Interval / 2); // the main loop was asked, and has not answered
    forgetPast();
    now += 100 * Interval; // stopped
    event([](Election &e) { e.tick(); });
    const auto beats = sent<wire::Beat>();
    ASSERT_FALSE(beats.empty());
    EXPECT_EQ(beats.front().first, secondary);
    EXPECT_LE(beats.front().second.mainLoopAge, Interval);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Alive);
}

TEST_F(ElectionTest, CountsTheMainLoopsTimeFromAQuestionAfterThePause)
{
    mainLoopTurns = true;
    start();
    join("a");
    mainLoopTurns = false;
    forgetPast();
    now += 100 * Interval;                         // stopped
    event([](Election &e) { e.expectBusy(10s); }); // asks it
    event([](Election &e) { e.tick(); });
    const auto beats = sent<wire::Beat>();
    ASSERT_GE(beats.size(), 2U);
    for (const auto &beat : beats)
        EXPECT_EQ(beat.second.mainLoopAge, 0s);
}

TEST_F(ElectionTest, SaysNothingOfABusyMainLoopBeforeItHasProvenItsRight)
{
    start();
    join("peer");
    names = {{9, 500}};
    held.insert(500);
    forgetPast();
    now += 10 * Interval; // stopped, and fenced meanwhile
    event([](Election &e) { e.tick(); });
    EXPECT_EQ(sent<wire::Beat>().size(), 0U);
    EXPECT_EQ(role(), Role::Secondary);
}

TEST_F(ElectionTest, FencesASilentPrimaryLaterThanOthersWhereItWouldRatherNotBePrimary)
{
    terms.policy = HungPrimaryPolicy::Fence;
    terms.candidacy = Candidacy::SecondaryOnly;
    terms.heartbeatTimeout = Timeout + Interval / 2; // it is not looked after and found silent at one moment
    startBeside(5, HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("me")});
    advance(2 * terms.heartbeatTimeout - 1ms);
    EXPECT_EQ(performed<op::Link>(), 0);
    advance(Interval + ProofLifetime);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(ElectionTest, FencesNobodyAfterItsOwnPauseBetweenAccusationAndTurn)
{
    terms.policy = HungPrimaryPolicy::Fence;
    startBeside(5, HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("me")});
    advance(Timeout);
    ASSERT_EQ(election->snapshot().health, PrimaryHealth::Unresponsive);
    now += 10s;
    event([](Election &e) { e.tick(); });
    EXPECT_EQ(performed<op::Link>(), 0);
    receive(connection, wire::Beat{5, 1, wire::Standing::Primary, {}, {}});
    advance(Interval);
    EXPECT_EQ(performed<op::Link>(), 0);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Alive);
}

/// A primary whose main loop hangs, while its own thread beats.
class HungMainLoop : public ElectionBench
{
protected:
    HungMainLoop()
    {
        terms.policy = HungPrimaryPolicy::Fence;
        terms.mainLoopTimeout = 200ms;
    }
    void beat(Duration mainLoopAge)
    {
        wire::Beat beat;
        beat.epoch = 5;
        beat.standing = wire::Standing::Primary;
        beat.mainLoopAge = mainLoopAge;
        receive(connection, beat);
    }
    void hangFor(Duration length)
    {
        for (Duration age{}; age < length && state() == State::Attached; age += Interval) {
            beat(age);
            advance(Interval);
        }
        advance(ProofLifetime);
    }
};

TEST_F(HungMainLoop, IsFencedThoughItsProcessWasOnceSilentInADebugger)
{
    startBeside(5, HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("me")});
    process = ProcessState::Debugged;
    advance(2 * Timeout);
    ASSERT_EQ(election->snapshot().health, PrimaryHealth::Stopped);
    process = ProcessState::Running;
    beat(0ms);
    ASSERT_EQ(election->snapshot().health, PrimaryHealth::Alive);
    hangFor(1s);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(HungMainLoop, IsFencedAlsoByWhoWouldRatherNotBePrimary)
{
    terms.candidacy = Candidacy::SecondaryOnly;
    startBeside(5, HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("me")});
    hangFor(2s);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(HungMainLoop, IsFencedAlsoByWhoWaitsForManyTurns)
{
    startBeside(5, HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d"),
                   QStringLiteral("e"), QStringLiteral("f"), QStringLiteral("me")});
    hangFor(2s);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(HungMainLoop, CostsNoEpochInADebugger)
{
    startBeside(5, HungPrimaryPolicy::Fence);
    counted.spoken = 5;
    process = ProcessState::Debugged;
    hangFor(2s);
    EXPECT_EQ(state(), State::Attached);
    EXPECT_EQ(counted.spoken, 5u) << "by a higher one it would lose its role when it mends its names";
}

/// What is said of it to those who stand beside the primary.
class ExpectedBusy : public ElectionBench
{
protected:
    void expectBusy(Duration length)
    {
        event([length](Election &e) { e.expectBusy(length); });
    }
    quint64 lastPing() const
    {
        quint64 ticket = 0;
        for (const Action &action : actions) {
            if (const auto *ping = std::get_if<effect::PingMainLoop>(&action))
                ticket = ping->ticket;
        }
        return ticket;
    }
    Duration busyFor() const
    {
        const auto beats = sent<wire::Beat>();
        return beats.empty() ? Duration::zero() : beats.back().second.busyFor;
    }
};

TEST_F(ExpectedBusy, CountsFromWithinThePromotionHandler)
{
    promotionHandler = true;
    start();
    join("a");
    expectBusy(10s);
    event([](Election &e) { e.promotionAnswered(1, true, {}); });
    advance(1s);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_GE(busyFor(), 9s);
}

TEST_F(ExpectedBusy, CountsForWhoBecomesPrimaryMeanwhile)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("me")});
    expectBusy(10s);
    crash(5);
    ASSERT_EQ(role(), Role::Primary);
    join("a");
    advance(1s);
    EXPECT_GE(busyFor(), 9s);
    event([this](Election &e) { e.mainLoopTurned(lastPing()); });
    EXPECT_EQ(busyFor(), 0s);
}

TEST_F(ExpectedBusy, EndsWithATurnOfTheMainLoopBeforeThePromotion)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("me")});
    expectBusy(10s);
    event([this](Election &e) { e.mainLoopTurned(lastPing()); });
    crash(5);
    ASSERT_EQ(role(), Role::Primary);
    join("a");
    advance(1s);
    EXPECT_EQ(busyFor(), 0s);
}
