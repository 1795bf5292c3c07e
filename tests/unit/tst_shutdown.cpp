// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

using State = Election::State;

using Shutdown = ElectionBench;

TEST_F(Shutdown, IsTheReasonAlsoWhereItIsDisabledMeanwhile)
{
    start();
    const Connection successor = join("a");
    event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
    event([](Election &e) { e.setEnabled(false); });
    receive(successor, wire::Ready{1});
    const auto released = sent<wire::Released>();
    ASSERT_FALSE(released.empty());
    EXPECT_EQ(released.front().second.reason, Reason::PrimaryShutdown);
}

TEST_F(Shutdown, RevokesTheRightThatAFencingHasTakenAndNotConfirmed)
{
    terms.policy = HungPrimaryPolicy::Fence;
    startBeside(5, HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("me")});
    process = ProcessState::Stopped;
    record.emplace();
    record->epoch = 5;
    record->failedPromotions = 1;
    record->policy = HungPrimaryPolicy::Fence;
    record->claimedAt = now + 1ms;
    const auto hasLinked = [this] { return names.size() == 1 && names.front().epoch > 5; };
    while (!hasLinked() && now < Instant(110s))
        advance(1ms);
    ASSERT_EQ(state(), State::Claiming) << "it waits for the last proof of the fenced to expire";
    const Epoch epoch = names.front().epoch;
    forgetPast();
    event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
    ASSERT_EQ(carriedOut<effect::Revoke>(), 1);
    const auto &revoke = std::get<effect::Revoke>(actions[std::size_t(placeOf<effect::Revoke>())]);
    EXPECT_EQ(revoke.epoch, epoch);
    EXPECT_TRUE(revoke.record.settled);
    EXPECT_EQ(revoke.record.failedPromotions, 2) << "it counts on, and is no further one";
    EXPECT_LT(placeOf<effect::Revoke>(), placeOf<effect::Unlock>());
    EXPECT_EQ(names.front().epoch, epoch);
    EXPECT_NE(names.front().inode, own) << "a forked child may have its lock";
}

TEST_F(Shutdown, TellsAllBeforeItsEnd)
{
    start();
    const Connection second = join("b");
    const Connection first = join("a", 5);
    event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
    receive(first, wire::Ready{1});
    EXPECT_EQ(state(), State::Stopped);
    ASSERT_EQ(sent<wire::Released>().size(), 2u);
    EXPECT_EQ(sent<wire::Released>()[0].first, first);
    EXPECT_EQ(sent<wire::Released>()[1].first, second);
}

TEST_F(Shutdown, LeavesTheDemotionHandlerTimeHoweverManyDoNotAnswer)
{
    demotionHandler = true;
    start();
    for (const char *id : {"a", "b", "c", "d"})
        join(id);
    event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
    advance(terms.shutdownTimeout * 3 / 4);
    ASSERT_EQ(state(), State::Demoting);
    event([](Election &e) { e.demotionDone(1); });
    EXPECT_EQ(state(), State::Stopped);
}

TEST_F(Shutdown, ThatOvertakesAHandOverEndsInTheSame)
{
    for (const State overtaken : {State::Preparing, State::Demoting}) {
        names.clear();
        demotionHandler = true;
        start();
        const Epoch epoch = election->epoch();
        const Connection asked = join("b");
        const Connection another = join("a", 5);
        event([](Election &e) { e.handOver(QStringLiteral("b")); });
        if (overtaken == State::Demoting)
            receive(asked, wire::Ready{epoch});
        ASSERT_EQ(state(), overtaken);
        forgetPast();
        event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
        if (overtaken == State::Preparing) {
            receive(asked, wire::Refuse{epoch, {}});
            ASSERT_EQ(sent<wire::Prepare>().size(), 1U) << "anybody will do now";
            EXPECT_EQ(sent<wire::Prepare>()[0].first, another);
            receive(another, wire::Ready{epoch});
        }
        event([epoch](Election &e) { e.demotionDone(epoch); });
        EXPECT_EQ(state(), State::Stopped);
        EXPECT_EQ(noticed<notice::RoleChanged>(), 1) << "to inactive, and to nothing else before";
        EXPECT_EQ(noticed<notice::Demoted>(), 1);
    }
}

TEST_F(Shutdown, EndsWithOneRoleChangeAndStopped)
{
    start();
    const Connection peer = join("a");
    forgetPast();
    event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
    receive(peer, wire::Ready{1});
    EXPECT_EQ(state(), State::Stopped);
    EXPECT_EQ(noticed<notice::RoleChanged>(), 1);
    EXPECT_EQ(noticed<notice::Stopped>(), 1);
    EXPECT_EQ(sent<wire::Released>()[0].second.reason, Reason::PrimaryShutdown);
    EXPECT_GE(placeOf<effect::Unlock>(), 0);
}

TEST_F(Shutdown, NeedsNoCandidateToEndAGroup)
{
    start();
    event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
    EXPECT_EQ(state(), State::Stopped);
    EXPECT_FALSE(reported(Error::HandoverFailed));
}

TEST_F(Shutdown, GoesOnWhenDamagedNamesHaveInterruptedIt)
{
    start();
    const Connection peer = join("a");
    event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
    ASSERT_EQ(state(), State::Preparing);
    names.clear();
    event([](Election &e) { e.proofLost(); });
    EXPECT_EQ(state(), State::Preparing);
    receive(peer, wire::Ready{1});
    EXPECT_EQ(state(), State::Stopped);
    EXPECT_FALSE(reported(Error::HandoverFailed));
}

TEST_F(Shutdown, LeavesTheDemotionHandlerItsWholeTimeAlsoWhereItOvertakesAHandOver)
{
    demotionHandler = true;
    start();
    const Connection successor = join("a");
    event([](Election &e) { e.handOver({}); });
    advance(terms.shutdownTimeout / 5);
    event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
    receive(successor, wire::Ready{1});
    advance(terms.shutdownTimeout - 1ms);
    EXPECT_EQ(state(), State::Demoting);
    advance(1ms);
    EXPECT_EQ(state(), State::Stopped);
}

TEST_F(Shutdown, SaysNothingOnAConnectionThatDoesNotStandYet)
{
    appoint(5);
    start();
    ASSERT_EQ(state(), State::Attached);
    event([](Election &e) { e.shutdown(Reason::Unspecified); });
    EXPECT_EQ(state(), State::Stopped);
    EXPECT_EQ(carriedOut<effect::Send>(), 0);
}

TEST_F(Shutdown, TakesNoLongerWhereDamagedNamesHaveInterruptedIt)
{
    demotionHandler = true;
    start();
    join("a");
    event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
    advance(terms.shutdownTimeout / 8);
    names.clear();
    event([](Election &e) { e.proofLost(); });
    ASSERT_EQ(state(), State::Preparing);
    advance(terms.shutdownTimeout * 7 / 8);
    EXPECT_EQ(state(), State::Stopped);
}

TEST_F(Shutdown, IsNotAFailureOfThePromotionThatItCallsOff)
{
    promotionHandler = true;
    start();
    event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
    EXPECT_EQ(state(), State::Stopped);
    EXPECT_GE(placeOf<effect::CancelPromotion>(), 0);
    ASSERT_GE(placeOf<effect::Revoke>(), 0);
    EXPECT_TRUE(std::get<effect::Revoke>(actions[std::size_t(placeOf<effect::Revoke>())]).record.settled);
}
