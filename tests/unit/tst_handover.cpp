// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/electionbench.h"

#include <QCoreApplication>
#include <QTranslator>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

using State = Election::State;

class HandOver : public ElectionBench
{
protected:
    void handOver(const QString &id = {})
    {
        event([&id](Election &e) { e.handOver(id); });
    }
};

TEST_F(HandOver, LetsGoOnlyAfterTheSuccessorIsReadyAndTellsItFirst)
{
    start();
    const Connection second = join("b");
    const Connection first = join("a", 5);
    handOver();
    EXPECT_EQ(state(), State::Preparing);
    EXPECT_EQ(role(), Role::Primary);
    ASSERT_EQ(sent<wire::Prepare>().size(), 1u);
    EXPECT_EQ(sent<wire::Prepare>()[0].first, first);
    EXPECT_EQ(placeOf<effect::Revoke>(), -1);
    receive(first, wire::Ready{1});
    EXPECT_EQ(role(), Role::Secondary);
    EXPECT_EQ(election->snapshot().lastReason, Reason::Handover);
    ASSERT_EQ(sent<wire::Released>().size(), 1u);
    EXPECT_EQ(sent<wire::Released>()[0].first, first);
    advance(2ms);
    ASSERT_EQ(sent<wire::Released>().size(), 2u) << "when the successor has had its time";
    EXPECT_EQ(sent<wire::Released>()[1].first, second);
    EXPECT_EQ(sent<wire::Released>()[1].second.successorId, QStringLiteral("a"));
}

TEST_F(HandOver, IsToldAlsoToWhoHasNotSaidHelloYet)
{
    start();
    const Connection newcomer = accept();
    event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
    ASSERT_EQ(sent<wire::Released>().size(), 1u);
    EXPECT_EQ(sent<wire::Released>()[0].first, newcomer);
}

TEST_F(HandOver, IsHeardAlsoByWhoHasNotBeenWelcomedYet)
{
    appoint(5);
    start();
    event([this](Election &e) { e.connected(connection); });
    held.erase(100 + 5);
    receive(connection, wire::Released{5, Reason::PrimaryShutdown, {}});
    advance(1s);
    ASSERT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->snapshot().lastReason, Reason::PrimaryShutdown);
}

TEST_F(HandOver, IsNotForADuplicateOfTheSuccessor)
{
    startBeside(5);
    wire::Welcome again = welcomeOf(5, wire::Standing::Primary);
    again.duplicate = true;
    receive(connection, again);
    held.erase(100 + 5);
    receive(connection, wire::Released{5, Reason::Handover, terms.instanceId});
    advance(Election::Turn);
    EXPECT_EQ(performed<op::Link>(), 0);
}

TEST_F(HandOver, AsksAReserveOnlyByItsName)
{
    start();
    const Connection reserve = joinAsReserve("reserve");
    handOver();
    EXPECT_TRUE(sent<wire::Prepare>().empty());
    EXPECT_TRUE(reported(Error::HandoverFailed));
    const Connection heir = join("heir");
    handOver();
    ASSERT_EQ(sent<wire::Prepare>().size(), 1u);
    EXPECT_EQ(sent<wire::Prepare>()[0].first, heir);
    receive(heir, wire::Refuse{1, QStringLiteral("no")});
    EXPECT_EQ(sent<wire::Prepare>().size(), 1u) << "nor when the others refuse";
    handOver(QStringLiteral("reserve"));
    ASSERT_EQ(sent<wire::Prepare>().size(), 2u);
    EXPECT_EQ(sent<wire::Prepare>()[1].first, reserve);
    receive(reserve, wire::Ready{1});
    EXPECT_EQ(sent<wire::Released>()[0].first, reserve);
}

TEST_F(HandOver, EndsQuietlyBesideAReserveAlone)
{
    start();
    joinAsReserve("reserve");
    event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
    EXPECT_EQ(state(), State::Stopped);
    EXPECT_TRUE(sent<wire::Prepare>().empty());
    ASSERT_EQ(sent<wire::Released>().size(), 1u);
    EXPECT_EQ(sent<wire::Released>()[0].second.successorId, QString());
}

