// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

using State = Election::State;

class ElectionTest : public ElectionBench
{
protected:
    /// As many secondaries, this one the second of them.
    static QStringList secondOf(int count)
    {
        QStringList ids{QStringLiteral("other"), QStringLiteral("me")};
        while (ids.size() < count)
            ids.append(QStringLiteral("after%1").arg(ids.size()));
        return ids;
    }
};

TEST_F(ElectionTest, BecomesPrimaryOfTheFirstEpochWithOneRoleChange)
{
    counted = {};
    start();
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->epoch(), 1u);
    EXPECT_EQ(noticed<notice::RoleChanged>(), 1);
    EXPECT_EQ(noticed<notice::Promoted>(), 1);
    EXPECT_EQ(election->snapshot().lastReason, Reason::Started);
    EXPECT_EQ(performed<op::Reserve>(), 1) << "the first floor is synced before the first epoch";
}

TEST_F(ElectionTest, GrantsTheTokenBeforeThePromotionHandlerAndTheRoleAfterIt)
{
    promotionHandler = true;
    start();
    EXPECT_EQ(state(), State::Sealing);
    EXPECT_GE(placeOf<effect::Grant>(), 0);
    EXPECT_EQ(placeOf<effect::SetPrimary>(), -1);
    EXPECT_EQ(noticed<notice::RoleChanged>(), 0);
    event([](Election &e) { e.promotionAnswered(1, true, {}); });
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_GE(placeOf<effect::SetPrimary>(), 0);
}

TEST_F(ElectionTest, IsSecondaryBesideAPrimaryAtOnce)
{
    appoint(5);
    start();
    EXPECT_EQ(state(), State::Attached);
    EXPECT_EQ(role(), Role::Secondary);
    welcome(5);
    EXPECT_EQ(election->snapshot().primaryId, QStringLiteral("p5"));
    EXPECT_EQ(election->snapshot().epoch, 5u);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Alive);
    EXPECT_EQ(performed<op::Link>(), 0);
}

TEST_F(ElectionTest, SaysThatItIsSecondaryBeforeItConnects)
{
    appoint(5);
    start();
    ASSERT_GE(placeOf<effect::Publish>(), 0);
    EXPECT_LT(placeOf<effect::Publish>(), placeOfOperation<op::Connect>());
}

TEST_F(ElectionTest, ClaimsAtOnceWhenItIsTheSuccessorOfACrashedPrimary)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("me"), QStringLiteral("other")});
    crash(5);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->epoch(), 6u);
    EXPECT_EQ(election->snapshot().lastReason, Reason::PrimaryCrashed);
}

TEST_F(ElectionTest, WaitsOneTurnForEachInstanceBeforeIt)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("me")});
    crash(5);
    advance(10ms);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Gone);
    advance(2 * Election::Turn - 11ms);
    EXPECT_EQ(performed<op::Link>(), 0);
    advance(2ms);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(ElectionTest, LooksOnlyAfterTheSuccessorHasHadTimeToClaim)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("other"), QStringLiteral("me")});
    const auto looks = performed<op::Look>();
    crash(5);
    advance(2ms);
    EXPECT_EQ(performed<op::Look>(), looks);
    advance(3ms);
    EXPECT_GT(performed<op::Look>(), looks);
}

TEST_F(ElectionTest, LeavesTheSuccessorMoreTimeTheMoreAreWokenWithIt)
{
    startBeside(5);
    tellRoster(5, secondOf(62));
    const auto looks = performed<op::Look>();
    crash(5);
    advance(3ms);
    EXPECT_EQ(performed<op::Look>(), looks);
    advance(11ms);
    EXPECT_GT(performed<op::Look>(), looks);
}

