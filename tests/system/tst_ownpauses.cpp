// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// The observer itself was stopped, or its wall clock jumped: no reason to accuse anybody.

#include "system/faults.h"

#include <gtest/gtest.h>

#include <QFile>

#include <csignal>

using namespace QtFailover::Test;
using namespace std::chrono_literals;

namespace {

constexpr auto ManyTimeouts = 4s; // of 400 ms, as a minute is of the default

qsizetype accusations(const Instance *instance)
{
    return instance->count(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Stopped")))
           + instance->count(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Unresponsive")));
}

} // namespace

TEST(OwnPauses, AStoppedSecondaryAccusesNobodyWhenItWakes)
{
    Group group(fencing());
    const auto all = group.startInOrder(2);
    all[1]->signal(SIGSTOP);
    letPass(ManyTimeouts);
    all[1]->signal(SIGCONT);
    all[1]->await(QStringLiteral("heartbeat"), {}, all[1]->events().size());
    letPass(1s);
    EXPECT_EQ(accusations(all[1]), 0);
    EXPECT_EQ(all[1]->count(RoleChanged, ToPrimary), 0);
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
}

TEST(OwnPauses, AStoppedSecondaryHoldsUpNoOtherAndIsTheNextWhenItWakes)
{
    Group group(fencing());
    const auto all = group.startInOrder(3);
    all[1]->signal(SIGSTOP);
    const qint64 from = monotonicNs();
    letPass(ManyTimeouts);
    EXPECT_EQ(accusations(all[2]), 0) << "the stopped one has stalled the heartbeats";
    qsizetype beats = 0;
    for (const QJsonObject &event : all[2]->events())
        beats += event[u"event"] == QLatin1String("heartbeat") && event[u"monotonicNs"].toInteger() > from;
    EXPECT_GE(beats, 10);
    all[1]->signal(SIGCONT);
    ASSERT_TRUE(group.awaitSettled());
    all[0]->signal(SIGKILL);
    all[1]->await(RoleChanged, ToPrimary);
}

TEST(OwnPauses, APrimaryThatDiesMeanwhileIsFoundDead)
{
    Group group(impatient());
    const auto all = group.startInOrder(2);
    all[1]->signal(SIGSTOP);
    all[0]->signal(SIGKILL);
    ASSERT_TRUE(all[0]->awaitExit());
    letPass(1s);
    all[1]->signal(SIGCONT);
    EXPECT_EQ(all[1]->await(RoleChanged, because(QStringLiteral("PrimaryCrashed")))[u"epoch"].toInteger(), 2);
}

// As systemd thaws a user's processes after a suspend: one after the other.
TEST(OwnPauses, AllStoppedAndWokenInTurnNobodyIsFenced)
{
    Group group(fencing());
    const auto all = group.startInOrder(3);
    for (Instance *instance : all)
        instance->signal(SIGSTOP);
    letPass(ManyTimeouts);
    all[2]->signal(SIGCONT);
    all[2]->command("status");
    all[2]->await(QStringLiteral("status"));
    all[1]->signal(SIGCONT);
    all[1]->command("status");
    all[1]->await(QStringLiteral("status"));
    all[0]->signal(SIGCONT);
    all[2]->await(QStringLiteral("heartbeat"), {}, all[2]->events().size());
    letPass(1s);
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
    EXPECT_EQ(all[0]->epoch(), 1U);
    EXPECT_EQ(accusations(all[1]) + accusations(all[2]), 0);
}

TEST(OwnPauses, AStoppedSuccessorCostsAHandOverItsDeadlineOnly)
{
    Group group(impatient({QStringLiteral("--shutdown-timeout"), QStringLiteral("2000")}));
    const auto all = group.startInOrder(3);
    all[1]->signal(SIGSTOP);
    all[0]->command("handover");
    all[2]->await(RoleChanged, because(QStringLiteral("Handover")));
    all[0]->await(RoleChanged, ToSecondary);
    all[1]->signal(SIGCONT);
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(all[1]->count(RoleChanged, ToPrimary), 0);
}

class WallClock : public ::testing::TestWithParam<const char *>
{};

TEST_P(WallClock, SteppedMeansNothingToAnybody)
{
    const QString library = QStringLiteral(QTFAILOVER_FAKETIME);
    if (!QFile::exists(library))
        GTEST_SKIP() << "libfaketime (Debian package libfaketime) is not here";
    // Longer than a loaded machine lets a process starve while another starts, and shorter than the wait below.
    Group group(fencing({QStringLiteral("--heartbeat-timeout"), QStringLiteral("1500")}));
    const QString offset = group.directory() + QStringLiteral("/offset");
    const auto step = [&offset](const char *by) {
        QFile file(offset + u'~');
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(by);
        file.close();
        ASSERT_EQ(::rename(qPrintable(file.fileName()), qPrintable(offset)), 0);
    };
    step("+0");
    group.setEnvironment(QStringLiteral("LD_PRELOAD"), library);
    group.setEnvironment(QStringLiteral("FAKETIME_TIMESTAMP_FILE"), offset);
    group.setEnvironment(QStringLiteral("FAKETIME_NO_CACHE"), QStringLiteral("1"));
    group.setEnvironment(QStringLiteral("FAKETIME_DONT_FAKE_MONOTONIC"), QStringLiteral("1"));
    group.setEnvironment(QStringLiteral("DONT_FAKE_MONOTONIC"), QStringLiteral("1"));
    const auto all = group.startInOrder(2);
    step(GetParam());
    letPass(ManyTimeouts / 2);
    EXPECT_EQ(accusations(all[1]), 0);
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
    Instance *late = group.start(QStringLiteral("late"));
    late->await(RoleChanged, ToSecondary);
    // And a real hang is seen all the same, by both; on a loaded machine the second in rank may be the faster.
    all[0]->signal(SIGSTOP);
    const QVariantMap stopped = health(QStringLiteral("Stopped"));
    const QVariantMap fencer = because(QStringLiteral("PrimaryUnresponsive"));
    EXPECT_TRUE(waitFor([&] { return all[1]->count(RoleChanged, fencer) + late->count(RoleChanged, fencer) == 1; }));
    EXPECT_GE(all[1]->count(HealthChanged, stopped) + late->count(HealthChanged, stopped), 1);
    all[0]->signal(SIGCONT);
    all[0]->await(RoleChanged, ToSecondary);
    ASSERT_TRUE(group.awaitSettled());
}

INSTANTIATE_TEST_SUITE_P(By, WallClock, ::testing::Values("+3650d", "-3650d"), [](const auto &parameter) {
    return *parameter.param == '+' ? "TenYearsAhead" : "TenYearsBack";
});
