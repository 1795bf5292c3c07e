// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "system/busctl.h"

#include <csignal>

using namespace QtFailover::Test;

class Bus : public BusTest
{};

TEST_F(Bus, ShowsTheTreeTheInterfaceAndTheProperties)
{
    const auto all = group.startInOrder(2);
    ASSERT_TRUE(onBus(base + QStringLiteral(".Primary")));
    ASSERT_TRUE(onBus(base + QStringLiteral(".Instance_i1")));
    EXPECT_TRUE(busctl({QStringLiteral("tree"), base + QStringLiteral(".Primary")}).contains(path));
    const QString interface = busctl({QStringLiteral("introspect"), base + QStringLiteral(".Primary"), path});
    for (const char *word : {"Ping", "FormatStatus", "CheckFailover", "HandOver", "TakeOver", "Statistics", "Heartbeat",
                             "Shutdown", "Promoted", "RoleChanged", ".Role", ".Epoch", ".PrimaryHealth", ".Instances"})
        EXPECT_TRUE(interface.contains(QLatin1String(word))) << word << " is not in\n" << qPrintable(interface);
    EXPECT_EQ(property(QStringLiteral("Role"), base + QStringLiteral(".Primary")), QStringLiteral("s \"primary\""));
    EXPECT_EQ(property(QStringLiteral("Role"), base + QStringLiteral(".Instance_i1")),
              QStringLiteral("s \"secondary\""));
    EXPECT_EQ(property(QStringLiteral("Epoch"), base + QStringLiteral(".Primary")), QStringLiteral("t 1"));
    EXPECT_EQ(call(base + QStringLiteral(".Primary"), {QStringLiteral("Ping")}),
              QStringLiteral("sts \"i0\" 1 \"primary\""));
    EXPECT_TRUE(call(base + QStringLiteral(".Instance_i1"), {QStringLiteral("FormatStatus")})
                    .contains(QStringLiteral("role=secondary")));
    EXPECT_EQ(call(base + QStringLiteral(".Instance_i1"), {QStringLiteral("CheckFailover")}),
              QStringLiteral("s \"Alive\""));
}

TEST_F(Bus, AnswersAllButPingWhileTheMainLoopIsBlocked)
{
    const auto all = group.startInOrder(1);
    const QString service = base + QStringLiteral(".Primary");
    ASSERT_TRUE(onBus(service));
    const qint64 begun = monotonicNs();
    all[0]->command("block 3000");
    EXPECT_TRUE(
        waitFor([&] { return property(QStringLiteral("PrimaryHealth"), service).startsWith(QLatin1String("s ")); }));
    const QString answer = call(service, {QStringLiteral("Ping")});
    EXPECT_TRUE(answer.startsWith(QLatin1String("sts \"i0\""))) << qPrintable(answer);
    EXPECT_GE(monotonicNs() - begun, qint64(2'500'000'000)) << "Ping was answered by another than the main loop";
}

TEST_F(Bus, MonitorSeesEachSignalAndTheNameFollowsTheRole)
{
    const auto all = group.startInOrder(3);
    ASSERT_TRUE(onBus(base + QStringLiteral(".Primary")));
    for (int i = 0; i < 3; ++i)
        ASSERT_TRUE(onBus(base + QStringLiteral(".Instance_i%1").arg(i)));
    QProcess monitor;
    monitor.setProcessEnvironment(environment);
    monitor.start(QStringLiteral("busctl"), {QStringLiteral("--user"), QStringLiteral("monitor")});
    QByteArray seen;
    const auto sees = [&](const char *word) {
        return waitFor([&] {
            seen += monitor.readAllStandardOutput() + monitor.readAllStandardError();
            return seen.contains(word);
        });
    };
    ASSERT_TRUE(sees("Monitoring bus message stream"));
    all[0]->signal(SIGTERM);
    for (const char *word :
         {"Member=Shutdown", "Member=Promoted", "Member=RoleChanged", "Member=Heartbeat", "Member=PropertiesChanged"})
        EXPECT_TRUE(sees(word)) << word;
    monitor.kill();
    monitor.waitForFinished();
    ASSERT_TRUE(waitFor([&] {
        return property(QStringLiteral("InstanceId"), base + QStringLiteral(".Primary")) == QLatin1String("s \"i1\"");
    }));
}

TEST_F(Bus, NamesComeBackAfterTheBusWasRestarted)
{
    const auto all = group.startInOrder(2);
    ASSERT_TRUE(onBus(base + QStringLiteral(".Primary")));
    bus.kill();
    ASSERT_TRUE(bus.start());
    ASSERT_TRUE(onBus(base + QStringLiteral(".Primary")));
    EXPECT_EQ(all[0]->role(), QStringLiteral("primary"));
    EXPECT_EQ(all[1]->count(QStringLiteral("roleChanged")), 1);
    all[0]->signal(SIGKILL);
    all[1]->await(QStringLiteral("roleChanged"), {{QStringLiteral("role"), QStringLiteral("primary")}});
}

TEST_F(Bus, HandOverAndTakeOverCanBeCalled)
{
    const auto all = group.startInOrder(2);
    ASSERT_TRUE(onBus(base + QStringLiteral(".Primary")));
    ASSERT_TRUE(onBus(base + QStringLiteral(".Instance_i1")));
    call(base + QStringLiteral(".Primary"), {QStringLiteral("HandOver"), QStringLiteral("s"), QStringLiteral("i1")});
    all[1]->await(QStringLiteral("roleChanged"), {{QStringLiteral("role"), QStringLiteral("primary")}});
    ASSERT_TRUE(group.awaitSettled());
    call(base + QStringLiteral(".Instance_i0"), {QStringLiteral("TakeOver")});
    all[0]->await(QStringLiteral("roleChanged"), {{QStringLiteral("role"), QStringLiteral("primary")},
                                                  {QStringLiteral("reason"), QStringLiteral("TakenOver")}});
}
