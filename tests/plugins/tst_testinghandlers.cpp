// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Handlers and slots in the test kit: asked too late, and doing what they can do worst.
#include <QtFailover/QtFailover>
#include <QtFailover/Testing>

#include <QPointer>
#include <QPromise>

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>

using namespace QtFailover;
using namespace std::chrono_literals;

namespace {

class TestKitHandlers : public testing::Test
{
protected:
    std::unique_ptr<Watcher> start(const QString &id)
    {
        auto watcher = std::make_unique<Watcher>(group.config(id));
        EXPECT_TRUE(watcher->start());
        group.settle();
        return watcher;
    }

    Testing::Group group;
};

const QString A = QStringLiteral("a");
const QString B = QStringLiteral("b");

} // namespace

TEST_F(TestKitHandlers, APromotionThatWasGivenUpIsNotAskedForAnyMore)
{
    const auto a = start(A);
    const auto b = start(B);
    bool isAskedTooLate = false;
    b->setPromotionHandler(nullptr, [&](Promotion promotion) {
        isAskedTooLate |= promotion.isCanceled();
        promotion.accept();
    });
    group.block(B);
    group.crash(A);
    group.advance(b->config().promotionTimeout() + 1s);
    group.unblock(B);
    group.settle();
    EXPECT_FALSE(isAskedTooLate);
}

TEST_F(TestKitHandlers, WhoeverStopsInItsOwnSlotSaysTheRestWhenItGoesOn)
{
    QStringList told;
    const auto a = start(A);
    const auto b = start(B);
    QObject::connect(b.get(), &Watcher::roleChanged, b.get(), [&] {
        told.append(QStringLiteral("role"));
        group.stop(B);
    });
    QObject::connect(b.get(), &Watcher::promoted, b.get(), [&] { told.append(QStringLiteral("promoted")); });
    group.crash(A);
    group.advance(1min);
    EXPECT_EQ(told.join(QLatin1Char(' ')), QLatin1String("role"));
    group.resume(B);
    group.settle();
    EXPECT_EQ(told.join(QLatin1Char(' ')), QLatin1String("role promoted"));
    EXPECT_TRUE(b->isPrimary());
}

TEST_F(TestKitHandlers, WhoeverBlocksInItsOwnSlotSaysTheRestWhenItGoesOn)
{
    QStringList told;
    const auto a = start(A);
    const auto b = start(B);
    QObject::connect(b.get(), &Watcher::promoted, b.get(), [&] {
        told.append(QStringLiteral("promoted"));
        group.block(B);
    });
    QObject::connect(b.get(), &Watcher::primaryChanged, b.get(), [&] { told.append(QStringLiteral("primary")); });
    group.crash(A);
    group.advance(1s);
    EXPECT_EQ(told.join(QLatin1Char(' ')), QLatin1String("promoted"));
    group.unblock(B);
    group.settle();
    EXPECT_EQ(told.join(QLatin1Char(' ')), QLatin1String("promoted primary"));
    EXPECT_TRUE(b->isPrimary());
}

TEST_F(TestKitHandlers, AProbeMayDestroyItsWatcher)
{
    const QPointer<Watcher> a = start(A).release();
    const auto b = start(B);
    a->setProbe(nullptr, [&]() -> QFuture<bool> {
        delete a;
        return {};
    });
    ASSERT_TRUE(group.advanceUntil([&] { return b->isPrimary(); }, 1min));
    EXPECT_FALSE(a);
}

TEST_F(TestKitHandlers, APromotionHandlerThatIsTakenAwayBeforeItIsReachedRefusesNothing)
{
    const auto a = start(A);
    const auto b = start(B);
    b->setPromotionHandler(nullptr, [](Promotion promotion) { promotion.reject(QStringLiteral("no")); });
    group.block(B);
    group.crash(A);
    group.settle();
    b->setPromotionHandler(nullptr, {});
    group.unblock(B);
    group.settle();
    EXPECT_TRUE(b->isPrimary());
    EXPECT_EQ(b->error(), Error::NoError);
}

TEST_F(TestKitHandlers, ADemotionHandlerThatIsTakenAwayBeforeItIsReachedKeepsNothing)
{
    const auto a = start(A);
    const auto b = start(B);
    int demotions = 0;
    a->setDemotionHandler(nullptr, [&](Demotion) { ++demotions; });
    group.block(A);
    a->handOver();
    group.settle();
    a->setDemotionHandler(nullptr, {});
    EXPECT_FALSE(b->isPrimary());
    group.unblock(A);
    group.settle();
    EXPECT_TRUE(b->isPrimary());
    EXPECT_EQ(demotions, 0);
    EXPECT_EQ(a->error(), Error::NoError);
}

TEST_F(TestKitHandlers, ADemotionHandlerMayDestroyItsWatcher)
{
    for (const bool throws : {false, true}) {
        const QPointer<Watcher> a = start(A).release();
        const auto b = start(B);
        a->setDemotionHandler(nullptr, [&](Demotion demotion) {
            demotion.done();
            delete a;
            if (throws)
                throw std::runtime_error("and the file is not written");
        });
        a->handOver();
        group.settle();
        EXPECT_FALSE(a);
        EXPECT_TRUE(b->isPrimary());
    }
}

TEST_F(TestKitHandlers, AProbeThatHasNotAnsweredIsNotAskedAgainInAnotherReign)
{
    const auto a = start(A);
    const auto b = start(B);
    int asked = 0;
    QPromise<bool> answer;
    answer.start();
    a->setProbe(nullptr, [&] {
        ++asked;
        return answer.future();
    });
    group.advance(2 * a->config().heartbeatInterval());
    ASSERT_EQ(asked, 1);
    a->handOver();
    ASSERT_TRUE(group.advanceUntil([&] { return b->isPrimary(); }, 1min));
    group.advance(1s);
    b->handOver();
    ASSERT_TRUE(group.advanceUntil([&] { return a->isPrimary(); }, 1min));
    group.advance(2 * a->config().heartbeatInterval());
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(b->primaryHealth(), PrimaryHealth::Busy);
    answer.addResult(true);
    answer.finish();
    group.settle();
    EXPECT_EQ(b->primaryHealth(), PrimaryHealth::Alive);
}
