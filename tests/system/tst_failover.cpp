// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "support/waitfor.h"
#include "system/group.h"
#include "system/words.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>

#include <csignal>

using namespace QtFailover::Test;

TEST(Failover, TheFirstInstanceIsPrimaryAndSaysSoOnce)
{
    Group group;
    Instance *first = group.start(QStringLiteral("first"));
    const QJsonObject changed = first->await(RoleChanged, because(QStringLiteral("Started")));
    EXPECT_EQ(changed[u"previousRole"], QStringLiteral("none"));
    EXPECT_EQ(changed[u"epoch"].toInteger(), 1);
    first->await(QStringLiteral("heartbeat"));
    EXPECT_EQ(first->count(RoleChanged), 1);
}

TEST(Failover, WhoeverJoinsIsSecondaryAndKnowsThePrimary)
{
    Group group;
    const auto all = group.startInOrder(3);
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(group.primaries().front(), all[0]);
    EXPECT_EQ(all[2]->find(RoleChanged)[u"previousRole"], QStringLiteral("none"));
    EXPECT_EQ(all[2]->count(RoleChanged), 1);
}

TEST(Failover, AKilledPrimaryIsReplacedByItsSuccessorAlone)
{
    Group group;
    const auto all = group.startInOrder(3);
    all[0]->signal(SIGKILL);
    const QJsonObject changed = all[1]->await(RoleChanged, because(QStringLiteral("PrimaryCrashed")));
    EXPECT_EQ(changed[u"epoch"].toInteger(), 2);
    all[2]->await(QStringLiteral("primaryChanged"), {{QStringLiteral("primaryId"), all[1]->id()}});
    EXPECT_EQ(all[2]->count(RoleChanged, ToPrimary), 0);
}

TEST(Failover, ThreeFailOversInARowEachHaveOneWinnerAndAHigherEpoch)
{
    Group group;
    group.startInOrder(4);
    for (quint64 epoch = 1; epoch <= 4; ++epoch) {
        ASSERT_TRUE(group.awaitSettled());
        Instance *const primary = group.primaries().front(); // the next in line, if it gets a processor in its turn
        EXPECT_EQ(primary->epoch(), epoch);
        primary->signal(SIGKILL);
        ASSERT_TRUE(primary->awaitExit());
    }
}

TEST(Failover, TwoInstancesKilledAtOnceCostOneTurn)
{
    Group group;
    const auto all = group.startInOrder(4);
    all[1]->signal(SIGSTOP); // the successor dies without having been able to act
    all[0]->signal(SIGKILL);
    all[1]->signal(SIGKILL);
    ASSERT_TRUE(all[0]->awaitExit());
    ASSERT_TRUE(all[1]->awaitExit());
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(group.primaries().front()->epoch(), 2U);
}