TEST_F(ElectionTest, TakesItsTurnHoweverManyAreWoken)
{
    startBeside(5);
    tellRoster(5, secondOf(502));
    crash(5);
    advance(Election::Turn - 1ms);
    EXPECT_EQ(performed<op::Link>(), 0);
    advance(1ms);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(ElectionTest, WaitsForTheLockThatOutlivesTheSocket)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("me")});
    event([this](Election &e) { e.closed(connection); });
    EXPECT_EQ(performed<op::Link>(), 0);
    advance(2ms);
    held.clear();
    advance(5ms);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(ElectionTest, CallsEverMoreSeldomOnALivingPrimaryWhoseSocketRefuses)
{
    startBeside(5);
    const auto looks = performed<op::Look>();
    Connection refused = 0;
    for (int i = 0; i < 1000; ++i) {
        if (std::exchange(refused, connection) != connection)
            event([this](Election &e) { e.closed(connection); });
        advance(1ms);
    }
    EXPECT_GT(refused, 10U) << "it is called on all the same";
    EXPECT_LT(performed<op::Look>() - looks, 60) << "half a heartbeat interval lies between two looks in the end";
    welcome(5);
    EXPECT_EQ(state(), Election::State::Attached);
}

TEST_F(ElectionTest, FollowsASecondAndAThirdPrimaryAndThenBecomesTheFourth)
{
    startBeside(1);
    for (Epoch epoch = 1; epoch <= 3; ++epoch) {
        tellRoster(epoch, {QStringLiteral("other"), QStringLiteral("me")});
        crash(epoch);
        EXPECT_EQ(role(), Role::Secondary);
        if (epoch == 3)
            break;
        appoint(epoch + 1);
        advance(50ms);
        welcome(epoch + 1);
        EXPECT_EQ(election->snapshot().epoch, epoch + 1);
        EXPECT_EQ(election->snapshot().health, PrimaryHealth::Alive);
    }
    advance(50ms);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->epoch(), 4u);
    EXPECT_EQ(noticed<notice::RoleChanged>(), 2);
}

TEST_F(ElectionTest, NeverClaimsWhileDisabled)
{
    terms.enabled = false;
    startBeside(5);
    crash(5);
    advance(60s);
    EXPECT_EQ(performed<op::Link>(), 0);
    event([](Election &e) { e.setEnabled(true); });
    advance(1s);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(ElectionTest, BacksOffAfterARejectedPromotion)
{
    promotionHandler = true;
    start();
    event([](Election &e) { e.promotionAnswered(1, false, QStringLiteral("no")); });
    EXPECT_EQ(role(), Role::Secondary);
    EXPECT_EQ(election->snapshot().lastReason, Reason::PromotionFailed);
    EXPECT_TRUE(reported(Error::PromotionFailed));
    EXPECT_GE(placeOf<effect::Revoke>(), 0);
    EXPECT_LT(placeOf<effect::Withdraw>(), placeOf<effect::Revoke>());
    const Record left = std::get<effect::Revoke>(actions.at(placeOf<effect::Revoke>())).record;
    EXPECT_EQ(left.failedPromotions, 1) << "three in a row are a crash loop";
    EXPECT_TRUE(left.settled) << "and it is counted once";
    advance(499ms);
    EXPECT_EQ(performed<op::Promote>(), 1);
    advance(3s);
    EXPECT_GE(performed<op::Promote>(), 2);
}

TEST_F(ElectionTest, ClaimsAgainAfterARightThatItHadToAbandon)
{
    promotionHandler = true;
    start();
    names.clear();
    event([](Election &e) { e.promotionAnswered(1, true, {}); });
    EXPECT_EQ(role(), Role::Secondary);
    advance(Interval);
    EXPECT_EQ(performed<op::Promote>(), 2);
}

TEST_F(ElectionTest, BeatsWhileItIsPromoted)
{
    promotionHandler = true;
    start();
    join("other");
    advance(2 * Interval);
    ASSERT_EQ(state(), State::Sealing);
    const auto beats = sent<wire::Beat>();
    ASSERT_EQ(beats.size(), 2U);
    EXPECT_EQ(beats.back().second.standing, wire::Standing::Candidate);
}

TEST_F(ElectionTest, KnowsWhomItFollowsAndPublishesItsOwnRecord)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("me")});
    Record last;
    last.instanceId = QStringLiteral("p5");
    last.epoch = 5;
    last.settled = true;
    record = last;
    forgetPast();
    crash(5);
    ASSERT_EQ(role(), Role::Primary);
    const auto &promote = std::get<Operation>(actions.at(placeOfOperation<op::Promote>()));
    EXPECT_EQ(std::get<op::Promote>(promote).order.previousPrimaryId, QStringLiteral("p5"));
    const auto ping = placeOf<effect::PingMainLoop>();
    ASSERT_GE(ping, 0);
    const quint64 ticket = std::get<effect::PingMainLoop>(actions.at(ping)).ticket;
    event([ticket](Election &e) { e.mainLoopTurned(ticket); });
    ASSERT_GE(placeOf<effect::PublishRecord>(), 0);
    const Record published = std::get<effect::PublishRecord>(actions.at(placeOf<effect::PublishRecord>())).record;
    EXPECT_EQ(published.instanceId, QStringLiteral("me"));
    EXPECT_EQ(published.epoch, 6u);
    EXPECT_TRUE(published.settled);
}

