// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include <QtFailover/promotion.h>

#include "watcher/promotion_p.h"

#include <gtest/gtest.h>

#include <mutex>
#include <thread>
#include <vector>

namespace QtFailover {

using namespace Internal;
using namespace Qt::StringLiterals;

/// The one class that may make them.
class WatcherPrivate
{
public:
    static Promotion make(std::shared_ptr<PromotionPrivate> shared)
    {
        Promotion promotion;
        promotion.d = std::move(shared);
        return promotion;
    }
    static Demotion make(std::shared_ptr<DemotionPrivate> shared)
    {
        Demotion demotion;
        demotion.d = std::move(shared);
        return demotion;
    }
};

namespace {

struct Answers {
    std::mutex mutex;
    std::vector<std::pair<bool, QString>> all;
    const std::shared_ptr<std::atomic<bool>> isOver = std::make_shared<std::atomic<bool>>(false);

    std::shared_ptr<PromotionPrivate> question()
    {
        return std::make_shared<PromotionPrivate>(PromotionOrder{7, Reason::PrimaryCrashed, u"left"_s, 2}, isOver,
                                                  [this](bool accepted, const QString &error) {
                                                      const std::lock_guard lock(mutex);
                                                      all.emplace_back(accepted, error);
                                                  });
    }
};

TEST(Promotion, TellsWhatItIsAbout)
{
    Answers answers;
    const Promotion promotion = WatcherPrivate::make(answers.question());
    EXPECT_EQ(promotion.epoch(), 7U);
    EXPECT_EQ(promotion.reason(), Reason::PrimaryCrashed);
    EXPECT_EQ(promotion.previousPrimaryId(), u"left"_s);
    EXPECT_EQ(promotion.attempt(), 2);
    EXPECT_FALSE(promotion.isCanceled());
}

TEST(Promotion, CountsTheFirstAnswerOfAllCopies)
{
    Answers answers;
    {
        Promotion one = WatcherPrivate::make(answers.question());
        Promotion two = one;
        two.accept();
        one.reject(u"too late"_s);
        one.accept();
    }
    ASSERT_EQ(answers.all.size(), 1U);
    EXPECT_TRUE(answers.all.front().first);
}

TEST(Promotion, CarriesTheErrorOfARejection)
{
    Answers answers;
    WatcherPrivate::make(answers.question()).reject(u"The disk is full."_s);
    ASSERT_EQ(answers.all.size(), 1U);
    EXPECT_FALSE(answers.all.front().first);
    EXPECT_EQ(answers.all.front().second, u"The disk is full."_s);
}

TEST(Promotion, IsRejectedWhenTheLastCopyGoesWithoutAnAnswer)
{
    Answers answers;
    auto one = std::make_unique<Promotion>(WatcherPrivate::make(answers.question()));
    auto two = std::make_unique<Promotion>(*one);
    one.reset();
    EXPECT_TRUE(answers.all.empty());
    two.reset();
    ASSERT_EQ(answers.all.size(), 1U);
    EXPECT_FALSE(answers.all.front().first);
    EXPECT_FALSE(answers.all.front().second.isEmpty());
}

TEST(Promotion, TellsNoAnswerOnceItIsCanceled)
{
    Answers answers;
    {
        const auto question = answers.question();
        Promotion promotion = WatcherPrivate::make(question);
        question->cancel();
        EXPECT_TRUE(promotion.isCanceled());
        promotion.accept();
    }
    EXPECT_TRUE(answers.all.empty());
}

TEST(Promotion, IsAnsweredOnceByManyThreads)
{
    for (int round = 0; round < 50; ++round) {
        Answers answers;
        {
            const Promotion promotion = WatcherPrivate::make(answers.question());
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back([copy = promotion, i]() mutable { i % 2 ? copy.accept() : copy.reject(u"no"_s); });
        }
        ASSERT_EQ(answers.all.size(), 1U);
    }
}

TEST(Promotion, AsksNothingWhenDefaultConstructed)
{
    Promotion promotion;
    EXPECT_EQ(promotion.epoch(), 0U);
    EXPECT_TRUE(promotion.isCanceled());
    promotion.accept();
    promotion.reject({});
    Demotion demotion;
    EXPECT_FALSE(demotion.isForced());
    EXPECT_FALSE(demotion.isSynchronous());
    demotion.done();
}

struct Orders {
    int done = 0;
    std::shared_ptr<std::atomic<bool>> synchronous = std::make_shared<std::atomic<bool>>(false);

    std::shared_ptr<DemotionPrivate> order()
    {
        return std::make_shared<DemotionPrivate>(DemotionOrder{7, Reason::Fenced, true}, synchronous,
                                                 [this] { ++done; });
    }
};

TEST(Demotion, IsDoneOnce)
{
    Orders orders;
    {
        Demotion demotion = WatcherPrivate::make(orders.order());
        EXPECT_EQ(demotion.epoch(), 7U);
        EXPECT_EQ(demotion.reason(), Reason::Fenced);
        EXPECT_TRUE(demotion.isForced());
        Demotion copy = demotion;
        copy.done();
        demotion.done();
    }
    EXPECT_EQ(orders.done, 1);
}

TEST(Demotion, IsDoneWhenTheLastCopyIsGone)
{
    Orders orders;
    {
        const Demotion demotion = WatcherPrivate::make(orders.order());
        EXPECT_EQ(orders.done, 0);
    }
    EXPECT_EQ(orders.done, 1);
}

TEST(Demotion, SaysWhenItMustBeDoneBeforeReturning)
{
    Orders orders;
    const Demotion demotion = WatcherPrivate::make(orders.order());
    EXPECT_FALSE(demotion.isSynchronous());
    *orders.synchronous = true;
    EXPECT_TRUE(demotion.isSynchronous());
}

} // namespace

} // namespace QtFailover
