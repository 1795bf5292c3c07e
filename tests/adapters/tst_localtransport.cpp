// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Frames, queues and the order of notices, between two transports of one process.

#include "transportfixture.h"

#include "adapters/framereader.h"
#include "support/descriptors.h"
#include "support/rawframes.h"

#include <array>

using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

class LocalTransportTest : public TransportTest
{};

} // namespace

TEST_F(LocalTransportTest, CarriesFramesBothWays)
{
    listen();
    EXPECT_TRUE(serves());
    EXPECT_EQ(server.counters().accepted, 1u);
}

TEST_F(LocalTransportTest, KeepsTheOrderAndTheBordersOfFrames)
{
    listen();
    const Pair pair = connectPair();
    QList<QByteArray> sent;
    for (int i = 0; i < 500; ++i) {
        sent.append(QByteArray(1 + i * 7, char('a' + i % 26)));
        client.send(pair.client, sent.last());
    }
    EXPECT_TRUE(waitFor([&] { return atServer.frames.value(pair.server).size() == sent.size(); }));
    EXPECT_EQ(atServer.frames.value(pair.server), sent);
}

TEST_F(LocalTransportTest, KeepsTheOrderAndTheBordersOfFramesThatAreSentTogether)
{
    listen();
    const Pair pair = connectPair();
    const QByteArray payload(8000, 'p');
    QList<QByteArray> expected;
    std::vector<Frame> together;
    for (int i = 0; i < 300; ++i) { // more than the system takes at once, in number and in bytes
        together.push_back({QByteArray::number(i), payload, i, 7 * i});
        expected.append(QByteArray::number(i) + QByteArray(7 * i, 'p'));
    }
    client.send(pair.client, "first");
    client.sendAll(pair.client, together);
    client.sendAll(pair.client, {Frame{"beside"}});
    client.send(pair.client, "last");
    expected = QList<QByteArray>{"first"} + expected + QList<QByteArray>{"beside", "last"};
    EXPECT_TRUE(waitFor([&] { return atServer.frames.value(pair.server).size() == expected.size(); }));
    EXPECT_EQ(atServer.frames.value(pair.server), expected);
}

TEST_F(LocalTransportTest, TellsTheFramesOfOneReadTogether)
{
    class Counting final : public Transport::Listener
    {
    public:
        void together(const std::function<void()> &tell) override
        {
            inside = true;
            tell();
            inside = false;
        }
        void accepted(Connection) override {}
        void connected(Connection) override {}
        void received(Connection, QByteArray) override { (inside ? within : alone)++; }
        void closed(Connection) override {}
        void died(Connection) override {}

        bool inside = false;
        int within = 0;
        int alone = 0;
    } counting;
    listen();
    const Pair pair = connectPair();
    server.setListener(&counting);
    client.sendAll(pair.client, {Frame{"one"}, Frame{"two"}, Frame{"three"}});
    EXPECT_TRUE(waitFor([&] { return counting.within == 3; }));
    EXPECT_EQ(counting.alone, 0);
}

TEST_F(LocalTransportTest, TellsOfAConnectionThatBreaksAtTheEndOfATurn)
{
    class Late final : public Transport::Listener
    {
    public:
        explicit Late(Transport &of) : transport(of) {}
        void together(const std::function<void()> &tell) override
        {
            tell();
            if (const Connection connection = std::exchange(fresh, 0))
                transport.send(connection, "too late");
        }
        void accepted(Connection connection) override { fresh = connection; }
        void connected(Connection) override {}
        void received(Connection, QByteArray) override {}
        void closed(Connection) override { ++closures; }
        void died(Connection) override {}

        Transport &transport;
        Connection fresh = 0;
        int closures = 0;
    } late(server);
    listen();
    server.setListener(&late);
    rawConnect(socketPath()); // and closes at once
    EXPECT_TRUE(waitFor([&] { return late.closures == 1; }));
}

TEST_F(LocalTransportTest, CarriesAFrameOfTheSizeOfTheCap)
{
    listen();
    const Pair pair = connectPair();
    const QByteArray frame(Transport::FrameCap, 'x');
    client.send(pair.client, frame);
    EXPECT_TRUE(waitFor([&] { return atServer.frames.value(pair.server) == QList<QByteArray>{frame}; }));
}

TEST_F(LocalTransportTest, PutsAFrameTogetherThatComesByteByByte)
{
    listen();
    const Descriptor raw = rawConnect(socketPath());
    ASSERT_TRUE(waitFor([&] { return atServer.acceptedConnections.size() == 1; }));
    const Connection connection = atServer.acceptedConnections.first();
    for (const char byte : framed("piecemeal")) {
        EXPECT_TRUE(atServer.frames.value(connection).isEmpty());
        ASSERT_TRUE(rawSend(raw, QByteArray(1, byte)));
        QCoreApplication::processEvents();
    }
    EXPECT_TRUE(waitFor([&] { return atServer.frames.value(connection) == QList<QByteArray>{"piecemeal"}; }));
}

