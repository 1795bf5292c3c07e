// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What the system does not take at once, and what else a connection holds.

#include "transportfixture.h"

#include "support/descriptors.h"
#include "support/rawframes.h"

#include <functional>
#include <thread>
#include <vector>

using namespace QtFailover::Internal;
using namespace QtFailover::Test;

namespace {

/// Notes when a queue is empty again.
class QueueListener final : public Transport::Listener
{
public:
    explicit QueueListener(Transport &transport) : m_transport(transport) { m_transport.setListener(this); }

    void accepted(Connection its) override { connection = its; }
    void connected(Connection) override {}
    void received(Connection, QByteArray) override {}
    void closed(Connection) override {}
    void died(Connection) override {}
    void drained(Connection its) override
    {
        ++times;
        left = m_transport.queued(its);
        if (whenDrained)
            whenDrained();
    }

    std::function<void()> whenDrained;
    Connection connection = 0;
    int times = 0;
    qint64 left = -1;

private:
    Transport &m_transport;
};

class LocalTransportQueuesTest : public TransportTest
{};

} // namespace

TEST_F(LocalTransportQueuesTest, TellsOnceWhenWhatWasQueuedIsGone)
{
    QueueListener queue(server);
    listen();
    const Descriptor peer = rawConnect(socketPath());
    ASSERT_TRUE(waitFor([&] { return queue.connection != 0; }));
    const int before = openDescriptors();

    server.send(queue.connection, QByteArray(Transport::FrameCap, 'x'));
    EXPECT_GT(server.queued(queue.connection), 0);
    QCoreApplication::processEvents();
    EXPECT_EQ(queue.times, 0) << "nobody has read";
    EXPECT_TRUE(waitFor([&] { return !rawIsClosed(peer) && queue.times > 0; })); // which reads what there is
    EXPECT_EQ(queue.left, 0);
    QCoreApplication::processEvents();
    EXPECT_EQ(queue.times, 1);
    EXPECT_EQ(openDescriptors(), before);
}

TEST_F(LocalTransportQueuesTest, MayBeFilledAgainByTheOneWhoIsToldThatItIsEmpty)
{
    constexpr int Rounds = 20;
    QueueListener queue(server);
    listen();
    const Descriptor peer = rawConnect(socketPath());
    ASSERT_TRUE(waitFor([&] { return queue.connection != 0; }));
    std::vector<QByteArray> received;
    std::thread reader([&] { received = rawReadToTheEnd(peer); });
    std::vector<QByteArray> sent;
    const auto fill = [&] {
        do { // the reader may be quick
            sent.emplace_back(Transport::FrameCap, char(sent.size()));
            server.send(queue.connection, sent.back());
        } while (server.queued(queue.connection) == 0);
    };
    queue.whenDrained = [&] {
        if (queue.times < Rounds)
            fill();
    };
    fill();
    EXPECT_TRUE(waitFor([&] { return queue.times == Rounds; }));
    server.close(queue.connection);
    reader.join();
    EXPECT_EQ(received, sent);
}

TEST_F(LocalTransportQueuesTest, KeepsTheOrderOfFramesThoughThePeerReadsWhileTheyAreSent)
{
    constexpr int Rounds = 50;
    constexpr int Together = 150; // in several goes, none of which the system takes whole
    QueueListener queue(server);
    listen();
    const Descriptor peer = rawConnect(socketPath());
    ASSERT_TRUE(waitFor([&] { return queue.connection != 0; }));
    std::vector<QByteArray> received;
    std::thread reader([&] { received = rawReadToTheEnd(peer); });

    const QByteArray payload(8000, 'p');
    int sent = 0;
    for (int round = 0; round < Rounds; ++round) {
        std::vector<Frame> frames;
        for (int i = 0; i < Together; ++i)
            frames.push_back({QByteArray::number(sent++) + ' ', payload, 0, payload.size()});
        server.sendAll(queue.connection, frames);
        EXPECT_TRUE(waitFor([&] { return server.queued(queue.connection) == 0; }));
    }
    server.close(queue.connection);
    reader.join();
    ASSERT_EQ(received.size(), std::size_t(sent));
    for (int i = 0; i < sent; ++i)
        ASSERT_EQ(received[std::size_t(i)], QByteArray::number(i) + ' ' + payload);
}

TEST_F(LocalTransportQueuesTest, NoneOfItsDescriptorsIsInheritedByAProgramThatIsStarted)
{
    const QStringList before = inheritedDescriptors();
    listen();
    const Pair pair = connectPair();
    server.tellFirst(pair.server);
    server.send(pair.server, QByteArray(Transport::FrameCap, 'x'));
    ASSERT_GT(server.queued(pair.server), 0) << "or there is no copy for what is queued";
    EXPECT_EQ(inheritedDescriptors(), before);
}

TEST_F(LocalTransportQueuesTest, KeepsNoDescriptorOfAConnectionThatEndsWhileSomethingIsQueued)
{
    QueueListener queue(server);
    listen();
    const int before = openDescriptors();
    for (const bool byThePeer : {false, true}) {
        queue.connection = 0;
        Descriptor peer = rawConnect(socketPath());
        ASSERT_TRUE(waitFor([&] { return queue.connection != 0; }));
        server.send(queue.connection, QByteArray(Transport::FrameCap, 'x'));
        ASSERT_GT(server.queued(queue.connection), 0) << "or there is no copy for what is queued";
        if (!byThePeer)
            server.forget(queue.connection);
        peer = Descriptor();
        EXPECT_TRUE(waitFor([&] { return server.queued(queue.connection) == 0; }));
        server.forget(queue.connection);
        EXPECT_TRUE(waitFor([&] { return openDescriptors() == before; })) << openDescriptors() - before;
    }
}

TEST_F(LocalTransportQueuesTest, TellsNothingOfAnEndThatComesBeforeItIsClosedHere)
{
    const Connection refused = client.connectTo(directory.path(), Inode);
    client.close(refused); // before that was told
    listen();
    EXPECT_TRUE(serves());
    EXPECT_TRUE(atClient.facts.value(refused).isEmpty());
}

TEST_F(LocalTransportQueuesTest, TellsWhenAPeerThatReadsSlowlyHasBeenSentAll)
{
    QueueListener queue(server);
    listen();
    const Descriptor peer = rawConnect(socketPath());
    ASSERT_TRUE(waitFor([&] { return queue.connection != 0; }));
    const std::vector<QByteArray> sent{QByteArray(Transport::FrameCap, 'x'), "last words"};
    for (const QByteArray &frame : sent)
        server.send(queue.connection, frame);
    server.close(queue.connection);
    bool isSent = false;
    server.whenSent([&] { isSent = true; });
    EXPECT_FALSE(isSent);
    std::vector<QByteArray> received;
    std::thread reader([&] { received = rawReadToTheEnd(peer); });
    EXPECT_TRUE(waitFor([&] { return isSent; }));
    reader.join();
    EXPECT_EQ(received, sent);
}

TEST_F(LocalTransportQueuesTest, AnEndWaitsForNobodyWhoDoesNotRead)
{
    auto leaving = std::make_unique<LocalTransport>();
    QueueListener queue(*leaving);
    ASSERT_FALSE(leaving->listen(directory.path(), Inode));
    const Descriptor mute = rawConnect(socketPath());
    ASSERT_TRUE(waitFor([&] { return queue.connection != 0; }));
    leaving->send(queue.connection, QByteArray(Transport::FrameCap, 'x'));
    leaving->close(queue.connection);
    leaving.reset();
    EXPECT_TRUE(rawReadToTheEnd(mute).empty()) << "a frame whose rest is not sent any more";
}
