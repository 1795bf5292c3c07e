// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// The test kit, used as the test of an application uses it: the public headers alone.
#include <QtFailover/QtFailover>
#include <QtFailover/Testing>

#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <gtest/gtest.h>

#include <vector>

using namespace QtFailover;
using namespace std::chrono_literals;

namespace {

/// An application, as far as the group is concerned: what it was told, and how it answers.
struct Application {
    explicit Application(const Config &config) : watcher(config)
    {
        watcher.setPromotionHandler(&watcher, [this](Promotion promotion) {
            ++promotions;
            if (onPromotion)
                onPromotion(promotion);
            else
                promotion.accept();
        });
        watcher.setDemotionHandler(&watcher, [this](Demotion demotion) {
            demotions.push_back(demotion.isForced());
            demotion.done();
        });
        QObject::connect(&watcher, &Watcher::errorOccurred, &watcher, [this](Error e) { errors.push_back(e); });
        EXPECT_TRUE(watcher.start());
    }

    Watcher watcher;
    std::function<void(Promotion &)> onPromotion;
    int promotions = 0;
    std::vector<bool> demotions; ///< whether forced
    std::vector<Error> errors;
};

class TestKit : public testing::Test
{
protected:
    std::unique_ptr<Application> start(const QString &id, const std::function<void(Config &)> &adjust = {})
    {
        Config config = group.config(id);
        if (adjust)
            adjust(config);
        auto application = std::make_unique<Application>(config);
        group.settle();
        return application;
    }
    static void fences(Config &config) { config.setHungPrimaryPolicy(HungPrimaryPolicy::Fence); }

    Testing::Group group;
};

const QString A = QStringLiteral("a");
const QString B = QStringLiteral("b");
const QString C = QStringLiteral("c");

} // namespace

TEST_F(TestKit, TheFirstIsPrimaryAndTheOthersAreNot)
{
    const auto a = start(A);
    const auto b = start(B);
    EXPECT_TRUE(a->watcher.isPrimary());
    EXPECT_EQ(a->watcher.fencingToken(), std::optional<quint64>(1));
    EXPECT_EQ(b->watcher.role(), Role::Secondary);
    EXPECT_FALSE(b->watcher.isPrimary());
    EXPECT_EQ(b->watcher.primaryId(), A);
    EXPECT_TRUE(group.advanceUntil([&] { return a->watcher.instances().size() == 2; }, 1s));
}

TEST_F(TestKit, ACrashMakesTheNextOnePrimaryWithoutAnyTimer)
{
    const auto a = start(A);
    const auto b = start(B);
    const auto c = start(C);
    group.crash(A);
    EXPECT_FALSE(a->watcher.isPrimary());
    group.settle();
    EXPECT_TRUE(b->watcher.isPrimary());
    EXPECT_EQ(b->watcher.lastReason(), Reason::PrimaryCrashed);
    EXPECT_EQ(b->promotions, 1);
    EXPECT_EQ(c->promotions, 0);
    EXPECT_EQ(c->watcher.primaryId(), B);
    EXPECT_EQ(c->watcher.epoch(), 2U);
    EXPECT_LT(group.elapsed(), 100ms) << "no heartbeat timeout was waited for";
    EXPECT_TRUE(a->demotions.empty()) << "nobody tells the dead";
    EXPECT_TRUE(a->errors.empty());
}

TEST_F(TestKit, OneThatCrashesInItsOwnSlotSaysNothingMore)
{
    const auto a = start(A);
    const auto b = start(B);
    int told = 0;
    QObject::connect(&b->watcher, &Watcher::roleChanged, &b->watcher, [this] { group.crash(B); });
    QObject::connect(&b->watcher, &Watcher::promoted, &b->watcher, [&] { ++told; });
    QObject::connect(&b->watcher, &Watcher::instancesChanged, &b->watcher, [&] { ++told; });
    group.crash(A);
    told = 0;
    group.settle();
    EXPECT_FALSE(b->watcher.isPrimary());
    EXPECT_EQ(told, 0);
}

TEST_F(TestKit, ARequestOfACrashedInstanceDoesNotEnd)
{
    const auto a = start(A);
    const auto b = start(B);
    Messenger handler(&a->watcher);
    Messenger sender(&b->watcher);
    std::optional<Request> unanswered;
    handler.setRequestHandler(&handler, [&](const Request &request) { unanswered = request; });
    const QFuture<Reply> reply = sender.request("edit", 0ms);
    group.crash(B);
    QEventLoop loop;
    QTimer::singleShot(0, &loop, &QEventLoop::quit); // after the timer of the request
    loop.exec();
    EXPECT_FALSE(reply.isFinished());
}