class MalformedInput : public LocalTransportTest, public testing::WithParamInterface<QByteArray>
{};

TEST_P(MalformedInput, ClosesThatConnectionAlone)
{
    listen();
    const Pair good = connectPair();
    const Descriptor raw = rawConnect(socketPath());
    ASSERT_TRUE(waitFor([&] { return atServer.acceptedConnections.size() == 2; }));
    const Connection bad = atServer.acceptedConnections.last();

    ASSERT_TRUE(rawSend(raw, framed("good") + GetParam()));
    EXPECT_TRUE(waitFor([&] { return rawIsClosed(raw) && atServer.has(bad, Fact::Closed); }));
    EXPECT_EQ(atServer.frames.value(bad), QList<QByteArray>{"good"});
    EXPECT_EQ(server.counters().badFrames, 1u);

    client.send(good.client, "still here");
    EXPECT_TRUE(waitFor([&] { return atServer.frames.value(good.server) == QList<QByteArray>{"still here"}; }));
    EXPECT_TRUE(serves());
}

INSTANTIATE_TEST_SUITE_P(LocalTransport, MalformedInput,
                         testing::Values(FrameReader::header(0) + "x",
                                         FrameReader::header(Transport::FrameCap + 1) + "x",
                                         QByteArray::fromHex("ffffffff00"), QByteArray("GET / HTTP/1.1\r\n\r\n")));

TEST_F(LocalTransportTest, DropsAPeerThatNeverReadsAndServesTheOthers)
{
    listen();
    const Pair good = connectPair();
    const Descriptor raw = rawConnect(socketPath());
    ASSERT_TRUE(waitFor([&] { return atServer.acceptedConnections.size() == 2; }));
    const Connection deaf = atServer.acceptedConnections.last();

    const QByteArray frame(Transport::FrameCap / 2, 'x');
    for (int i = 0; i < 20; ++i)
        server.send(deaf, frame);
    EXPECT_FALSE(atServer.has(deaf, Fact::Closed)) << "told from within send()";
    EXPECT_TRUE(waitFor([&] { return atServer.has(deaf, Fact::Closed); }));
    EXPECT_EQ(atServer.count(deaf, Fact::Closed), 1);
    EXPECT_EQ(server.counters().overflows, 1u);

    server.send(good.server, "for you");
    EXPECT_TRUE(waitFor([&] { return atClient.frames.value(good.client) == QList<QByteArray>{"for you"}; }));
}

TEST_F(LocalTransportTest, TellsOfAFailedConnectOnlyWhenTheCallHasReturned)
{
    const Connection connection = client.connectTo(directory.path(), Inode);
    EXPECT_NE(connection, 0u);
    EXPECT_TRUE(atClient.facts.isEmpty());
    EXPECT_TRUE(waitFor([&] { return atClient.has(connection, Fact::Closed); }));
    EXPECT_EQ(atClient.facts.value(connection), QList<Fact>{Fact::Closed});
}

TEST_F(LocalTransportTest, TellsNothingOfAForgottenConnection)
{
    listen();
    const Connection refused = client.connectTo(directory.path(), Inode + 1);
    client.forget(refused);
    const Pair pair = connectPair();
    client.forget(pair.client);
    EXPECT_TRUE(waitFor([&] { return atServer.has(pair.server, Fact::Closed); }));
    EXPECT_TRUE(atClient.facts.value(refused).isEmpty());
    EXPECT_EQ(atClient.facts.value(pair.client), QList<Fact>{Fact::Connected});
}

TEST_F(LocalTransportTest, NeverUsesANumberTwice)
{
    const Connection first = client.connectTo(directory.path(), Inode);
    client.forget(first);
    EXPECT_NE(client.connectTo(directory.path(), Inode), first);
}

TEST_F(LocalTransportTest, LetsTheListenerForgetWhileItIsBeingTold)
{
    class Forgetful final : public Transport::Listener
    {
    public:
        explicit Forgetful(LocalTransport &transport) : m_transport(transport) {}
        void accepted(Connection) override {}
        void connected(Connection) override {}
        void received(Connection connection, QByteArray) override
        {
            ++told;
            m_transport.forget(connection);
        }
        void closed(Connection) override {}
        void died(Connection) override {}
        int told = 0;

    private:
        LocalTransport &m_transport;
    } forgetful(server);
    server.setListener(&forgetful);
    listen();
    const Descriptor raw = rawConnect(socketPath());
    ASSERT_TRUE(rawSend(raw, framed("one") + framed("two") + framed("three")));
    EXPECT_TRUE(waitFor([&] { return rawIsClosed(raw); }));
    EXPECT_EQ(forgetful.told, 1);
}
