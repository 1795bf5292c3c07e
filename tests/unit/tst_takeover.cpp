// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

using State = Election::State;

class TakeOver : public ElectionBench
{
protected:
    void takeOverUntilTheHandlerIsAsked()
    {
        promotionHandler = true;
        startBeside(5);
        event([](Election &e) { e.takeOver(); });
        held.erase(100 + 5);
        receive(connection, wire::Released{5, Reason::TakenOver, terms.instanceId});
    }
};

TEST_F(TakeOver, IsAnsweredByLettingGo)
{
    start();
    const Connection peer = join("a");
    receive(peer, wire::TakeOver{1});
    ASSERT_EQ(sent<wire::Prepare>().size(), 1u);
    EXPECT_EQ(sent<wire::Prepare>()[0].second.reason, Reason::TakenOver);
    receive(peer, wire::Ready{1});
    EXPECT_EQ(election->snapshot().lastReason, Reason::TakenOver);
}

TEST_F(TakeOver, IsNotRefusedToTheInstanceThatTheRoleGoesTo)
{
    start();
    const Connection other = join("b");
    const Connection peer = join("a");
    receive(peer, wire::TakeOver{1});
    receive(peer, wire::TakeOver{1});
    receive(other, wire::TakeOver{1});
    ASSERT_EQ(sent<wire::TakeOverRefused>().size(), 1u);
    EXPECT_EQ(sent<wire::TakeOverRefused>()[0].first, other);
    receive(peer, wire::Ready{1});
    EXPECT_EQ(election->snapshot().lastReason, Reason::TakenOver);
}

TEST_F(TakeOver, GoesOnWhereTheInstanceHasConnectedAgainMeanwhile)
{
    start();
    const Connection lost = join("a");
    const wire::Hello same = hello("a");
    receive(lost, wire::TakeOver{1});
    ASSERT_EQ(sent<wire::Prepare>().size(), 1u);
    const Connection again = join(same); // the end of the old connection is not seen yet
    receive(again, wire::TakeOver{1});   // it does not know whether the first has come
    EXPECT_TRUE(sent<wire::TakeOverRefused>().empty());
    ASSERT_EQ(sent<wire::Prepare>().size(), 2u);
    EXPECT_EQ(sent<wire::Prepare>()[1].first, again);
    receive(again, wire::Ready{1});
    EXPECT_EQ(election->snapshot().lastReason, Reason::TakenOver);
    ASSERT_EQ(sent<wire::Released>().size(), 1u);
    EXPECT_EQ(sent<wire::Released>()[0].first, again);
}

TEST_F(TakeOver, ThatIsRefusedIsToldToTheUser)
{
    startBeside(5);
    event([](Election &e) { e.takeOver(); });
    EXPECT_EQ(sent<wire::TakeOver>().size(), 1u);
    receive(connection, wire::TakeOverRefused{5, QStringLiteral("not now")});
    EXPECT_TRUE(reported(Error::HandoverFailed));
    EXPECT_EQ(state(), State::Attached);
}

TEST_F(TakeOver, HasNotFailedWhileItFences)
{
    terms.policy = HungPrimaryPolicy::Fence;
    terms.heartbeatInterval = 5s; // as by default: the interval is over when the time for the take-over is
    terms.heartbeatTimeout = 15s;
    terms.shutdownTimeout = 5s;
    startBeside(5, HungPrimaryPolicy::Fence);
    advance(1s);
    event([](Election &e) { e.takeOver(); });
    advance(terms.shutdownTimeout + ProofLifetime);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->snapshot().lastReason, Reason::TakenOver);
    EXPECT_FALSE(reported(Error::HandoverFailed));
}

TEST_F(TakeOver, ThatCannotFenceHasFailed)
{
    terms.policy = HungPrimaryPolicy::Fence;
    terms.heartbeatInterval = 5s;
    terms.heartbeatTimeout = 15s;
    terms.shutdownTimeout = 5s;
    startBeside(5, HungPrimaryPolicy::Fence);
    advance(1s);
    process = ProcessState::Frozen;
    event([](Election &e) { e.takeOver(); });
    advance(terms.shutdownTimeout);
    EXPECT_EQ(state(), State::Attached);
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 1);
    EXPECT_TRUE(reported(Error::HandoverFailed));
}

