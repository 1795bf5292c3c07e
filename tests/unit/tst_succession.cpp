// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/succession.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

namespace {

Member member(const char *id, int priority = 0, Instant startedAt = Instant{1s}, bool enabled = true,
              Role role = Role::Secondary)
{
    return {.id = QString::fromLatin1(id),
            .pid = 1,
            .role = role,
            .enabled = enabled,
            .priority = priority,
            .applicationVersion = {},
            .startedAt = startedAt};
}

QStringList ids(const std::vector<Member> &members)
{
    QStringList list;
    for (const Member &m : members)
        list << m.id;
    return list;
}

QStringList list(const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); }

} // namespace

TEST(Succession, PutsThePrimaryFirstAndThenTheHighestPriority)
{
    EXPECT_EQ(ids(inOrder({member("low", 1), member("high", 9),
                           member("primary", -5, Instant{9s}, false, Role::Primary), member("middle", 5)})),
              list("primary high middle low"));
}

TEST(Succession, PrefersTheOlderOfEqualPriorityAndThenTheSmallerId)
{
    EXPECT_EQ(ids(inOrder({member("young", 0, Instant{9s}), member("b"), member("a")})), list("a b young"));
}

TEST(Succession, PutsTheDisabledLastAndNeverNamesThemSuccessor)
{
    const std::vector<Member> order = inOrder({member("off", 9, Instant{1s}, false), member("on")});
    EXPECT_EQ(ids(order), list("on off"));
    EXPECT_TRUE(order[0].successor);
    EXPECT_FALSE(order[1].successor);
    EXPECT_FALSE(inOrder({member("off", 9, Instant{1s}, false)})[0].successor);
}

TEST(Succession, PutsAReserveBehindTheOthersAndNeverNamesItSuccessor)
{
    Member reserve = member("reserve", 9);
    reserve.reserve = true;
    const std::vector<Member> order =
        inOrder({reserve, member("off", 9, Instant{1s}, false), member("late", 0, Instant{9s})});
    EXPECT_EQ(ids(order), list("late reserve off"));
    EXPECT_TRUE(order[0].successor);
    EXPECT_FALSE(order[1].successor);
    EXPECT_FALSE(inOrder({reserve})[0].successor);
    EXPECT_EQ(rank(order, QStringLiteral("late"), {}), 0);
    EXPECT_EQ(rank(order, QStringLiteral("reserve"), {}), 1);
}

TEST(Succession, MarksOneSuccessorAlone)
{
    const std::vector<Member> order =
        inOrder({member("p", 0, Instant{1s}, true, Role::Primary), member("a"), member("b")});
    EXPECT_EQ(std::count_if(order.begin(), order.end(), [](const Member &m) { return m.successor; }), 1);
    EXPECT_TRUE(order[1].successor);
}

TEST(Succession, ComparesThePrioritiesAtTheEndsOfTheRange)
{
    EXPECT_TRUE(
        precedes(member("max", std::numeric_limits<int>::max()), member("min", std::numeric_limits<int>::min())));
    EXPECT_FALSE(
        precedes(member("min", std::numeric_limits<int>::min()), member("max", std::numeric_limits<int>::max())));
}

TEST(Succession, RanksInTheOrderOfTheRoster)
{
    const auto order = inOrder({member("p", 0, Instant{1s}, true, Role::Primary), member("a"), member("b"),
                                member("off", 0, Instant{1s}, false), member("c")});
    EXPECT_EQ(rank(order, QStringLiteral("a"), {}), 0);
    EXPECT_EQ(rank(order, QStringLiteral("b"), {}), 1);
    EXPECT_EQ(rank(order, QStringLiteral("c"), {}), 2);
}

TEST(Succession, RanksTheChosenFirstAndTheOthersBehindIt)
{
    const auto order = inOrder({member("a"), member("b"), member("c")});
    EXPECT_EQ(rank(order, QStringLiteral("c"), QStringLiteral("c")), 0);
    EXPECT_EQ(rank(order, QStringLiteral("a"), QStringLiteral("c")), 1);
    EXPECT_EQ(rank(order, QStringLiteral("b"), QStringLiteral("c")), 2);
    EXPECT_EQ(rank(order, QStringLiteral("b"), QStringLiteral("a")), 1);
    EXPECT_EQ(rank(order, QStringLiteral("c"), QStringLiteral("a")), 2);
}

TEST(Succession, RanksAStrangerLastButNotBehindTheDisabled)
{
    EXPECT_EQ(rank(inOrder({member("a"), member("off", 0, Instant{1s}, false)}), QStringLiteral("new"), {}), 1);
    EXPECT_EQ(rank(inOrder({member("a"), member("b")}), QStringLiteral("new"), {}), 2);
    EXPECT_EQ(rank({}, QStringLiteral("new"), {}), 0);
}

TEST(Succession, RanksAnotherOfThePrimarysIdAsAStranger)
{
    const auto order = inOrder({member("p", 0, Instant{1s}, true, Role::Primary), member("a"), member("b")});
    EXPECT_EQ(rank(order, QStringLiteral("p"), {}), 2);
}