TEST(Failover, AQuittingPrimaryHandsOverAndEndsInOrder)
{
    Group group;
    const auto all = group.startInOrder(3);
    all[0]->signal(SIGTERM);
    const QJsonObject changed = all[1]->await(RoleChanged, because(QStringLiteral("PrimaryShutdown")));
    EXPECT_EQ(changed[u"epoch"].toInteger(), 2);
    EXPECT_FALSE(all[1]->await(QStringLiteral("shutdownAnnounced")).isEmpty());
    ASSERT_TRUE(all[0]->awaitExit());
    EXPECT_EQ(all[0]->exitStatus(), QProcess::NormalExit);
    EXPECT_EQ(all[0]->exitCode(), 0);
    EXPECT_FALSE(all[0]->find(QStringLiteral("stopped")).isEmpty());
    const qint64 left = all[0]->find(RoleChanged)[u"monotonicNs"].toInteger();
    EXPECT_GE(changed[u"monotonicNs"].toInteger(), left - 1'000'000'000) << "the clock is one for all";
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(all[2]->count(RoleChanged, ToPrimary), 0);
}

TEST(Failover, AnInterruptedPrimaryHandsOverAndEndsInOrderToo)
{
    Group group;
    const auto all = group.startInOrder(2);
    all[0]->signal(SIGINT);
    all[1]->await(RoleChanged, because(QStringLiteral("PrimaryShutdown")));
    ASSERT_TRUE(all[0]->awaitExit());
    EXPECT_EQ(all[0]->exitStatus(), QProcess::NormalExit);
    EXPECT_EQ(all[0]->exitCode(), 0);
    EXPECT_FALSE(all[0]->find(QStringLiteral("stopped")).isEmpty());
}

TEST(Failover, TheLastInstanceLeavesQuietlyAndTheNextOneCountsOn)
{
    Group group;
    Instance *first = group.start(QStringLiteral("first"));
    first->await(RoleChanged, ToPrimary);
    first->signal(SIGTERM);
    ASSERT_TRUE(first->awaitExit());
    EXPECT_EQ(first->count(QStringLiteral("error")), 0);
    Instance *next = group.start(QStringLiteral("next"));
    EXPECT_EQ(next->await(RoleChanged, because(QStringLiteral("Started")))[u"epoch"].toInteger(), 2);
}

TEST(Failover, HandOverOnCommandGoesToTheOneNamed)
{
    Group group;
    const auto all = group.startInOrder(3);
    all[0]->command("handover i2");
    all[2]->await(RoleChanged, because(QStringLiteral("Handover")));
    all[0]->await(RoleChanged, ToSecondary);
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(all[1]->count(RoleChanged, ToPrimary), 0);
}

TEST(Failover, HandOverToNobodyFailsAndChangesNothing)
{
    Group group;
    Instance *only = group.start(QStringLiteral("only"));
    only->await(RoleChanged, ToPrimary);
    only->command("handover");
    EXPECT_EQ(only->await(QStringLiteral("error"))[u"error"].toString(), QStringLiteral("HandoverFailed"));
    EXPECT_EQ(only->role(), QStringLiteral("primary"));
    EXPECT_EQ(only->count(RoleChanged), 1);
}

TEST(Failover, ASecondaryTakesOverFromAWillingPrimary)
{
    Group group;
    const auto all = group.startInOrder(3);
    all[2]->command("takeover");
    all[2]->await(RoleChanged, because(QStringLiteral("TakenOver")));
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(all[0]->role(), QStringLiteral("secondary"));
}

TEST(Failover, DisablingThePrimaryHandsOverAndADisabledInstanceIsNeverPromoted)
{
    Group group;
    const auto all = group.startInOrder(2);
    all[0]->command("disable");
    all[1]->await(RoleChanged, ToPrimary);
    ASSERT_TRUE(group.awaitSettled());
    all[1]->signal(SIGKILL);
    all[0]->await(QStringLiteral("primaryHealthChanged"), {{QStringLiteral("health"), QStringLiteral("Gone")}},
                  all[0]->events().size());
    EXPECT_EQ(all[0]->role(), QStringLiteral("secondary"));
    all[0]->command("enable");
    all[0]->await(RoleChanged, ToPrimary, all[0]->events().size());
}

TEST(Failover, AStoppedPrimaryIsToldAsStoppedAndKeepsItsRoleUnderPolicyWait)
{
    Group group(fast());
    const auto all = group.startInOrder(2);
    all[0]->signal(SIGSTOP);
    all[1]->await(QStringLiteral("primaryHealthChanged"), {{QStringLiteral("health"), QStringLiteral("Stopped")}});
    const qsizetype before = all[1]->events().size();
    all[0]->signal(SIGCONT);
    all[1]->await(QStringLiteral("primaryHealthChanged"), {{QStringLiteral("health"), QStringLiteral("Alive")}},
                  before);
    EXPECT_EQ(all[1]->count(RoleChanged, ToPrimary), 0);
    EXPECT_EQ(all[0]->role(), QStringLiteral("primary"));
}

TEST(Failover, ANewcomerBesideAStoppedPrimaryIsSecondaryAtOnce)
{
    Group group(fast());
    const auto all = group.startInOrder(1);
    all[0]->await(QStringLiteral("heartbeat"));
    all[0]->signal(SIGSTOP);
    Instance *late = group.start(QStringLiteral("late"));
    late->await(RoleChanged, ToSecondary);
    const QJsonObject told = late->await(HealthChanged, health("Stopped"));
    EXPECT_EQ(late->find(QStringLiteral("primaryChanged"))[u"primaryId"], all[0]->id());
    const qint64 started = late->find(QStringLiteral("started"))[u"monotonicNs"].toInteger();
    EXPECT_GE(told[u"monotonicNs"].toInteger() - started, 390'000'000)
        << "its clock of silence starts at its own start";
    all[0]->signal(SIGCONT);
    ASSERT_TRUE(group.awaitSettled());
}

TEST(Failover, ANewcomerThatOutlivesAStoppedPrimaryKnowsThatOneHasCrashed)
{
    Group group(fast());
    const auto all = group.startInOrder(1);
    all[0]->await(QStringLiteral("heartbeat"));
    all[0]->signal(SIGSTOP);
    Instance *late = group.start(QStringLiteral("late"));
    late->await(HealthChanged, health("Stopped"));
    all[0]->signal(SIGKILL);
    late->await(RoleChanged, because(QStringLiteral("PrimaryCrashed")));
}

TEST(Failover, AStoppedPrimaryIsFencedUnderPolicyFenceAndIsDemotedWhenItWakes)
{
    Group group(fast({QStringLiteral("--policy"), QStringLiteral("fence")}));
    const auto all = group.startInOrder(3);
    all[0]->signal(SIGSTOP);
    EXPECT_EQ(all[1]->await(RoleChanged, because(QStringLiteral("PrimaryUnresponsive")))[u"epoch"].toInteger(), 2);
    all[0]->signal(SIGCONT);
    EXPECT_EQ(all[0]->await(RoleChanged, ToSecondary)[u"reason"].toString(), QStringLiteral("Fenced"));
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(all[2]->count(RoleChanged, ToPrimary), 0);
    all[1]->signal(SIGKILL);
    ASSERT_TRUE(all[1]->awaitExit());
    ASSERT_TRUE(group.awaitSettled()) << "the group goes on after a fencing";
    EXPECT_EQ(group.primaries().front()->epoch(), 3U);
}

TEST(Failover, ABlockedMainLoopIsToldAsBusyAndNotReplaced)
{
    Group group(fast());
    const auto all = group.startInOrder(2);
    all[0]->command("block 1500");
    all[1]->await(QStringLiteral("primaryHealthChanged"), {{QStringLiteral("health"), QStringLiteral("Busy")}});
    const qsizetype before = all[1]->events().size();
    all[1]->await(QStringLiteral("primaryHealthChanged"), {{QStringLiteral("health"), QStringLiteral("Alive")}},
                  before);
    EXPECT_EQ(all[1]->count(RoleChanged, ToPrimary), 0);
}

TEST(Failover, APrimaryKilledDuringItsPromotionHandlerIsReplaced)
{
    Group group;
    Instance *first = group.start(QStringLiteral("first"));
    first->await(RoleChanged, ToPrimary);
    Instance *victim =
        group.start(QStringLiteral("victim"), {QStringLiteral("--promotion-handler"), QStringLiteral("never")});
    first->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 2}});
    Instance *heir = group.start(QStringLiteral("heir"));
    victim->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 3}});
    heir->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 3}});
    first->signal(SIGKILL);
    ASSERT_TRUE(waitFor([&] { return QFile::exists(group.namesDirectory() + QStringLiteral("/e.2")); }));
    victim->signal(SIGKILL);
    EXPECT_EQ(heir->await(RoleChanged, ToPrimary)[u"epoch"].toInteger(), 3);
}

