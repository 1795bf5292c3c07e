// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What a primary does with each beat, and what a turn of its main loop shows.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using State = Election::State;

namespace {

class Beats : public ElectionBench
{
protected:
    template <typename T>
    std::vector<T> effects() const
    {
        std::vector<T> list;
        for (const Action &action : actions) {
            if (const auto *effect = std::get_if<T>(&action))
                list.push_back(*effect);
        }
        return list;
    }
    quint64 lastPing() const
    {
        const auto pings = effects<effect::PingMainLoop>();
        return pings.empty() ? 0 : pings.back().ticket;
    }
    void turn(quint64 ticket)
    {
        event([ticket](Election &e) { e.mainLoopTurned(ticket); });
    }
    void expectBusy(Duration length)
    {
        event([length](Election &e) { e.expectBusy(length); });
    }
    /// Primary of the next epoch; that of the last has been handed to another, which is dead.
    void becomePrimaryAgain()
    {
        const Epoch epoch = election->epoch();
        receive(join("a"), wire::TakeOver{epoch});
        receive(accepted, wire::Ready{epoch});
        ASSERT_EQ(role(), Role::Secondary);
        advance(2s);
        ASSERT_EQ(role(), Role::Primary);
        ASSERT_GT(election->epoch(), epoch);
    }
};

TEST_F(Beats, OfACandidateAreNotToldOnTheBusNorToTheApplication)
{
    promotionHandler = true;
    start();
    join("a");
    advance(2 * Interval);
    ASSERT_EQ(state(), State::Sealing);
    EXPECT_EQ(sent<wire::Beat>().size(), 2u);
    EXPECT_EQ(carriedOut<effect::BusBeat>(), 0);
    EXPECT_EQ(noticed<notice::Heartbeat>(), 0);
    event([](Election &e) { e.promotionAnswered(1, true, {}); });
    EXPECT_EQ(carriedOut<effect::BusBeat>(), 1) << "at once on promotion";
    EXPECT_EQ(noticed<notice::Heartbeat>(), 1);
    advance(Interval);
    EXPECT_EQ(carriedOut<effect::BusBeat>(), 2);
}

TEST_F(Beats, LookAfterTheSocket)
{
    mainLoopTurns = true;
    start();
    join("a");
    forgetPast();
    advance(Interval);
    EXPECT_EQ(performed<op::Listen>(), 0);
    listening = false;
    listenFails = true;
    advance(2 * Interval);
    EXPECT_EQ(performed<op::Listen>(), 2);
    EXPECT_TRUE(reported(Error::ListenFailed));
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 1);
    EXPECT_EQ(sent<wire::Beat>().size(), 3u) << "those who are connected already hear it all the same";
    EXPECT_EQ(state(), State::Primary);
    listenFails = false;
    advance(Interval);
    EXPECT_FALSE(election->snapshot().failure);
    listenFails = true;
    advance(Interval);
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 2) << "it was mended meanwhile";
}

TEST_F(Beats, OfAFencedPrimaryEndItsReignOnce)
{
    start();
    join("a");
    names = {{9, 500}};
    held.insert(500);
    forgetPast();
    now += 10 * Interval; // stopped: both the beat and the question to the main loop are due
    event([](Election &e) { e.tick(); });
    EXPECT_EQ(noticed<notice::Demoted>(), 1);
    EXPECT_EQ(performed<op::Demote>(), 1);
    EXPECT_EQ(performed<op::Abandon>(), 1);
    EXPECT_EQ(noticed<notice::RoleChanged>(), 1);
}

TEST_F(Beats, DoNotInterruptADemotionWhoseNamesAreLost)
{
    demotionHandler = true;
    start();
    const Connection peer = join("a");
    event([](Election &e) { e.handOver({}); });
    receive(peer, wire::Ready{1});
    ASSERT_EQ(state(), State::Demoting);
    names.clear();
    advance(2 * Interval);
    EXPECT_EQ(state(), State::Demoting);
    EXPECT_EQ(performed<op::Link>(), 1) << "that of the beginning";
}

TEST_F(Beats, AreSentAtOnceWhenTheMainLoopIsExpectedToBeBusyAndWhenItIsNotAnyMore)
{
    start();
    join("a");
    turn(lastPing());
    forgetPast();
    expectBusy(10s);
    ASSERT_EQ(sent<wire::Beat>().size(), 1u);
    EXPECT_EQ(sent<wire::Beat>()[0].second.busyFor, 10s);
    EXPECT_EQ(noticed<notice::Heartbeat>(), 1);
    ASSERT_EQ(effects<effect::PublishRecord>().size(), 1u);
    EXPECT_EQ(effects<effect::PublishRecord>()[0].record.busyUntil, now + 10s) << "for those who come later";
    ASSERT_EQ(carriedOut<effect::PingMainLoop>(), 1);
    turn(lastPing());
    ASSERT_EQ(sent<wire::Beat>().size(), 2u);
    EXPECT_EQ(sent<wire::Beat>()[1].second.busyFor, 0s);
    ASSERT_EQ(effects<effect::PublishRecord>().size(), 2u);
    EXPECT_EQ(effects<effect::PublishRecord>()[1].record.busyUntil, Instant{});
}

