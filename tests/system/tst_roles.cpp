// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "support/waitfor.h"
#include "system/group.h"
#include "system/words.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QSet>

#include <csignal>

using namespace QtFailover::Test;

namespace {

const QStringList PrimaryOrNothing{QStringLiteral("--candidacy"), QStringLiteral("primary")};
const QStringList Reserve{QStringLiteral("--candidacy"), QStringLiteral("secondary")};
const QStringList Disabled{QStringLiteral("--disabled")};

/// Starts one more, and waits until the primary and it know one another.
Instance *join(Group &group, const QString &id, const QStringList &more = {})
{
    const qsizetype count = group.running().size() + 1;
    Instance *instance = group.start(id, more);
    instance->await(QStringLiteral("instancesChanged"), instances(count));
    return instance;
}

} // namespace

TEST(Roles, OneThatIsToBePrimaryOrNothingIsPrimaryWhereThereIsNone)
{
    Group group;
    Instance *only = group.start(QStringLiteral("only"), PrimaryOrNothing);
    only->await(RoleChanged, because(QStringLiteral("Started")));
}

TEST(Roles, OneThatIsToBePrimaryOrNothingStopsBesideAnotherAndSaysWhy)
{
    Group group;
    join(group, QStringLiteral("first"));
    Instance *late = group.start(QStringLiteral("late"), PrimaryOrNothing);
    late->await(ErrorTold, failure("OtherPrimary"));
    late->await(QStringLiteral("stopped"));
    ASSERT_TRUE(late->awaitExit());
    EXPECT_EQ(late->exitCode(), 0);
    EXPECT_EQ(late->count(RoleChanged), 0);
}

TEST(Roles, AReserveStandsForElectionAfterTheTimeoutWithoutAPrimary)
{
    Group group(fast());
    Instance *reserve = group.start(QStringLiteral("reserve"), Reserve);
    const QJsonObject waiting = reserve->await(RoleChanged, ToSecondary);
    EXPECT_EQ(waiting[u"previousRole"], QStringLiteral("none"));
    const QJsonObject standing = reserve->await(RoleChanged, ToPrimary);
    EXPECT_GE(standing[u"monotonicNs"].toInteger()
                  - reserve->find(QStringLiteral("started"))[u"monotonicNs"].toInteger(),
              390'000'000);
}

TEST(Roles, AReserveLeavesTheRoleToTheOthers)
{
    Group group;
    Instance *first = join(group, QStringLiteral("first"));
    Instance *reserve = join(group, QStringLiteral("reserve"), Reserve);
    Instance *heir = join(group, QStringLiteral("heir"));
    ASSERT_TRUE(group.awaitSettled());
    first->signal(SIGKILL);
    heir->await(RoleChanged, because(QStringLiteral("PrimaryCrashed")));
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(reserve->count(RoleChanged, ToPrimary), 0);
}

TEST(Roles, AReserveIsHandedTheRoleOnlyByItsName)
{
    Group group;
    Instance *first = join(group, QStringLiteral("first"));
    Instance *reserve = join(group, QStringLiteral("reserve"),
                             Reserve + QStringList{QStringLiteral("--priority"), QStringLiteral("9")});
    first->command("disable");
    first->await(ErrorTold, failure("HandoverFailed"));
    Instance *heir = join(group, QStringLiteral("heir"));
    ASSERT_TRUE(group.awaitSettled());
    first->signal(SIGTERM);
    heir->await(RoleChanged, because(QStringLiteral("PrimaryShutdown")));
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(reserve->count(RoleChanged, ToPrimary), 0);
    heir->command("handover reserve");
    reserve->await(RoleChanged, because(QStringLiteral("Handover")));
    ASSERT_TRUE(group.awaitSettled());
}

