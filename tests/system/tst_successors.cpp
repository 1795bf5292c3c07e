// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What the secondaries of a living primary do for the fail over to come, seen from outside.

#include "support/threads.h"
#include "support/waitfor.h"
#include "system/group.h"
#include "system/words.h"

#include <gtest/gtest.h>

#include <QDir>

#include <csignal>

#include <sched.h>

using namespace QtFailover::Test;

namespace {

/// Of the library's thread; -1: there is none.
int policy(const Instance *instance)
{
    const pid_t thread = threadNamed(instance->pid(), "qtfailover");
    return thread ? ::sched_getscheduler(thread) : -1;
}

qsizetype sockets(const Group &group)
{
    return QDir(group.namesDirectory()).entryList({QStringLiteral("s.*")}, QDir::System).size();
}

} // namespace

TEST(Successors, TheFirstListensAlreadyAndTheOthersGiveWayToIt)
{
    Group group;
    const auto all = group.startInOrder(3);
    EXPECT_TRUE(waitFor([&] { return policy(all[2]) == SCHED_BATCH; }));
    EXPECT_EQ(policy(all[0]), SCHED_OTHER);
    EXPECT_EQ(policy(all[1]), SCHED_OTHER);
    EXPECT_TRUE(waitFor([&] { return sockets(group) == 2; }));
    all[0]->signal(SIGKILL);
    all[1]->await(RoleChanged, ToPrimary);
    EXPECT_TRUE(waitFor([&] { return policy(all[2]) == SCHED_OTHER; })) << "it is the next one now";
    EXPECT_TRUE(waitFor([&] { return sockets(group) == 2; })) << "and what the dead one has left is swept";
    EXPECT_EQ(policy(all[1]), SCHED_OTHER);
}

TEST(Successors, OnlyAPrimaryWithASuccessorHasAThreadThatGoesLast)
{
    if (!givesTables())
        GTEST_SKIP() << "no table of descriptors for a thread";
    Group group;
    const auto straggles = [](const Instance *instance) {
        return threadNamed(instance->pid(), "qtfailover-last") != 0;
    };
    const Instance *first = group.startInOrder(1).front();
    EXPECT_FALSE(straggles(first));
    Instance *second = group.start(QStringLiteral("second"));
    EXPECT_TRUE(waitFor([&] { return straggles(first); }));
    EXPECT_FALSE(straggles(second));
    second->command("takeover");
    second->await(RoleChanged, ToPrimary);
    EXPECT_TRUE(waitFor([&] { return straggles(second) && !straggles(first); }));
}

TEST(Successors, OneThatIsDisabledListensForNobody)
{
    Group group;
    group.startInOrder(1);
    Instance *watcher = group.start(QStringLiteral("watcher"), {QStringLiteral("--disabled")});
    watcher->await(QStringLiteral("instancesChanged"), instances(2));
    watcher->command("enable");
    EXPECT_TRUE(waitFor([&] { return sockets(group) == 2; }));
    watcher->command("disable");
    EXPECT_TRUE(waitFor([&] { return sockets(group) == 1; }));
}
