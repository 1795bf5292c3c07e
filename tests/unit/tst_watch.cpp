// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What a secondary concludes from what it hears of its primary, from its silence, and from what it is asked.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using State = Election::State;

namespace {

class Watch : public ElectionBench
{
protected:
    void beat(Duration mainLoopAge = {}, Duration busyFor = {}, wire::Standing standing = wire::Standing::Primary)
    {
        receive(connection, wire::Beat{5, ++m_sequence, standing, mainLoopAge, busyFor});
    }
    PrimaryHealth health() const { return election->snapshot().health; }
    void check(quint64 ticket, Duration timeout)
    {
        event([&](Election &e) { e.check(ticket, timeout); });
    }
    quint64 counter(const char *name) const
    {
        return election->snapshot().statistics.value(QLatin1String(name)).toULongLong();
    }

private:
    quint64 m_sequence = 0;
};

TEST_F(Watch, TellsBusyUnresponsiveAndAliveByTheAgeOfTheMainLoop)
{
    terms.mainLoopTimeout = 250ms;
    startBeside(5);
    beat(Interval);
    EXPECT_EQ(health(), PrimaryHealth::Alive) << "an interval is no more than usual";
    forgetPast();
    beat(Interval + 1ms);
    EXPECT_EQ(health(), PrimaryHealth::Busy);
    EXPECT_EQ(noticed<notice::HealthChanged>(), 1);
    beat(251ms);
    EXPECT_EQ(health(), PrimaryHealth::Unresponsive);
    EXPECT_EQ(noticed<notice::HealthChanged>(), 2);
    beat(251ms, 1s);
    EXPECT_EQ(health(), PrimaryHealth::Busy) << "as it has said";
    beat();
    EXPECT_EQ(health(), PrimaryHealth::Alive);
    EXPECT_EQ(noticed<notice::HealthChanged>(), 4);
}

TEST_F(Watch, TakesNobodyForPrimaryBeforeItIs)
{
    appoint(5);
    start();
    event([this](Election &e) { e.connected(connection); });
    beat();
    EXPECT_EQ(election->snapshot().primaryId, QString()) << "it has not said who it is";
    EXPECT_EQ(noticed<notice::Heartbeat>(), 0);
    receive(connection, welcomeOf(5, wire::Standing::Candidate));
    beat({}, {}, wire::Standing::Candidate);
    EXPECT_EQ(election->snapshot().primaryId, QString()) << "its promotion may fail yet";
    EXPECT_EQ(noticed<notice::Heartbeat>(), 0);
    beat();
    EXPECT_EQ(election->snapshot().primaryId, QStringLiteral("p5"));
    EXPECT_EQ(noticed<notice::Heartbeat>(), 1);
}

TEST_F(Watch, DoesNotFenceForAMainLoopThatHangsWhereThePoliciesDoNotAllowIt)
{
    terms.mainLoopTimeout = 250ms;
    for (const auto &[mine, its] : {std::pair(HungPrimaryPolicy::Wait, HungPrimaryPolicy::Fence),
                                    std::pair(HungPrimaryPolicy::Fence, HungPrimaryPolicy::Wait)}) {
        terms.policy = mine;
        startBeside(5, its);
        tellRoster(5, {QStringLiteral("me")});
        for (Duration age = 0ms; age < 2s; age += Interval) {
            beat(age);
            advance(Interval);
        }
        EXPECT_EQ(state(), State::Attached);
        EXPECT_EQ(performed<op::Bind>(), 0);
    }
}

TEST_F(Watch, ProbesAtEachIntervalThatIsSetAndCountsWhatIsNotAnswered)
{
    terms.probeInterval = 50ms;
    startBeside(5);
    forgetPast();
    advance(50ms);
    ASSERT_EQ(sent<wire::Probe>().size(), 1u);
    receive(connection, wire::ProbeReply{sent<wire::Probe>()[0].second.ticket, 5, wire::Standing::Primary});
    beat();
    advance(50ms);
    ASSERT_EQ(sent<wire::Probe>().size(), 2u);
    EXPECT_NE(sent<wire::Probe>()[0].second.ticket, sent<wire::Probe>()[1].second.ticket);
    beat();
    EXPECT_EQ(counter("probesUnanswered"), 0u);
    advance(50ms);
    beat();
    EXPECT_EQ(counter("probesUnanswered"), 1u);
    EXPECT_EQ(counter("probesSent"), 3u);
}

TEST_F(Watch, TakesAnAnswerToAProbeForNoTurnOfAMainLoopThatHangs)
{
    terms.mainLoopTimeout = 250ms;
    startBeside(5);
    for (const auto &[age, told] :
         {std::pair(Interval + 1ms, PrimaryHealth::Busy), std::pair(251ms, PrimaryHealth::Unresponsive)}) {
        beat(age);
        check(1, 1s);
        receive(connection, wire::ProbeReply{sent<wire::Probe>().back().second.ticket, 5, wire::Standing::Primary});
        EXPECT_EQ(checks.back(), CheckResult::Alive) << "its process answers";
        EXPECT_EQ(health(), told);
    }
}

TEST_F(Watch, AnswersEachCheckByItsOwnProbe)
{
    startBeside(5);
    check(1, 1s);
    check(2, 1s);
    const auto probes = sent<wire::Probe>();
    ASSERT_EQ(probes.size(), 2u);
    receive(connection, wire::ProbeReply{probes[0].second.ticket, 5, wire::Standing::Primary});
    EXPECT_EQ(checks.size(), 1u);
    receive(connection, wire::ProbeReply{probes[1].second.ticket, 5, wire::Standing::Primary});
    EXPECT_EQ(checks.size(), 2u);
}

TEST_F(Watch, TakesTheAnswerOfACandidateForNoPrimarysToACheck)
{
    appoint(5);
    start();
    event([this](Election &e) { e.connected(connection); });
    receive(connection, welcomeOf(5, wire::Standing::Candidate));
    check(1, Interval);
    check(2, 1s);
    for (const auto &[to, probe] : sent<wire::Probe>())
        receive(to, wire::ProbeReply{probe.ticket, 5, wire::Standing::Candidate});
    EXPECT_TRUE(checks.empty()) << "its promotion may fail yet";
    advance(Interval);
    EXPECT_EQ(checks, std::vector{CheckResult::Unreachable});
    beat();
    EXPECT_EQ(checks, (std::vector{CheckResult::Unreachable, CheckResult::Alive}));
}

TEST_F(Watch, SaysInItsHelloAllThatAPrimaryHasToKnow)
{
    terms.scope = QStringLiteral("s");
    terms.priority = 3;
    terms.enabled = false;
    terms.applicationVersion = QStringLiteral("1.2");
    terms.candidacy = Candidacy::SecondaryOnly;
    appoint(5);
    const Instant then = now;
    start();
    advance(1ms);
    event([this](Election &e) { e.connected(connection); });
    ASSERT_EQ(sent<wire::Hello>().size(), 1u);
    wire::Hello wanted;
    wanted.group = terms.group;
    wanted.scope = terms.scope;
    wanted.id = terms.instanceId;
    wanted.pid = terms.pid;
    wanted.startedAt = then;
    wanted.priority = 3;
    wanted.enabled = false;
    wanted.applicationVersion = terms.applicationVersion;
    wanted.epoch = 5;
    wanted.reserve = true;
    EXPECT_EQ(sent<wire::Hello>()[0].second, wanted);
}

TEST_F(Watch, ClosesTheConnectionToWhoIsNotTheHolderThatWasCalled)
{
    wire::Welcome right;
    right.group = terms.group;
    right.id = QStringLiteral("p5");
    right.epoch = 5;
    right.standing = wire::Standing::Primary;
    wire::Welcome group = right;
    group.group = QStringLiteral("other");
    wire::Welcome scope = right;
    scope.scope = QStringLiteral("other");
    wire::Welcome epoch = right;
    epoch.epoch = 6;
    for (const wire::Welcome &wrong : {group, scope, epoch}) {
        appoint(5);
        start();
        event([this](Election &e) { e.connected(connection); });
        forgetPast();
        receive(connection, wrong);
        EXPECT_EQ(carriedOut<effect::Close>(), 1);
        EXPECT_EQ(election->way().connection, 0u);
        EXPECT_EQ(election->snapshot().primaryId, QString());
    }
}

TEST_F(Watch, ProbesNobodyWhoseConnectionIsLostOrWhoHasNotAnsweredYet)
{
    terms.probeInterval = 1ms;
    startBeside(5);
    const Connection lost = connection;
    event([lost](Election &e) { e.closed(lost); });
    forgetPast();
    advance(2ms);
    ASSERT_EQ(state(), State::Looking);
    EXPECT_TRUE(sent<wire::Probe>().empty());
    advance(Interval);
    ASSERT_NE(connection, lost);
    event([this](Election &e) { e.connected(connection); });
    advance(Timeout);
    EXPECT_TRUE(sent<wire::Probe>().empty());
}

TEST_F(Watch, AnswersTheChecksOfAPrimaryAndOfWhoDoesNotRunAtOnce)
{
    election.emplace(terms, 1);
    check(1, 1s);
    EXPECT_EQ(checks, std::vector{CheckResult::NotRunning});
    start();
    ASSERT_EQ(role(), Role::Primary);
    check(2, 1s);
    EXPECT_EQ(checks.back(), CheckResult::SelfPrimary);
    event([](Election &e) { e.shutdown(Reason::Stopped); });
    check(3, 1s);
    ASSERT_EQ(checks.size(), 3u);
    EXPECT_EQ(checks.back(), CheckResult::NotRunning);
}

TEST_F(Watch, AnswersTheChecksOfAPrimaryThatMendsItsNamesOrLetsGo)
{
    start();
    names.clear();
    linkFails = true;
    event([](Election &e) { e.proofLost(); });
    ASSERT_EQ(state(), State::Healing);
    check(1, 1s);
    EXPECT_EQ(checks, std::vector{CheckResult::SelfPrimary});
    linkFails = false;
    advance(Interval);
    ASSERT_EQ(state(), State::Primary);
    demotionHandler = true;
    const Connection peer = join("a");
    event([](Election &e) { e.handOver({}); });
    receive(peer, wire::Ready{1});
    ASSERT_EQ(state(), State::Demoting);
    check(2, 1s);
    EXPECT_EQ(checks, (std::vector{CheckResult::SelfPrimary, CheckResult::SelfPrimary}));
}

TEST_F(Watch, AnswersEachCheckAtItsOwnDeadline)
{
    startBeside(5);
    check(1, 50ms);
    check(2, 80ms);
    advance(50ms);
    EXPECT_EQ(checks.size(), 1u);
    advance(29ms);
    EXPECT_EQ(checks.size(), 1u);
    advance(1ms);
    EXPECT_EQ(checks, (std::vector{CheckResult::Unreachable, CheckResult::Unreachable}));
}

TEST_F(Watch, LetsACheckBringForwardTheFailOver)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("me")});
    crash(5);
    ASSERT_EQ(role(), Role::Secondary);
    check(1, 1s);
    EXPECT_EQ(role(), Role::Primary) << "before its turn";
    EXPECT_EQ(checks, std::vector{CheckResult::PromotedSelf});
}