TEST_F(TakeOver, ThatHasFailedIsRefusedWhenItIsGrantedLater)
{
    startBeside(5);
    event([](Election &e) { e.takeOver(); });
    advance(terms.shutdownTimeout);
    ASSERT_TRUE(reported(Error::HandoverFailed));
    receive(connection, wire::Prepare{5, Reason::TakenOver});
    EXPECT_EQ(sent<wire::Ready>().size(), 0U);
    EXPECT_EQ(sent<wire::Refuse>().size(), 1U);
    receive(connection, wire::Prepare{5, Reason::Handover});
    EXPECT_EQ(sent<wire::Ready>().size(), 1U) << "the primary's own wish is another matter";
}

TEST_F(TakeOver, IsTheReasonOfNoOtherWhereThePrimaryLeavesMeanwhile)
{
    for (const bool stops : {true, false}) {
        names.clear();
        held.clear();
        start();
        const Epoch epoch = election->snapshot().epoch;
        const Connection taker = join("a");
        const Connection other = join("b");
        receive(taker, wire::TakeOver{epoch});
        if (stops)
            event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
        else
            event([](Election &e) { e.setEnabled(false); });
        forgetPast();
        receive(taker, wire::Refuse{epoch, QStringLiteral("not any more")});
        ASSERT_EQ(sent<wire::Prepare>().size(), 1U);
        EXPECT_EQ(sent<wire::Prepare>()[0].first, other);
        EXPECT_NE(sent<wire::Prepare>()[0].second.reason, Reason::TakenOver) << "which it would refuse";
        receive(other, wire::Ready{epoch});
        ASSERT_FALSE(sent<wire::Released>().empty());
        EXPECT_EQ(sent<wire::Released>()[0].second.reason, stops ? Reason::PrimaryShutdown : Reason::Handover);
    }
}

TEST_F(TakeOver, HasFailedWhenTheHandlerRejectsThePromotion)
{
    takeOverUntilTheHandlerIsAsked();
    ASSERT_EQ(state(), State::Sealing);
    event([](Election &e) { e.promotionAnswered(6, false, QStringLiteral("the disk is full")); });
    EXPECT_TRUE(reported(Error::HandoverFailed));

    forgetPast();
    appoint(7); // the old primary has the role again
    advance(Interval);
    welcome(7);
    EXPECT_EQ(state(), State::Attached);
    EXPECT_EQ(sent<wire::TakeOver>().size(), 0U) << "it takes the role from it once more";
}

TEST_F(TakeOver, OfOneThatIsBeingPromotedEndsAsThePromotionDoes)
{
    promotionHandler = true;
    startBeside(5);
    tellRoster(5, {QStringLiteral("me")});
    crash(5);
    ASSERT_EQ(state(), State::Sealing);
    event([](Election &e) { e.takeOver(); });
    EXPECT_FALSE(reported(Error::HandoverFailed));
    event([](Election &e) { e.promotionAnswered(6, false, QStringLiteral("no room")); });
    EXPECT_TRUE(reported(Error::HandoverFailed));
    forgetPast();
    advance(4s);
    ASSERT_EQ(state(), State::Sealing);
    event([this](Election &e) { e.promotionAnswered(election->epoch(), false, QStringLiteral("no room")); });
    EXPECT_FALSE(reported(Error::HandoverFailed)) << "this one was not asked for";
}

TEST_F(TakeOver, ThatCameToNothingIsNoReasonOfTheNextPromotion)
{
    promotionHandler = true;
    startBeside(5);
    tellRoster(5, {QStringLiteral("me")});
    event([](Election &e) { e.takeOver(); });
    crash(5); // instead of an answer
    ASSERT_EQ(state(), State::Sealing);
    event([](Election &e) { e.promotionAnswered(6, false, QStringLiteral("no room")); });
    ASSERT_TRUE(reported(Error::HandoverFailed));
    advance(4s);
    ASSERT_EQ(state(), State::Sealing);
    event([this](Election &e) { e.promotionAnswered(election->epoch(), true, {}); });
    EXPECT_EQ(election->snapshot().lastReason, Reason::PrimaryCrashed);
}

