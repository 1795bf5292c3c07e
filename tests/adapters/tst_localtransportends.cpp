// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What is sent and read of a connection that ends.

#include "transportfixture.h"

#include "support/descriptors.h"
#include "support/rawframes.h"

#include <QSocketNotifier>

#include <algorithm>
#include <array>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <poll.h>

using namespace QtFailover::Internal;
using namespace QtFailover::Test;

namespace {

class LocalTransportEndsTest : public TransportTest
{
protected:
    static void sayLastWords(const Raw &raw)
    {
        EXPECT_TRUE(rawSend(raw.socket, framed("last words")));
        ::shutdown(raw.socket.get(), SHUT_RDWR);
    }

    /// The peer says its last words in the turn of the event loop in which what is queued could be written, and before
    /// that: the write fails, and they are unread.
    void endWhileSomethingIsQueued(const Raw &raw)
    {
        std::array<int, 2> pipe{};
        ASSERT_EQ(::pipe2(pipe.data(), O_CLOEXEC), 0);
        const std::array<Descriptor, 2> ends{Descriptor(pipe[0]), Descriptor(pipe[1])};
        QSocketNotifier meanwhile(pipe[0], QSocketNotifier::Read);
        QObject::connect(&meanwhile, &QSocketNotifier::activated, &meanwhile, [&] {
            meanwhile.setEnabled(false);
            sayLastWords(raw);
        });
        for (int i = 0; i < 2; ++i)
            server.send(raw.connection, QByteArray(Transport::FrameCap, 'x'));
        ASSERT_FALSE(rawIsClosed(raw.socket)) << "which reads what there is";
        ASSERT_EQ(::write(pipe[1], "x", 1), 1);
        EXPECT_TRUE(waitFor([&] { return atServer.has(raw.connection, Fact::Closed); }));
    }

    const QList<Fact> wordsAndEnd{Fact::Accepted, Fact::Received, Fact::Closed};
};

} // namespace

TEST_F(LocalTransportEndsTest, SendsWhatIsQueuedBeforeItCloses)
{
    listen();
    const Pair pair = connectPair();
    // More than a socket takes at once, and little enough for CloseDeadline on a loaded machine.
    const QByteArray frame(Transport::FrameCap / 4, 'x');
    for (int i = 0; i < 3; ++i)
        server.send(pair.server, frame);
    server.close(pair.server);
    EXPECT_TRUE(waitFor([&] { return atClient.has(pair.client, Fact::Closed); }));
    EXPECT_EQ(atClient.frames.value(pair.client).size(), 3);
    EXPECT_EQ(atServer.facts.value(pair.server), QList<Fact>{Fact::Accepted});
}

TEST_F(LocalTransportEndsTest, KeepsNothingOfAConnectionItHasClosedThoughThePeerLives)
{
    listen();
    const Pair first = connectPair(); // what is loaded once is open by now
    server.close(first.server);
    ASSERT_TRUE(waitFor([&] { return atClient.has(first.client, Fact::Closed); }));
    client.forget(first.client);
    const int before = openDescriptors();
    for (int i = 0; i < 10; ++i) {
        const Pair pair = connectPair();
        server.send(pair.server, QByteArray(Transport::FrameCap / 4, 'x'));
        server.close(pair.server);
        EXPECT_TRUE(waitFor([&] { return atClient.has(pair.client, Fact::Closed); }));
        client.forget(pair.client);
    }
    EXPECT_TRUE(waitFor([&] { return openDescriptors() <= before; })) << openDescriptors() << " after " << before;
}

TEST_F(LocalTransportEndsTest, ClosesWithinItsDeadlineThoughThePeerDoesNotRead)
{
    listen();
    const Raw raw = connectRaw();
    server.send(raw.connection, QByteArray(Transport::FrameCap, 'x'));
    server.close(raw.connection);
    const auto hungUp = [&] {
        char byte = 0;
        return ::send(raw.socket.get(), &byte, 1, MSG_NOSIGNAL | MSG_DONTWAIT) < 0 && errno == EPIPE;
    };
    EXPECT_TRUE(waitFor(hungUp));
}

