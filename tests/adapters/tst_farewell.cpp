// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What the others see first of a process that is killed, and what the library does with the number of a descriptor
// that is closed.

#include "guardsfixture.h"
#include "transportfixture.h"

#include "adapters/files.h"
#include "adapters/localpeer.h"
#include "adapters/rightsdirectory.h"
#include "support/descriptors.h"
#include "support/hungfile.h"
#include "support/rawsocket.h"
#include "support/threads.h"

#include <QDir>
#include <QLocalSocket>

#include <future>

#include <sys/epoll.h>
#include <sys/socket.h>

using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

constexpr unsigned Clients = 100;

/// A process with many clients, a lock and a guard; the clients have nothing but their descriptors.
class FarewellTest : public GuardsTest
{
protected:
    void SetUp() override
    {
        ASSERT_EQ(peer.say(u"listen %1 7"_s.arg(directory.path())), u"listening"_s);
        ASSERT_TRUE(m_events);
        for (unsigned i = 0; i < Clients; ++i) {
            Descriptor client = QtFailover::Test::rawConnect(Names::path(directory.path(), Names::Socket, 7));
            epoll_event event{EPOLLIN, {.u32 = i}};
            ASSERT_EQ(::epoll_ctl(m_events.get(), EPOLL_CTL_ADD, client.get(), &event), 0);
            m_clients.push_back(std::move(client));
            ASSERT_TRUE(waitFor([&] { return peer.say(u"accepted"_s) == QString::number(i + 1); }));
        }
        ASSERT_EQ(peer.say(u"lock "_s + directory.path()), u"done"_s);
        rightsDirectory = peer.say(u"open"_s);
        ASSERT_EQ(peer.say(u"group "_s + group), u"done"_s);
        ASSERT_EQ(peer.say(u"bind 1"_s), u"bound"_s);
    }

    /// Kills the process and tells whose connection ended first: the kernel lists them as they end.
    unsigned firstToHear()
    {
        peer.kill();
        epoll_event event{};
        const int count = uninterrupted([&] { return ::epoll_wait(m_events.get(), &event, 1, 30'000); });
        return count == 1 ? event.data.u32 : Clients;
    }

    QString lock() const
    {
        const QStringList names = QDir(rightsDirectory).entryList({u"i.*"_s}, QDir::Files | QDir::Hidden);
        return rightsDirectory + u'/' + names.value(0);
    }

    QTemporaryDir directory;
    PeerProcess peer;
    QString rightsDirectory;

private:
    Descriptor m_events{::epoll_create1(EPOLL_CLOEXEC)};
    std::vector<Descriptor> m_clients;
};

} // namespace

TEST_F(FarewellTest, TheSuccessorsConnectionIsTheFirstThatEnds)
{
    ASSERT_EQ(peer.say(u"bequeath 51"_s), u"done"_s); // the first client's is 1
    EXPECT_EQ(firstToHear(), 50u);
}

TEST_F(FarewellTest, TheLastOneThatWasNamedIsTheFirstToHear)
{
    for (const QString &command : {u"bequeath 11"_s, u"bequeath 90"_s, u"bequeath 11"_s})
        ASSERT_EQ(peer.say(command), u"done"_s);
    EXPECT_EQ(firstToHear(), 10u);
}

TEST_F(FarewellTest, WhoeverIsNamedAnewIsTheFirstToHearBeforeAllIsArrangedAnew)
{
    if (!givesTables())
        GTEST_SKIP() << "no thread has descriptors of its own";
    ASSERT_EQ(peer.say(u"bequeath 11"_s), u"done"_s);
    // It rests when it has those of all others, and what wakes it.
    ASSERT_TRUE(waitFor([&] {
        const pid_t straggler = threadNamed(peer.pid(), "qtfailover-last");
        return callOf(straggler, peer.pid()).value(0).toLong() == SYS_ppoll
               && tableOf(straggler, peer.pid()).size() == Clients;
    }));
    ASSERT_EQ(peer.say(u"bequeath 90"_s), u"done"_s);
    EXPECT_EQ(firstToHear(), 89u);
}

TEST_F(FarewellTest, LockAndGuardOfAPrimaryAreFreeBeforeAnybodyHears)
{
    ASSERT_EQ(peer.say(u"bequeath 1"_s), u"done"_s);
    const QString path = lock();
    ASSERT_EQ(Files::probeLock(path), Files::LockState::Held);
    ASSERT_LT(firstToHear(), Clients);
    EXPECT_EQ(Files::probeLock(path), Files::LockState::Free);
    EXPECT_EQ(guards.bind(1), BindResult::Bound);
}

TEST(RightsDirectory, LooksForItsLockAmongAllDescriptorsWithoutAWordToAnyFileSystem)
{
    HungFile file(HungFile::Call::Stat); // before the lock, as a document that was open when the library was started
    if (!file.isOpen())
        GTEST_SKIP() << "may not mount";
    const QTemporaryDir directory;
    RightsDirectory rights(u"org.example.Test"_s, {}, directory.path());
    ASSERT_FALSE(rights.open());
    const int before = openDescriptors();
    auto done = std::async(std::launch::async, [&] { rights.releaseFirst(); });
    EXPECT_EQ(done.wait_for(std::chrono::seconds(10)), std::future_status::ready);
    file.end();
    done.wait();
    EXPECT_EQ(openDescriptors(), before + 1) << "not found";
}

TEST(LocalPeer, LeavesTheNumberOfAClosedDescriptorToItsNextOwner)
{
    int ends[2];
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends), 0);
    Descriptor remote(ends[1]);
    auto *socket = new QLocalSocket;
    ASSERT_TRUE(socket->setSocketDescriptor(ends[0]));

    // Another thread of the application could come at this moment: QLocalSocket has closed its descriptor, and
    // nobody has heard of it.
    int others[2]{-1, -1};
    QObject::connect(socket, &QLocalSocket::errorOccurred, socket,
                     [&] { ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, others); });
    bool isClosed = false;
    LocalTransport::Counters counters;
    LocalPeer peer(
        LocalPeer::Origin::Accepted, counters,
        [&](LocalPeer::Fact fact, const std::vector<QByteArray> &) {
            isClosed = isClosed || fact == LocalPeer::Fact::Closed;
        },
        nullptr);
    peer.adopt(socket);
    remote = Descriptor();
    ASSERT_TRUE(waitFor([&] { return isClosed; }));

    const Descriptor reused(others[0]);
    const Descriptor other(others[1]);
    ASSERT_EQ(reused.get(), ends[0]) << "the number was not given out again";
    ASSERT_EQ(::send(other.get(), "mail", 4, MSG_NOSIGNAL), 4) << "it was shut down";
    char bytes[8];
    EXPECT_EQ(::recv(reused.get(), bytes, sizeof(bytes), 0), 4) << "it was read by somebody else";
}
