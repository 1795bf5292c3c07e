// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "rightsfixture.h"

#include "adapters/files.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

TEST_F(RightsTest, SweepsWhatIsOldAndBelongsToNobody)
{
    QStringList stale;
    for (const auto name : {"i.deadbeef", "r.4711", "s.4711", "t.leftover", "t.4711"})
        stale += rights.directory() + u'/' + QString::fromLatin1(name);
    for (const QString &path : stale) {
        writeFile(path);
        makeOld(path, 5);
    }
    rights.sweep();
    for (const QString &path : stale)
        EXPECT_TRUE(exists(path)) << "too young: " << qPrintable(path);
    for (const QString &path : stale)
        makeOld(path);
    rights.sweep();
    for (const QString &path : stale)
        EXPECT_FALSE(exists(path)) << qPrintable(path);
}

TEST_F(RightsTest, SweepsNothingThatSomebodyNeeds)
{
    const auto other = another();
    ASSERT_FALSE(other->publish(recordOf(u"other"_s)));
    ASSERT_FALSE(rights.publish(recordOf(u"me"_s)));
    auto dead = another();
    ASSERT_EQ(dead->link(3), LinkResult::Linked);
    const quint64 freeRight = dead->inode();
    dead.reset();
    writeFile(record(freeRight));
    writeFile(Names::path(rights.directory(), Names::Socket, other->inode()));
    for (const auto name : {"e.9", "u.9", "f.9", "x", "r.notanumber"})
        writeFile(rights.directory() + u'/' + QString::fromLatin1(name));
    const QStringList before = names("*");
    for (const QString &name : before)
        makeOld(rights.directory() + u'/' + name);
    rights.sweep();
    EXPECT_EQ(names("*"), before);
}

TEST_F(RightsTest, SweepsTheRecordOfALockThatItSweeps)
{
    const QString lock = rights.directory() + u"/i.dead"_s;
    writeFile(lock);
    Files::Status status;
    ASSERT_FALSE(Files::status(lock, &status));
    writeFile(record(status.identity.inode));
    makeOld(lock);
    makeOld(record(status.identity.inode));
    rights.sweep();
    EXPECT_TRUE(names("r.*").isEmpty());
    EXPECT_EQ(names("i.*").size(), 1);
}

TEST_F(RightsTest, SweepsAtOnceWhatADeadHolderHasLeft)
{
    // As SIGKILL leaves it: nothing is removed.
    const QString lock = rights.directory() + u"/i.dead"_s;
    writeFile(lock);
    Files::Status status;
    ASSERT_FALSE(Files::status(lock, &status));
    const QString socket = Names::path(rights.directory(), Names::Socket, status.identity.inode);
    writeFile(record(status.identity.inode));
    writeFile(socket);
    ASSERT_FALSE(Files::link(lock, right(1)));
    rights.sweep();
    EXPECT_TRUE(exists(lock) && exists(socket)) << "its right is still there";

    ASSERT_TRUE(rights.unlink(1));
    const QString starting = rights.directory() + u"/i.starting"_s;
    writeFile(starting); // not locked yet
    const auto living = another();
    ASSERT_FALSE(living->publish(recordOf(u"other"_s)));
    rights.sweep();
    EXPECT_FALSE(exists(lock) || exists(socket) || exists(record(status.identity.inode)));
    EXPECT_TRUE(exists(starting));
    EXPECT_TRUE(exists(record(living->inode())));
    EXPECT_EQ(names("i.*").size(), 3);
}
