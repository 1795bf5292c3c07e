// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// The socket file, the limits, and other users.

#include "transportfixture.h"

#include "adapters/descriptor.h"
#include "adapters/localsystem.h"
#include "support/descriptors.h"
#include "support/rawsocket.h"

#include <QDir>
#include <QFile>
#include <QScopeGuard>

#include <csignal>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

class LocalTransportServerTest : public TransportTest
{
protected:
    /// For the tests with another user: he must get as far as the socket.
    void openToEverybody() { ::chmod(QFile::encodeName(directory.path()).constData(), 0755); }
};

constexpr unsigned Nobody = 65534;

} // namespace

TEST_F(LocalTransportServerTest, ListensInThePlaceOfALeftOver)
{
    // Of one that was killed as it began to listen, too.
    for (const QString &path : {socketPath(), Names::path(directory.path(), Names::Temporary, Inode)}) {
        QFile leftOver(path);
        ASSERT_TRUE(leftOver.open(QIODevice::WriteOnly));
    }
    listen();
    EXPECT_TRUE(server.isListening());
    EXPECT_TRUE(serves());
}

TEST_F(LocalTransportServerTest, LeavesNoFileBehind)
{
    listen();
    EXPECT_EQ(QDir(directory.path()).entryList(QDir::System | QDir::Files), QStringList{u"s.7"_s});
    server.stopListening();
    EXPECT_FALSE(server.isListening());
    EXPECT_TRUE(QDir(directory.path()).isEmpty(QDir::System | QDir::AllEntries | QDir::NoDotAndDotDot));
}

TEST_F(LocalTransportServerTest, SaysWhereAndWhyItCannotListen)
{
    const Failure failure = server.listen(directory.filePath(u"missing"_s), Inode);
    EXPECT_EQ(failure.error, QtFailover::Error::ListenFailed);
    EXPECT_TRUE(failure.text.contains(directory.filePath(u"missing"_s)));
    EXPECT_FALSE(server.isListening());
}

TEST_F(LocalTransportServerTest, ListensAnewAfterItsFileWasDeleted)
{
    listen();
    const Pair old = connectPair();
    ASSERT_TRUE(QFile::remove(socketPath()));
    EXPECT_FALSE(server.isListening());
    listen();
    EXPECT_TRUE(server.isListening());
    EXPECT_TRUE(serves());
    client.send(old.client, "kept");
    EXPECT_TRUE(waitFor([&] { return atServer.frames.value(old.server) == QList<QByteArray>{"kept"}; }));
}

TEST_F(LocalTransportServerTest, GoesOnListeningWhereItListensAlready)
{
    listen();
    const QByteArray path = QFile::encodeName(socketPath());
    const Descriptor keepsTheNumber(::open(path.constData(), O_PATH | O_CLOEXEC));
    Files::Status before;
    Files::Status after;
    ASSERT_FALSE(Files::status(socketPath(), &before));
    listen();
    ASSERT_FALSE(Files::status(socketPath(), &after));
    EXPECT_EQ(before.identity, after.identity);
    EXPECT_TRUE(serves());
}

TEST_F(LocalTransportServerTest, ListensAtOnePlace)
{
    listen();
    ASSERT_FALSE(server.listen(directory.path(), Inode + 1));
    EXPECT_TRUE(server.isListening());
    EXPECT_EQ(QDir(directory.path()).entryList(QDir::System | QDir::Files), QStringList{u"s.8"_s});
}

TEST_F(LocalTransportServerTest, NeverRemovesAFileThatIsNotItsOwn)
{
    listen();
    LocalTransport other;
    ASSERT_TRUE(QFile::remove(socketPath()));
    ASSERT_FALSE(other.listen(directory.path(), Inode));
    EXPECT_FALSE(server.isListening());
    server.stopListening();
    EXPECT_TRUE(other.isListening());
    EXPECT_TRUE(QFile::exists(socketPath()));
}

TEST_F(LocalTransportServerTest, KeepsItsConnectionsWhenItStopsListening)
{
    listen();
    const Pair pair = connectPair();
    server.stopListening();
    client.send(pair.client, "kept");
    EXPECT_TRUE(waitFor([&] { return atServer.frames.value(pair.server) == QList<QByteArray>{"kept"}; }));
    const Connection refused = client.connectTo(directory.path(), Inode);
    EXPECT_TRUE(waitFor([&] { return atClient.has(refused, Fact::Closed); }));
}

TEST_F(LocalTransportServerTest, ClosesThoseNotYetAcceptedWhenItStopsListening)
{
    listen();
    const Descriptor raw = rawConnect(socketPath());
    ASSERT_TRUE(raw);
    server.stopListening();
    EXPECT_TRUE(rawIsClosed(raw));
}

TEST_F(LocalTransportServerTest, ClosesThoseNotYetAcceptedThoughAForkedChildHoldsTheServer)
{
    listen();
    const Descriptor raw = rawConnect(socketPath());
    ASSERT_TRUE(raw);
    const pid_t child = ::fork();
    if (child == 0) {
        ::alarm(120);
        for (;;)
            ::pause();
    }
    const auto end = qScopeGuard([child] {
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
    });
    server.stopListening();
    EXPECT_TRUE(rawIsClosed(raw));
}

TEST_F(LocalTransportServerTest, LetsManyConnectAtTheSameTime)
{
    listen();
    std::vector<Descriptor> together;
    while (Descriptor raw = rawConnect(socketPath()))
        together.push_back(std::move(raw));
    EXPECT_GT(together.size(), 128u);
}

