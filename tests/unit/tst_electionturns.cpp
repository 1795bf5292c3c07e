// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

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

TEST_F(ElectionTest, ClaimsAtOnceWhenItIsTheSuccessorOfACrashedPrimary)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("me"), QStringLiteral("other")});
    crash(5);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->epoch(), 6u);
    EXPECT_EQ(election->snapshot().lastReason, Reason::PrimaryCrashed);
}

TEST_F(ElectionTest, KnowsFromTheRecordThatThePrimaryHasCrashedWhichNeverAnswered)
{
    for (const bool wasPrimary : {true, false}) {
        appoint(5);
        record = recordOf(5, wasPrimary);
        start();
        event([this](Election &e) { e.connected(connection); });
        crash(5);
        advance(1s);
        ASSERT_EQ(role(), Role::Primary);
        EXPECT_EQ(election->snapshot().lastReason, wasPrimary ? Reason::PrimaryCrashed : Reason::Started);
    }
}

TEST_F(ElectionTest, KnowsThatThePrimaryHasCrashedAlsoWhereItsLockIsSeenFreeFirst)
{
    appoint(5);
    record = recordOf(5, true);
    start();
    event([this](Election &e) { e.connected(connection); });
    advance(Timeout + 1ms); // silent: it looks every now and then
    held.clear();
    advance(1s);
    ASSERT_EQ(role(), Role::Primary);
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

TEST_F(ElectionTest, LooksAtOnceWhereThePrimaryHadEndedAltogetherWhenItsConnectionDid)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("other"), QStringLiteral("me")});
    const auto looks = performed<op::Look>();
    crash(5);
    event([this](Election &e) { e.died(connection); });
    advance(160us);
    EXPECT_GT(performed<op::Look>(), looks) << "by then the successor has long been told";
    EXPECT_EQ(performed<op::Link>(), 0) << "whose turn it is all the same";
}

TEST_F(ElectionTest, LooksAtOnceAlsoWhereTheEndOfTheProcessIsSeenFirst)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("other"), QStringLiteral("me")});
    const auto looks = performed<op::Look>();
    held.erase(100 + 5);
    event([this](Election &e) { e.died(connection); });
    event([this](Election &e) { e.closed(connection); });
    advance(160us);
    EXPECT_GT(performed<op::Look>(), looks);
    EXPECT_EQ(performed<op::Link>(), 0);
}

TEST_F(ElectionTest, LeavesTheSuccessorItsTimeWhereThePrimaryEndsAfterItsConnection)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("other"), QStringLiteral("me")});
    const auto looks = performed<op::Look>();
    crash(5);
    advance(1ms);
    event([this](Election &e) { e.died(connection); });
    advance(1ms);
    EXPECT_EQ(performed<op::Look>(), looks);
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
