// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/claimbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

TEST_F(ClaimTest, CountsDeathsDuringThePromotionAndStopsAtTheThird)
{
    Record record;
    record.epoch = Old.epoch;
    record.claimedAt = Instant{100s};
    Claim::Plan plan;
    plan.startedAt = Instant{1s};
    for (const int before : {0, 1}) {
        record.failedPromotions = before;
        begin(plan);
        leadTo(Step::Inherit);
        give({std::optional(record), {}});
        leadTo(Step::Listen);
        EXPECT_EQ(operation<op::Listen>()->record.failedPromotions, before + 1);
    }
    record.failedPromotions = 2;
    begin(plan);
    leadTo(Step::Inherit);
    give({std::optional(record), {}});
    EXPECT_EQ(lostFor(), Claim::Lost::CrashLoop);

    plan.anew = true;
    begin(plan);
    leadTo(Step::Inherit);
    give({std::optional(record), {}});
    EXPECT_EQ(claim->step(), Step::Count);

    plan.anew = false;
    plan.startedAt = Instant{101s}; // an instance younger than the trouble
    begin(plan);
    leadTo(Step::Inherit);
    give({std::optional(record), {}});
    EXPECT_EQ(claim->step(), Step::Count);
}

TEST_F(ClaimTest, InheritsFromTheNameBelowWhereAClaimWasGivenUpAfterItsLink)
{
    Record record;
    record.epoch = Old.epoch;
    record.claimedAt = Instant{100s};
    record.failedPromotions = 2;
    const Right abandoned{Old.epoch + 1, 77};
    begin();
    leadTo(Step::Inherit, {Old, abandoned});
    EXPECT_EQ(operation<op::Read>()->right, abandoned);
    give(noRecord());
    ASSERT_EQ(claim->step(), Step::Inherit);
    EXPECT_EQ(operation<op::Read>()->right, Old);
    give({std::optional(record), {}});
    EXPECT_EQ(lostFor(), Claim::Lost::CrashLoop);
}

TEST_F(ClaimTest, InheritsFromTheHighestNameThatHasARecord)
{
    begin();
    leadTo(Step::Inherit, {Lower, Old});
    EXPECT_EQ(operation<op::Read>()->right, Old);
    give({std::optional(Record{}), {}});
    EXPECT_EQ(claim->step(), Step::Count);
}

TEST_F(ClaimTest, InheritsNothingFromAPrimaryThatHadSettled)
{
    Record record;
    record.claimedAt = Instant{100s};
    record.settled = true;
    begin();
    leadTo(Step::Inherit);
    give({std::optional(record), {}});
    leadTo(Step::Listen);
    EXPECT_EQ(operation<op::Listen>()->record.failedPromotions, 0);
}