TEST_F(TestKit, TheNameOfACrashedInstanceCanBeTakenByANewOne)
{
    auto a = start(A);
    const auto b = start(B);
    group.crash(A);
    a = start(A);
    EXPECT_TRUE(b->watcher.isPrimary());
    EXPECT_EQ(a->watcher.role(), Role::Secondary);
    group.crash(B);
    group.settle();
    EXPECT_EQ(a->watcher.fencingToken(), std::optional<quint64>(3));
}

TEST_F(TestKit, ADestroyedWatcherHandsOver)
{
    auto a = start(A);
    const auto b = start(B);
    a.reset();
    group.settle();
    EXPECT_TRUE(b->watcher.isPrimary());
    EXPECT_EQ(b->watcher.lastReason(), Reason::PrimaryShutdown);
    EXPECT_LT(group.elapsed(), 1s);
}

TEST_F(TestKit, ARejectedPromotionGoesToTheNextInRank)
{
    const auto a = start(A);
    const auto b = start(B);
    const auto c = start(C);
    b->onPromotion = [](Promotion &promotion) { promotion.reject(QStringLiteral("the disk is read-only")); };
    group.crash(A);
    ASSERT_TRUE(group.advanceUntil([&] { return c->watcher.isPrimary(); }, 1s));
    EXPECT_EQ(b->promotions, 1);
    EXPECT_EQ(b->watcher.role(), Role::Secondary);
    EXPECT_EQ(b->errors, std::vector{Error::PromotionFailed});
}

TEST_F(TestKit, WhoeverHasRejectedThePromotionWasNotThePrimaryBefore)
{
    const auto a = start(A);
    const auto b = start(B);
    const auto c = start(C);
    b->onPromotion = [](Promotion &promotion) { promotion.reject(QStringLiteral("the disk is read-only")); };
    QString previous;
    c->onPromotion = [&](Promotion &promotion) {
        previous = promotion.previousPrimaryId();
        promotion.accept();
    };
    group.crash(A);
    ASSERT_TRUE(group.advanceUntil([&] { return c->watcher.isPrimary(); }, 1s));
    EXPECT_EQ(previous, A);
}

TEST_F(TestKit, TheSentenceOfARejectionStandsWithinAnother)
{
    const auto a = start(A);
    const auto b = start(B);
    b->onPromotion = [](Promotion &promotion) { promotion.reject(QStringLiteral("The disk is read-only.")); };
    group.crash(A);
    group.settle();
    const QString text = b->watcher.errorString();
    EXPECT_TRUE(text.contains(QLatin1String("The disk is read-only. The role"))) << qPrintable(text);
}

TEST_F(TestKit, APromotionWithoutAnAnswerEndsAtItsTimeout)
{
    const auto a = start(A);
    const auto b = start(B);
    std::optional<Promotion> kept;
    b->onPromotion = [&](Promotion &promotion) { kept = promotion; };
    group.crash(A);
    group.settle();
    ASSERT_TRUE(kept);
    EXPECT_FALSE(kept->isCanceled());
    group.advance(b->watcher.config().promotionTimeout() + 1s);
    EXPECT_TRUE(kept->isCanceled());
    EXPECT_EQ(b->errors, std::vector{Error::PromotionFailed});
}

TEST_F(TestKit, ThreeCrashesWithinThePromotionHandlerAreACrashLoop)
{
    std::vector<std::unique_ptr<Application>> applications;
    for (const char *id : {"a", "b", "c", "d", "e"}) {
        applications.push_back(start(QLatin1String(id)));
        applications.back()->onPromotion = [this, id](Promotion &promotion) {
            if (id != std::string("a"))
                group.crash(QLatin1String(id));
            else
                promotion.accept();
        };
    }
    group.advance(1s); // or they count as newcomers, who give it another try
    group.crash(A);
    group.advance(1min);
    EXPECT_EQ(applications[3]->promotions, 1);
    EXPECT_EQ(applications[4]->promotions, 0);
    EXPECT_EQ(applications[4]->errors, std::vector{Error::CrashLoop});
}