TEST_F(HandOver, ClosesAConnectionOnlyWhenTheOtherHasBeenTold)
{
    start();
    const Connection second = join("b");
    const Connection first = join("a", 5);
    handOver();
    receive(first, wire::Ready{1});
    forgetPast();
    receive(second, wire::Probe{1, 1});
    EXPECT_EQ(placeOf<effect::Send>(), -1) << "it is the successor's by now";
    EXPECT_EQ(placeOf<effect::Close>(), -1);
    advance(2ms);
    ASSERT_NE(placeOf<effect::Send>(), -1);
    EXPECT_LT(placeOf<effect::Send>(), placeOf<effect::Close>());
    EXPECT_EQ(std::get<effect::Close>(actions.at(placeOf<effect::Close>())).connection, second);
}

TEST_F(HandOver, LooksAtWhatTheClaimWillNeedWhileThePrimaryLetsGo)
{
    startBeside(5);
    forgetPast();
    receive(connection, wire::Prepare{5});
    EXPECT_GE(performed<op::Look>(), 1);
    EXPECT_GE(performed<op::Count>(), 1);
    EXPECT_LT(placeOf<effect::Send>(), placeOfOperation<op::Look>()) << "the answer is not to wait for that";
    EXPECT_EQ(state(), State::Attached);
}

TEST_F(HandOver, PreparesTheRevocationWhileTheSuccessorMakesReady)
{
    start();
    const Connection peer = join("a");
    forgetPast();
    handOver();
    ASSERT_NE(placeOf<effect::PrepareRevocation>(), -1);
    EXPECT_LT(placeOf<effect::Send>(), placeOf<effect::PrepareRevocation>()) << "it is not to wait for that";
    receive(peer, wire::Ready{1});
    ASSERT_NE(placeOf<effect::Revoke>(), -1);
    EXPECT_EQ(std::get<effect::PrepareRevocation>(actions.at(placeOf<effect::PrepareRevocation>())).record,
              std::get<effect::Revoke>(actions.at(placeOf<effect::Revoke>())).record);
}

TEST_F(HandOver, HeedsNoReadyAndNoRefusalOfAnotherEpoch)
{
    start();
    const Connection peer = join("a");
    event([](Election &e) { e.handOver({}); });
    ASSERT_EQ(state(), Election::State::Preparing);
    const Epoch other = election->epoch() + 1;
    receive(peer, wire::Ready{other});
    receive(peer, wire::Refuse{other, QStringLiteral("late")});
    EXPECT_EQ(state(), Election::State::Preparing);
    receive(peer, wire::Ready{election->epoch()});
    EXPECT_EQ(role(), Role::Secondary);
}

TEST_F(HandOver, RunsTheDemotionHandlerWithTheTokenAndWithdrawsItBeforeTheName)
{
    demotionHandler = true;
    start();
    const Connection peer = join("a");
    handOver();
    receive(peer, wire::Ready{1});
    EXPECT_EQ(state(), State::Demoting);
    EXPECT_EQ(performed<op::Demote>(), 1);
    EXPECT_EQ(placeOf<effect::Withdraw>(), -1);
    event([](Election &e) { e.demotionDone(1); });
    EXPECT_EQ(role(), Role::Secondary);
    EXPECT_LT(placeOf<effect::Withdraw>(), placeOf<effect::Revoke>());
    EXPECT_LT(placeOf<effect::Revoke>(), placeOf<effect::FreeGuards>());
    EXPECT_LT(placeOf<effect::FreeGuards>(), placeOf<effect::Announce>());
}

TEST_F(HandOver, OfOneThatWasFencedMeanwhileIsAForcedDemotion)
{
    start();
    const Connection successor = join("a");
    event([](Election &e) { e.handOver({}); });
    names = {{9, 500}}; // while it was stopped
    held.insert(500);
    receive(successor, wire::Ready{1});
    std::vector<DemotionOrder> orders;
    for (const Action &action : actions) {
        const auto *operation = std::get_if<Operation>(&action);
        if (const auto *demote = operation ? std::get_if<op::Demote>(operation) : nullptr)
            orders.push_back(demote->order);
    }
    ASSERT_EQ(orders.size(), 1U);
    EXPECT_TRUE(orders.front().forced);
    EXPECT_EQ(orders.front().reason, Reason::Fenced);
    EXPECT_TRUE(sent<wire::Released>().empty());
    EXPECT_TRUE(reported(Error::HandoverFailed));
}