TEST_F(ElectionTest, DoesNotTakeItsOwnFailedPromotionForAPrimary)
{
    promotionHandler = true;
    terms.promotionTimeout = 1min;
    startBeside(5);
    crash(5);
    ASSERT_EQ(state(), State::Sealing);
    event([](Election &e) { e.promotionAnswered(6, false, QStringLiteral("no")); });
    EXPECT_EQ(election->snapshot().epoch, 5u) << "that of the newest primary, as primaryChanged() has told it";
    EXPECT_EQ(election->snapshot().primaryId, QStringLiteral("p5"));
    advance(3s);
    ASSERT_EQ(state(), State::Sealing);
    EXPECT_EQ(election->epoch(), 7u) << "no epoch twice";
}

TEST_F(ElectionTest, GivesUpAPromotionThatOutlastsItsTimeout)
{
    promotionHandler = true;
    start();
    advance(500ms);
    EXPECT_TRUE(reported(Error::PromotionFailed));
    EXPECT_GE(placeOf<effect::CancelPromotion>(), 0);
    EXPECT_EQ(role(), Role::Secondary);
    event([](Election &e) { e.promotionAnswered(1, true, {}); });
    EXPECT_EQ(role(), Role::Secondary) << "an answer that comes too late";
}

TEST_F(ElectionTest, StopsAfterThreeDeathsDuringThePromotionUntilToldOtherwise)
{
    startBeside(5);
    Record failed;
    failed.epoch = 5;
    failed.claimedAt = now + 1s;
    failed.failedPromotions = 2;
    record = failed;
    crash(5);
    advance(60s);
    EXPECT_TRUE(reported(Error::CrashLoop));
    EXPECT_EQ(performed<op::Link>(), 0);
    event([](Election &e) { e.takeOver(); });
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(ElectionTest, LooksEverMoreSeldomInACrashLoop)
{
    startBeside(5);
    Record failed;
    failed.epoch = 5;
    failed.claimedAt = now + 1s;
    failed.failedPromotions = 2;
    record = failed;
    crash(5);
    const auto looks = performed<op::Look>();
    advance(1s);
    ASSERT_TRUE(reported(Error::CrashLoop));
    EXPECT_LT(performed<op::Look>() - looks, 60) << "half a heartbeat interval lies between two looks in the end";
    appoint(7);
    advance(Interval);
    EXPECT_EQ(state(), State::Attached) << "who succeeds is found all the same";
}

TEST_F(ElectionTest, TellsOfASecondCrashLoopAsOfTheFirst)
{
    startBeside(5);
    for (Epoch epoch = 5; epoch <= 7; epoch += 2) {
        Record failed;
        failed.epoch = epoch;
        failed.claimedAt = now + 1s;
        failed.failedPromotions = 2;
        record = failed;
        forgetPast();
        crash(epoch);
        advance(10s);
        EXPECT_TRUE(reported(Error::CrashLoop)) << epoch;
        EXPECT_EQ(noticed<notice::ErrorOccurred>(), 1) << epoch;
        record->settled = true; // a newcomer has succeeded
        appoint(epoch + 2);
        advance(2s);
        welcome(epoch + 2);
        ASSERT_EQ(election->snapshot().health, PrimaryHealth::Alive);
    }
}

TEST_F(ElectionTest, IgnoresBeatsRostersAndReleasesOfAnotherEpoch)
{
    startBeside(5);
    forgetPast();
    wire::Beat beat;
    beat.epoch = 4;
    beat.standing = wire::Standing::Primary;
    receive(connection, beat);
    receive(connection, wire::Roster{4, {Member{}}});
    receive(connection, wire::Released{4, Reason::Handover, QStringLiteral("me")});
    EXPECT_EQ(state(), State::Attached);
    EXPECT_TRUE(notices.empty());
    EXPECT_TRUE(election->snapshot().members.empty());
    beat.epoch = 5;
    receive(connection, beat);
    EXPECT_EQ(noticed<notice::Heartbeat>(), 1);
}

TEST_F(ElectionTest, AnswersACheckWhenTheRoleThatCameOfItIsTold)
{
    startBeside(5);
    event([](Election &e) { e.check(1, 10s); });
    forgetPast();
    crash(5);
    advance(1s);
    ASSERT_EQ(role(), Role::Primary);
    ASSERT_EQ(checks, std::vector{CheckResult::PromotedSelf});
    const auto told = std::find_if(actions.begin(), actions.end(), [](const Action &action) {
        const auto *publish = std::get_if<effect::Publish>(&action);
        return publish && publish->snapshot.role == Role::Primary;
    });
    EXPECT_LT(told - actions.begin(), placeOf<effect::Checked>());
}

TEST_F(ElectionTest, ReportsABusThatIsLostOnceMore)
{
    start();
    const Failure lost{Error::DBusUnavailable, QStringLiteral("it is not there")};
    for (int times = 1; times <= 2; ++times) {
        event([&lost](Election &e) { e.busFailed(lost); });
        EXPECT_EQ(noticed<notice::ErrorOccurred>(), times);
        event([](Election &e) { e.busConnected(true); });
        event([](Election &e) { e.busConnected(false); });
    }
}

TEST_F(ElectionTest, TakesNoAnswerOfAnotherEpochForASignOfLife)
{
    startBeside(5);
    event([](Election &e) { e.check(1, 10s); });
    const auto probes = sent<wire::Probe>();
    ASSERT_FALSE(probes.empty());
    receive(connection, wire::ProbeReply{probes.back().second.ticket, 4, wire::Standing::Primary});
    EXPECT_TRUE(checks.empty());
    receive(connection, wire::ProbeReply{probes.back().second.ticket, 5, wire::Standing::Primary});
    EXPECT_EQ(checks, std::vector{CheckResult::Alive});
}

TEST_F(ElectionTest, ReservesFloorsAheadAndWritesNothingDurableOnThePathOfAPromotion)
{
    counted.floor = 1000;
    startBeside(5);
    forgetPast();
    crash(5);
    ASSERT_EQ(role(), Role::Primary);
    EXPECT_EQ(performed<op::Reserve>(), 0);
    EXPECT_GT(placeOf<effect::ReserveAhead>(), placeOf<effect::SetPrimary>());
}

TEST_F(ElectionTest, TellsOnceThatFloorsCannotBeReserved)
{
    openFailure = {Error::EpochFloorUnavailable, QStringLiteral("no state directory")};
    start();
    ASSERT_EQ(role(), Role::Primary);
    event([this](Election &e) { e.floorReserved(257, openFailure); });
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 1);
}

