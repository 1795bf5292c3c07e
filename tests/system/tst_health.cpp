// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "support/waitfor.h"
#include "system/group.h"
#include "system/words.h"

#include <gtest/gtest.h>

#include <csignal>

using namespace QtFailover::Test;

namespace {

QStringList fencing(const QStringList &more = {})
{
    return fast({QStringLiteral("--policy"), QStringLiteral("fence")}) + more;
}

QStringList hungAfter(int milliseconds)
{
    return {QStringLiteral("--main-loop-timeout"), QString::number(milliseconds)};
}

/// Until the instance has told of so many more heartbeats: the time in which others act, or do not.
bool awaitBeats(Instance *instance, qsizetype more)
{
    return waitFor(
        [instance, wanted = instance->count(Heartbeat) + more] { return instance->count(Heartbeat) >= wanted; });
}

} // namespace

TEST(Health, APrimaryWhoseMainLoopIsBlockedBeatsOnAndSaysThatItIsBusy)
{
    Group group(fast());
    const auto all = group.startInOrder(2);
    const qint64 begun = monotonicNs();
    all[0]->command("block 2000");
    const QJsonObject busy = all[1]->await(HealthChanged, health("Busy"));
    EXPECT_LT(busy[u"monotonicNs"].toInteger() - begun, 2'000'000'000);
    ASSERT_TRUE(awaitBeats(all[1], 5));
    EXPECT_EQ(all[1]->count(HealthChanged, health("Stopped")) + all[1]->count(HealthChanged, health("Unresponsive")),
              0);
    all[1]->await(HealthChanged, health("Alive"), all[1]->events().indexOf(busy));
    EXPECT_EQ(all[0]->role(), QStringLiteral("primary"));
}

TEST(Health, AMainLoopOverItsTimeoutIsUnresponsiveAndKeepsItsRoleUnderPolicyWait)
{
    Group group(fast(hungAfter(500)));
    const auto all = group.startInOrder(2);
    all[0]->command("block 1500");
    const QJsonObject told = all[1]->await(HealthChanged, health("Unresponsive"));
    all[1]->await(HealthChanged, health("Alive"), all[1]->events().indexOf(told));
    EXPECT_EQ(all[1]->count(RoleChanged, ToPrimary), 0);
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
}

TEST(Health, AnAnnouncedBusyTimeKeepsABlockedPrimaryFromBeingFenced)
{
    Group group(fencing(hungAfter(300)));
    const auto all = group.startInOrder(2);
    all[0]->command("busy 60000\nblock 1500");
    const QJsonObject busy = all[1]->await(HealthChanged, health("Busy"));
    all[1]->await(HealthChanged, health("Alive"), all[1]->events().indexOf(busy));
    EXPECT_EQ(all[1]->count(RoleChanged, ToPrimary), 0);
    EXPECT_EQ(all[1]->count(HealthChanged, health("Unresponsive")), 0);
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
    // It has ended with the first turn of the event loop.
    all[0]->command("block 3000");
    all[1]->await(RoleChanged, because(QStringLiteral("PrimaryUnresponsive")));
}

TEST(Health, ATakeOverFromAStoppedPrimaryFailsInTimeUnderPolicyWait)
{
    Group group(fast({QStringLiteral("--shutdown-timeout"), QStringLiteral("1000")}));
    const auto all = group.startInOrder(2);
    all[0]->signal(SIGSTOP);
    const qint64 asked = monotonicNs();
    all[1]->command("takeover");
    const QJsonObject failed = all[1]->await(ErrorTold, failure("HandoverFailed"));
    EXPECT_GE(failed[u"monotonicNs"].toInteger() - asked, 900'000'000);
    EXPECT_LT(failed[u"monotonicNs"].toInteger() - asked, 5'000'000'000);
    EXPECT_EQ(all[1]->role(), QStringLiteral("secondary"));
    all[0]->signal(SIGCONT);
    ASSERT_TRUE(group.awaitSettled());
}
