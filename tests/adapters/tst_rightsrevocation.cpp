// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What happens to the name of a right between the look at it and its replacement.

#include "rightsfixture.h"

#include <cerrno>
#include <functional>
#include <utility>

#include <sys/syscall.h>
#include <unistd.h>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

/// What somebody does just before the next exchange of two names; the error with which that fails, 0: it does not.
std::function<int()> meanwhile;

} // namespace

extern "C" Q_DECL_EXPORT int renameat2(int fromAt, const char *from, int toAt, const char *to,
                                       unsigned int flags) noexcept
{
    if (const auto act = std::exchange(meanwhile, {})) {
        if (const int error = act()) {
            errno = error;
            return -1;
        }
    }
    return int(::syscall(SYS_renameat2, fromAt, from, toAt, to, flags));
}

TEST_F(RightsTest, BringsNoNameBackThatIsRemovedWhileItIsRevoked)
{
    ASSERT_EQ(rights.link(5), LinkResult::Linked);
    meanwhile = [this] {
        EXPECT_TRUE(QFile::remove(right(5)));
        return 0;
    };
    EXPECT_FALSE(rights.revoke(5, recordOf(u"leaving"_s)));
    EXPECT_FALSE(meanwhile) << "names are not exchanged any more";
    EXPECT_FALSE(exists(right(5)));
    EXPECT_TRUE(names("t.*").isEmpty() && names("r.*").isEmpty());
}

TEST_F(RightsTest, GivesBackARightThatAnotherTakesWhileItIsRevoked)
{
    const auto other = another();
    ASSERT_EQ(rights.link(5), LinkResult::Linked);
    meanwhile = [&] {
        EXPECT_TRUE(QFile::remove(right(5)));
        EXPECT_EQ(other->link(5), LinkResult::Linked);
        return 0;
    };
    EXPECT_FALSE(rights.revoke(5, recordOf(u"leaving"_s)));
    EXPECT_TRUE(other->prove(5));
    EXPECT_EQ(rights.hold(5), Hold::Held);
    EXPECT_TRUE(names("t.*").isEmpty() && names("r.*").isEmpty());
}

TEST_F(RightsTest, RevokesWhereTheFileSystemCannotExchangeNames)
{
    for (const int error : {EINVAL, ENOSYS}) {
        ASSERT_EQ(rights.link(5), LinkResult::Linked);
        meanwhile = [error] { return error; };
        EXPECT_TRUE(rights.revoke(5, recordOf(u"leaving"_s)));
        EXPECT_EQ(rights.hold(5), Hold::Free);
        EXPECT_EQ(rights.record(rights.look().rights.at(0).inode), recordOf(u"leaving"_s));
        EXPECT_TRUE(names("t.*").isEmpty());
        ASSERT_TRUE(rights.unlink(5));
    }
}

TEST_F(RightsTest, KeepsItsRightWhenTheDiskFailsWhileItIsRevoked)
{
    ASSERT_EQ(rights.link(5), LinkResult::Linked);
    meanwhile = [] { return EIO; };
    EXPECT_FALSE(rights.revoke(5, recordOf(u"leaving"_s)));
    EXPECT_EQ(rights.failure().error, Error::DirectoryUnusable);
    EXPECT_TRUE(rights.prove(5));
    EXPECT_TRUE(names("t.*").isEmpty() && names("r.*").isEmpty());
}