TEST_F(ElectionTest, SyncsAFloorBeforeTheFirstEpochEverAndWhereTheRangeIsExhausted)
{
    start();
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(performed<op::Reserve>(), 1);

    counted.floor = 5;
    startBeside(5);
    forgetPast();
    crash(5);
    EXPECT_EQ(performed<op::Reserve>(), 1);
}

TEST_F(ElectionTest, ClosesTheConnectionOfWhoeverSendsGarbage)
{
    start();
    const Connection peer = join("other");
    forgetPast();
    event([peer](Election &e) { e.received(peer, QByteArrayLiteral("garbage")); });
    EXPECT_GE(placeOf<effect::Close>(), 0);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(ElectionTest, StopsBesideAPrimaryWhenToldToRunAsPrimaryOrNotAtAll)
{
    terms.candidacy = Candidacy::PrimaryOnly;
    appoint(5);
    start();
    EXPECT_EQ(state(), State::Stopped);
    EXPECT_TRUE(reported(Error::OtherPrimary));
    EXPECT_EQ(noticed<notice::Stopped>(), 1);
    EXPECT_EQ(noticed<notice::RoleChanged>(), 0);
}

TEST_F(ElectionTest, StandsAsSecondaryOnlyAfterTheTimeoutWithoutAPrimary)
{
    terms.candidacy = Candidacy::SecondaryOnly;
    start();
    EXPECT_EQ(role(), Role::Secondary);
    advance(Timeout - 10ms);
    EXPECT_EQ(performed<op::Link>(), 0);
    advance(200ms);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(ElectionTest, GreetsThoseWhoComeDuringItsClaimOnceItHasTheRight)
{
    terms.policy = HungPrimaryPolicy::Fence;
    startBeside(5, HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("me")});
    advance(Timeout + 10ms);
    ASSERT_EQ(state(), State::Claiming);
    const Connection peer = join("other", 0, 6);
    EXPECT_TRUE(sent<wire::Welcome>().empty());
    advance(ProofLifetime);
    ASSERT_EQ(sent<wire::Welcome>().size(), 1u);
    EXPECT_EQ(sent<wire::Welcome>()[0].first, peer);
    EXPECT_EQ(sent<wire::Welcome>()[0].second.epoch, 6u);
}

TEST_F(ElectionTest, AnswersEveryCheck)
{
    startBeside(5);
    event([](Election &e) { e.check(1, 200ms); });
    ASSERT_EQ(sent<wire::Probe>().size(), 1u);
    receive(connection, wire::ProbeReply{sent<wire::Probe>()[0].second.ticket, 5, wire::Standing::Primary});
    event([](Election &e) { e.check(2, 200ms); });
    advance(200ms);
    EXPECT_EQ(checks, (std::vector<CheckResult>{CheckResult::Alive, CheckResult::Unreachable}));
}

TEST_F(ElectionTest, HasAWayForMessagesOnlyToWhoHasSaidThatItIsPrimary)
{
    appoint(5);
    start();
    EXPECT_EQ(election->way().connection, 0U);
    event([this](Election &e) { e.connected(connection); });
    EXPECT_EQ(election->way().connection, 0U);
    wire::Welcome welcome;
    welcome.group = terms.group;
    welcome.id = QStringLiteral("p5");
    welcome.epoch = 5;
    receive(connection, welcome);
    EXPECT_EQ(election->way().connection, 0U) << "it is being promoted";
    receive(connection, wire::Beat{5, 1, wire::Standing::Primary, {}, {}});
    EXPECT_EQ(election->way(), (Way{connection, 5, QStringLiteral("p5")}));
    event([this](Election &e) { e.closed(connection); });
    EXPECT_EQ(election->way().connection, 0U);
}

TEST_F(ElectionTest, LetsGoOfTheConnectionToADeadPrimary)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("me")});
    const Connection lost = connection;
    crash(5);
    ASSERT_EQ(role(), Role::Primary);
    ASSERT_EQ(carriedOut<effect::Forget>(), 1);
    EXPECT_EQ(std::get<effect::Forget>(actions.at(placeOf<effect::Forget>())).connection, lost);
}

TEST_F(ElectionTest, StaysSecondaryWithAnIdThatIsInUse)
{
    startBeside(5);
    wire::Welcome welcome;
    welcome.group = terms.group;
    welcome.id = QStringLiteral("p5");
    welcome.epoch = 5;
    welcome.duplicate = true;
    receive(connection, welcome);
    EXPECT_TRUE(reported(Error::DuplicateInstanceId));
    receive(connection, wire::Prepare{5});
    EXPECT_EQ(sent<wire::Refuse>().size(), 1u);
}
