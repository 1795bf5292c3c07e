// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// The thread that goes last: what it holds, and who is told what when.

#include "transportfixture.h"

#include "adapters/descriptor.h"
#include "adapters/straggler.h"
#include "support/descriptors.h"
#include "support/hungfile.h"
#include "support/rawsocket.h"
#include "support/stopprocess.h"
#include "support/threads.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <array>
#include <future>
#include <optional>
#include <set>
#include <vector>

#include <fcntl.h>
#include <linux/futex.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto Name = "qtfailover-last";

pid_t stragglerOf(qint64 process = ::getpid()) { return threadNamed(process, Name); }

/// What it polls: first that by which it is ended. None: it has not come to that.
std::vector<pollfd> polledBy(pid_t straggler, qint64 process = ::getpid())
{
    const QList<QByteArray> call = callOf(straggler, process);
    if (call.value(0).toLong() != SYS_ppoll)
        return {};
    std::vector<pollfd> files(call.value(2).toULongLong(nullptr, 0));
    const iovec here{files.data(), files.size() * sizeof(pollfd)};
    const iovec there{reinterpret_cast<void *>(call.value(1).toULongLong(nullptr, 0)), here.iov_len};
    const ssize_t size = ::process_vm_readv(pid_t(process), &here, 1, &there, 1, 0);
    return size == ssize_t(here.iov_len) ? files : std::vector<pollfd>();
}

/// It polls two files beside, of which its table has nothing.
bool sleepsWithFiles(pid_t straggler, qint64 process = ::getpid())
{
    const std::vector<pollfd> polled = polledBy(straggler, process);
    const std::set<int> table = tableOf(straggler, process);
    return polled.size() == 3 && table.contains(polled[0].fd)
           && std::none_of(polled.begin() + 1, polled.end(),
                           [&table](const pollfd &file) { return file.fd < 0 || table.contains(file.fd); });
}

/// What it holds for others, once it rests.
std::optional<std::set<int>> heldBy(pid_t straggler)
{
    const std::vector<pollfd> polled = polledBy(straggler);
    std::set<int> numbers = tableOf(straggler);
    if (polled.empty() || numbers.erase(polled.front().fd) == 0)
        return std::nullopt;
    return numbers;
}

qsizetype threads() { return QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(); }

/// Two ends of a connection.
std::array<Descriptor, 2> connection()
{
    std::array<int, 2> ends{-1, -1};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()), 0);
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

class StragglerTest : public TransportTest
{
protected:
    void SetUp() override
    {
        if (!givesTables())
            GTEST_SKIP() << "no table of descriptors for a thread";
        if (callOf(pid_t(::syscall(SYS_gettid))).isEmpty())
            GTEST_SKIP() << "what a thread does is not to be seen";
        ASSERT_TRUE(waitFor([] { return stragglerOf() == 0; })) << "that of the test before";
    }
};

} // namespace

TEST_F(StragglerTest, HoldsItsDescriptorsAndNoOthers)
{
    const auto before = connection();
    const auto held = connection();
    const auto after = connection();
    const auto alsoHeld = connection();
    const Straggler straggler({alsoHeld[0].get(), held[0].get()});
    const auto later = connection();
    const std::set expected{held[0].get(), alsoHeld[0].get()};
    EXPECT_TRUE(waitFor([&] { return heldBy(stragglerOf()) == expected; }));
}

TEST_F(StragglerTest, MayHoldNothing)
{
    const Straggler straggler({});
    ASSERT_NE(stragglerOf(), 0);
    EXPECT_TRUE(waitFor([] { return heldBy(stragglerOf()) == std::set<int>(); }));
}

TEST_F(StragglerTest, SleepsWithTheLastHoldOnFilesThatTakeASleepToLetGoOf)
{
    if (!Descriptor(::inotify_init1(IN_CLOEXEC)))
        GTEST_SKIP() << "the user has none left";
    const Straggler straggler({});
    EXPECT_TRUE(waitFor([] { return sleepsWithFiles(stragglerOf()); }));
}

