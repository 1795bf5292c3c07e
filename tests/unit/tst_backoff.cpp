// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/backoff.h"
#include "core/timers.h"

#include <gtest/gtest.h>

using namespace QtFailover::Internal;
using namespace std::chrono_literals;

TEST(Backoff, DoublesFromOneSecondToThirtyWithinItsJitter)
{
    for (quint32 seed = 0; seed < 50; ++seed) {
        Backoff backoff(seed);
        const Instant now{100s};
        for (const Duration base : {1s, 2s, 4s, 8s, 16s, 30s, 30s}) {
            backoff.failed(now);
            EXPECT_GE(backoff.until(), now + base / 2);
            EXPECT_LE(backoff.until(), now + base * 3 / 2);
        }
        EXPECT_EQ(backoff.failedPromotions(), 0);
    }
}

TEST(Backoff, IsForgottenWhenALivingPrimaryIsSeen)
{
    Backoff backoff(1);
    for (int i = 0; i < 5; ++i)
        backoff.promotionFailed(Instant{100s});
    EXPECT_EQ(backoff.failedPromotions(), 5);
    backoff.reset();
    EXPECT_EQ(backoff.until(), Instant{});
    EXPECT_EQ(backoff.failedPromotions(), 0);
    backoff.failed(Instant{100s});
    EXPECT_LE(backoff.until(), Instant{101500ms});
}

TEST(Backoff, IsTheSameForTheSameSeedAndAnotherForAnother)
{
    Backoff a(1);
    Backoff b(1);
    Backoff c(2);
    for (Backoff *backoff : {&a, &b, &c})
        backoff->failed(Instant{100s});
    EXPECT_EQ(a.until(), b.until());
    EXPECT_NE(a.until(), c.until());
}

TEST(Timers, GoOffOnceAndNeverEarly)
{
    Timers timers;
    EXPECT_EQ(timers.next(), Never);
    timers.set(Timer::Beat, Instant{5s});
    EXPECT_EQ(timers.next(), Instant{5s});
    EXPECT_FALSE(timers.take(Timer::Beat, Instant{5s} - 1ns));
    EXPECT_TRUE(timers.take(Timer::Beat, Instant{5s}));
    EXPECT_FALSE(timers.take(Timer::Beat, Instant{6s}));
    EXPECT_EQ(timers.next(), Never);
}

TEST(Timers, KeepTheSoonerMomentWhenAskedTo)
{
    Timers timers;
    timers.soonest(Timer::Look, Instant{5s});
    timers.soonest(Timer::Look, Instant{7s});
    EXPECT_EQ(timers.next(), Instant{5s});
    timers.soonest(Timer::Look, Instant{3s});
    EXPECT_EQ(timers.next(), Instant{3s});
    timers.clear(Timer::Look);
    EXPECT_FALSE(timers.isSet(Timer::Look));
}