TEST(Roles, OneThatIsDisabledTouchesNoRight)
{
    Group group(fast());
    Instance *watcher = group.start(QStringLiteral("watcher"), Disabled);
    EXPECT_EQ(watcher->await(RoleChanged)[u"role"], QStringLiteral("secondary"));
    watcher->command("check");
    EXPECT_EQ(watcher->await(QStringLiteral("check"))[u"result"], QStringLiteral("NotRunning"));
    EXPECT_TRUE(
        QDir(group.namesDirectory()).entryList({QStringLiteral("e.*")}, QDir::AllEntries | QDir::System).isEmpty());
    watcher->command("takeover");
    watcher->await(ErrorTold, failure("HandoverFailed"));
    watcher->command("enable");
    EXPECT_EQ(watcher->await(RoleChanged, ToPrimary)[u"epoch"].toInteger(), 1) << "it has spoken for an epoch before";
}

TEST(Roles, OneThatIsDisabledKeepsWatching)
{
    Group group;
    Instance *first = join(group, QStringLiteral("first"));
    Instance *watcher = join(group, QStringLiteral("watcher"), Disabled);
    Instance *heir = join(group, QStringLiteral("heir"));
    ASSERT_TRUE(group.awaitSettled());
    first->signal(SIGKILL);
    heir->await(RoleChanged, ToPrimary);
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(watcher->count(RoleChanged), 1);
    watcher->command("enable");
    heir->await(QStringLiteral("instancesChanged"), {}, heir->events().size());
    heir->signal(SIGKILL);
    watcher->await(RoleChanged, because(QStringLiteral("PrimaryCrashed")));
}

TEST(Roles, APrimaryThatIsDisabledStaysWhenNobodyCanTakeTheRole)
{
    Group group;
    Instance *first = join(group, QStringLiteral("first"));
    join(group, QStringLiteral("watcher"), Disabled);
    first->command("disable");
    first->await(ErrorTold, failure("HandoverFailed"));
    first->command("status");
    const QString status = first->await(QStringLiteral("status"))[u"status"].toString();
    EXPECT_TRUE(status.startsWith(QLatin1String("role=primary enabled=false "))) << qPrintable(status);
    EXPECT_EQ(first->count(RoleChanged), 1);
}

TEST(Roles, TheSuccessorIsTheOneOfTheHighestPriority)
{
    Group group;
    Instance *first = join(group, QStringLiteral("first"));
    Instance *older = join(group, QStringLiteral("older"));
    Instance *preferred = join(group, QStringLiteral("preferred"), {QStringLiteral("--priority"), QStringLiteral("5")});
    join(group, QStringLiteral("never"), Disabled + QStringList{QStringLiteral("--priority"), QStringLiteral("9")});
    ASSERT_TRUE(group.awaitSettled());
    first->signal(SIGTERM);
    preferred->await(RoleChanged, because(QStringLiteral("PrimaryShutdown")));
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(older->count(RoleChanged, ToPrimary), 0);
}

TEST(Roles, AFirstInstanceWhosePromotionFailsIsSecondary)
{
    Group group;
    Instance *only =
        group.start(QStringLiteral("only"), {QStringLiteral("--promotion-handler"), QStringLiteral("reject-once")});
    const QJsonObject changed = only->await(RoleChanged, ToSecondary);
    EXPECT_EQ(changed[u"previousRole"], QStringLiteral("none"));
    EXPECT_EQ(only->events().first()[u"event"], QStringLiteral("started"));
    const QJsonObject second = only->await(RoleChanged, ToPrimary);
    EXPECT_GE(second[u"monotonicNs"].toInteger() - changed[u"monotonicNs"].toInteger(), 490'000'000)
        << "it has not backed off for the half second at least";
}

TEST(Roles, OneWhosePromotionFailedKeepsWatchingAndIsAskedAgain)
{
    Group group;
    Instance *first = join(group, QStringLiteral("first"));
    Instance *unwilling = join(group, QStringLiteral("unwilling"),
                               {QStringLiteral("--promotion-handler"), QStringLiteral("reject-once")});
    Instance *heir = join(group, QStringLiteral("heir"));
    ASSERT_TRUE(group.awaitSettled());
    first->signal(SIGKILL);
    heir->await(RoleChanged, ToPrimary);
    ASSERT_TRUE(group.awaitSettled()) << "the unwilling one has seen who is primary";
    heir->signal(SIGKILL);
    unwilling->await(RoleChanged, because(QStringLiteral("PrimaryCrashed")));
}

