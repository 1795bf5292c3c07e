// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Descriptors and disk space run out.

#include "system/faults.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QScopeGuard>

#include <csignal>

#include <sys/mount.h>
#include <sys/stat.h>

using namespace QtFailover::Test;
using namespace std::chrono_literals;

TEST(NoDescriptorLeft, APrimaryKeepsItsRoleAndServesAgainAfterwards)
{
    Group group(impatient());
    group.setProgram(QStringLiteral(QTFAILOVER_TEST_MEMBER));
    const auto all = group.startInOrder(2);
    all[0]->command("starve");
    all[0]->await(QStringLiteral("starving"));
    const qsizetype before = all[1]->events().size();
    Instance *late =
        group.start(QStringLiteral("late")); // its connection cannot be accepted, its question not answered
    late->await(RoleChanged, ToSecondary);
    letPass(1500ms);
    EXPECT_FALSE(all[1]->find(QStringLiteral("heartbeat"), {}, before).isEmpty());
    all[0]->command("feed");
    all[0]->await(QStringLiteral("fed"));
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
    EXPECT_EQ(all[0]->epoch(), 1U);
    EXPECT_EQ(late->count(RoleChanged, ToPrimary), 0);
}

TEST(NoDescriptorLeft, ASuccessorSaysSoAndTakesTheRoleOnceItCan)
{
    Group group(impatient());
    group.setProgram(QStringLiteral(QTFAILOVER_TEST_MEMBER));
    const auto all = group.startInOrder(2);
    all[1]->command("starve");
    all[1]->await(QStringLiteral("starving"));
    all[0]->signal(SIGKILL);
    all[1]->await(QStringLiteral("error"));
    all[1]->command("feed");
    all[1]->await(RoleChanged, ToPrimary);
}

TEST(NoDescriptorLeft, ASuccessorThatCannotIsPassedOver)
{
    Group group(impatient());
    group.setProgram(QStringLiteral(QTFAILOVER_TEST_MEMBER));
    const auto all = group.startInOrder(3);
    all[1]->command("starve");
    all[1]->await(QStringLiteral("starving"));
    all[0]->signal(SIGKILL);
    all[2]->await(RoleChanged, ToPrimary);
    all[1]->command("feed");
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(group.primaries().front(), all[2]);
}

TEST(FullDisk, CostsNobodyTheRoleAndIsSaidByWhoeverNeedsSpace)
{
    Group group(impatient());
    const QString disk = group.directory() + QStringLiteral("/disk");
    ASSERT_EQ(::mkdir(qPrintable(disk), 0700), 0);
    if (::mount("tmpfs", qPrintable(disk), "tmpfs", 0, "size=256k,mode=0700") != 0)
        GTEST_SKIP() << "no file system can be mounted here";
    const auto unmount = qScopeGuard([&disk] { ::umount2(qPrintable(disk), MNT_DETACH); });
    group.setEnvironment(QStringLiteral("XDG_RUNTIME_DIR"), disk);
    group.setEnvironment(QStringLiteral("XDG_STATE_HOME"), disk + QStringLiteral("/state"));
    const auto all = group.startInOrder(2);
    {
        QFile ballast(disk + QStringLiteral("/ballast"));
        ASSERT_TRUE(ballast.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        while (ballast.write(QByteArray(4096, 'x')) > 0) {
        }
    }
    Instance *late = group.start(QStringLiteral("late")); // has no room for a lock of its own, or just so
    late->await(RoleChanged, ToSecondary);
    all[1]->await(QStringLiteral("heartbeat"), {}, all[1]->events().size());
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
    all[0]->signal(SIGKILL);
    ASSERT_TRUE(all[0]->awaitExit());
    EXPECT_TRUE(waitFor([&] {
        return !group.primaries().empty()
               || (!all[1]->find(QStringLiteral("error")).isEmpty() && !late->find(QStringLiteral("error")).isEmpty());
    })) << "neither a primary nor a word";
    EXPECT_LE(group.primaries().size(), 1U);
    ASSERT_TRUE(QFile::remove(disk + QStringLiteral("/ballast")));
    ASSERT_TRUE(group.awaitSettled());
}
