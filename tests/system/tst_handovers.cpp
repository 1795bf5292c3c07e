// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What is left of many hand-overs to and fro.

#include "support/descriptors.h"
#include "support/waitfor.h"
#include "system/group.h"
#include "system/words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <iterator>
#include <numeric>

using namespace QtFailover::Test;

TEST(HandOvers, LeaveNoDescriptorBehind)
{
    Group group;
    const auto all = group.startInOrder(3);
    const auto handOverRound = [&] {
        for (const std::size_t next : {1U, 2U, 0U}) {
            std::vector<qsizetype> heard;
            std::transform(all.begin(), all.end(), std::back_inserter(heard),
                           [](const Instance *one) { return one->events().size(); });
            group.primaries().front()->command("handover " + all[next]->id().toUtf8());
            all[next]->await(RoleChanged, because(QStringLiteral("Handover")), heard[next]);
            for (std::size_t i = 0; i < all.size(); ++i) // the others attach to it, and hear who is there
                all[i]->await(QStringLiteral("instancesChanged"), instances(3), heard[i]);
        }
    };
    const auto open = [&all] {
        return std::accumulate(all.begin(), all.end(), 0,
                               [](int sum, const Instance *one) { return sum + openDescriptors(one->pid()); });
    };
    handOverRound();
    const int before = open(); // what a successor makes ready may still be missing
    constexpr int Rounds = 10;
    for (int round = 0; round < Rounds; ++round)
        handOverRound();
    EXPECT_TRUE(waitFor([&] { return open() < before + Rounds; })) << open() << " after " << before;
}

TEST(HandOvers, ATakeOverThatTheHandlerRejectsTakesTheRoleOnce)
{
    Group group;
    Instance *first = group.start(QStringLiteral("first"));
    first->await(RoleChanged, ToPrimary);
    Instance *unwilling =
        group.start(QStringLiteral("unwilling"), {QStringLiteral("--promotion-handler"), QStringLiteral("reject")});
    first->await(QStringLiteral("instancesChanged"), instances(2));
    unwilling->command("takeover");
    unwilling->await(ErrorTold, failure("HandoverFailed"));
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(unwilling->count(ErrorTold, failure("PromotionFailed")), 1);
    EXPECT_EQ(first->epoch(), 3U);
}

TEST(HandOvers, ToOneWhoseHandlerRejectsHasFailedForWhoeverHasAsked)
{
    Group group;
    Instance *first = group.start(QStringLiteral("first"));
    first->await(RoleChanged, ToPrimary);
    group.start(QStringLiteral("unwilling"), {QStringLiteral("--promotion-handler"), QStringLiteral("reject")});
    first->await(QStringLiteral("instancesChanged"), instances(2));
    first->command("handover unwilling");
    first->await(ErrorTold, failure("HandoverFailed"));
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(first->epoch(), 3U);
    EXPECT_EQ(first->count(ErrorTold), 1);
}

TEST(HandOvers, ATakeOverThatHasFailedBesideAStoppedPrimaryMovesNothingWhenThatGoesOn)
{
    Group group(fast({QStringLiteral("--shutdown-timeout"), QStringLiteral("500")}));
    const auto all = group.startInOrder(2);
    all[0]->signal(SIGSTOP);
    all[1]->command("takeover");
    all[1]->await(ErrorTold, failure("HandoverFailed"));
    all[0]->signal(SIGCONT);
    // The first is answered after the take-over is read, the next after what came of it.
    for (int round = 0; round < 2; ++round) {
        const qsizetype before = all[1]->events().size();
        all[1]->command("check");
        all[1]->await(QStringLiteral("check"), {}, before);
    }
    EXPECT_EQ(all[1]->count(RoleChanged), 1);
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
}
