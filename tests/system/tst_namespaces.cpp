// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Sandboxes: process ids mean nothing across them, and abstract sockets reach no other network namespace. And
// ids that come again.

#include "system/faults.h"
#include "system/reusedpid.h"

#include <gtest/gtest.h>

#include <QProcess>

#include <csignal>

using namespace QtFailover::Test;
using namespace std::chrono_literals;

namespace {

const QStringList OwnPids{QStringLiteral("unshare"), QStringLiteral("--pid"), QStringLiteral("--fork"),
                          QStringLiteral("--mount-proc"), QStringLiteral("--kill-child")};
const QStringList OwnNetwork{QStringLiteral("unshare"), QStringLiteral("--net")};

bool isPermitted(const QStringList &prefix)
{
    return QProcess::execute(prefix.first(), prefix.mid(1) + QStringList{QStringLiteral("true")}) == 0;
}

class Namespaces : public ::testing::TestWithParam<QStringList>
{};

} // namespace

TEST_P(Namespaces, SharingTheDirectoryHaveOnePrimaryAndFailOver)
{
    if (!isPermitted(GetParam()))
        GTEST_SKIP() << "no namespace can be made here";
    Group group(impatient());
    group.setPrefix(GetParam()); // each instance in one of its own
    const auto all = group.startInOrder(3);
    ASSERT_TRUE(group.awaitSettled());
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(group.primaries().front(), all[i]);
        all[i]->signal(SIGKILL);
        all[i + 1]->await(RoleChanged, ToPrimary);
        ASSERT_TRUE(group.awaitSettled());
    }
    EXPECT_EQ(all[2]->epoch(), 3U);
}

TEST_P(Namespaces, ASilentPrimaryInAnotherKeepsItsRoleBesideNewcomers)
{
    if (!isPermitted(GetParam()))
        GTEST_SKIP() << "no namespace can be made here";
    Group group(impatient());
    Instance *first = group.start(QStringLiteral("first"));
    first->await(RoleChanged, ToPrimary);
    first->signal(SIGSTOP);
    group.setPrefix(GetParam());
    Instance *late = group.start(QStringLiteral("late"));
    late->await(RoleChanged, ToSecondary);
    letPass(2s);
    EXPECT_EQ(late->count(RoleChanged, ToPrimary), 0);
    first->signal(SIGCONT);
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(first->epoch(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Of, Namespaces, ::testing::Values(OwnPids, OwnNetwork, OwnPids + OwnNetwork.mid(1)),
                         [](const auto &given) {
                             return given.index == 0 ? "Processes" : given.index == 1 ? "Networks" : "Both";
                         });

TEST(ReusedPids, OfAStrangerDoNotKeepADeadPrimaryAlive)
{
    Group group(impatient());
    const auto all = group.startInOrder(2);
    all[1]->signal(SIGSTOP); // it learns of the death only when the number is in use again
    all[0]->signal(SIGKILL);
    ASSERT_TRUE(all[0]->awaitExit());
    const ReusedPid stranger(all[0]->pid(), {QStringLiteral("sleep"), QStringLiteral("120")});
    if (!stranger.runs())
        GTEST_SKIP() << "no process can be given a number here";
    all[1]->signal(SIGCONT);
    EXPECT_EQ(all[1]->await(RoleChanged, ToPrimary)[u"epoch"].toInteger(), 2);
}

TEST(ReusedPids, OfTheSameProgramDoNotHoldUpTheNextStart)
{
    Group group(impatient());
    Instance *first = group.start(QStringLiteral("first"));
    first->await(RoleChanged, ToPrimary);
    first->signal(SIGKILL);
    ASSERT_TRUE(first->awaitExit());
    const ReusedPid twin(first->pid(), {QStringLiteral(QTFAILOVER_DEMO_PROGRAM), QStringLiteral("--headless"),
                                        QStringLiteral("--no-dbus"), QStringLiteral("--disabled"),
                                        QStringLiteral("--group"), group.name() + u'2', QStringLiteral("--runtime-dir"),
                                        group.directory() + QStringLiteral("/twin")});
    if (!twin.runs())
        GTEST_SKIP() << "no process can be given a number here";
    Instance *next = group.start(QStringLiteral("next"));
    EXPECT_EQ(next->await(RoleChanged, ToPrimary)[u"epoch"].toInteger(), 2);
}