TEST_F(TakeOver, ByAReserveDoesNotWaitForTheTimeThatItStandsBack)
{
    terms.candidacy = Candidacy::SecondaryOnly;
    startBeside(5);
    tellRoster(5, {QStringLiteral("me")});
    event([](Election &e) { e.takeOver(); });
    crash(5); // instead of an answer
    advance(Election::Turn);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(TakeOver, ByAReserveFencesAtOnceWhereAnotherWould)
{
    terms.candidacy = Candidacy::SecondaryOnly;
    terms.policy = HungPrimaryPolicy::Fence;
    startBeside(5, HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("other"), QStringLiteral("me")});
    advance(Timeout + 1ms);
    ASSERT_EQ(role(), Role::Secondary);
    event([](Election &e) { e.takeOver(); });
    advance(ProofLifetime);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->snapshot().lastReason, Reason::TakenOver);
}

TEST_F(TakeOver, HasFailedAlsoWhenTheRejectionComesAfterItsTime)
{
    takeOverUntilTheHandlerIsAsked();
    advance(terms.shutdownTimeout);
    ASSERT_EQ(state(), State::Sealing);
    EXPECT_FALSE(reported(Error::HandoverFailed)) << "it may succeed yet";
    event([](Election &e) { e.promotionAnswered(6, false, QStringLiteral("the disk is full")); });
    EXPECT_TRUE(reported(Error::HandoverFailed));
}

TEST_F(TakeOver, HasFailedAlsoWhenItHasFencedAndTheHandlerRejectsThePromotion)
{
    promotionHandler = true;
    terms.policy = HungPrimaryPolicy::Fence;
    terms.heartbeatInterval = 5s; // as by default: its time is over while it fences
    terms.heartbeatTimeout = 15s;
    terms.shutdownTimeout = 5s;
    startBeside(5, HungPrimaryPolicy::Fence);
    advance(1s);
    event([](Election &e) { e.takeOver(); });
    advance(terms.shutdownTimeout + ProofLifetime);
    ASSERT_EQ(state(), State::Sealing);
    event([](Election &e) { e.promotionAnswered(6, false, QStringLiteral("the disk is full")); });
    EXPECT_TRUE(reported(Error::PromotionFailed));
    EXPECT_TRUE(reported(Error::HandoverFailed));
}

TEST_F(TakeOver, HasFailedWhenItsRightIsLostAfterItsTime)
{
    takeOverUntilTheHandlerIsAsked();
    advance(terms.shutdownTimeout);
    ASSERT_EQ(state(), State::Sealing);
    names.clear();
    linkFails = true;
    event([](Election &e) { e.promotionAnswered(6, true, {}); });
    ASSERT_EQ(role(), Role::Secondary);
    EXPECT_TRUE(reported(Error::HandoverFailed));
}

TEST_F(TakeOver, HasFailedWhenTheInstanceIsDisabledMeanwhile)
{
    takeOverUntilTheHandlerIsAsked();
    ASSERT_EQ(state(), State::Sealing);
    event([](Election &e) { e.setEnabled(false); });
    EXPECT_TRUE(reported(Error::HandoverFailed));
    appoint(7);
    advance(Interval);
    welcome(7);
    EXPECT_EQ(sent<wire::TakeOver>().size(), 1U) << "before it was disabled";
}

TEST_F(TakeOver, ThatHasFailedForcesNothingLater)
{
    terms.candidacy = Candidacy::SecondaryOnly;
    appoint(5);
    start();
    event([this](Election &e) { e.closed(connection); });
    ASSERT_EQ(state(), State::Looking);
    event([](Election &e) { e.takeOver(); });
    advance(terms.shutdownTimeout);
    ASSERT_TRUE(reported(Error::HandoverFailed));
    crash(5);
    advance(Timeout / 2);
    EXPECT_EQ(role(), Role::Secondary) << "as always, it waits for others first";
    advance(Timeout);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(TakeOver, IsRefusedToTheDisabledAndTimedOutBesideTheMute)
{
    startBeside(5);
    event([](Election &e) { e.setEnabled(false); });
    event([](Election &e) { e.takeOver(); });
    EXPECT_TRUE(reported(Error::HandoverFailed));
    EXPECT_EQ(sent<wire::TakeOver>().size(), 0U);

    event([](Election &e) { e.setEnabled(true); });
    forgetPast();
    event([](Election &e) { e.takeOver(); });
    advance(terms.shutdownTimeout - 1ms);
    EXPECT_FALSE(reported(Error::HandoverFailed));
    advance(1ms);
    EXPECT_TRUE(reported(Error::HandoverFailed));
}