TEST_F(TestKit, UnderWaitNobodyTakesTheRoleFromAStoppedPrimary)
{
    const auto a = start(A);
    const auto b = start(B);
    group.stop(A);
    group.advance(10min);
    EXPECT_EQ(b->watcher.primaryHealth(), PrimaryHealth::Stopped);
    EXPECT_EQ(b->promotions, 0);
    EXPECT_TRUE(a->watcher.isPrimary());
    group.resume(A);
    ASSERT_TRUE(group.advanceUntil([&] { return b->watcher.primaryHealth() == PrimaryHealth::Alive; }, 30s));
    EXPECT_TRUE(a->watcher.isPrimary());
    EXPECT_EQ(a->watcher.epoch(), 1U);
}

TEST_F(TestKit, UnderFenceAStoppedPrimaryIsReplacedAndDemotedWhenItGoesOn)
{
    const auto a = start(A, fences);
    const auto b = start(B, fences);
    group.stop(A);
    ASSERT_TRUE(group.advanceUntil([&] { return b->watcher.isPrimary(); }, 1min));
    EXPECT_GE(group.elapsed(), b->watcher.config().heartbeatTimeout());
    EXPECT_EQ(b->watcher.lastReason(), Reason::PrimaryUnresponsive);
    EXPECT_FALSE(a->watcher.isPrimary()) << "provably not, whatever it was told last";
    EXPECT_EQ(a->watcher.role(), Role::Primary);
    EXPECT_TRUE(a->demotions.empty());

    group.resume(A);
    ASSERT_TRUE(group.advanceUntil([&] { return a->watcher.role() == Role::Secondary; }, 30s));
    EXPECT_EQ(a->demotions, std::vector{true});
    EXPECT_EQ(a->watcher.lastReason(), Reason::Fenced);
    EXPECT_TRUE(b->watcher.isPrimary());
}

TEST_F(TestKit, ABlockedMainLoopIsBusyAndNotDead)
{
    const auto a = start(A);
    const auto b = start(B);
    group.block(A);
    ASSERT_TRUE(group.advanceUntil([&] { return b->watcher.primaryHealth() == PrimaryHealth::Busy; }, 30s));
    EXPECT_TRUE(a->watcher.isPrimary());
    group.unblock(A);
    ASSERT_TRUE(group.advanceUntil([&] { return b->watcher.primaryHealth() == PrimaryHealth::Alive; }, 30s));
    EXPECT_EQ(b->promotions, 0);
}

TEST_F(TestKit, NoHandlerRunsInABlockedMainLoop)
{
    const auto a = start(A);
    const auto b = start(B);
    group.block(B);
    group.crash(A);
    group.settle();
    EXPECT_EQ(b->promotions, 0);
    EXPECT_EQ(b->watcher.fencingToken(), std::optional<quint64>(2)) << "its library has won the race";
    group.unblock(B);
    group.settle();
    EXPECT_EQ(b->promotions, 1);
    EXPECT_TRUE(b->watcher.isPrimary());
}

TEST_F(TestKit, AnIsolatedPrimaryIsUnresponsiveButKeepsItsRole)
{
    const auto a = start(A);
    const auto b = start(B);
    group.isolate(A);
    ASSERT_TRUE(group.advanceUntil([&] { return b->watcher.primaryHealth() == PrimaryHealth::Unresponsive; }, 1min));
    group.advance(1min);
    EXPECT_TRUE(a->watcher.isPrimary()) << "its lock holds";
    EXPECT_EQ(b->promotions, 0);
    group.reconnect(A);
    EXPECT_TRUE(group.advanceUntil([&] { return b->watcher.primaryHealth() == PrimaryHealth::Alive; }, 1min));
}

TEST_F(TestKit, ARequestReachesTheNextPrimaryWithTheSameId)
{
    const auto a = start(A);
    const auto b = start(B);
    const auto c = start(C);
    Messenger first(&a->watcher);
    Messenger second(&b->watcher);
    Messenger sender(&c->watcher);
    QByteArray id;
    std::optional<Request> unanswered;
    first.setRequestHandler(&first, [&](const Request &request) {
        id = request.id();
        unanswered = request;
    });
    second.setRequestHandler(&second, [&](Request request) {
        EXPECT_EQ(request.id(), id);
        EXPECT_EQ(request.attempt(), 2);
        request.reply("done");
    });
    const QFuture<Reply> reply = sender.request("edit");
    group.settle();
    ASSERT_TRUE(unanswered);
    group.crash(A);
    ASSERT_TRUE(group.advanceUntil([&] { return reply.isFinished(); }, 1s));
    EXPECT_EQ(reply.result().payload(), "done");
    EXPECT_EQ(reply.result().handledBy(), B);
}

