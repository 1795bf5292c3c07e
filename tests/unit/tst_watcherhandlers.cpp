// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/watcherfixture.h"

#include <QPromise>
#include <QThread>
#include <QTimer>

#include <stdexcept>
#include <thread>

namespace QtFailover {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Test::waitFor;
using WatcherHandlers = Test::WatcherTest;

namespace {

TEST_F(WatcherHandlers, AskBeforeThePromotionWithTheTokenButNotTheRole)
{
    const auto watcher = make();
    std::optional<Promotion> open;
    watcher->setPromotionHandler(nullptr, [&](Promotion promotion) {
        EXPECT_EQ(QThread::currentThread(), watcher->thread());
        EXPECT_FALSE(watcher->isPrimary());
        EXPECT_EQ(watcher->fencingToken(), std::optional<quint64>(promotion.epoch()));
        EXPECT_EQ(promotion.reason(), Reason::Started);
        EXPECT_EQ(promotion.attempt(), 1);
        open = std::move(promotion);
    });
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return open.has_value(); }));
    EXPECT_EQ(watcher->role(), Role::Inactive);
    std::jthread([copy = *open]() mutable { copy.accept(); }).join();
    EXPECT_TRUE(waitFor([&] { return watcher->role() == Role::Primary; }));
    EXPECT_TRUE(watcher->isPrimary());
}

TEST_F(WatcherHandlers, ReportWhyAPromotionWasRejected)
{
    const auto watcher = make();
    watcher->setPromotionHandler(nullptr, [](Promotion promotion) { promotion.reject(u"The note is locked."_s); });
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return watcher->role() == Role::Secondary; }));
    EXPECT_EQ(watcher->error(), Error::PromotionFailed);
    EXPECT_TRUE(watcher->errorString().contains(u"The note is locked."_s)) << qPrintable(watcher->errorString());
    EXPECT_FALSE(watcher->isPrimary());
    EXPECT_EQ(watcher->fencingToken(), std::nullopt);
}

TEST_F(WatcherHandlers, RejectByAnException)
{
    const auto watcher = make();
    watcher->setPromotionHandler(nullptr, [](Promotion) { throw std::runtime_error("disk on fire"); });
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return watcher->role() == Role::Secondary; }));
    EXPECT_EQ(watcher->error(), Error::PromotionFailed);
    EXPECT_TRUE(watcher->errorString().contains(u"disk on fire"_s)) << qPrintable(watcher->errorString());
}

TEST_F(WatcherHandlers, RejectByLettingGoOfTheAnswer)
{
    const auto watcher = make();
    watcher->setPromotionHandler(nullptr, [](Promotion) {});
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return watcher->role() == Role::Secondary; }));
    EXPECT_EQ(watcher->error(), Error::PromotionFailed);
}

TEST_F(WatcherHandlers, GoWithTheirContext)
{
    const auto watcher = make();
    auto context = std::make_unique<QObject>();
    watcher->setPromotionHandler(context.get(), [](Promotion promotion) { promotion.reject({}); });
    context.reset();
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return watcher->role() != Role::Inactive; }));
    EXPECT_EQ(watcher->role(), Role::Primary);
}

TEST_F(WatcherHandlers, LeaveAnOpenAnswerOpenWhenTheirContextGoes)
{
    const auto watcher = make();
    auto context = std::make_unique<QObject>();
    std::optional<Promotion> open;
    watcher->setPromotionHandler(context.get(), [&](Promotion promotion) { open = promotion; });
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return open.has_value(); }));
    context.reset();
    open->accept();
    EXPECT_TRUE(waitFor([&] { return watcher->role() == Role::Primary; }));
}

TEST_F(WatcherHandlers, AreReplacedByALaterOne)
{
    const auto watcher = make();
    QObject first;
    watcher->setPromotionHandler(&first, [](Promotion promotion) { promotion.reject({}); });
    watcher->setPromotionHandler(nullptr, [](Promotion promotion) { promotion.accept(); });
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return watcher->role() != Role::Inactive; }));
    EXPECT_EQ(watcher->role(), Role::Primary);
}

TEST_F(WatcherHandlers, SeeTheirPromotionCanceledWhenTheWatcherStops)
{
    const auto watcher = make();
    std::optional<Promotion> open;
    watcher->setPromotionHandler(nullptr, [&](Promotion promotion) { open = promotion; });
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return open.has_value(); }));
    EXPECT_FALSE(open->isCanceled());
    watcher->shutdown();
    EXPECT_TRUE(watcher->waitForStopped(QDeadlineTimer(30s)));
    EXPECT_TRUE(open->isCanceled());
    open->accept();
    EXPECT_FALSE(watcher->isPrimary());
}

