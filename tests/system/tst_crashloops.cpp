// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// A document that kills whoever is promoted for it must not kill them all; and nothing slows a group whose primaries
// merely die often.

#include "system/faults.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

using namespace QtFailover::Test;

namespace {

const QStringList Poisoned{QStringLiteral("--promotion-handler"),  QStringLiteral("abort"),
                           QStringLiteral("--heartbeat-interval"), QStringLiteral("1000"),
                           QStringLiteral("--heartbeat-timeout"),  QStringLiteral("5000")};

qsizetype saying(const std::vector<Instance *> &instances, const QString &what)
{
    return std::count_if(instances.begin(), instances.end(), [&what](const Instance *one) {
        return one->isRunning() && one->count(QStringLiteral("error"), error(what)) > 0;
    });
}

qsizetype living(const std::vector<Instance *> &instances)
{
    return std::count_if(instances.begin(), instances.end(), [](const Instance *one) { return one->isRunning(); });
}

} // namespace

TEST(CrashLoops, OfSixtyFourThatAbortInTheirPromotionHandlerThreeDieAndTheOthersSaySo)
{
    Group group;
    Instance *first = group.start(QStringLiteral("first"));
    first->await(RoleChanged, ToPrimary);
    // The only one that could do it, and the last in rank.
    Instance *sound = group.start(QStringLiteral("sound"), {QStringLiteral("--priority"), QStringLiteral("-1")});
    std::vector<Instance *> poisoned;
    for (int i = 0; i < 64; ++i)
        poisoned.push_back(group.start(QStringLiteral("p%1").arg(i), Poisoned));
    first->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 66}});
    ASSERT_TRUE(group.awaitSettled());
    first->signal(SIGKILL);

    ASSERT_TRUE(waitFor([&] { return saying(poisoned, QStringLiteral("CrashLoop")) == 61; }))
        << saying(poisoned, QStringLiteral("CrashLoop")) << " of " << living(poisoned) << " say so";
    sound->await(QStringLiteral("error"), error(QStringLiteral("CrashLoop")));
    EXPECT_EQ(living(poisoned), 61);
    EXPECT_TRUE(group.primaries().empty());
    EXPECT_TRUE(std::all_of(poisoned.begin(), poisoned.end(), [](const Instance *one) {
        return !one->isRunning() || one->role() == QLatin1String("secondary");
    }));

    sound->command("takeover");
    sound->await(RoleChanged, ToPrimary);
    EXPECT_EQ(living(poisoned), 61) << "the user's word costs nobody else";

    ASSERT_TRUE(group.awaitSettled());
    sound->command("status"); // its main loop has turned since
    sound->await(QStringLiteral("status"));
    sound->signal(SIGKILL); // it was healthy: the count begins anew, and ends at three again
    ASSERT_TRUE(waitFor([&] { return saying(poisoned, QStringLiteral("CrashLoop")) == 58 && living(poisoned) == 58; }));
    Instance *fresh = group.start(QStringLiteral("fresh"));
    fresh->await(RoleChanged, ToPrimary);
    EXPECT_EQ(living(poisoned), 58) << "a newly started one is not held back";
    ASSERT_TRUE(group.awaitSettled());
}

TEST(CrashLoops, AreNotSeenWherePrimariesMerelyDieOften)
{
    Group group;
    const auto all = group.startInOrder(13);
    Instance *primary = all.front();
    std::vector<double> times;
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
        // Dead as soon as it has the role and its main loop has turned once.
        primary->await(RoleChanged, ToPrimary);
        primary->command("status");
        primary->await(QStringLiteral("status"));
        ASSERT_TRUE(group.awaitSettled());
        const qint64 killed = monotonicNs();
        primary->signal(SIGKILL);
        ASSERT_TRUE(primary->awaitExit());
        // On a loaded machine another than the eldest may be the faster.
        const auto isNext = [](const Instance *one) { return one->isRunning() && one->count(RoleChanged, ToPrimary); };
        ASSERT_TRUE(waitFor([&] { return std::any_of(all.begin(), all.end(), isNext); })) << "after kill " << i;
        primary = *std::find_if(all.begin(), all.end(), isNext);
        const QJsonObject event = primary->await(RoleChanged, ToPrimary);
        times.push_back(double(event[u"monotonicNs"].toInteger() - killed) / 1e6);
    }
    std::printf("12 kills in a row, the slowest fail over in %.1f ms\n", *std::max_element(times.begin(), times.end()));
    EXPECT_LT(*std::min_element(times.end() - 4, times.end()), 500) << "a back-off begins at half a second, and grows";
    EXPECT_EQ(primary->count(QStringLiteral("error")), 0);
    EXPECT_EQ(primary->epoch(), 13U);
}
