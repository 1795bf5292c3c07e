// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "system/blockade.h"
#include "system/busctl.h"
#include "system/words.h"

#include <QFile>

using namespace QtFailover::Test;

namespace {

bool awaitBeats(Instance *instance, qsizetype more)
{
    return waitFor(
        [instance, wanted = instance->count(Heartbeat) + more] { return instance->count(Heartbeat) >= wanted; });
}

const QStringList Eager{QStringLiteral("--heartbeat-interval"),
                        QStringLiteral("100"),
                        QStringLiteral("--heartbeat-timeout"),
                        QStringLiteral("1500"),
                        QStringLiteral("--policy"),
                        QStringLiteral("fence")};

} // namespace

class SecondPathOnTheBus : public BusTest
{};

TEST_F(SecondPathOnTheBus, KeepsANewcomerBesideAPrimaryWhoseSocketIsLostAndBringsItThere)
{
    Instance *first = group.start(QStringLiteral("first"), Eager);
    first->await(RoleChanged, ToPrimary);
    ASSERT_TRUE(onBus(primary));
    Blockade blockade(group.socket());
    first->await(ErrorTold, failure("ListenFailed"));
    Instance *late = group.start(QStringLiteral("late"), Eager);
    late->await(RoleChanged, ToSecondary);
    late->await(HealthChanged, health("Alive"));
    EXPECT_EQ(late->count(QStringLiteral("instancesChanged")), 0) << "it was connected all the same";
    ASSERT_TRUE(awaitBeats(first, 45)); // three times the timeout
    EXPECT_EQ(late->count(HealthChanged, health("Unresponsive")), 0);
    blockade.lift();
    late->await(QStringLiteral("instancesChanged"), instances(2));
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(late->count(RoleChanged), 1);
    EXPECT_EQ(first->count(RoleChanged), 1);
    EXPECT_EQ(first->epoch(), 1U);
}

TEST(SecondPath, IsNeededToKnowThatAPrimaryWithoutASocketIsWell)
{
    Group group(QStringList{QStringLiteral("--no-dbus")});
    Instance *first = group.start(QStringLiteral("first"), Eager);
    first->await(RoleChanged, ToPrimary);
    Blockade blockade(group.socket());
    first->await(ErrorTold, failure("ListenFailed"));
    Instance *late = group.start(QStringLiteral("late"), Eager);
    late->await(RoleChanged, ToSecondary);
    late->await(HealthChanged, health("Unresponsive"));
    EXPECT_EQ(late->count(RoleChanged, ToPrimary), 0) << "its lock is held, and nothing was stopped";
    blockade.lift();
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(first->epoch(), 1U);
}

TEST(SecondPath, IsNotNeededWhereThePrimaryCanMakeItsSocketAnew)
{
    Group group(fast());
    const auto all = group.startInOrder(2);
    ASSERT_TRUE(QFile::remove(group.socket()));
    Instance *late = group.start(QStringLiteral("late"));
    late->await(QStringLiteral("instancesChanged"), instances(3));
    ASSERT_TRUE(group.awaitSettled());
    for (const Instance *instance : group.running())
        EXPECT_EQ(instance->count(RoleChanged), 1);
}