TEST_F(WatcherHandlers, MayAnswerAfterTheWatcherIsGone)
{
    auto watcher = make();
    std::optional<Promotion> open;
    watcher->setPromotionHandler(nullptr, [&](Promotion promotion) { open = promotion; });
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return open.has_value(); }));
    watcher.reset();
    open->accept();
    open.reset();
}

TEST_F(WatcherHandlers, DemoteSynchronouslyInTheDestructor)
{
    auto watcher = started();
    QStringList order;
    watcher->setDemotionHandler(nullptr, [&](Demotion demotion) {
        order += u"handler"_s;
        EXPECT_TRUE(demotion.isSynchronous());
        EXPECT_FALSE(demotion.isForced());
        EXPECT_EQ(demotion.epoch(), 1U);
        EXPECT_EQ(demotion.reason(), Reason::Stopped);
        demotion.done();
    });
    QObject::connect(watcher.get(), &Watcher::demoted, [&] { order += u"demoted"_s; });
    QObject::connect(watcher.get(), &Watcher::stopped, [&] { order += u"stopped"_s; });
    watcher.reset();
    EXPECT_EQ(order, QStringList({u"handler"_s, u"demoted"_s, u"stopped"_s}));
}

TEST_F(WatcherHandlers, KeepTheLockUntilTheDemotionIsDone)
{
    const auto one = started(u"one"_s);
    const auto two = started(u"two"_s);
    std::optional<Demotion> open;
    one->setDemotionHandler(nullptr, [&](Demotion demotion) {
        EXPECT_FALSE(demotion.isSynchronous());
        open = std::move(demotion);
    });
    QSignalSpy stopped(one.get(), &Watcher::stopped);
    EXPECT_TRUE(waitFor([&] { return one->instances().size() == 2; }));
    one->shutdown();
    EXPECT_TRUE(waitFor([&] { return open.has_value(); }));
    EXPECT_TRUE(stopped.isEmpty());
    EXPECT_EQ(two->role(), Role::Secondary);
    std::jthread([copy = std::move(*open)]() mutable { copy.done(); }).join();
    open.reset();
    EXPECT_TRUE(waitFor([&] { return two->role() == Role::Primary && stopped.size() == 1; }));
}

TEST_F(WatcherHandlers, ProveNoRoleAnyMoreOnceAnotherHasIt)
{
    const auto one = started(u"one"_s);
    const auto two = started(u"two"_s);
    EXPECT_TRUE(waitFor([&] { return one->instances().size() == 2; }));
    // The role may come back, and go again when the first of the two is destroyed.
    one->setDemotionHandler(nullptr, [first = one.get()](const Demotion &demotion) {
        EXPECT_EQ(first->fencingToken(), std::optional<quint64>(demotion.epoch())); // which would keep for 100 ms
    });
    bool hasHandedOver = false;
    QObject::connect(two.get(), &Watcher::promoted, two.get(), [&] {
        EXPECT_FALSE(one->isPrimary());
        EXPECT_EQ(one->fencingToken(), std::nullopt);
        hasHandedOver = true;
    });
    one->handOver();
    EXPECT_TRUE(waitFor([&] { return hasHandedOver; }));
}

TEST_F(WatcherHandlers, CountAnExceptionAsADemotionThatIsDone)
{
    const auto watcher = started();
    watcher->setDemotionHandler(nullptr, [](Demotion) { throw std::runtime_error("half written"); });
    QSignalSpy errors(watcher.get(), &Watcher::errorOccurred);
    watcher->shutdown();
    EXPECT_TRUE(watcher->waitForStopped(QDeadlineTimer(30s)));
    ASSERT_EQ(errors.size(), 1);
    EXPECT_TRUE(watcher->errorString().contains(u"half written"_s));
}

TEST_F(WatcherHandlers, DoNotKeepTheDestructorPastShutdownTimeout)
{
    Config impatient = config();
    impatient.setShutdownTimeout(200ms);
    auto watcher = std::make_unique<Watcher>(impatient);
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return watcher->role() == Role::Primary; }));
    std::optional<Demotion> neverDone;
    watcher->setDemotionHandler(nullptr, [&](Demotion demotion) { neverDone = std::move(demotion); });
    const QDeadlineTimer patience(5s);
    watcher.reset();
    EXPECT_FALSE(patience.hasExpired());
    EXPECT_TRUE(neverDone.has_value());
    EXPECT_EQ(started(u"two"_s)->role(), Role::Primary);
}