TEST_F(HandOver, AnnouncesTheEndWhenTheRoleIsSeenToBeGone)
{
    for (const bool stops : {false, true}) {
        start();
        const Connection peer = join("a");
        forgetPast();
        event([stops](Election &e) { stops ? e.shutdown(Reason::PrimaryShutdown) : e.handOver({}); });
        receive(peer, wire::Ready{election->epoch()});
        ASSERT_EQ(carriedOut<effect::Publish>(), 1);
        EXPECT_EQ(carriedOut<effect::Announce>(), 1);
        EXPECT_LT(placeOf<effect::Publish>(), placeOf<effect::Announce>()) << (stops ? "it stops" : "it stays");
    }
}

TEST_F(HandOver, DoesNotWaitForADemotionHandlerLongerThanTheTimeout)
{
    demotionHandler = true;
    start();
    const Connection peer = join("a");
    handOver();
    receive(peer, wire::Ready{1});
    advance(terms.shutdownTimeout);
    EXPECT_EQ(role(), Role::Secondary);
}

TEST_F(HandOver, AsksTheNextWhenTheSuccessorRefuses)
{
    start();
    const Connection first = join("a", 5);
    const Connection second = join("b");
    handOver();
    receive(first, wire::Refuse{1, QStringLiteral("no")});
    ASSERT_EQ(sent<wire::Prepare>().size(), 2u);
    EXPECT_EQ(sent<wire::Prepare>()[1].first, second);
    receive(second, wire::Ready{1});
    EXPECT_EQ(sent<wire::Released>()[0].second.successorId, QStringLiteral("b"));
}

TEST_F(HandOver, OfADisabledPrimaryGoesToTheNextWhenTheOneAskedForRefuses)
{
    start();
    const Connection wanted = join("a");
    const Connection next = join("b");
    handOver(QStringLiteral("a"));
    event([](Election &e) { e.setEnabled(false); });
    receive(wanted, wire::Refuse{1, QStringLiteral("no")});
    ASSERT_EQ(sent<wire::Prepare>().size(), 2u);
    EXPECT_EQ(sent<wire::Prepare>()[1].first, next);
    receive(next, wire::Ready{1});
    EXPECT_EQ(role(), Role::Secondary);
    EXPECT_FALSE(reported(Error::HandoverFailed));
}

TEST_F(HandOver, HasNotHappenedWhenEverybodyRefuses)
{
    start();
    const Connection peer = join("a");
    forgetPast();
    handOver();
    receive(peer, wire::Refuse{1, QStringLiteral("no")});
    EXPECT_EQ(state(), State::Primary);
    EXPECT_TRUE(reported(Error::HandoverFailed));
    EXPECT_EQ(noticed<notice::RoleChanged>(), 0);
    EXPECT_EQ(placeOf<effect::Withdraw>(), -1);
}

TEST_F(HandOver, HasNotHappenedWhenTheSuccessorDiesBeforeItWasReady)
{
    start();
    const Connection peer = join("a");
    handOver();
    event([peer](Election &e) { e.closed(peer); });
    EXPECT_EQ(state(), State::Primary);
    EXPECT_TRUE(reported(Error::HandoverFailed));
}

TEST_F(HandOver, HasNotHappenedWhenTheSuccessorDoesNotAnswer)
{
    start();
    const Connection peer = join("a");
    handOver();
    advance(terms.shutdownTimeout);
    EXPECT_EQ(state(), State::Primary);
    EXPECT_TRUE(reported(Error::HandoverFailed));
    receive(peer, wire::Ready{1});
    EXPECT_EQ(state(), State::Primary) << "a Ready that comes too late";
}

TEST_F(HandOver, FailsWhereTheOneAskedForIsNoCandidate)
{
    start();
    join("a");
    handOver(QStringLiteral("stranger"));
    EXPECT_EQ(state(), State::Primary);
    EXPECT_TRUE(reported(Error::HandoverFailed));
}

TEST_F(HandOver, ThatFailsIsToldInOneLanguageAlsoWhereAnotherInstanceSaysWhy)
{
    struct Capitals : QTranslator {
        bool isEmpty() const override { return false; }
        QString translate(const char *, const char *text, const char *, int) const override
        {
            return QString::fromUtf8(text).toUpper();
        }
    } capitals;
    QCoreApplication::installTranslator(&capitals);
    start();
    event([](Election &e) { e.handOver({}); });
    const Connection asked = join("A");
    event([](Election &e) { e.handOver(QStringLiteral("A")); });
    receive(asked, wire::Refuse{1, QStringLiteral("the instance asked for is not a candidate")});
    QCoreApplication::removeTranslator(&capitals);
    QStringList texts;
    for (const Notice &notice : notices) {
        if (const auto *error = std::get_if<notice::ErrorOccurred>(&notice))
            texts += error->failure.text;
    }
    EXPECT_EQ(texts, (QStringList{
                         QStringLiteral("THE ROLE WAS NOT HANDED OVER: NO OTHER INSTANCE CAN BE PRIMARY."),
                         QStringLiteral("THE ROLE WAS NOT HANDED OVER: THE INSTANCE ASKED FOR IS NOT A CANDIDATE.")}));
}

