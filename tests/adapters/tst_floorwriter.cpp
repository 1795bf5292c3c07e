// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What is on the disk when a floor counts.

#include "adapters/floorwriter.h"
#include "support/directories.h"

#include <gtest/gtest.h>

#include <array>
#include <climits>
#include <cstdlib>

#include <sys/syscall.h>
#include <unistd.h>

using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

/// The disk: what has been synced, and whether the floor before was there at that time.
struct Disk {
    QString failing; ///< the path that it cannot write
    QString before;
    QStringList synced;
    bool hasKept = true;
} disk;

} // namespace

extern "C" Q_DECL_EXPORT int fsync(int fd)
{
    std::array<char, PATH_MAX> target;
    const QByteArray link = "/proc/self/fd/" + QByteArray::number(fd);
    const ssize_t size = ::readlink(link.constData(), target.data(), target.size());
    const QString path = QFile::decodeName(QByteArray(target.data(), qMax<ssize_t>(size, 0)));
    if (path == disk.failing) {
        errno = EIO;
        return -1;
    }
    disk.synced += path;
    disk.hasKept = disk.hasKept && exists(disk.before);
    return int(::syscall(SYS_fsync, fd));
}

namespace {

class FloorWriterTest : public testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(QDir().mkpath(directory));
        ASSERT_FALSE(FloorWriter::write(directory, 100));
        disk = {{}, directory + u"/f.100"_s, {}, true};
    }
    void TearDown() override { disk = {}; }

    const QTemporaryDir m_temporary;
    const QString state = QFileInfo(m_temporary.path()).canonicalFilePath();
    const QString directory = state + u"/qtfailover/qtf-0"_s;
    /// Without any of them a power loss may leave no floor at all.
    const QStringList needed{directory + u"/f.200"_s, directory, state + u"/qtfailover"_s, state};
};

} // namespace

TEST_F(FloorWriterTest, ItIsSyncedWithAllItsDirectoriesBeforeTheSmallerOneGoes)
{
    ASSERT_FALSE(FloorWriter::write(directory, 200));
    for (const QString &path : needed)
        EXPECT_TRUE(disk.synced.contains(path)) << qPrintable(path);
    EXPECT_TRUE(disk.hasKept);
    EXPECT_EQ(namesIn(directory, u"*"_s), QStringList{u"f.200"_s});
}

TEST_F(FloorWriterTest, TheSmallerOneStaysWhereTheDiskFails)
{
    for (const QString &path : needed) {
        disk.failing = path;
        EXPECT_EQ(FloorWriter::write(directory, 200), std::errc::io_error) << qPrintable(path);
        EXPECT_TRUE(exists(disk.before)) << qPrintable(path);
    }
}