TEST(Roles, APrimaryThatLetsGoLateIsAwaited)
{
    Group group;
    Instance *slow =
        join(group, QStringLiteral("slow"), {QStringLiteral("--demotion-handler"), QStringLiteral("slow=700")});
    Instance *heir = join(group, QStringLiteral("heir"));
    Instance *other = join(group, QStringLiteral("other"));
    ASSERT_TRUE(group.awaitSettled());
    const qint64 asked = monotonicNs();
    slow->signal(SIGTERM);
    const QJsonObject changed = heir->await(RoleChanged, because(QStringLiteral("PrimaryShutdown")));
    EXPECT_GE(changed[u"monotonicNs"].toInteger() - asked, 700'000'000);
    EXPECT_EQ(changed[u"epoch"].toInteger(), 2);
    ASSERT_TRUE(slow->awaitExit());
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(other->count(RoleChanged, ToPrimary), 0);
    EXPECT_EQ(heir->count(ErrorTold), 0);
}

TEST(Roles, APromotedInstanceBeatsAndAnnouncesItsEndOnce)
{
    Group group(fast());
    Instance *first = join(group, QStringLiteral("first"));
    Instance *second = join(group, QStringLiteral("second"));
    Instance *third = join(group, QStringLiteral("third"));
    first->signal(SIGKILL);
    second->await(RoleChanged, ToPrimary);
    const QVariantMap fromSecond{{QStringLiteral("from"), second->id()}};
    third->await(Heartbeat, fromSecond);
    ASSERT_TRUE(group.awaitSettled());
    second->signal(SIGTERM);
    third->await(RoleChanged, because(QStringLiteral("PrimaryShutdown")));
    ASSERT_TRUE(second->awaitExit());
    third->await(Heartbeat, {{QStringLiteral("from"), third->id()}});
    EXPECT_EQ(third->count(QStringLiteral("shutdownAnnounced"), fromSecond), 1);
    EXPECT_EQ(third->count(QStringLiteral("shutdownAnnounced")), 1) << "the one that was killed has said nothing";
}

TEST(Roles, AHandOverAmidWritesLosesNoAcknowledgedLine)
{
    Group group;
    const QString note = group.directory() + QStringLiteral("/note.txt");
    const QStringList writing{QStringLiteral("--file"), note, QStringLiteral("--append-every"), QStringLiteral("2")};
    Instance *first = join(group, QStringLiteral("first"), writing);
    Instance *second = join(group, QStringLiteral("second"), writing);
    const QString acknowledged = QStringLiteral("acknowledged");
    for (Instance *next : {second, first, second}) {
        Instance *now = group.primaries().front();
        ASSERT_TRUE(waitFor([&, from = now->count(acknowledged)] { return now->count(acknowledged) > from + 20; }));
        now->command("handover");
        ASSERT_TRUE(waitFor([&] { return next->role() == QLatin1String("primary"); }));
        ASSERT_TRUE(group.awaitSettled());
    }
    ASSERT_TRUE(waitFor([&, from = second->count(acknowledged)] { return second->count(acknowledged) > from + 20; }));
    for (Instance *instance : {first, second}) {
        instance->signal(SIGTERM);
        ASSERT_TRUE(instance->awaitExit());
    }
    QFile file(note);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    EXPECT_EQ(QSet<QString>(lines.begin(), lines.end()).size(), lines.size()) << "a line was written twice";
    for (const Instance *instance : {first, second}) {
        for (const QJsonObject &event : instance->events()) {
            if (event[u"event"] == acknowledged) {
                EXPECT_TRUE(lines.contains(event[u"text"].toString())) << qPrintable(event[u"text"].toString());
            }
        }
    }
}
