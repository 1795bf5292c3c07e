// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Whoever has asked for a change of the primary is told one thing of it: that it has come, or that it has failed.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using State = Election::State;

namespace {

class Outcomes : public ElectionBench
{
protected:
    /// The role is handed over to "a"; "b" is there too.
    void handOver(const QString &wanted)
    {
        start();
        const Connection heir = join("a", 5);
        join("b");
        event([&wanted](Election &e) { e.handOver(wanted); });
        receive(heir, wire::Ready{1});
        ASSERT_EQ(role(), Role::Secondary);
    }
    /// Somebody else is primary now.
    void find(Epoch epoch, const QString &id)
    {
        appoint(epoch);
        advance(Interval);
        ASSERT_EQ(state(), State::Attached);
        welcome(epoch, HungPrimaryPolicy::Wait, id);
        ASSERT_EQ(election->snapshot().primaryId, id);
    }
    void takeOverAndSayReady()
    {
        startBeside(5);
        event([](Election &e) { e.takeOver(); });
        advance(terms.shutdownTimeout - 10ms);
        receive(connection, wire::Prepare{5, Reason::TakenOver});
        ASSERT_EQ(sent<wire::Ready>().size(), 1u);
    }
    void beat() { receive(connection, wire::Beat{5, ++m_sequence, wire::Standing::Primary, {}, {}}); }

private:
    quint64 m_sequence = 0;
};

TEST_F(Outcomes, OfAHandOverIsAFailureWhereTheRoleComesBack)
{
    for (const QString &wanted : {QString(), QStringLiteral("a")}) {
        names.clear();
        counted = {};
        handOver(wanted);
        EXPECT_FALSE(reported(Error::HandoverFailed));
        advance(Election::HandOverTime + 3 * Duration(Election::Turn) + Interval);
        ASSERT_EQ(role(), Role::Primary);
        EXPECT_TRUE(reported(Error::HandoverFailed));
        forgetPast();
    }
}

TEST_F(Outcomes, OfAHandOverIsAFailureWhereAnotherBecomesPrimaryThanTheOneAskedFor)
{
    handOver(QStringLiteral("a"));
    find(3, QStringLiteral("b"));
    EXPECT_TRUE(reported(Error::HandoverFailed));
}

TEST_F(Outcomes, OfAHandOverIsASuccessWhereTheRoleGoesWhereItShould)
{
    for (const QString &wanted : {QString(), QStringLiteral("a")}) {
        names.clear();
        counted = {};
        handOver(wanted);
        find(2, wanted.isEmpty() ? QStringLiteral("b") : wanted);
        crash(2); // later, and another matter
        advance(Interval);
        ASSERT_EQ(role(), Role::Primary);
        EXPECT_FALSE(reported(Error::HandoverFailed));
    }
}

TEST_F(Outcomes, OfATakeOverIsNoFailureWhileThePrimaryLetsGo)
{
    takeOverAndSayReady();
    for (Duration demotion{}; demotion < terms.shutdownTimeout; demotion += Interval) {
        advance(Interval);
        beat();
    }
    held.clear();
    receive(connection, wire::Released{5, Reason::TakenOver, terms.instanceId});
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->snapshot().lastReason, Reason::TakenOver);
    EXPECT_FALSE(reported(Error::HandoverFailed));
}

TEST_F(Outcomes, OfATakeOverIsAFailureWhereThePrimaryHangsMeanwhile)
{
    takeOverAndSayReady();
    advance(10ms);
    EXPECT_FALSE(reported(Error::HandoverFailed));
    advance(Timeout + Interval);
    EXPECT_TRUE(reported(Error::HandoverFailed));
    EXPECT_EQ(state(), State::Attached);
}

TEST_F(Outcomes, OfATakeOverIsAFailureWhereThePrimaryThinksBetterOfIt)
{
    takeOverAndSayReady();
    receive(connection, wire::TakeOverRefused{5, QStringLiteral("the lock was lost")});
    EXPECT_TRUE(reported(Error::HandoverFailed));
}

TEST_F(Outcomes, OfATakeOverIsNoFailureWhereItIsAskedForTwiceWhileThePrimaryLetsGo)
{
    takeOverAndSayReady();
    event([](Election &e) { e.takeOver(); });
    for (Duration demotion{}; demotion < 2 * terms.shutdownTimeout; demotion += Interval) {
        beat();
        advance(Interval);
    }
    EXPECT_FALSE(reported(Error::HandoverFailed));
}

TEST_F(Outcomes, WhoIsReadyTooLateIsToldSo)
{
    start();
    const Connection late = join("a");
    receive(late, wire::Ready{1});
    EXPECT_EQ(sent<wire::TakeOverRefused>().size(), 1U);
    const Connection heir = join("b", 5);
    event([](Election &e) { e.handOver(QStringLiteral("b")); });
    receive(late, wire::Ready{1});
    EXPECT_EQ(sent<wire::TakeOverRefused>().size(), 2U);
    EXPECT_EQ(state(), State::Preparing);
    demotionHandler = true;
    receive(heir, wire::Ready{1});
    receive(heir, wire::Ready{1});
    EXPECT_EQ(sent<wire::TakeOverRefused>().size(), 2U);
}

TEST_F(Outcomes, OfATakeOverIsAFailureThoughThePrimaryHasLetGoForAnEarlierOne)
{
    takeOverAndSayReady();
    receive(connection, wire::TakeOverRefused{5, QStringLiteral("it heard too late that this one is ready")});
    forgetPast();
    event([](Election &e) { e.takeOver(); });
    for (Duration left = terms.shutdownTimeout; left > Duration::zero(); left -= Interval) {
        beat();
        advance(Interval);
    }
    EXPECT_TRUE(reported(Error::HandoverFailed));
}

} // namespace
