// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What becomes of the process at the other end.

#include "transportfixture.h"

#include "adapters/localserver.h"

#include <QAbstractEventDispatcher>

using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

class LocalTransportPeersTest : public TransportTest
{
protected:
    /// Nothing is left to do until something happens outside: in a loop that spins there is always something.
    static bool comesToRest()
    {
        constexpr int Turns = 10'000;
        for (int turn = 0; turn < Turns; ++turn) {
            if (!QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents))
                return true;
        }
        return false;
    }
};

} // namespace

TEST_F(LocalTransportPeersTest, KnowsThePeersProcess)
{
    PeerProcess peer;
    const Connection connection = connectToPeer(peer);
    EXPECT_EQ(client.peerPid(connection), peer.pid());
    EXPECT_EQ(client.state(connection), ProcessState::Running);
    EXPECT_EQ(client.state(connection + 1), ProcessState::Unknown);
}

TEST_F(LocalTransportPeersTest, TellsOnceOfADeathAndOfTheEndOfTheConnection)
{
    PeerProcess peer;
    const Connection connection = connectToPeer(peer);
    peer.kill();
    EXPECT_TRUE(
        waitFor([&] { return atClient.has(connection, Fact::Died) && atClient.has(connection, Fact::Closed); }));
    EXPECT_EQ(client.state(connection), ProcessState::Dead);
    listen();
    EXPECT_TRUE(serves()) << "whatever was still to be told is";
    EXPECT_EQ(atClient.count(connection, Fact::Died), 1);
    EXPECT_EQ(atClient.count(connection, Fact::Closed), 1);
}

TEST_F(LocalTransportPeersTest, TellsOfTheDeathOfAClientToo)
{
    listen();
    PeerProcess peer;
    ASSERT_EQ(peer.say(u"connect %1 %2"_s.arg(directory.path()).arg(Inode)), u"connected"_s);
    ASSERT_TRUE(waitFor([&] { return atServer.acceptedConnections.size() == 1; }));
    const Connection connection = atServer.acceptedConnections.first();
    EXPECT_EQ(server.peerPid(connection), peer.pid());
    peer.kill();
    EXPECT_TRUE(
        waitFor([&] { return atServer.has(connection, Fact::Died) && atServer.has(connection, Fact::Closed); }));
}

TEST_F(LocalTransportPeersTest, TellsOfADeathAlsoAfterTheConnectionWasClosed)
{
    PeerProcess peer;
    const Connection connection = connectToPeer(peer);
    client.close(connection);
    EXPECT_EQ(client.state(connection), ProcessState::Running);
    peer.kill();
    EXPECT_TRUE(waitFor([&] { return atClient.has(connection, Fact::Died); }));
    EXPECT_FALSE(atClient.has(connection, Fact::Closed));
}

TEST_F(LocalTransportPeersTest, TellsOfADeathThoughAForkedChildKeepsTheConnectionOpen)
{
    PeerProcess peer;
    const Connection connection = connectToPeer(peer);
    // Once it has answered it has accepted, and the child inherits the connection.
    client.send(connection, "accepted?");
    ASSERT_TRUE(waitFor([&] { return atClient.has(connection, Fact::Received); }));
    const qint64 child = forkedPid(peer.say(u"fork"_s));
    ASSERT_GT(child, 0);
    const ProcessEnder ender(child);
    peer.kill();
    EXPECT_TRUE(waitFor([&] { return atClient.has(connection, Fact::Died); }));
    EXPECT_FALSE(atClient.has(connection, Fact::Closed));
}

TEST_F(LocalTransportPeersTest, TellsOfADeadListenerWhoseForkedChildStillAccepts)
{
    PeerProcess peer;
    const Connection first = connectToPeer(peer);
    const ProcessEnder ender(forkedPid(peer.say(u"fork"_s)));
    peer.kill();
    ASSERT_TRUE(waitFor([&] { return atClient.has(first, Fact::Died); }));
    const Connection second = client.connectTo(directory.path(), Inode);
    EXPECT_TRUE(waitFor([&] { return atClient.has(second, Fact::Died); }));
    EXPECT_TRUE(atClient.has(second, Fact::Connected));
}

TEST_F(LocalTransportPeersTest, HangsUpAlsoWhereAForkedChildKeepsTheConnectionOpen)
{
    PeerProcess peer;
    listen();
    ASSERT_EQ(peer.say(u"connect %1 %2"_s.arg(directory.path()).arg(Inode)), u"connected"_s);
    ASSERT_TRUE(waitFor([&] { return atServer.acceptedConnections.size() == 1; }));
    const pid_t child = ::fork();
    if (child == 0) {
        ::alarm(120);
        for (;;)
            ::pause();
    }
    const ProcessEnder ender(child);
    server.close(atServer.acceptedConnections.first());
    EXPECT_EQ(peer.line(), u"closed"_s);
}

TEST_F(LocalTransportPeersTest, HearsTheLastWordsOfADyingPeerFirst)
{
    for (int round = 0; round < 20; ++round) {
        PeerProcess peer;
        const Connection connection = connectToPeer(peer);
        client.send(connection, "die");
        ASSERT_TRUE(
            waitFor([&] { return atClient.has(connection, Fact::Died) && atClient.has(connection, Fact::Closed); }));
        const QList<Fact> facts = atClient.facts.value(connection);
        ASSERT_EQ(facts.size(), 4);
        EXPECT_EQ(facts.at(1), Fact::Received);
        client.forget(connection);
    }
}

TEST_F(LocalTransportPeersTest, AStoppedServerConnectsAndSaysNothing)
{
    PeerProcess peer;
    const Connection before = connectToPeer(peer);
    peer.stop();
    const Connection after = client.connectTo(directory.path(), Inode);
    EXPECT_TRUE(waitFor([&] { return atClient.has(after, Fact::Connected); }));
    EXPECT_EQ(client.state(before), ProcessState::Stopped);
    EXPECT_EQ(client.state(after), ProcessState::Stopped);
    client.send(after, "anybody there?");
    server.listen(directory.path(), Inode + 1);
    const Connection other = client.connectTo(directory.path(), Inode + 1);
    ASSERT_TRUE(waitFor([&] { return atServer.acceptedConnections.size() == 1; }));
    server.send(atServer.acceptedConnections.first(), "here"); // an answer to a later question
    ASSERT_TRUE(waitFor([&] { return atClient.frames.value(other) == QList<QByteArray>{"here"}; }));
    EXPECT_TRUE(atClient.frames.value(after).isEmpty());
    peer.resume();
    EXPECT_TRUE(waitFor([&] { return atClient.frames.value(after) == QList<QByteArray>{"anybody there?"}; }));
}

TEST_F(LocalTransportPeersTest, ThreeHundredConnectsToAStoppedServerNeitherBlockNorSpin)
{
    constexpr int Connects = 300;
    PeerProcess peer;
    connectToPeer(peer);
    peer.stop();
    QList<Connection> connections;
    for (int i = 0; i < Connects; ++i)
        connections.append(client.connectTo(directory.path(), Inode));
    EXPECT_TRUE(waitFor([&] {
        return std::all_of(connections.cbegin(), connections.cend(),
                           [&](Connection each) { return !atClient.facts.value(each).isEmpty(); });
    }));
    const auto refused = std::count_if(connections.cbegin(), connections.cend(), [&](Connection each) {
        return atClient.facts.value(each) == QList<Fact>{Fact::Closed};
    });
    EXPECT_GE(refused, Connects - LocalServer::Backlog - 2);
    EXPECT_TRUE(comesToRest());
}