TEST(Failover, ARejectedPromotionPassesToTheNextInRank)
{
    Group group;
    Instance *first = group.start(QStringLiteral("first"));
    first->await(RoleChanged, ToPrimary);
    Instance *unwilling =
        group.start(QStringLiteral("unwilling"), {QStringLiteral("--promotion-handler"), QStringLiteral("reject")});
    first->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 2}});
    Instance *heir = group.start(QStringLiteral("heir"));
    heir->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 3}});
    unwilling->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 3}});
    first->signal(SIGKILL);
    heir->await(RoleChanged, ToPrimary);
    EXPECT_EQ(unwilling->await(QStringLiteral("error"))[u"error"].toString(), QStringLiteral("PromotionFailed"));
    EXPECT_EQ(unwilling->role(), QStringLiteral("secondary"));
}

TEST(Failover, APromotionThatIsNeverAnsweredEndsWithItsTimeout)
{
    Group group;
    Instance *first = group.start(QStringLiteral("first"));
    first->await(RoleChanged, ToPrimary);
    Instance *mute =
        group.start(QStringLiteral("mute"), {QStringLiteral("--promotion-handler"), QStringLiteral("never"),
                                             QStringLiteral("--promotion-timeout"), QStringLiteral("300")});
    first->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 2}});
    Instance *heir = group.start(QStringLiteral("heir"));
    mute->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 3}});
    heir->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 3}});
    first->signal(SIGKILL);
    heir->await(RoleChanged, ToPrimary);
    mute->await(QStringLiteral("error"), {{QStringLiteral("error"), QStringLiteral("PromotionFailed")}});
}

