// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

using State = Election::State;

/// The bus as second path to a living primary whose socket is lost.
class LostSocket : public ElectionBench
{
protected:
    /// Everything that connects is refused, as where the socket file was deleted.
    void refuseFor(Duration length)
    {
        for (const Instant end = now + length; now < end;) {
            event([this](Election &e) { e.closed(connection); });
            advance(std::min<Duration>(end - now, 2ms));
        }
    }
    void heard(Epoch epoch) { heard(QStringLiteral("p%1").arg(epoch), epoch); }
    void heard(const QString &id, Epoch epoch)
    {
        event([&](Election &e) { e.busHeard(id, epoch); });
    }
    /// What the bus was told, in order.
    std::vector<bool> listened() const { return switched<effect::BusListen>(); }
};

TEST_F(LostSocket, IsLookedForOnTheBusAtNoOtherTime)
{
    startBeside(5);
    advance(10s);
    EXPECT_TRUE(listened().empty());
}

TEST_F(LostSocket, IsNotThatOfADyingPrimary)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("me")});
    event([this](Election &e) { e.closed(connection); });
    advance(5ms);
    held.clear();
    advance(20ms);
    ASSERT_EQ(role(), Role::Primary);
    EXPECT_TRUE(listened().empty()) << "every beat that is listened to wakes the process";
}

TEST_F(LostSocket, MakesItListenToTheBusUntilThePrimaryHasAnsweredAgain)
{
    startBeside(5);
    refuseFor(60ms);
    EXPECT_EQ(listened(), std::vector<bool>{true});
    EXPECT_EQ(role(), Role::Secondary);
    welcome(5);
    EXPECT_EQ(listened(), (std::vector<bool>{true, false}));
}

TEST_F(LostSocket, OfAPrimaryThatIsSilentIsNotExcusedByThatOfAnotherDirectoryWithTheSameName)
{
    record.emplace();
    record->epoch = 5;
    record->instanceId = QStringLiteral("p5");
    startBeside(5);
    for (Duration silence = 0s; silence < terms.heartbeatTimeout + 1s; silence += terms.heartbeatInterval) {
        refuseFor(terms.heartbeatInterval);
        heard(QStringLiteral("stranger"), 5);
    }
    EXPECT_EQ(election->snapshot().primaryId, QStringLiteral("p5"));
    EXPECT_NE(election->snapshot().health, PrimaryHealth::Alive);
}

TEST_F(LostSocket, IsTriedEverMoreSeldom)
{
    startBeside(5);
    refuseFor(1s);
    forgetPast();
    refuseFor(10s);
    EXPECT_GE(performed<op::Connect>(), 10s / Interval);
    EXPECT_LE(performed<op::Connect>(), 2 * 10s / Interval);
}

TEST_F(LostSocket, IsTriedOftenByANewcomerWhomNobodyElseTellsTheDeath)
{
    terms.heartbeatInterval = 5s;
    terms.heartbeatTimeout = 15s;
    appoint(5);
    start();
    refuseFor(5500ms); // far from a look that would come once in a second
    held.clear();
    refuseFor(60ms);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(LostSocket, DoesNotMakeAPrimarySilentThatBeatsOnTheBus)
{
    startBeside(5);
    forgetPast();
    for (int beats = 0; beats < 20; ++beats) {
        refuseFor(Interval);
        heard(5);
    }
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Alive);
    EXPECT_EQ(noticed<notice::HealthChanged>(), 0);
    refuseFor(2 * Timeout);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Unresponsive) << "without a word on either path";
}

TEST_F(LostSocket, LeavesANewcomerTheBusToLearnThatThePrimaryLives)
{
    appoint(5);
    start();
    refuseFor(60ms);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Unknown);
    heard(5);
    EXPECT_EQ(election->snapshot().primaryId, QStringLiteral("p5"));
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Alive);
    EXPECT_EQ(role(), Role::Secondary);
}

TEST_F(LostSocket, IsTriedAgainAtOnceWhenThePrimaryBeatsOnTheBus)
{
    startBeside(5);
    refuseFor(2s);
    event([this](Election &e) { e.closed(connection); });
    ASSERT_EQ(state(), State::Looking);
    forgetPast();
    heard(5);
    advance(0ms);
    EXPECT_EQ(performed<op::Connect>(), 1);
    EXPECT_EQ(performed<op::Link>(), 0);
}

TEST_F(LostSocket, IsNoShelterForAPrimaryWhoseLockIsFree)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("me")});
    refuseFor(60ms);
    held.clear();
    event([this](Election &e) { e.closed(connection); });
    heard(5); // said before it died
    advance(0ms);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->epoch(), 6u);
    EXPECT_EQ(listened(), (std::vector<bool>{true, false}));
    forgetPast();
    heard(9);
    advance(0ms);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_TRUE(actions.empty());
}

TEST_F(LostSocket, IsNotMadeUpForByAnOlderEpoch)
{
    startBeside(5);
    refuseFor(60ms);
    forgetPast();
    heard(4);
    EXPECT_TRUE(notices.empty());
    EXPECT_EQ(election->snapshot().primaryId, QStringLiteral("p5"));
}

TEST_F(LostSocket, StillTellsTheDeathOfThePrimary)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("me"), QStringLiteral("other")});
    const Connection first = connection;
    refuseFor(5 * Interval);
    held.clear();
    event([first](Election &e) { e.died(first); });
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->epoch(), 6u);
}

TEST_F(LostSocket, TellsTheDeathToEachInItsTurn)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("other"), QStringLiteral("me")});
    const Connection first = connection;
    refuseFor(5 * Interval);
    held.clear();
    event([first](Election &e) { e.died(first); });
    EXPECT_EQ(role(), Role::Secondary);
    advance(Election::Turn);
    EXPECT_EQ(role(), Role::Primary) << "the first in rank is dead too";
}

TEST_F(LostSocket, TellsTheDeathAlsoWhileAnotherIsTried)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("me")});
    const Connection first = connection;
    refuseFor(5 * Interval);
    heard(5);
    advance(0ms);
    ASSERT_EQ(state(), State::Attached);
    held.clear();
    event([first](Election &e) { e.died(first); });
    EXPECT_EQ(role(), Role::Primary);
    event([this](Election &e) { e.closed(connection); });
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(LostSocket, IsClosedOnceThereIsAnother)
{
    startBeside(5);
    const Connection first = connection;
    refuseFor(5 * Interval);
    heard(5);
    advance(0ms);
    forgetPast();
    welcome(5);
    std::vector<Connection> forgotten;
    for (const Action &action : actions) {
        if (const auto *forget = std::get_if<effect::Forget>(&action))
            forgotten.push_back(forget->connection);
    }
    EXPECT_EQ(forgotten, std::vector<Connection>{first});
    forgetPast();
    event([first](Election &e) { e.died(first); });
    EXPECT_TRUE(actions.empty());
}

TEST_F(LostSocket, IsForgottenWhenTheInstanceStops)
{
    startBeside(5);
    refuseFor(60ms);
    event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
    EXPECT_EQ(listened(), (std::vector<bool>{true, false}));
}

TEST_F(LostSocket, IsTriedAgainHoweverShortTheIntervalIs)
{
    terms.heartbeatInterval = 10ms;
    terms.heartbeatTimeout = 30ms;
    startBeside(5);
    const Connection lost = connection;
    event([lost](Election &e) { e.closed(lost); });
    advance(1s);
    EXPECT_NE(connection, lost) << "its holder lives, and may listen anew";
    EXPECT_EQ(state(), State::Attached);
}