TEST_F(HandOver, IsNotDisturbedByASecondOne)
{
    start();
    const Connection peer = join("a");
    event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
    handOver();
    EXPECT_TRUE(reported(Error::HandoverFailed));
    EXPECT_EQ(state(), State::Preparing);
    receive(peer, wire::Ready{1});
    EXPECT_EQ(state(), State::Stopped);
}

TEST_F(HandOver, FailsOnASecondary)
{
    startBeside(5);
    handOver();
    EXPECT_TRUE(reported(Error::HandoverFailed));
    EXPECT_EQ(state(), State::Attached);
}

TEST_F(HandOver, IsClaimedAtOnceByTheSuccessorAndLaterByTheOthers)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("other"), QStringLiteral("me")});
    receive(connection, wire::Prepare{5});
    ASSERT_EQ(sent<wire::Ready>().size(), 1u);
    held.clear();
    receive(connection, wire::Released{5, Reason::Handover, QStringLiteral("me")});
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->snapshot().lastReason, Reason::Handover);
}

TEST_F(HandOver, EndsTheWayToWhoHasLetGo)
{
    startBeside(5);
    ASSERT_NE(election->way().connection, 0u);
    forgetPast();
    receive(connection, wire::Released{5, Reason::PrimaryShutdown, QStringLiteral("other")});
    EXPECT_EQ(election->way().connection, 0u);
    ASSERT_EQ(carriedOut<effect::Forget>(), 1);
    EXPECT_EQ(std::get<effect::Forget>(actions.at(placeOf<effect::Forget>())).connection, connection);
}

TEST_F(HandOver, IsRefusedByWhoeverIsDisabled)
{
    terms.enabled = false;
    startBeside(5);
    receive(connection, wire::Prepare{5});
    EXPECT_EQ(sent<wire::Refuse>().size(), 1u);
}

TEST_F(HandOver, FollowsADisabledPrimaryWhichStaysWhenNobodyCanTakeTheRole)
{
    start();
    event([](Election &e) { e.setEnabled(false); });
    EXPECT_EQ(role(), Role::Primary);
    event([](Election &e) { e.setEnabled(true); });
    const Connection peer = join("a");
    event([](Election &e) { e.setEnabled(false); });
    receive(peer, wire::Ready{1});
    EXPECT_EQ(role(), Role::Secondary);
}

TEST_F(HandOver, TakesTheTokenBeforeTheNameAndTheGuardAndThenSaysSo)
{
    start();
    const Connection peer = join("a");
    handOver();
    forgetPast();
    receive(peer, wire::Ready{1});
    ASSERT_EQ(sent<wire::Released>().size(), 1U);
    ASSERT_GE(placeOf<effect::Withdraw>(), 0);
    EXPECT_LT(placeOf<effect::Withdraw>(), placeOf<effect::Revoke>());
    EXPECT_LT(placeOf<effect::Revoke>(), placeOf<effect::FreeGuards>());
    EXPECT_LT(placeOf<effect::FreeGuards>(), placeOf<effect::Send>());
    EXPECT_EQ(carriedOut<effect::StopListening>(), 1);
    EXPECT_TRUE(std::get<effect::Revoke>(actions.at(placeOf<effect::Revoke>())).record.settled)
        << "its main loop has not turned yet; still, no promotion has failed";
}

TEST_F(HandOver, IsTakenBackWhenAllOthersHaveLetTheirTurnsGoBy)
{
    start();
    const Connection peer = join("a");
    join("b");
    handOver(QStringLiteral("a"));
    receive(peer, wire::Ready{1});
    ASSERT_EQ(role(), Role::Secondary);
    advance(Election::HandOverTime + 3 * Duration(Election::Turn) - 1ms);
    EXPECT_EQ(performed<op::Link>(), 1) << "the first was its own promotion";
    advance(Interval);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->epoch(), 2U);
    EXPECT_EQ(election->snapshot().lastReason, Reason::Handover);
}
