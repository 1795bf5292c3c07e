// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/names.h"
#include "adapters/processtext.h"
#include "adapters/processwatch.h"
#include "support/frozencgroup.h"
#include "support/peerprocess.h"
#include "support/rawsocket.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QScopeGuard>
#include <QTemporaryDir>

#include <sys/ptrace.h>
#include <sys/wait.h>

using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

/// A peer that listens, a connection to it, and the watch that comes with it.
class ProcessWatchTest : public testing::Test
{
protected:
    ProcessWatchTest()
    {
        EXPECT_EQ(peer.say(u"listen %1 7"_s.arg(directory.path())), u"listening"_s);
        connection = rawConnect(Names::path(directory.path(), Names::Socket, 7));
        watch = ProcessWatch::ofPeer(connection.get());
    }

    bool reaches(ProcessState state)
    {
        return waitFor([this, state] { return watch.state() == state; });
    }

    QTemporaryDir directory;
    PeerProcess peer;
    Descriptor connection;
    ProcessWatch watch;
};

ProcessState judged(const char *stat, const char *status, ProcessText::Freezer freezer = ProcessText::Freezer::Thawed)
{
    return ProcessText::judge(stat, status, freezer);
}

} // namespace

TEST(ProcessText, JudgesByStateTracerFreezerAndDump)
{
    constexpr auto Frozen = ProcessText::Freezer::Frozen;
    const char *plain = "State:\tS\nTracerPid:\t0\nCoreDumping:\t0\n";
    const char *traced = "State:\tS\nTracerPid:\t12\nCoreDumping:\t0\n";
    const char *dumping = "State:\tD\nTracerPid:\t0\nCoreDumping:\t1\n";
    EXPECT_EQ(judged("1 (a) S 0", plain), ProcessState::Running);
    EXPECT_EQ(judged("1 (a) R 0", plain), ProcessState::Running);
    EXPECT_EQ(judged("1 (a) D 0", plain), ProcessState::Running);
    EXPECT_EQ(judged("1 (a) Z 0", plain), ProcessState::Running) << "only the leader thread has ended";
    EXPECT_EQ(judged("1 (a) T 0", plain), ProcessState::Stopped);
    EXPECT_EQ(judged("1 (a) t 0", plain), ProcessState::Debugged);
    EXPECT_EQ(judged("1 (a) S 0", traced), ProcessState::Debugged);
    EXPECT_EQ(judged("1 (a) T 0", traced), ProcessState::Debugged);
    EXPECT_EQ(judged("1 (a) S 0", plain, Frozen), ProcessState::Frozen);
    EXPECT_EQ(judged("1 (a) T 0", plain, Frozen), ProcessState::Frozen);
    EXPECT_EQ(judged("1 (a) D 0", dumping), ProcessState::Dumping);
    EXPECT_EQ(judged("1 (a) t 0", dumping, Frozen), ProcessState::Dumping);
}

TEST(ProcessText, IsNotDeceivedByAProgramsName)
{
    const char *status = "Name:\tx\nTracerPid:\t0\n";
    EXPECT_EQ(judged("1 (a) T (b) S 0", status), ProcessState::Running);
    EXPECT_EQ(judged("1 ()) T 0", status), ProcessState::Stopped);
    EXPECT_EQ(judged("1 (a S) T 0", status), ProcessState::Stopped);
}

TEST(ProcessText, KnowsNothingFromTextsOfAnotherForm)
{
    const char *status = "TracerPid:\t0\n";
    for (const char *stat : {"", "1", "1 (a", "1 (a)", "1 (a) "})
        EXPECT_EQ(judged(stat, status), ProcessState::Unknown) << stat;
    EXPECT_EQ(judged("1 (a) S 0", ""), ProcessState::Unknown);
    EXPECT_EQ(judged("1 (a) S 0", "nonsense"), ProcessState::Running) << "an old kernel says less";
}

TEST(ProcessText, FindsAFieldByItsWholeName)
{
    EXPECT_EQ(ProcessText::field("NSpid:\t7\nPid:\t8\n", "Pid"), "8");
    EXPECT_EQ(ProcessText::field("Pid:\t8", "Pid"), "8");
    EXPECT_TRUE(ProcessText::field("PidX:\t8", "Pid").isEmpty());
    EXPECT_TRUE(ProcessText::field("", "Pid").isEmpty());
}

