// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/monotonicclock.h"

#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <optional>

using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace std::chrono_literals;

namespace {

class SystemClockTest : public testing::Test
{
protected:
    SystemClockTest()
    {
        clock.onAlarm([this] {
            ++alarms;
            rangAt = clock.now();
        });
    }

    SystemClock clock;
    int alarms = 0;
    Instant rangAt{};
};

} // namespace

TEST_F(SystemClockTest, NeverGoesBack)
{
    Instant last = clock.now();
    for (int i = 0; i < 10'000; ++i) {
        const Instant now = clock.now();
        ASSERT_LE(last, now);
        last = now;
    }
}

TEST_F(SystemClockTest, NeverRingsEarly)
{
    for (const Duration delay : {Duration(0), Duration(1ns), Duration(999us), Duration(1ms), Duration(1500us),
                                 Duration(20ms), Duration(101ms)}) {
        const Instant at = clock.now() + delay;
        alarms = 0;
        clock.setAlarm(at);
        EXPECT_EQ(alarms, 0);
        ASSERT_TRUE(waitFor([&] { return alarms > 0; }));
        EXPECT_GE(rangAt, at);
    }
}

TEST_F(SystemClockTest, NeverRingsEarlyThoughItBeganCoarsely)
{
    const Instant at = clock.now() + SystemClock::PreciseRange + 100ms;
    clock.setAlarm(at);
    ASSERT_TRUE(waitFor([&] { return alarms == 1; }));
    EXPECT_GE(rangAt, at);
}

TEST_F(SystemClockTest, RingsForAMomentThatHasPassedOnceTheCallHasReturned)
{
    clock.setAlarm(clock.now() - 1h);
    EXPECT_EQ(alarms, 0);
    EXPECT_TRUE(waitFor([&] { return alarms == 1; }));
}

TEST_F(SystemClockTest, HasOneAlarmAndRingsItOnce)
{
    clock.setAlarm(clock.now());
    const Instant second = clock.now() + 30ms;
    clock.setAlarm(second);
    ASSERT_TRUE(waitFor([&] { return alarms > 0; }));
    EXPECT_GE(rangAt, second);
    const Instant later = clock.now() + 30ms;
    ASSERT_TRUE(waitFor([&] { return clock.now() > later; }));
    EXPECT_EQ(alarms, 1);
}

TEST_F(SystemClockTest, RingsNotAtAllForNever)
{
    clock.setAlarm(clock.now() + 5ms);
    clock.setAlarm(Never);
    const Instant later = clock.now() + 50ms;
    ASSERT_TRUE(waitFor([&] { return clock.now() > later; }));
    EXPECT_EQ(alarms, 0);
}

TEST_F(SystemClockTest, LetsTheAlarmBeSetFromTheAlarm)
{
    clock.onAlarm([this] {
        if (++alarms < 3)
            clock.setAlarm(clock.now() + 1ms);
    });
    clock.setAlarm(clock.now());
    EXPECT_TRUE(waitFor([&] { return alarms == 3; }));
}

TEST_F(SystemClockTest, TellsOfSuspensionWithoutInventingAny)
{
    const Duration before = clock.suspended();
    EXPECT_GE(before, Duration::zero());
    for (int i = 0; i < 10'000; ++i)
        ASSERT_EQ(std::chrono::floor<std::chrono::milliseconds>(clock.suspended() - before), 0ms);
}
