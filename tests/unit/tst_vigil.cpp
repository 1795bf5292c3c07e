// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/vigil.h"

#include <gtest/gtest.h>

using namespace QtFailover::Internal;
using namespace std::chrono_literals;

namespace {

using Finding = Vigil::Finding;

/// A vigil with beats of 100 ms and a timeout of 300 ms, begun at second 10.
class VigilTest : public testing::Test
{
protected:
    VigilTest() { vigil.begin(start, 0s, 100ms, 300ms); }
    /// What it finds when it is asked at the moment it wants to be.
    Finding checkInTime()
    {
        now = vigil.next();
        return vigil.check(now, 0s);
    }

    const Instant start{10s};
    Instant now = start;
    Vigil vigil;
};

} // namespace

TEST_F(VigilTest, AsksForAProbeWhenABeatIsLate)
{
    EXPECT_EQ(checkInTime(), Finding::Late);
    EXPECT_GT(now, start + 100ms);
    EXPECT_LT(now, start + 300ms);
    EXPECT_FALSE(vigil.isSilent());
}

TEST_F(VigilTest, IsSilentAfterTheWholeTimeout)
{
    checkInTime();
    EXPECT_EQ(checkInTime(), Finding::Silent);
    EXPECT_EQ(now, start + 300ms);
    EXPECT_TRUE(vigil.isSilent());
}

TEST_F(VigilTest, FindsNothingBeforeItsTime) { EXPECT_EQ(vigil.check(vigil.next() - 1ns, 0s), Finding::Quiet); }

TEST_F(VigilTest, IsEndedByAnyFrame)
{
    checkInTime();
    checkInTime();
    vigil.heard(now, 0s);
    EXPECT_FALSE(vigil.isSilent());
    EXPECT_EQ(checkInTime(), Finding::Late);
    EXPECT_EQ(vigil.since(), start + 300ms);
}

TEST_F(VigilTest, AccusesNobodyWhenItBegins)
{
    checkInTime();
    checkInTime();
    ASSERT_TRUE(vigil.isSilent());
    vigil.begin(now, 0s, 100ms, 300ms); // beside another primary
    EXPECT_FALSE(vigil.isSilent());
    EXPECT_EQ(checkInTime(), Finding::Late);
}

TEST_F(VigilTest, AccusesNobodyAfterItsOwnPause)
{
    now = start + 10s;
    EXPECT_EQ(vigil.check(now, 0s), Finding::Tilted);
    EXPECT_FALSE(vigil.isSilent());
    EXPECT_EQ(vigil.since(), now);
    EXPECT_EQ(vigil.next(), now + 300ms);
    EXPECT_EQ(checkInTime(), Finding::Silent);
}

TEST_F(VigilTest, AccusesNobodyWhenThePauseFollowsTheProbe)
{
    checkInTime();
    EXPECT_EQ(vigil.check(vigil.next() + 101ms, 0s), Finding::Tilted);
}

TEST_F(VigilTest, AccusesNobodyAfterASuspend)
{
    checkInTime();
    now = vigil.next();
    EXPECT_EQ(vigil.check(now, 1h), Finding::Tilted);
    EXPECT_FALSE(vigil.isSilent());
}

TEST_F(VigilTest, ToleratesASuspendNoLongerThanAnInterval)
{
    EXPECT_EQ(vigil.check(vigil.next(), 100ms), Finding::Late);
    EXPECT_EQ(vigil.check(vigil.next(), 101ms), Finding::Tilted);
}

TEST_F(VigilTest, KnowsASuspendThatItHasHeardABeatSince)
{
    vigil.heard(start + 50ms, 1h);
    EXPECT_EQ(vigil.check(vigil.next(), 1h), Finding::Late);
}

TEST_F(VigilTest, ToleratesACheckThatIsLateByLessThanAnInterval)
{
    checkInTime();
    EXPECT_EQ(vigil.check(vigil.next() + 100ms, 0s), Finding::Silent);
}

TEST_F(VigilTest, WaitsForTwoIntervalsOfASlowPrimary)
{
    vigil.adopt(1s);
    vigil.heard(start, 0s);
    EXPECT_EQ(checkInTime(), Finding::Late);
    EXPECT_EQ(checkInTime(), Finding::Silent);
    EXPECT_EQ(now, start + 2s);
}

TEST_F(VigilTest, StaysSilentUntilAFrameComes)
{
    checkInTime();
    checkInTime();
    EXPECT_EQ(checkInTime(), Finding::Silent);
    EXPECT_TRUE(vigil.isSilent());
}

TEST_F(VigilTest, AccusesNobodyAnyMoreAfterItsOwnPause)
{
    checkInTime();
    checkInTime();
    ASSERT_TRUE(vigil.isSilent());
    EXPECT_EQ(vigil.check(vigil.next() + 101ms, 0s), Finding::Tilted);
    EXPECT_FALSE(vigil.isSilent());
}