TEST_F(StragglerTest, DoesSoAgainAfterAStopOfTheProcess)
{
    PeerProcess peer;
    ASSERT_EQ(peer.say(u"listen %1 7"_s.arg(directory.path())), u"listening"_s);
    const Descriptor successor = rawConnect(socketPath());
    ASSERT_TRUE(waitFor([&] { return peer.say(u"accepted"_s) == u"1"_s; }));
    ASSERT_EQ(peer.say(u"bequeath 1"_s), u"done"_s);
    const auto sleeper = [&peer] {
        const pid_t straggler = stragglerOf(peer.pid());
        return straggler && sleepsWithFiles(straggler, peer.pid()) ? straggler : 0;
    };
    ASSERT_TRUE(waitFor([&] { return sleeper() != 0; }));
    const pid_t before = sleeper();
    for (int i = 0; i < 5; ++i) {
        ASSERT_TRUE(stopProcess(peer.pid()));
        ASSERT_EQ(::kill(pid_t(peer.pid()), SIGCONT), 0);
        ASSERT_TRUE(waitFor([&] { return sleeper() == before; })) << "after " << i + 1;
    }
}

TEST_F(StragglerTest, HasAsMuchToDoInTheEndAsTheKernelAllows)
{
    const Straggler straggler({});
    const robust_list_head *head = nullptr;
    std::size_t size = 0;
    ASSERT_EQ(::syscall(SYS_get_robust_list, stragglerOf(), &head, &size), 0);
    int futexes = 0;
    for (const robust_list *entry = head->list.next; entry != &head->list && futexes <= ROBUST_LIST_LIMIT; ++futexes)
        entry = entry->next;
    EXPECT_EQ(futexes, ROBUST_LIST_LIMIT);
}

TEST_F(StragglerTest, EndsWithItsOwner)
{
    auto [held, other] = connection();
    std::optional<Straggler> straggler(std::in_place, std::vector{held.get()});
    held = Descriptor();
    EXPECT_FALSE(rawIsClosed(other)) << "it has a copy, which is why what it holds must be shut down";
    straggler.reset();
    EXPECT_TRUE(waitFor([&] { return rawIsClosed(other) && stragglerOf() == 0; }));
}

TEST_F(StragglerTest, HoldsNobodyUpWhoseFilesCannotBeClosed)
{
    HungFile file(HungFile::Call::Close);
    if (!file.isOpen())
        GTEST_SKIP() << "may not mount";
    const auto held = connection();
    auto comeAndGone = std::async(std::launch::async, [&] {
        for (int i = 0; i < 20; ++i)
            const Straggler straggler({held[0].get()});
    });
    EXPECT_EQ(comeAndGone.wait_for(std::chrono::seconds(10)), std::future_status::ready);
    EXPECT_LT(threads(), 10) << "each hangs as long as the file system";
    file.end();
}

TEST_F(StragglerTest, LetsTheEndsGoThatAreBehindAFileThatCannotBeClosed)
{
    HungFile file(HungFile::Call::Close);
    if (!file.isOpen())
        GTEST_SKIP() << "may not mount";
    const auto held = connection();
    auto another = connection();
    std::array<int, 2> ends{-1, -1};
    ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    const Descriptor reader(ends[0]);
    Descriptor writer(ends[1]);
    const Straggler straggler({held[0].get()});
    another[0] = Descriptor();
    writer = Descriptor();
    const auto hasHungUp = [](const Descriptor &end) {
        pollfd polled{end.get(), 0, 0};
        return ::poll(&polled, 1, 0) == 1 && (polled.revents & POLLHUP);
    };
    EXPECT_TRUE(waitFor([&] { return hasHungUp(reader); }));
    EXPECT_TRUE(waitFor([&] { return hasHungUp(another[1]); }));
    EXPECT_FALSE(hasHungUp(held[1]));
}

TEST_F(StragglerTest, LeavesNoDescriptorBehind)
{
    const auto held = connection();
    const int before = openDescriptors();
    for (int i = 0; i < 20; ++i)
        const Straggler straggler({held[0].get()});
    EXPECT_EQ(openDescriptors(), before);
}

class TransportStraggler : public StragglerTest
{
protected:
    static bool holds(std::size_t descriptors)
    {
        return waitFor([=] {
            const auto held = heldBy(stragglerOf());
            return held && held->size() == descriptors;
        });
    }
    static bool isGone()
    {
        return waitFor([] { return stragglerOf() == 0; });
    }
};

