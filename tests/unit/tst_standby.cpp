// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What a secondary does ahead of the primary's death: the next one makes ready, the others give way to it.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

namespace {

class Standby : public ElectionBench
{
protected:
    using Switched = std::vector<bool>;

    const QString me = terms.instanceId;
    const QString other = QStringLiteral("other");
};

TEST_F(Standby, ListensAsSoonAsItIsNext)
{
    startBeside(5);
    tellRoster(5, {me});
    EXPECT_EQ(switched<effect::ListenAhead>(), Switched{true});
    EXPECT_EQ(switched<effect::GiveWay>(), Switched{});
}

TEST_F(Standby, GivesWayWhileAnotherIsNextAndListensOnlyAfterIt)
{
    startBeside(5);
    EXPECT_EQ(switched<effect::GiveWay>(), Switched{}) << "nobody has said who is next";
    EXPECT_EQ(switched<effect::ListenAhead>(), Switched{});
    tellRoster(5, {other, me});
    EXPECT_EQ(switched<effect::GiveWay>(), Switched{true});
    EXPECT_EQ(switched<effect::ListenAhead>(), Switched{});
    tellRoster(5, {me});
    EXPECT_EQ(switched<effect::GiveWay>(), (Switched{true, false}));
    EXPECT_EQ(switched<effect::ListenAhead>(), Switched{true});
    tellRoster(5, {other, me});
    EXPECT_EQ(switched<effect::GiveWay>(), (Switched{true, false, true}));
    EXPECT_EQ(switched<effect::ListenAhead>(), (Switched{true, false}));
}

TEST_F(Standby, DoesNotListenWhereItMayNotStand)
{
    terms.enabled = false;
    startBeside(5);
    tellRoster(5, {me});
    EXPECT_EQ(switched<effect::ListenAhead>(), Switched{});
}

TEST_F(Standby, ListensNoMoreWhenItIsDisabled)
{
    startBeside(5);
    tellRoster(5, {me});
    event([](Election &e) { e.setEnabled(false); });
    EXPECT_EQ(switched<effect::ListenAhead>(), (Switched{true, false}));
}

TEST_F(Standby, GivesWayUntilItsTurnHasCome)
{
    startBeside(5);
    tellRoster(5, {other, me});
    forgetPast();
    crash(5);
    EXPECT_EQ(switched<effect::GiveWay>(), Switched{}) << "now of all times";
    advance(1s);
    ASSERT_EQ(role(), Role::Primary);
    EXPECT_EQ(switched<effect::GiveWay>(), Switched{false});
    EXPECT_LT(placeOf<effect::GiveWay>(), placeOfOperation<op::Bind>());
}

TEST_F(Standby, GivesWayToTheOneThatThePrimaryHandsOverTo)
{
    startBeside(5);
    tellRoster(5, {me, other});
    receive(connection, wire::Released{5, Reason::Handover, other});
    EXPECT_EQ(switched<effect::GiveWay>(), Switched{true});
}

TEST_F(Standby, KeepsItsServerForTheClaim)
{
    startBeside(5);
    tellRoster(5, {me});
    forgetPast();
    crash(5);
    ASSERT_EQ(role(), Role::Primary);
    EXPECT_EQ(switched<effect::ListenAhead>(), Switched{});
    EXPECT_EQ(placeOf<effect::StopListening>(), -1);
}

} // namespace