TEST_F(WatcherHandlers, DemoteSynchronouslyWhenTheApplicationQuits)
{
    const auto watcher = started();
    bool wasSynchronous = false;
    watcher->setDemotionHandler(nullptr, [&](Demotion demotion) { wasSynchronous = demotion.isSynchronous(); });
    QTimer::singleShot(0, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    EXPECT_TRUE(wasSynchronous);
    EXPECT_EQ(watcher->role(), Role::Inactive);
}

TEST_F(WatcherHandlers, AskTheProbeAndNotAgainBeforeItHasAnswered)
{
    const auto watcher = make();
    std::vector<std::shared_ptr<QPromise<bool>>> asked;
    watcher->setProbe(nullptr, [&] {
        EXPECT_EQ(QThread::currentThread(), watcher->thread());
        asked.push_back(std::make_shared<QPromise<bool>>());
        asked.back()->start();
        return asked.back()->future();
    });
    QSignalSpy beats(watcher.get(), &Watcher::heartbeat);
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return asked.size() == 1; }));
    const qsizetype before = beats.size();
    EXPECT_TRUE(waitFor([&] { return beats.size() > before + 3; }));
    EXPECT_EQ(asked.size(), 1U);
    asked.back()->addResult(true);
    asked.back()->finish();
    EXPECT_TRUE(waitFor([&] { return asked.size() == 2; }));
}

TEST_F(WatcherHandlers, AskTheProbeInTheNextRunThoughItNeverAnsweredInTheLast)
{
    const auto watcher = make();
    QPromise<bool> never;
    never.start();
    int asked = 0;
    watcher->setProbe(nullptr, [&] {
        ++asked;
        return never.future();
    });
    for (int run = 1; run <= 2; ++run) {
        EXPECT_TRUE(watcher->start());
        EXPECT_TRUE(waitFor([&] { return asked == run; }));
        watcher->shutdown();
        EXPECT_TRUE(watcher->waitForStopped(QDeadlineTimer(30s)));
    }
}

TEST_F(WatcherHandlers, AskALaterProbeInPlaceOfOneThatNeverAnswers)
{
    const auto one = started(u"one"_s);
    const auto two = started(u"two"_s);
    QPromise<bool> never;
    never.start();
    one->setProbe(nullptr, [&] { return never.future(); });
    EXPECT_TRUE(waitFor([&] { return two->primaryHealth() == PrimaryHealth::Busy; }));
    one->setProbe(nullptr, {});
    EXPECT_TRUE(waitFor([&] { return two->primaryHealth() == PrimaryHealth::Alive; }));
}

TEST_F(WatcherHandlers, HeedNoProbeThatWasReplacedWhileItWasAsked)
{
    const auto watcher = started();
    QPromise<bool> first;
    QPromise<bool> second;
    first.start();
    second.start();
    int asked = 0;
    watcher->setProbe(nullptr, [&] {
        watcher->setProbe(nullptr, [&] {
            ++asked;
            return second.future();
        });
        EXPECT_TRUE(waitFor([&] { return asked == 1; }));
        return first.future();
    });
    ASSERT_TRUE(waitFor([&] { return asked == 1; }));
    first.addResult(true);
    first.finish();
    QSignalSpy beats(watcher.get(), &Watcher::heartbeat);
    EXPECT_TRUE(waitFor([&] { return beats.size() > 3; }));
    EXPECT_EQ(asked, 1) << "the second has not answered";
    second.addResult(true);
    second.finish();
    EXPECT_TRUE(waitFor([&] { return asked > 1; }));
}

TEST_F(WatcherHandlers, LetAProbeCallTheMainLoopUnhealthy)
{
    const auto one = started(u"one"_s);
    const auto two = started(u"two"_s);
    EXPECT_TRUE(waitFor([&] { return two->primaryHealth() == PrimaryHealth::Alive; }));
    bool healthy = false;
    one->setProbe(nullptr, [&]() -> QFuture<bool> {
        if (!healthy)
            throw std::runtime_error("no answer");
        QPromise<bool> promise;
        promise.start();
        promise.addResult(true);
        promise.finish();
        return promise.future();
    });
    EXPECT_TRUE(waitFor([&] { return two->primaryHealth() == PrimaryHealth::Busy; }));
    healthy = true;
    EXPECT_TRUE(waitFor([&] { return two->primaryHealth() == PrimaryHealth::Alive; }));
}

} // namespace

} // namespace QtFailover