TEST_F(TransportStraggler, HoldsAllButTheOneThatIsToldFirst)
{
    listen();
    const Raw first = connectRaw();
    const Raw second = connectRaw();
    EXPECT_EQ(stragglerOf(), 0) << "nobody is to be told first";
    server.tellFirst(first.connection);
    EXPECT_TRUE(holds(1));
    const Raw third = connectRaw();
    EXPECT_TRUE(holds(2));
    server.forget(second.connection);
    EXPECT_TRUE(holds(1));
    server.tellFirst(third.connection);
    EXPECT_TRUE(holds(1));
    EXPECT_FALSE(rawIsClosed(first.socket));
}

TEST_F(TransportStraggler, KeepsNothingOfThoseWhoComeAndGo)
{
    listen();
    const Raw first = connectRaw();
    server.tellFirst(first.connection);
    ASSERT_TRUE(holds(0));
    const int before = openDescriptors();
    for (int i = 0; i < 5; ++i) {
        const Raw passer = connectRaw();
        ASSERT_TRUE(holds(1));
        server.forget(passer.connection);
        ASSERT_TRUE(holds(0));
    }
    EXPECT_TRUE(waitFor([&] { return openDescriptors() <= before; })) << openDescriptors() << " after " << before;
}

TEST_F(TransportStraggler, IsThereForTheMemoryOfAPrimaryWithOneSecondary)
{
    listen();
    const Raw only = connectRaw();
    server.tellFirst(only.connection);
    EXPECT_TRUE(holds(0));
}

TEST_F(TransportStraggler, AConnectionThatIsClosedInLifeEndsAtOnce)
{
    listen();
    const Raw first = connectRaw();
    const Raw second = connectRaw();
    const Raw third = connectRaw();
    server.tellFirst(first.connection);
    ASSERT_TRUE(holds(2));
    server.forget(second.connection);
    EXPECT_TRUE(rawIsClosed(second.socket));
    ASSERT_EQ(tableOf(stragglerOf()).size(), 3U) << "it was too late to see it";
    server.close(third.connection);
    EXPECT_TRUE(rawIsClosed(third.socket));
}

TEST_F(TransportStraggler, GoesWithTheOneThatIsToldFirst)
{
    listen();
    const Raw second = connectRaw();
    {
        const Raw first = connectRaw();
        server.tellFirst(first.connection);
        ASSERT_TRUE(holds(1));
        server.forget(first.connection);
    }
    EXPECT_TRUE(isGone());
}

TEST_F(TransportStraggler, GoesWithTheServer)
{
    listen();
    const Raw first = connectRaw();
    server.tellFirst(first.connection);
    ASSERT_TRUE(holds(0));
    server.stopListening();
    EXPECT_TRUE(isGone());
}

namespace {

/// Kills a process of 128 MiB, and tells whether the one that is to be told first heard of it in the first half of
/// the time until the other one did.
bool isToldBeforeTheMemoryIsFreed()
{
    const QTemporaryDir directory;
    PeerProcess peer;
    EXPECT_EQ(peer.say(u"listen %1 7"_s.arg(directory.path())), u"listening"_s);
    std::array<Descriptor, 2> clients;
    for (std::size_t i = 0; i < clients.size(); ++i) {
        clients[i] = rawConnect(Names::path(directory.path(), Names::Socket, 7));
        EXPECT_TRUE(waitFor([&] { return peer.say(u"accepted"_s) == QString::number(i + 1); }));
    }
    EXPECT_EQ(peer.say(u"weigh 128"_s), u"done"_s);
    EXPECT_EQ(peer.say(u"bequeath 1"_s), u"done"_s);
    EXPECT_TRUE(waitFor([&] { return !polledBy(stragglerOf(peer.pid()), peer.pid()).empty(); }));

    QElapsedTimer time;
    time.start();
    peer.kill();
    std::array<qint64, 2> told{};
    for (std::size_t i = 0; i < clients.size(); ++i) {
        pollfd end{clients[i].get(), POLLIN, 0};
        EXPECT_EQ(uninterrupted([&] { return ::poll(&end, 1, 30'000); }), 1);
        told[i] = time.nsecsElapsed();
    }
    return told[0] < told[1] / 2;
}

} // namespace

// Which thread goes last is up to the scheduler: most of the time it is the straggler, and never without one.
TEST_F(StragglerTest, HasTheSuccessorToldBeforeTheMemoryIsFreed)
{
    constexpr int Attempts = 30;
    int attempt = 0;
    while (attempt < Attempts && !isToldBeforeTheMemoryIsFreed() && !HasFailure())
        ++attempt;
    EXPECT_LT(attempt, Attempts);
}