TEST_F(LocalTransportEndsTest, SendsWhatIsQueuedThoughThePeerSpeaksMeanwhile)
{
    listen();
    const Raw raw = connectRaw();
    const std::vector<QByteArray> sent{QByteArray(Transport::FrameCap / 4, 'x'), "last words"};
    for (const QByteArray &frame : sent)
        server.send(raw.connection, frame);
    server.close(raw.connection);
    std::vector<QByteArray> received;
    std::thread peer([&] {
        EXPECT_TRUE(rawSend(raw.socket, framed(QByteArray(50'000, 'y'))));
        received = rawReadToTheEnd(raw.socket);
    });
    bool isSent = false;
    server.whenSent([&] { isSent = true; });
    EXPECT_TRUE(waitFor([&] { return isSent; }));
    peer.join();
    EXPECT_EQ(received, sent);
    EXPECT_EQ(atServer.facts.value(raw.connection), QList<Fact>{Fact::Accepted});
}

TEST_F(LocalTransportEndsTest, AnEndIsAnEndThoughThePeerGoesBeforeAllIsSent)
{
    listen();
    const int before = openDescriptors();
    Raw raw = connectRaw();
    server.send(raw.connection, QByteArray(Transport::FrameCap, 'x'));
    server.close(raw.connection);
    raw.socket = Descriptor();
    bool isSent = false;
    server.whenSent([&] { isSent = true; });
    EXPECT_TRUE(waitFor([&] { return isSent; }));
    EXPECT_EQ(openDescriptors(), before);
    EXPECT_EQ(atServer.facts.value(raw.connection), QList<Fact>{Fact::Accepted});
}

TEST_F(LocalTransportEndsTest, ReadsThePeersLastWordsHoweverManyTheyAre)
{
    listen();
    const Raw raw = connectRaw();
    std::vector<QByteArray> words;
    QByteArray bytes;
    for (int i = 0; i < 5; ++i) {
        words.emplace_back(Transport::FrameCap / 2, char('a' + i));
        bytes += framed(words.back());
    }
    std::thread peer([&] {
        qsizetype sent = 0;
        while (sent < bytes.size()) {
            pollfd poll{raw.socket.get(), POLLOUT, 0};
            if (uninterrupted([&] { return ::poll(&poll, 1, 30'000); }) <= 0)
                break;
            sent += std::max<qsizetype>(
                0, ::send(raw.socket.get(), bytes.data() + sent, std::size_t(bytes.size() - sent), MSG_NOSIGNAL));
        }
        ::shutdown(raw.socket.get(), SHUT_RDWR);
    });
    EXPECT_TRUE(waitFor([&] { return atServer.has(raw.connection, Fact::Closed); }));
    peer.join();
    EXPECT_EQ(atServer.frames.value(raw.connection), QList<QByteArray>(words.begin(), words.end()));
    EXPECT_EQ(atServer.facts.value(raw.connection).last(), Fact::Closed);
}

TEST_F(LocalTransportEndsTest, ReadsThePeersLastWordsThoughItsOwnWriteFails)
{
    listen();
    const Raw raw = connectRaw();
    sayLastWords(raw);
    // The event loop has not turned: the words are unread while this write fails.
    server.send(raw.connection, "too late");
    EXPECT_TRUE(waitFor([&] { return atServer.has(raw.connection, Fact::Closed); }));
    EXPECT_EQ(atServer.facts.value(raw.connection), wordsAndEnd);
}

TEST_F(LocalTransportEndsTest, ReadsThePeersLastWordsThoughWhatWasQueuedCannotBeWritten)
{
    listen();
    const Raw raw = connectRaw();
    endWhileSomethingIsQueued(raw);
    EXPECT_EQ(atServer.facts.value(raw.connection), wordsAndEnd);
}

TEST_F(LocalTransportEndsTest, TellsOnceOfAnEndThoughTheLastWordsAreAnswered)
{
    atServer.whenReceived = [this](Connection connection) { server.send(connection, "too late"); };
    listen();
    const Raw early = connectRaw();
    endWhileSomethingIsQueued(early);
    const Raw late = connectRaw();
    sayLastWords(late);
    EXPECT_TRUE(waitFor([&] { return atServer.has(late.connection, Fact::Closed); }));
    QCoreApplication::processEvents();
    for (const Raw *raw : {&early, &late})
        EXPECT_EQ(atServer.facts.value(raw->connection), wordsAndEnd);
}
