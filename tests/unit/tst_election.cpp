// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

using State = Election::State;

class ElectionTest : public ElectionBench
{};

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

TEST_F(ElectionTest, ClosesTheConnectionOfWhoeverSendsGarbage)
{
    start();
    const Connection peer = join("other");
    forgetPast();
    event([peer](Election &e) { e.received(peer, QByteArrayLiteral("garbage")); });
    EXPECT_GE(placeOf<effect::Close>(), 0);
    EXPECT_EQ(role(), Role::Primary);
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
    receive(connection, welcomeOf(5, wire::Standing::Candidate));
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
    wire::Welcome welcome = welcomeOf(5, wire::Standing::Candidate);
    welcome.duplicate = true;
    receive(connection, welcome);
    EXPECT_TRUE(reported(Error::DuplicateInstanceId));
    receive(connection, wire::Prepare{5});
    EXPECT_EQ(sent<wire::Refuse>().size(), 1u);
}
