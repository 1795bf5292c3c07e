// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

using State = Election::State;

class ElectionTest : public ElectionBench
{
protected:
    /// What one leaves that dies during its promotion, the second in a row.
    Record secondDeathIn(Epoch epoch) const
    {
        Record failed;
        failed.epoch = epoch;
        failed.claimedAt = now + 1s;
        failed.failedPromotions = 2;
        return failed;
    }
};

TEST_F(ElectionTest, BacksOffAfterARejectedPromotion)
{
    promotionHandler = true;
    start();
    event([](Election &e) { e.promotionAnswered(1, false, QStringLiteral("no")); });
    EXPECT_EQ(role(), Role::Secondary);
    EXPECT_EQ(election->snapshot().lastReason, Reason::PromotionFailed);
    EXPECT_TRUE(reported(Error::PromotionFailed));
    EXPECT_GE(placeOf<effect::Revoke>(), 0);
    EXPECT_LT(placeOf<effect::Withdraw>(), placeOf<effect::Revoke>());
    const Record left = std::get<effect::Revoke>(actions.at(placeOf<effect::Revoke>())).record;
    EXPECT_EQ(left.failedPromotions, 1) << "three in a row are a crash loop";
    EXPECT_TRUE(left.settled) << "and it is counted once";
    advance(499ms);
    EXPECT_EQ(performed<op::Promote>(), 1);
    advance(3s);
    EXPECT_GE(performed<op::Promote>(), 2);
}

TEST_F(ElectionTest, ClaimsAgainAfterARightThatItHadToAbandon)
{
    promotionHandler = true;
    start();
    names.clear();
    event([](Election &e) { e.promotionAnswered(1, true, {}); });
    EXPECT_EQ(role(), Role::Secondary);
    advance(Interval);
    EXPECT_EQ(performed<op::Promote>(), 2);
}

TEST_F(ElectionTest, BeatsWhileItIsPromoted)
{
    promotionHandler = true;
    start();
    join("other");
    advance(2 * Interval);
    ASSERT_EQ(state(), State::Sealing);
    const auto beats = sent<wire::Beat>();
    ASSERT_EQ(beats.size(), 2U);
    EXPECT_EQ(beats.back().second.standing, wire::Standing::Candidate);
}

TEST_F(ElectionTest, DoesNotTakeItsOwnFailedPromotionForAPrimary)
{
    promotionHandler = true;
    terms.promotionTimeout = 1min;
    startBeside(5);
    crash(5);
    ASSERT_EQ(state(), State::Sealing);
    event([](Election &e) { e.promotionAnswered(6, false, QStringLiteral("no")); });
    EXPECT_EQ(election->snapshot().epoch, 5u) << "that of the newest primary, as primaryChanged() has told it";
    EXPECT_EQ(election->snapshot().primaryId, QStringLiteral("p5"));
    advance(3s);
    ASSERT_EQ(state(), State::Sealing);
    EXPECT_EQ(election->epoch(), 7u) << "no epoch twice";
}

TEST_F(ElectionTest, GivesUpAPromotionThatOutlastsItsTimeout)
{
    promotionHandler = true;
    start();
    advance(500ms);
    EXPECT_TRUE(reported(Error::PromotionFailed));
    EXPECT_GE(placeOf<effect::CancelPromotion>(), 0);
    EXPECT_EQ(role(), Role::Secondary);
    event([](Election &e) { e.promotionAnswered(1, true, {}); });
    EXPECT_EQ(role(), Role::Secondary) << "an answer that comes too late";
}

TEST_F(ElectionTest, StopsAfterThreeDeathsDuringThePromotionUntilToldOtherwise)
{
    startBeside(5);
    record = secondDeathIn(5);
    crash(5);
    advance(60s);
    EXPECT_TRUE(reported(Error::CrashLoop));
    EXPECT_EQ(performed<op::Link>(), 0);
    event([](Election &e) { e.takeOver(); });
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(ElectionTest, LooksEverMoreSeldomInACrashLoop)
{
    startBeside(5);
    record = secondDeathIn(5);
    crash(5);
    const auto looks = performed<op::Look>();
    advance(1s);
    ASSERT_TRUE(reported(Error::CrashLoop));
    EXPECT_LT(performed<op::Look>() - looks, 60) << "half a heartbeat interval lies between two looks in the end";
    appoint(7);
    advance(Interval);
    EXPECT_EQ(state(), State::Attached) << "who succeeds is found all the same";
}

TEST_F(ElectionTest, TellsOfASecondCrashLoopAsOfTheFirst)
{
    startBeside(5);
    for (Epoch epoch = 5; epoch <= 7; epoch += 2) {
        record = secondDeathIn(epoch);
        forgetPast();
        crash(epoch);
        advance(10s);
        EXPECT_TRUE(reported(Error::CrashLoop)) << epoch;
        EXPECT_EQ(noticed<notice::ErrorOccurred>(), 1) << epoch;
        record->settled = true; // a newcomer has succeeded
        appoint(epoch + 2);
        advance(2s);
        welcome(epoch + 2);
        ASSERT_EQ(election->snapshot().health, PrimaryHealth::Alive);
    }
}
