// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// For whom a role is that is let go of, and when the others may have it.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

namespace {

class Heirs : public ElectionBench
{};

TEST_F(Heirs, ThatDieLeaveTheOthersTheirTurn)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("other"), QStringLiteral("me")});
    held.clear();
    receive(connection, wire::Released{5, Reason::PrimaryShutdown, QStringLiteral("other")});
    EXPECT_EQ(performed<op::Link>(), 0);
    advance(Election::Turn + 1ms);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->snapshot().lastReason, Reason::PrimaryShutdown);
}

TEST_F(Heirs, ThatAreReadyHaveMoreThanATurn)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("other"), QStringLiteral("me")});
    held.clear();
    receive(connection, wire::Released{5, Reason::Handover, QStringLiteral("other")});
    advance(Election::HandOverTime);
    EXPECT_EQ(performed<op::Link>(), 0);
    advance(Election::Turn + 1ms);
    EXPECT_EQ(role(), Role::Primary) << "it has died instead";
}

TEST_F(Heirs, ThatAreNotNamedHaveTheirTurn)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("other"), QStringLiteral("me")});
    held.clear();
    receive(connection, wire::Released{5, Reason::Handover, {}});
    advance(Election::Turn + 1ms);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(Heirs, ThatHaveGoneMeanwhileAreNotNamed)
{
    demotionHandler = true;
    start();
    const Connection heir = join("heir", 5);
    join("other");
    event([](Election &e) { e.handOver(QStringLiteral("heir")); });
    receive(heir, wire::Ready{1});
    event([heir](Election &e) { e.closed(heir); });
    event([](Election &e) { e.demotionDone(1); });
    ASSERT_EQ(sent<wire::Released>().size(), 1U);
    EXPECT_EQ(sent<wire::Released>().front().second.successorId, QString());
    advance(2 * Duration(Election::Turn) + Interval);
    EXPECT_EQ(role(), Role::Primary) << "nobody has taken it";
}

TEST_F(Heirs, ThatHaveConnectedAnewMeanwhileAreFound)
{
    demotionHandler = true;
    start();
    const Connection heir = join("heir", 5);
    const Connection other = join("other");
    event([](Election &e) { e.handOver(QStringLiteral("heir")); });
    receive(heir, wire::Ready{1});
    event([heir](Election &e) { e.closed(heir); });
    const Connection again = join("heir", 5);
    event([](Election &e) { e.demotionDone(1); });
    ASSERT_EQ(sent<wire::Released>().size(), 1U) << "the other hears of it later";
    EXPECT_EQ(sent<wire::Released>().front().first, again);
    advance(2ms);
    EXPECT_EQ(sent<wire::Released>().back().first, other);
}

} // namespace