TEST_F(Watch, AsksOnceMoreAfterItsOwnPauseAndFencesWhoIsSilentStill)
{
    terms.policy = HungPrimaryPolicy::Fence;
    startBeside(5, HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("me")});
    advance(Timeout);
    ASSERT_EQ(health(), PrimaryHealth::Unresponsive);
    forgetPast();
    now += 10s; // it has slept, between accusation and turn
    event([](Election &e) { e.tick(); });
    ASSERT_EQ(sent<wire::Probe>().size(), 1u) << "and asks before it believes itself";
    EXPECT_EQ(performed<op::Bind>(), 0);
    advance(2 * Timeout);
    advance(ProofLifetime);
    EXPECT_EQ(role(), Role::Primary) << "the silence has lasted";
}

TEST_F(Watch, LeavesAPrimaryToAnswerATakeOverForAnInterval)
{
    terms.policy = HungPrimaryPolicy::Fence;
    terms.heartbeatTimeout = 10 * Interval;
    startBeside(5, HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("me")});
    advance(10ms);
    event([](Election &e) { e.takeOver(); });
    advance(Interval - 1ms);
    EXPECT_EQ(performed<op::Bind>(), 0);
    beat();
    advance(2 * Interval);
    EXPECT_EQ(performed<op::Bind>(), 0) << "it is not silent, and may let go yet";
}

} // namespace
