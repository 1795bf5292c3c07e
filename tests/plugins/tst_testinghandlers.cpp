// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Handlers and slots in the test kit: asked too late, and doing what they can do worst.
#include <QtFailover/QtFailover>
#include <QtFailover/Testing>

#include <QPointer>

#include <gtest/gtest.h>

#include <memory>

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