TEST_F(TestKit, WaitingMovesTheClock)
{
    Watcher watcher(group.config(A));
    ASSERT_TRUE(watcher.start());
    EXPECT_TRUE(watcher.waitForRole(QDeadlineTimer(1h)));
    EXPECT_TRUE(watcher.isPrimary());
    watcher.shutdown();
    EXPECT_TRUE(watcher.waitForStopped(QDeadlineTimer(1h)));
    EXPECT_EQ(watcher.role(), Role::Inactive);
    EXPECT_LT(group.elapsed(), 1min);
    ASSERT_TRUE(watcher.start());
    EXPECT_TRUE(watcher.waitForRole(QDeadlineTimer(1h)));
    EXPECT_EQ(watcher.epoch(), 2U);
}

TEST_F(TestKit, HeartbeatsComeInTheTimeOfTheGroup)
{
    const auto a = start(A);
    const auto b = start(B);
    int beats = 0;
    QObject::connect(&b->watcher, &Watcher::heartbeat, &b->watcher, [&] { ++beats; });
    group.advance(1min);
    EXPECT_EQ(beats, 60s / b->watcher.config().heartbeatInterval());
    EXPECT_LE(b->watcher.lastHeartbeatAge().value(), b->watcher.config().heartbeatInterval());
    EXPECT_EQ(group.elapsed(), 1min);
}

TEST_F(TestKit, AnEventLoopDoesWhatIsDueNow)
{
    Watcher watcher(group.config(A));
    QEventLoop loop;
    QObject::connect(&watcher, &Watcher::roleChanged, &loop, &QEventLoop::quit);
    ASSERT_TRUE(watcher.start());
    loop.exec();
    EXPECT_TRUE(watcher.isPrimary());
}

TEST_F(TestKit, ScopesAreGroupsOfTheirOwn)
{
    const auto a = start(A, [](Config &config) { config.setScope(QStringLiteral("one")); });
    const auto b = start(B, [](Config &config) { config.setScope(QStringLiteral("two")); });
    EXPECT_TRUE(a->watcher.isPrimary());
    EXPECT_TRUE(b->watcher.isPrimary());
}

TEST_F(TestKit, RuntimeDirectoriesAreGroupsOfTheirOwn)
{
    const auto a = start(A, [](Config &config) { config.setRuntimeDirectory(QStringLiteral("/one")); });
    const auto b = start(B, [](Config &config) { config.setRuntimeDirectory(QStringLiteral("/two")); });
    EXPECT_TRUE(a->watcher.isPrimary());
    EXPECT_TRUE(b->watcher.isPrimary());
}

TEST_F(TestKit, AThousandFailOversTakeNoTime)
{
    auto current = start(A);
    auto next = start(B);
    for (int i = 0; i < 1000; ++i) {
        ASSERT_TRUE(current->watcher.isPrimary()) << i;
        group.crash(current->watcher.instanceId());
        current = std::move(next);
        next = start(QStringLiteral("next%1").arg(i));
    }
    EXPECT_EQ(current->watcher.epoch(), 1001U);
}

TEST(TestKitEnds, WatchersThatAreLeftGoQuietlyAndTheSystemIsBack)
{
    auto group = std::make_unique<Testing::Group>();
    Watcher left(group->config(A));
    ASSERT_TRUE(left.start());
    group->settle();
    EXPECT_TRUE(left.isPrimary());
    const Config config = group->config(B);
    group.reset();
    EXPECT_FALSE(left.isPrimary());
    EXPECT_FALSE(left.waitForStopped(QDeadlineTimer(0)));

    QTemporaryDir directory;
    Config real = config;
    real.setRuntimeDirectory(directory.path());
    Watcher watcher(real);
    ASSERT_TRUE(watcher.start());
    EXPECT_TRUE(watcher.waitForRole(QDeadlineTimer(1min)));
    EXPECT_TRUE(watcher.isPrimary());
    EXPECT_TRUE(QDir(directory.path()).count() > 2) << "locks on the disk";
}