TEST(ProcessText, FindsTheFreezersOfBothVersions)
{
    const auto files = ProcessText::freezerFiles("6:freezer:/a\n4:memory:/b\n0::/user.slice/x\n");
    ASSERT_EQ(files.size(), 3u);
    EXPECT_EQ(files[0].path, "/sys/fs/cgroup/freezer/a/freezer.state");
    EXPECT_EQ(files[1].path, "/sys/fs/cgroup/user.slice/x/cgroup.events");
    EXPECT_EQ(files[2].path, "/sys/fs/cgroup/unified/user.slice/x/cgroup.events");
    EXPECT_EQ(ProcessText::freezer("populated 1\nfrozen 1\n", files[1].frozen), ProcessText::Freezer::Frozen);
    EXPECT_EQ(ProcessText::freezer("populated 1\nfrozen 0\n", files[1].frozen), ProcessText::Freezer::Thawed);
    EXPECT_EQ(ProcessText::freezer("", files[1].frozen), ProcessText::Freezer::Thawed);
    EXPECT_TRUE(ProcessText::freezerFiles("nonsense\n\n1:2\n").empty());
}

TEST_F(ProcessWatchTest, KnowsThePeer)
{
    EXPECT_EQ(watch.pid(), peer.pid());
    EXPECT_GE(watch.descriptor(), 0);
    EXPECT_FALSE(watch.hasEnded());
    EXPECT_EQ(watch.state(), ProcessState::Running);
}

TEST_F(ProcessWatchTest, SeesTheEnd)
{
    peer.kill();
    EXPECT_TRUE(reaches(ProcessState::Dead)); // as soon as its memory is given up
    EXPECT_TRUE(waitFor([&] { return watch.hasEnded(); }));
}

TEST_F(ProcessWatchTest, KnowsThatAPeerHadEndedBeforeTheWatchBegan)
{
    peer.kill();
    ASSERT_TRUE(reaches(ProcessState::Dead));
    EXPECT_TRUE(waitFor([&] { return ProcessWatch::ofPeer(connection.get()).state() == ProcessState::Dead; }));
}

TEST_F(ProcessWatchTest, SeesAStopAndItsEnd)
{
    peer.stop();
    EXPECT_EQ(watch.state(), ProcessState::Stopped);
    peer.resume();
    EXPECT_TRUE(reaches(ProcessState::Running));
}

TEST_F(ProcessWatchTest, SeesADebugger)
{
    const pid_t pid = static_cast<pid_t>(peer.pid());
    if (::ptrace(PTRACE_SEIZE, pid, nullptr, nullptr) != 0)
        GTEST_SKIP() << "ptrace is not allowed here";
    EXPECT_EQ(watch.state(), ProcessState::Debugged);
    ::ptrace(PTRACE_INTERRUPT, pid, nullptr, nullptr);
    EXPECT_EQ(::waitpid(pid, nullptr, 0), pid);
    EXPECT_EQ(watch.state(), ProcessState::Debugged);
    EXPECT_EQ(::ptrace(PTRACE_DETACH, pid, nullptr, nullptr), 0);
    EXPECT_TRUE(reaches(ProcessState::Running));
}

TEST_F(ProcessWatchTest, SeesAFrozenCgroupOfVersionTwo)
{
    FrozenCgroup cgroup(FrozenCgroup::Version::Two);
    if (!cgroup.take(peer.pid()))
        GTEST_SKIP() << "no cgroup of version 2 can be made here";
    EXPECT_TRUE(reaches(ProcessState::Frozen));
}

TEST_F(ProcessWatchTest, SeesAFrozenCgroupOfVersionOne)
{
    FrozenCgroup cgroup(FrozenCgroup::Version::One);
    if (!cgroup.take(peer.pid()))
        GTEST_SKIP() << "no cgroup of version 1 can be made here";
    EXPECT_TRUE(reaches(ProcessState::Frozen));
}

TEST_F(ProcessWatchTest, SeesACoreDump)
{
    ASSERT_EQ(peer.say(u"weigh 100"_s), u"done"_s);
    peer.tell(u"crash"_s);
    bool wasDumping = false;
    EXPECT_TRUE(waitFor([&] {
        const ProcessState state = watch.state();
        wasDumping = wasDumping || state == ProcessState::Dumping;
        return state == ProcessState::Dead;
    }));
    if (!wasDumping)
        GTEST_SKIP() << "no core was dumped, or too fast to be seen";
}

TEST_F(ProcessWatchTest, HasNoIdentityWithoutASocket)
{
    const ProcessWatch none = ProcessWatch::ofPeer(-1);
    EXPECT_EQ(none.state(), ProcessState::Unknown);
    EXPECT_FALSE(none.hasEnded());
    EXPECT_EQ(none.pid(), 0);
    EXPECT_EQ(ProcessWatch().state(), ProcessState::Unknown);
}

TEST_F(ProcessWatchTest, CanBeMoved)
{
    ProcessWatch moved = std::move(watch);
    EXPECT_EQ(moved.pid(), peer.pid());
    moved = ProcessWatch();
    EXPECT_EQ(moved.state(), ProcessState::Unknown);
}
