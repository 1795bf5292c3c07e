// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What is told of the settings of an instance and of its bus, and to whom.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using State = Election::State;

namespace {

class Settings : public ElectionBench
{
protected:
    void setEnabled(bool enabled)
    {
        event([enabled](Election &e) { e.setEnabled(enabled); });
    }
};

TEST_F(Settings, AreKnownBeforeTheStart)
{
    terms.enabled = false;
    election.emplace(terms, 1);
    EXPECT_EQ(election->snapshot().instanceId, terms.instanceId);
    EXPECT_FALSE(election->snapshot().enabled);
}

TEST_F(Settings, OfAPrimaryThatKeepsTheRoleAreToldToAll)
{
    start();
    const Connection peer = join("a");
    receive(peer, wire::Update{1, false}); // nobody can take the role
    advance(10ms);
    forgetPast();
    setEnabled(false);
    setEnabled(false);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(noticed<notice::EnabledChanged>(), 1);
    ASSERT_FALSE(sent<wire::Roster>().empty());
    EXPECT_FALSE(sent<wire::Roster>().back().second.members.front().enabled);
    forgetPast();
    setEnabled(true);
    EXPECT_EQ(state(), State::Primary) << "it hands nothing over";
    EXPECT_FALSE(reported(Error::HandoverFailed));
    ASSERT_EQ(sent<wire::Roster>().size(), 1u);
    EXPECT_TRUE(sent<wire::Roster>().back().second.members.front().enabled);
}

TEST_F(Settings, OfASecondaryAreToldToThePrimaryOnce)
{
    startBeside(5);
    setEnabled(false);
    setEnabled(false);
    ASSERT_EQ(sent<wire::Update>().size(), 1u);
    EXPECT_FALSE(sent<wire::Update>()[0].second.enabled);
    EXPECT_EQ(noticed<notice::EnabledChanged>(), 1);
    event([this](Election &e) { e.closed(connection); });
    forgetPast();
    setEnabled(true);
    EXPECT_TRUE(sent<wire::Update>().empty()) << "the connection is lost";
}

TEST_F(Settings, ThatChangeBeforeTheConnectionStandsAreInItsFirstWord)
{
    appoint(5);
    start();
    setEnabled(false);
    EXPECT_EQ(carriedOut<effect::Send>(), 0);
    event([this](Election &e) { e.connected(connection); });
    ASSERT_EQ(sent<wire::Hello>().size(), 1u);
    EXPECT_FALSE(sent<wire::Hello>()[0].second.enabled);
}

TEST_F(Settings, ChangeNothingAfterTheEnd)
{
    start();
    event([](Election &e) { e.shutdown(Reason::Stopped); });
    forgetPast();
    setEnabled(false);
    event([](Election &e) { e.tick(); });
    EXPECT_TRUE(actions.empty());
}

TEST_F(Settings, OfTheBusAreToldWhenTheyChange)
{
    start();
    forgetPast();
    for (const bool connected : {false, true, true, false})
        event([connected](Election &e) { e.busConnected(connected); });
    EXPECT_EQ(noticed<notice::BusConnectedChanged>(), 2);
    event([](Election &e) { e.busConnected(true); });
    EXPECT_TRUE(election->snapshot().busConnected);
}

} // namespace