TEST(Failover, ACrashLoopInThePromotionHandlerCostsThreeInstancesAndNoMore)
{
    Group group;
    Instance *first = group.start(QStringLiteral("first"));
    first->await(RoleChanged, ToPrimary);
    std::vector<Instance *> others;
    for (int i = 0; i < 8; ++i)
        others.push_back(group.start(QStringLiteral("i%1").arg(i),
                                     {QStringLiteral("--promotion-handler"), QStringLiteral("abort")}));
    first->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 9}});
    ASSERT_TRUE(group.awaitSettled());
    first->signal(SIGKILL);
    ASSERT_TRUE(waitFor([&] {
        return std::count_if(others.begin(), others.end(),
                             [](const Instance *instance) {
                                 return !instance
                                             ->find(QStringLiteral("error"),
                                                    {{QStringLiteral("error"), QStringLiteral("CrashLoop")}})
                                             .isEmpty();
                             })
               == 5;
    }));
    EXPECT_EQ(group.running().size(), 5U);
    Instance *fresh = group.start(QStringLiteral("fresh"));
    EXPECT_FALSE(fresh->await(RoleChanged, ToPrimary).isEmpty()) << "a newly started instance is not held back";
}

TEST(Failover, ThirtyInstancesThatStartAtOnceHaveOnePrimary)
{
    Group group;
    for (int i = 0; i < 30; ++i)
        group.start(QStringLiteral("i%1").arg(i));
    ASSERT_TRUE(group.awaitSettled());
    qsizetype promotions = 0;
    for (const Instance *instance : group.running())
        promotions += instance->count(RoleChanged, ToPrimary);
    EXPECT_EQ(promotions, 1);
}

TEST(Failover, DeletedNamesAreHealedWithTheSameEpoch)
{
    Group group(fast());
    const auto all = group.startInOrder(2);
    all[0]->await(QStringLiteral("heartbeat"));
    const QString directory = group.namesDirectory();
    ASSERT_FALSE(directory.isEmpty());
    ASSERT_TRUE(QDir(directory).removeRecursively());
    Instance *late = group.start(QStringLiteral("late"));
    late->await(RoleChanged, ToSecondary);
    ASSERT_TRUE(waitFor([&] { return QFile::exists(directory + QStringLiteral("/e.1")); }));
    all[0]->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 3}});
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
    EXPECT_EQ(all[0]->epoch(), 1U);
    EXPECT_EQ(late->count(RoleChanged, ToPrimary), 0);
}

TEST(Failover, ASecondInstanceWithTheSameIdStaysSecondaryAndSaysWhy)
{
    Group group;
    Instance *first = group.start(QStringLiteral("same"));
    first->await(RoleChanged, ToPrimary);
    Instance *second = group.start(QStringLiteral("same"));
    second->await(RoleChanged, ToSecondary);
    second->await(QStringLiteral("error"), {{QStringLiteral("error"), QStringLiteral("DuplicateInstanceId")}});
}

TEST(Failover, AnUnusableDirectoryIsSaidAndNobodyIsPrimary)
{
    Group group;
    const QString file = group.directory() + QStringLiteral("/file");
    QFile(file).open(QIODevice::WriteOnly);
    Instance *instance = group.start(QStringLiteral("i"), {QStringLiteral("--runtime-dir"), file});
    const QJsonObject error =
        instance->await(QStringLiteral("error"), {{QStringLiteral("error"), QStringLiteral("DirectoryUnusable")}});
    EXPECT_EQ(instance->role(), QStringLiteral("secondary"));
    EXPECT_EQ(instance->count(RoleChanged, ToPrimary), 0);
}
