// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// A file system that gives no lock or no link, and a process that may open no more files. Linux.

#include "rightsfixture.h"

#include "adapters/files.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace QtFailover::Test;

namespace {
int refusals = 0; ///< of exclusive locks to come
bool hasLinks = true;
} // namespace

// Stands between QLockFile and the kernel. A prober that has a shared lock on the fresh file between QLockFile's
// open and its flock makes the flock fail, and QLockFile succeed all the same.
extern "C" Q_DECL_EXPORT int flock(int fd, int operation) noexcept
{
    if ((operation & LOCK_EX) && refusals > 0) {
        --refusals;
        errno = EWOULDBLOCK;
        return -1;
    }
    return int(::syscall(SYS_flock, fd, operation));
}

// As on vfat.
extern "C" Q_DECL_EXPORT int link(const char *existing, const char *name) noexcept
{
    if (!hasLinks) {
        errno = EPERM;
        return -1;
    }
    return int(::syscall(SYS_linkat, AT_FDCWD, existing, AT_FDCWD, name, 0));
}

TEST_F(RightsTest, TakesAnotherNameWhenTheKernelHasRefusedTheLock)
{
    refusals = 3;
    ASSERT_FALSE(rights.open());
    ASSERT_EQ(refusals, 0) << "QLockFile does not lock by flock any more";
    EXPECT_EQ(names("*").size(), 1);
    EXPECT_EQ(rights.link(1), LinkResult::Linked);
    EXPECT_EQ(rights.hold(1), Hold::Held);
}

TEST_F(RightsTest, SaysThatLocksDoNotHold)
{
    ASSERT_EQ(rights.link(1), LinkResult::Linked);
    refusals = 1000;
    const Failure failure = rights.open();
    refusals = 0;
    EXPECT_EQ(failure.error, Error::LockFailed);
    EXPECT_TRUE(failure.text.contains(rights.directory())) << qPrintable(failure.text);
    EXPECT_EQ(names("i.*").size(), 1);
    EXPECT_TRUE(rights.prove(1)) << "and keeps what it had";
}

TEST_F(RightsTest, SaysThatTheFileSystemHasNoLinks)
{
    hasLinks = false;
    const LinkResult result = rights.link(1);
    hasLinks = true;
    EXPECT_EQ(result, LinkResult::Failed);
    EXPECT_EQ(rights.failure().error, Error::LockFailed);
    EXPECT_TRUE(rights.failure().text.contains(right(1))) << qPrintable(rights.failure().text);
    EXPECT_TRUE(rights.failure().text.contains(QStringLiteral("hard links"))) << qPrintable(rights.failure().text);
    EXPECT_EQ(rights.link(1), LinkResult::Linked) << "the lock is as good as before";
}

TEST_F(RightsTest, TakesALockThatItCannotAskAboutForHeld)
{
    auto other = another();
    ASSERT_EQ(other->link(1), LinkResult::Linked);
    other.reset();
    ASSERT_EQ(rights.hold(1), Hold::Free);

    rlimit before;
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit none{0, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
    const Hold hold = rights.hold(1);
    const Error error = rights.failure().error;
    const Survey survey = rights.look();
    const Failure opened = rights.open();
    const bool ours = rights.inode() != 0;
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);

    EXPECT_EQ(hold, Hold::Held);
    EXPECT_EQ(error, Error::LockFailed);
    EXPECT_TRUE(survey.failure) << "and not an empty directory";
    EXPECT_TRUE(opened);
    EXPECT_TRUE(ours);
    EXPECT_EQ(rights.hold(1), Hold::Free);
}
