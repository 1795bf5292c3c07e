// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/watcherfixture.h"

#include <QCoreApplication>

#include <optional>

using namespace QtFailover;
using namespace QtFailover::Test;

/// This program's main() makes no QCoreApplication.
class WithoutAnApplication : public WatcherTest
{};

TEST_F(WithoutAnApplication, StartIsRefusedAndSaysWhatToDo)
{
    ASSERT_EQ(QCoreApplication::instance(), nullptr);
    const auto watcher = make();
    QList<QtFailover::Error> errors;
    QStringList texts;
    int otherSignals = 0;
    QObject::connect(watcher.get(), &Watcher::errorOccurred, [&](QtFailover::Error error, const QString &text) {
        errors.append(error);
        texts.append(text);
    });
    QObject::connect(watcher.get(), &Watcher::roleChanged, [&] { ++otherSignals; });
    QObject::connect(watcher.get(), &Watcher::stopped, [&] { ++otherSignals; });

    EXPECT_FALSE(watcher->start());
    EXPECT_EQ(errors, QList{QtFailover::Error::InvalidConfig});
    EXPECT_TRUE(texts.value(0).contains(u"QCoreApplication")) << qPrintable(texts.value(0));
    EXPECT_EQ(watcher->errorString(), texts.value(0));
    EXPECT_EQ(watcher->role(), Role::Inactive);

    watcher->shutdown();
    EXPECT_TRUE(watcher->waitForStopped());
    EXPECT_FALSE(watcher->waitForRole(QDeadlineTimer(0)));
    EXPECT_FALSE(watcher->isPrimary());
    EXPECT_TRUE(watcher->formatStatus().startsWith(u"role=none"));
    EXPECT_EQ(otherSignals, 0);
}

TEST_F(WithoutAnApplication, TheSameWatcherStartsOnceThereIsOne)
{
    const auto watcher = make();
    EXPECT_FALSE(watcher->start());
    int argc = 1;
    char name[] = "late";
    char *argv[] = {name, nullptr};
    const QCoreApplication application(argc, argv);
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(watcher->waitForRole(QDeadlineTimer(QDeadlineTimer::Forever)));
    EXPECT_EQ(watcher->role(), Role::Primary);
    watcher->shutdown();
    EXPECT_TRUE(watcher->waitForStopped(QDeadlineTimer(QDeadlineTimer::Forever)));
}

TEST_F(WithoutAnApplication, AWatcherThatHasOutlivedItEndsAtOnce)
{
    auto watcher = make();
    QList<QtFailover::Error> errors;
    QObject::connect(watcher.get(), &Watcher::errorOccurred, [&](QtFailover::Error error) { errors.append(error); });
    std::optional<Promotion> promotion;
    watcher->setPromotionHandler(nullptr, [&](Promotion asked) { promotion = std::move(asked); });
    {
        int argc = 1;
        char name[] = "brief";
        char *argv[] = {name, nullptr};
        const QCoreApplication application(argc, argv); // without exec() it says nothing of its end
        ASSERT_TRUE(watcher->start());
        ASSERT_TRUE(waitFor([&] { return promotion.has_value(); }));
    }
    EXPECT_FALSE(promotion->isCanceled());
    QDeadlineTimer shutdownTimeout(watcher->config().shutdownTimeout());
    watcher.reset();
    EXPECT_FALSE(shutdownTimeout.hasExpired());
    EXPECT_TRUE(promotion->isCanceled());
    promotion->accept();
    EXPECT_EQ(errors, QList<QtFailover::Error>{});
}
