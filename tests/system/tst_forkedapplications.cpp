// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// The application forks without exec: the child inherits every descriptor, the kernel's lock among them.

#include "system/faults.h"

#include <gtest/gtest.h>

#include <QScopeGuard>

#include <csignal>

using namespace QtFailover::Test;

namespace {

class ForkedApplications : public ::testing::Test
{
protected:
    ForkedApplications() { group.setProgram(QStringLiteral(QTFAILOVER_TEST_MEMBER)); }
    ~ForkedApplications() override
    {
        for (const qint64 child : children)
            ::kill(pid_t(child), SIGKILL);
    }

    QJsonObject fork(Instance *instance, const QByteArray &how = {})
    {
        const qsizetype before = instance->events().size();
        instance->command("fork " + how);
        const QJsonObject child = instance->await(QStringLiteral("childBegins"), {}, before);
        children.push_back(child[u"childPid"].toInteger());
        return child;
    }

    Group group{impatient()};
    std::vector<qint64> children;
};

} // namespace

TEST_F(ForkedApplications, TheChildIsNoPrimaryAndThePrimaryIsStill)
{
    const auto all = group.startInOrder(2);
    const QJsonObject child = fork(all[0]);
    EXPECT_FALSE(child[u"childIsPrimary"].toBool(true));
    EXPECT_FALSE(child[u"childHasToken"].toBool(true));
    all[0]->await(QStringLiteral("heartbeat"), {}, all[0]->events().size());
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
}

TEST_F(ForkedApplications, APrimaryKilledBesideItsChildIsReplacedAtOnce)
{
    const auto all = group.startInOrder(3);
    fork(all[0]);
    const qint64 killed = monotonicNs();
    all[0]->signal(SIGKILL);
    const QJsonObject changed = all[1]->await(RoleChanged, because(QStringLiteral("PrimaryCrashed")));
    EXPECT_EQ(changed[u"epoch"].toInteger(), 2);
    // Not by a timeout: those begin at 400 ms. A busy machine may need some.
    std::printf("promoted %.1f ms after the kill\n", double(changed[u"monotonicNs"].toInteger() - killed) / 1e6);
    ASSERT_TRUE(group.awaitSettled());
}

TEST_F(ForkedApplications, AChildMadeAsSecondaryDoesNotHoldTheRoleOfADeadPrimary)
{
    const auto all = group.startInOrder(2);
    fork(all[1]);
    all[0]->signal(SIGKILL);
    all[1]->await(RoleChanged, ToPrimary);
    // Not before: whoever has just forked is slow, and might be overtaken.
    Instance *last = group.start(QStringLiteral("last"));
    last->await(RoleChanged, ToSecondary);
    all[1]->signal(SIGKILL);
    EXPECT_EQ(last->await(RoleChanged, ToPrimary)[u"epoch"].toInteger(), 3);
}

TEST_F(ForkedApplications, AChildThatDestroysItsCopyTouchesNothing)
{
    const auto all = group.startInOrder(2);
    fork(all[0], "destroy");
    all[0]->await(QStringLiteral("childHasDestroyedItsCopy"));
    const qsizetype before = all[1]->events().size();
    all[1]->await(QStringLiteral("heartbeat"), {}, before);
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
    EXPECT_EQ(all[1]->count(RoleChanged), 1);
    Instance *late = group.start(QStringLiteral("late"));
    late->await(RoleChanged, ToSecondary);
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(group.primaries().front(), all[0]);
}

TEST_F(ForkedApplications, APrimaryLeavesInOrderThoughItsChildStaysOn)
{
    const auto all = group.startInOrder(2);
    fork(all[0]);
    all[0]->command("shutdown");
    EXPECT_EQ(all[1]->await(RoleChanged, ToPrimary)[u"reason"].toString(), QStringLiteral("PrimaryShutdown"));
    Instance *late = group.start(QStringLiteral("late"));
    late->await(RoleChanged, ToSecondary);
}

TEST_F(ForkedApplications, APrimaryHandsOverThoughItsChildKeepsTheGuard)
{
    const auto all = group.startInOrder(2);
    fork(all[0]);
    all[0]->command("handover");
    EXPECT_EQ(all[1]->await(RoleChanged, because(QStringLiteral("Handover")))[u"epoch"].toInteger(), 2);
    ASSERT_TRUE(group.awaitSettled()); // the one who let go lives, and so does its child
    EXPECT_EQ(all[0]->role(), QStringLiteral("secondary"));
}

TEST_F(ForkedApplications, TheLastPrimaryKilledBesideItsChildDoesNotHoldUpTheNextStart)
{
    Instance *first = group.start(QStringLiteral("first"));
    first->await(RoleChanged, ToPrimary);
    fork(first);
    first->signal(SIGKILL);
    ASSERT_TRUE(first->awaitExit());
    Instance *next = group.start(QStringLiteral("next"));
    EXPECT_EQ(next->await(RoleChanged, ToPrimary)[u"epoch"].toInteger(), 2);
}
