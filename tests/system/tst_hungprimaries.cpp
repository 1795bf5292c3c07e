// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// A primary that lives and does nothing: who may take its role, and who may not.

#include "support/frozencgroup.h"
#include "support/rawsocket.h"
#include "system/faults.h"
#include "system/tracer.h"

#include <gtest/gtest.h>

#include <csignal>

using namespace QtFailover::Test;
using namespace std::chrono_literals;

namespace {

constexpr auto ManyTimeouts = 2500ms; // of 400 ms

class HungPrimaries : public ::testing::Test
{
protected:
    HungPrimaries() { group.setProgram(QStringLiteral(QTFAILOVER_TEST_MEMBER)); }

    /// That the group would have fenced, had it been allowed to.
    static void expectFencingOf(Instance *primary, Instance *successor)
    {
        primary->signal(SIGSTOP);
        successor->await(RoleChanged, because(QStringLiteral("PrimaryUnresponsive")));
        primary->signal(SIGCONT);
        EXPECT_EQ(primary->await(RoleChanged, ToSecondary)[u"reason"].toString(), QStringLiteral("Fenced"));
    }

    Group group{fencing()};
};

} // namespace

TEST_F(HungPrimaries, UnderADebuggerAreNeverFenced)
{
    const auto all = group.startInOrder(2);
    {
        const Tracer tracer(all[0]->pid());
        if (!tracer.holds())
            GTEST_SKIP() << "ptrace is not allowed here";
        all[1]->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Stopped")));
        letPass(ManyTimeouts);
        EXPECT_EQ(all[1]->count(RoleChanged, ToPrimary), 0);
    }
    all[1]->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Alive")), all[1]->events().size());
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
    expectFencingOf(all[0], all[1]);
}

TEST_F(HungPrimaries, InAFrozenCgroupAreNeverFenced)
{
    const auto all = group.startInOrder(2);
    {
        FrozenCgroup cgroup;
        if (!cgroup.take(all[0]->pid()))
            GTEST_SKIP() << "no cgroup with a freezer can be made here";
        all[1]->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Stopped")));
        letPass(ManyTimeouts);
        EXPECT_EQ(all[1]->count(RoleChanged, ToPrimary), 0);
    }
    all[1]->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Alive")), all[1]->events().size());
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
    expectFencingOf(all[0], all[1]);
}

TEST_F(HungPrimaries, ThatSaidTheyWouldBeBusyAreNotFencedMeanwhile)
{
    const auto all = group.startInOrder(2);
    all[0]->command("work 4000");
    all[0]->await(QStringLiteral("working"));
    all[1]->await(QStringLiteral("heartbeat"), {}, all[1]->events().size());
    all[0]->signal(SIGSTOP);
    all[1]->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Stopped")));
    letPass(ManyTimeouts);
    EXPECT_EQ(all[1]->count(RoleChanged, ToPrimary), 0);
    const qsizetype before = all[0]->events().size();
    all[0]->signal(SIGCONT);
    // Its main loop turns again: that ends the busy time.
    all[0]->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Alive")), before);
    all[1]->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Alive")));
    expectFencingOf(all[0], all[1]);
}

TEST_F(HungPrimaries, ThatSaidTheyWouldBeBusyAreNotFencedByANewcomerEither)
{
    const auto all = group.startInOrder(1);
    Instance *witness = group.start(QStringLiteral("witness"), {QStringLiteral("--disabled")});
    all[0]->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 2}});
    all[0]->command("work 4000");
    all[0]->await(QStringLiteral("working"));
    witness->await(QStringLiteral("heartbeat"), {}, witness->events().size());
    all[0]->signal(SIGSTOP);
    Instance *late = group.start(QStringLiteral("late"));
    late->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Stopped")));
    letPass(ManyTimeouts);
    EXPECT_EQ(late->count(RoleChanged, ToPrimary), 0);
    all[0]->signal(SIGCONT);
    ASSERT_TRUE(group.awaitSettled());
}

TEST(HungMainLoop, BeyondItsTimeoutIsFencedThoughTheThreadBeats)
{
    Group group(fencing({QStringLiteral("--main-loop-timeout"), QStringLiteral("600")}));
    group.setProgram(QStringLiteral(QTFAILOVER_TEST_MEMBER));
    const auto all = group.startInOrder(2);
    all[0]->command("block 4000");
    all[1]->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Busy")));
    all[1]->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Unresponsive")));
    all[1]->await(RoleChanged, because(QStringLiteral("PrimaryUnresponsive")));
    EXPECT_EQ(all[0]->await(RoleChanged, ToSecondary)[u"reason"].toString(), QStringLiteral("Fenced"));
    ASSERT_TRUE(group.awaitSettled());
}

TEST(HungMainLoop, IsNotFencedWithoutSuchATimeout)
{
    Group group(fencing({QStringLiteral("--main-loop-timeout"), QStringLiteral("0")}));
    group.setProgram(QStringLiteral(QTFAILOVER_TEST_MEMBER));
    const auto all = group.startInOrder(2);
    all[0]->command("block 3000");
    all[1]->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Busy")));
    const qsizetype before = all[1]->events().size();
    all[1]->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Alive")), before);
    EXPECT_EQ(all[1]->count(RoleChanged, ToPrimary), 0);
}

