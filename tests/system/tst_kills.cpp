// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "support/privatebus.h"
#include "support/waitfor.h"
#include "system/group.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

using namespace QtFailover::Test;

namespace {

/// Kills the primary among four instances over and over, starting a new one for each that died, and checks
/// that each time exactly one other becomes primary, with a higher epoch. Prints how long it took.
void killPrimaries(Group &group, int rounds, const char *title)
{
    std::vector<double> milliseconds;
    int jumps = 0;
    quint64 epoch = 0;
    int started = 0;
    const auto fill = [&] {
        while (group.running().size() < 4)
            group.start(QStringLiteral("n%1").arg(started++));
    };
    for (int round = 0; round < rounds; ++round) {
        fill();
        ASSERT_TRUE(group.awaitSettled()) << "round " << round;
        Instance *primary = group.primaries().front();
        EXPECT_TRUE(epoch == 0 || primary->epoch() >= epoch);
        epoch = primary->epoch();
        std::vector<std::pair<Instance *, qsizetype>> others;
        for (Instance *instance : group.running()) {
            if (instance != primary)
                others.emplace_back(instance, instance->events().size());
        }
        const qint64 killed = monotonicNs();
        primary->signal(SIGKILL);
        const auto promotions = [&] {
            std::vector<QJsonObject> found;
            for (const auto &[instance, from] : others) {
                const QJsonObject event = instance->find(QStringLiteral("roleChanged"),
                                                         {{QStringLiteral("role"), QStringLiteral("primary")}}, from);
                if (!event.isEmpty())
                    found.push_back(event);
            }
            return found;
        };
        ASSERT_TRUE(waitFor([&] { return !primary->isRunning() && group.isSettled(); })) << "round " << round;
        const auto winners = promotions();
        ASSERT_EQ(winners.size(), 1U) << "round " << round;
        const auto next = quint64(winners[0][u"epoch"].toInteger());
        ASSERT_GT(next, epoch);
        jumps += next > epoch + 1;
        epoch = next;
        milliseconds.push_back(double(winners[0][u"monotonicNs"].toInteger() - killed) / 1e6);
    }
    std::sort(milliseconds.begin(), milliseconds.end());
    const auto at = [&](double share) { return milliseconds[std::size_t(share * double(milliseconds.size() - 1))]; };
    std::printf("%s: %d kills, one new primary each; epochs grew by more than one %d times; kill to roleChanged in ms: "
                "min %.2f, median %.2f, p95 %.2f, p99 %.2f, max %.2f\n",
                title, rounds, jumps, at(0), at(0.5), at(0.95), at(0.99), at(1));
}

int rounds(int usually) { return qEnvironmentVariableIntValue("QTFAILOVER_LONG_TESTS") ? 10 * usually : usually; }

} // namespace

TEST(Kills, EachKilledPrimaryHasExactlyOneFollower)
{
    PrivateBus bus;
    Group group(QStringList{});
    group.setEnvironment(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), bus.address());
    killPrimaries(group, rounds(200), "with the session bus");
}

TEST(Kills, EachKilledPrimaryHasExactlyOneFollowerWithoutABus)
{
    Group group;
    killPrimaries(group, rounds(200), "without a bus");
}

TEST(Kills, EachKilledPrimaryHasExactlyOneFollowerWhileTheBusIsStopped)
{
    PrivateBus bus;
    bus.stop();
    Group group(QStringList{});
    group.setEnvironment(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), bus.address());
    killPrimaries(group, rounds(50), "with the session bus stopped");
    bus.resume();
}