TEST_F(Beats, TellAtOnceThatTheMainLoopHasTurnedAgain)
{
    start();
    advance(2 * Interval + 50ms);
    ASSERT_EQ(election->snapshot().health, PrimaryHealth::Busy);
    const quint64 ping = lastPing();
    forgetPast();
    turn(ping);
    EXPECT_EQ(noticed<notice::HealthChanged>(), 1);
}

TEST_F(Beats, PublishTheExpectationFromWithinThePromotionHandler)
{
    promotionHandler = true;
    start();
    join("a");
    forgetPast();
    expectBusy(10s);
    ASSERT_EQ(effects<effect::PublishRecord>().size(), 1u);
    EXPECT_EQ(effects<effect::PublishRecord>()[0].record.busyUntil, now + 10s);
    EXPECT_EQ(sent<wire::Beat>().size(), 1u);
}

TEST_F(Beats, AreNotExpectedOfASecondaryThatWillBeBusy)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("other"), QStringLiteral("me")});
    forgetPast();
    expectBusy(10s);
    EXPECT_EQ(carriedOut<effect::PingMainLoop>(), 1);
    EXPECT_EQ(carriedOut<effect::PublishRecord>(), 0) << "it is not its own record";
    expectBusy(20s);
    EXPECT_EQ(carriedOut<effect::PingMainLoop>(), 1) << "it has not answered the first";
    crash(5);
    advance(10ms);
    ASSERT_EQ(election->snapshot().health, PrimaryHealth::Gone);
    turn(lastPing());
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Gone) << "it is not the primary that has turned";
    EXPECT_EQ(carriedOut<effect::PublishRecord>(), 0);
}

TEST_F(Beats, AreNotExpectedOfWhoDoesNotRun)
{
    election.emplace(terms, 1);
    expectBusy(10s);
    EXPECT_TRUE(actions.empty());
    start();
    event([](Election &e) { e.shutdown(Reason::Stopped); });
    forgetPast();
    expectBusy(10s);
    EXPECT_TRUE(actions.empty());
}

TEST_F(Beats, SettleAPromotionOnceAfterATurnThatWasAskedForAfterIt)
{
    promotionHandler = true;
    start();
    expectBusy(10s);
    const quint64 early = lastPing();
    ASSERT_NE(early, 0u);
    forgetPast();
    event([](Election &e) { e.promotionAnswered(1, true, {}); });
    turn(early);
    EXPECT_EQ(carriedOut<effect::PublishRecord>(), 0) << "it may die of the promotion yet";
    ASSERT_NE(lastPing(), early);
    turn(lastPing());
    ASSERT_FALSE(effects<effect::PublishRecord>().empty());
    EXPECT_TRUE(effects<effect::PublishRecord>()[0].record.settled);
    mainLoopTurns = true;
    forgetPast();
    advance(10 * Interval);
    EXPECT_EQ(carriedOut<effect::PublishRecord>(), 0) << "once is enough";
}

TEST_F(Beats, DoNotSettleAPromotionWhoseHandlerLetsTheMainLoopTurn)
{
    promotionHandler = true;
    start();
    expectBusy(10s);
    turn(lastPing());
    for (const effect::PublishRecord &publish : effects<effect::PublishRecord>())
        EXPECT_FALSE(publish.record.settled);
}

TEST_F(Beats, SettleAPromotionWithoutTheFailuresBeforeIt)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("me")});
    record.emplace();
    record->epoch = 5;
    record->failedPromotions = 1;
    record->claimedAt = now + 1s;
    crash(5);
    advance(1s);
    ASSERT_EQ(role(), Role::Primary);
    turn(lastPing());
    ASSERT_FALSE(effects<effect::PublishRecord>().empty());
    const Record settled = effects<effect::PublishRecord>().back().record;
    EXPECT_TRUE(settled.settled);
    EXPECT_EQ(settled.failedPromotions, 0);
}

TEST_F(Beats, ReserveEpochsAheadOnceForManyReigns)
{
    start();
    ASSERT_EQ(carriedOut<effect::ReserveAhead>(), 1);
    becomePrimaryAgain();
    EXPECT_EQ(carriedOut<effect::ReserveAhead>(), 1) << "that is on its way";
    event([](Election &e) { e.floorReserved(257, {}); });
    becomePrimaryAgain();
    EXPECT_EQ(carriedOut<effect::ReserveAhead>(), 1) << "there are enough";
}

TEST_F(Beats, ReserveEpochsAheadAgainAfterAFailureThatIsToldUntilItIsMended)
{
    const Failure full{Error::EpochFloorUnavailable, QStringLiteral("the disk is full")};
    start();
    event([&full](Election &e) { e.floorReserved(257, full); });
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 1);
    becomePrimaryAgain();
    EXPECT_EQ(carriedOut<effect::ReserveAhead>(), 2);
    event([](Election &e) { e.floorReserved(258, {}); });
    becomePrimaryAgain();
    EXPECT_EQ(carriedOut<effect::ReserveAhead>(), 2);
    event([&full](Election &e) { e.floorReserved(514, full); });
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 2) << "it was well meanwhile";
}

} // namespace