TEST_F(LocalTransportServerTest, ServesNoMorePeersThanLeaveHalfOfTheDescriptorsToTheApplication)
{
    listen();
    std::vector<Descriptor> peers;
    for (int i = 0; i < 120; ++i)
        peers.push_back(rawConnect(socketPath()));
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const rlimit low{400, limit.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &low), 0);
    const auto restore = qScopeGuard([limit] { ::setrlimit(RLIMIT_NOFILE, &limit); });
    EXPECT_TRUE(waitFor([&] { return server.counters().accepted + server.counters().overflows == 120; }));
    EXPECT_EQ(server.counters().accepted, 100u) << "each has a socket and a pidfd";
    EXPECT_TRUE(rawIsClosed(peers.back())) << "and is not left to wait";
}

TEST_F(LocalTransportServerTest, DoesNotListenAnyMoreWhenDescriptorsRanOut)
{
    listen();
    PeerProcess peer;
    {
        const auto shortage = withoutDescriptors();
        peer.tell(u"connect %1 %2"_s.arg(directory.path()).arg(Inode));
        EXPECT_TRUE(waitFor([&] { return !server.isListening(); }));
    }
    listen();
    EXPECT_TRUE(server.isListening());
    EXPECT_TRUE(serves());
}

TEST_F(LocalTransportServerTest, RefusesAnotherUser)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "only root can be two users";
    listen();
    openToEverybody();
    ::chmod(QFile::encodeName(socketPath()).constData(), 0777);
    PeerProcess stranger;
    ASSERT_EQ(stranger.say(u"become %1"_s.arg(Nobody)), u"done"_s);
    stranger.tell(u"connect %1 %2"_s.arg(directory.path()).arg(Inode));
    EXPECT_TRUE(waitFor([&] { return server.counters().rejectedUid == 1; }));
    EXPECT_TRUE(atServer.facts.isEmpty());
    EXPECT_TRUE(serves());
}

TEST_F(LocalTransportServerTest, DoesNotTalkToAnotherUsersServer)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "only root can be two users";
    ::chmod(QFile::encodeName(directory.path()).constData(), 0777);
    PeerProcess stranger;
    ASSERT_EQ(stranger.say(u"become %1"_s.arg(Nobody)), u"done"_s);
    ASSERT_EQ(stranger.say(u"listen %1 %2"_s.arg(directory.path()).arg(Inode)), u"listening"_s);
    const Connection connection = client.connectTo(directory.path(), Inode);
    EXPECT_TRUE(waitFor([&] { return atClient.has(connection, Fact::Closed); }));
    EXPECT_EQ(atClient.facts.value(connection), QList<Fact>{Fact::Closed});
    EXPECT_EQ(client.counters().rejectedUid, 1u);
}

TEST_F(LocalTransportServerTest, ServesItsPeersThroughAFloodOfConnections)
{
    constexpr int Flood = 2000;
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const rlimit wanted{std::min<rlim_t>(limit.rlim_max, 8192), limit.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &wanted), 0);
    const auto restore = qScopeGuard([limit] { ::setrlimit(RLIMIT_NOFILE, &limit); });
    if (wanted.rlim_cur < 6000)
        GTEST_SKIP() << "the limit of open files is too low for a flood";

    listen();
    const Pair good = connectPair();
    std::vector<Descriptor> flood;
    const auto pour = [&] {
        while (flood.size() < Flood) {
            Descriptor raw = rawConnect(socketPath());
            if (!raw)
                return false; // the backlog is full for now
            flood.push_back(std::move(raw));
        }
        return true;
    };
    EXPECT_TRUE(waitFor(pour));
    client.send(good.client, "through the flood");
    EXPECT_TRUE(waitFor([&] { return atServer.frames.value(good.server) == QList<QByteArray>{"through the flood"}; }));
    EXPECT_TRUE(waitFor([&] { return server.counters().accepted + server.counters().overflows == Flood + 1; }));
    EXPECT_LE(server.counters().accepted, 1024u);
    EXPECT_TRUE(server.isListening());

    flood.clear();
    EXPECT_TRUE(waitFor([&] {
        for (const Connection connection : std::as_const(atServer.acceptedConnections)) {
            if (connection != good.server && !atServer.has(connection, Fact::Closed))
                return false;
        }
        return true;
    }));
    EXPECT_TRUE(serves());
}

TEST_F(LocalTransportServerTest, IsLeftAloneByAForkedChild)
{
    auto transport = std::make_unique<LocalTransport>();
    RecordingListener listener;
    transport->setListener(&listener);
    ASSERT_FALSE(transport->listen(directory.path(), Inode));
    const Connection connection = client.connectTo(directory.path(), Inode);
    ASSERT_TRUE(waitFor([&] { return listener.acceptedConnections.size() == 1; }));

    const pid_t child = ::fork();
    if (child == 0) {
        transport.reset();
        ::_exit(0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(transport->isListening());
    client.send(connection, "unharmed");
    EXPECT_TRUE(waitFor(
        [&] { return listener.frames.value(listener.acceptedConnections.first()) == QList<QByteArray>{"unharmed"}; }));
    transport->send(listener.acceptedConnections.first(), "neither");
    EXPECT_TRUE(waitFor([&] { return atClient.frames.value(connection) == QList<QByteArray>{"neither"}; }));
}
