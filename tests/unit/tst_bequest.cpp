// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// A primary sees to it, while it lives, that its successor is the first to hear of its death.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

namespace {

class Bequest : public ElectionBench
{
protected:
    /// Longer than newcomers wait for their roster, shorter than the interval.
    static constexpr std::chrono::milliseconds Moment{50};

    std::vector<Connection> heirs() const
    {
        std::vector<Connection> list;
        for (const Action &action : actions) {
            if (const auto *bequeath = std::get_if<effect::Bequeath>(&action))
                list.push_back(bequeath->successor);
        }
        return list;
    }
};

TEST_F(Bequest, OfOneThatIsAloneIsOnlyItsNames)
{
    start();
    ASSERT_EQ(role(), Role::Primary);
    EXPECT_EQ(heirs(), std::vector<Connection>{0});
}

TEST_F(Bequest, ComesAfterTheNewRoleIsTold)
{
    start();
    ASSERT_NE(placeOf<effect::Bequeath>(), -1);
    EXPECT_LT(placeOf<effect::Publish>(), placeOf<effect::Bequeath>());
}

TEST_F(Bequest, GoesToTheSuccessorOfEachRoster)
{
    start();
    forgetPast();
    const Connection first = join("b");
    advance(Moment);
    const Connection higher = join("c", 1);
    advance(Moment);
    EXPECT_EQ(heirs(), (std::vector<Connection>{first, higher}));
}

TEST_F(Bequest, GoesToTheNextWhenTheSuccessorLeaves)
{
    start();
    const Connection first = join("b");
    const Connection higher = join("c", 1);
    advance(Moment);
    forgetPast();
    event([higher](Election &e) { e.closed(higher); });
    advance(Moment);
    EXPECT_EQ(heirs(), std::vector<Connection>{first});
}

TEST_F(Bequest, GoesToNoReserve)
{
    start();
    joinAsReserve("a");
    advance(Moment);
    const Connection heir = join("b");
    advance(Moment);
    EXPECT_EQ(heirs(), (std::vector<Connection>{0, 0, heir}));
}

TEST_F(Bequest, GoesToNobodyWhereAllAreDisabled)
{
    start();
    const Connection only = join("b");
    advance(Moment);
    forgetPast();
    receive(only, wire::Update{election->epoch(), false});
    advance(Moment);
    EXPECT_EQ(heirs(), std::vector<Connection>{0});
}

TEST_F(Bequest, IsMadeAnewWithTheNamesThatAreHealed)
{
    start();
    const Connection heir = join("b");
    advance(Moment);
    forgetPast();
    names.clear();
    advance(2 * Interval);
    ASSERT_EQ(role(), Role::Primary);
    ASSERT_FALSE(names.empty());
    EXPECT_EQ(heirs(), std::vector<Connection>{heir});
}

} // namespace