TEST(HungPrimary, IsTakenOverAtOnceOnTheUsersWordUnderFence)
{
    Group group({QStringLiteral("--no-dbus"), QStringLiteral("--policy"), QStringLiteral("fence"),
                 QStringLiteral("--heartbeat-interval"), QStringLiteral("200"), QStringLiteral("--heartbeat-timeout"),
                 QStringLiteral("60000"), QStringLiteral("--shutdown-timeout"), QStringLiteral("5000")});
    const auto all = group.startInOrder(2);
    all[0]->signal(SIGSTOP);
    all[1]->command("takeover");
    all[1]->await(RoleChanged, because(QStringLiteral("TakenOver")));
    all[0]->signal(SIGCONT);
    EXPECT_EQ(all[0]->await(RoleChanged, ToSecondary)[u"reason"].toString(), QStringLiteral("Fenced"));
    ASSERT_TRUE(group.awaitSettled());
}

TEST(HungPrimary, UnderWaitRefusesEvenTheUsersWord)
{
    Group group(impatient({QStringLiteral("--shutdown-timeout"), QStringLiteral("1500")}));
    const auto all = group.startInOrder(2);
    all[0]->signal(SIGSTOP);
    all[1]->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Stopped")));
    all[1]->command("takeover");
    all[1]->await(QStringLiteral("error"), error(QStringLiteral("HandoverFailed")));
    EXPECT_EQ(all[1]->count(RoleChanged, ToPrimary), 0);
    const qsizetype before = all[1]->events().size();
    all[0]->signal(SIGCONT);
    all[1]->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Alive")), before);
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(all[0]->epoch(), 1U);
}

TEST(HungPrimary, IsNotFencedWhenItsOwnPolicyIsWait)
{
    Group group(impatient());
    Instance *first = group.start(QStringLiteral("first"));
    first->await(RoleChanged, ToPrimary);
    Instance *eager = group.start(QStringLiteral("eager"), {QStringLiteral("--policy"), QStringLiteral("fence")});
    first->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 2}});
    first->signal(SIGSTOP);
    eager->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Stopped")));
    letPass(ManyTimeouts);
    EXPECT_EQ(eager->count(RoleChanged, ToPrimary), 0);
    const qsizetype before = eager->events().size();
    first->signal(SIGCONT);
    eager->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Alive")), before);
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(first->epoch(), 1U);
}

TEST(HungPrimary, IsNotFencedByOneWhosePolicyIsWait)
{
    Group group(impatient());
    Instance *first = group.start(QStringLiteral("first"), {QStringLiteral("--policy"), QStringLiteral("fence")});
    first->await(RoleChanged, ToPrimary);
    Instance *patient = group.start(QStringLiteral("patient"));
    first->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 2}});
    first->signal(SIGSTOP);
    patient->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Stopped")));
    letPass(ManyTimeouts);
    EXPECT_EQ(patient->count(RoleChanged, ToPrimary), 0);
    const qsizetype before = patient->events().size();
    first->signal(SIGCONT);
    patient->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Alive")), before);
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(first->epoch(), 1U);
}

/// Nobody has ever been connected to it.
TEST(HungPrimary, ThatCannotBeConnectedToIsFencedByANewcomer)
{
    for (const bool isFull : {false, true}) {
        Group group(fencing());
        Instance *first = group.start(QStringLiteral("first"));
        first->await(RoleChanged, ToPrimary);
        first->signal(SIGSTOP);
        std::vector<QtFailover::Internal::Descriptor> queue;
        if (isFull) {
            while (auto connection = rawConnect(group.socket()))
                queue.push_back(std::move(connection));
            EXPECT_FALSE(queue.empty());
        } else {
            EXPECT_TRUE(QFile::remove(group.socket()));
        }
        Instance *late = group.start(QStringLiteral("late"));
        late->await(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Stopped")));
        late->await(RoleChanged, because(QStringLiteral("PrimaryUnresponsive")));
        first->signal(SIGCONT);
        EXPECT_EQ(first->await(RoleChanged, ToSecondary)[u"reason"].toString(), QStringLiteral("Fenced"));
        ASSERT_TRUE(group.awaitSettled());
    }
}

TEST(HungPrimary, FencedTwiceInARowAndWokenLastComesFirstNowhere)
{
    Group group(fencing());
    const auto all = group.startInOrder(3);
    all[0]->signal(SIGSTOP);
    all[1]->await(RoleChanged, ToPrimary);
    all[1]->signal(SIGSTOP);
    EXPECT_EQ(all[2]->await(RoleChanged, ToPrimary)[u"epoch"].toInteger(), 3);
    all[1]->signal(SIGCONT);
    all[0]->signal(SIGCONT);
    all[1]->await(RoleChanged, ToSecondary);
    all[0]->await(RoleChanged, ToSecondary);
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(group.primaries().front(), all[2]);
}
