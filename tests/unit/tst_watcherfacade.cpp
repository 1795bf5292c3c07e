// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/watcherfixture.h"

#include "support/forkedchild.h"

#include <QThread>

#include <csignal>
#include <thread>

namespace QtFailover {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Test::waitFor;
using WatcherFacade = Test::WatcherTest;

namespace {

QDeadlineTimer longEnough() { return QDeadlineTimer(30s); }

TEST_F(WatcherFacade, DoesNothingBeforeStart)
{
    const auto watcher = make();
    EXPECT_EQ(watcher->role(), Role::Inactive);
    EXPECT_FALSE(watcher->isPrimary());
    EXPECT_EQ(watcher->fencingToken(), std::nullopt);
    EXPECT_EQ(watcher->epoch(), 0U);
    EXPECT_EQ(watcher->instanceId(), u"one"_s);
    EXPECT_EQ(watcher->error(), Error::NoError);
    EXPECT_FALSE(watcher->lastHeartbeat().isValid());
    EXPECT_EQ(watcher->lastHeartbeatAge(), std::nullopt);
    EXPECT_FALSE(watcher->waitForRole(longEnough()));
    EXPECT_TRUE(watcher->waitForStopped(longEnough()));
    EXPECT_FALSE(QtFailover::Test::exists(directory.filePath(u"run"_s)));
}

TEST_F(WatcherFacade, TellsTheFirstInstanceThatItIsPrimaryAllStateFirst)
{
    const auto watcher = make();
    QStringList order;
    const QObject context; // goes first: the Watcher's end is another story
    QObject::connect(watcher.get(), &Watcher::roleChanged, &context, [&](Role role, Role previous) {
        order += u"roleChanged"_s;
        EXPECT_EQ(role, Role::Primary);
        EXPECT_EQ(previous, Role::Inactive);
        EXPECT_EQ(watcher->role(), Role::Primary);
        EXPECT_TRUE(watcher->isPrimary());
        EXPECT_EQ(watcher->fencingToken(), std::optional<quint64>(1));
        EXPECT_EQ(watcher->epoch(), 1U);
        EXPECT_EQ(watcher->primaryId(), u"one"_s);
        EXPECT_EQ(watcher->lastReason(), Reason::Started);
    });
    QObject::connect(watcher.get(), &Watcher::promoted, &context, [&](quint64 epoch, Reason reason) {
        order += u"promoted"_s;
        EXPECT_EQ(epoch, 1U);
        EXPECT_EQ(reason, Reason::Started);
    });
    QObject::connect(watcher.get(), &Watcher::primaryChanged, &context, [&](const QString &id, quint64 epoch) {
        order += u"primaryChanged"_s;
        EXPECT_EQ(id, u"one"_s);
        EXPECT_EQ(epoch, 1U);
    });
    EXPECT_TRUE(watcher->start());
    EXPECT_EQ(watcher->role(), Role::Inactive);
    EXPECT_TRUE(waitFor([&] { return order.size() == 3; }));
    EXPECT_EQ(order, QStringList({u"roleChanged"_s, u"promoted"_s, u"primaryChanged"_s}));
}

TEST_F(WatcherFacade, WaitsForTheRoleWithoutAnEventLoop)
{
    const auto watcher = make();
    QSignalSpy roles(watcher.get(), &Watcher::roleChanged);
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(watcher->waitForRole(longEnough()));
    EXPECT_EQ(watcher->role(), Role::Primary);
    EXPECT_EQ(roles.size(), 1);
}

TEST_F(WatcherFacade, FailsOverFromOneToTheOther)
{
    auto one = started(u"one"_s);
    const auto two = started(u"two"_s);
    EXPECT_EQ(one->role(), Role::Primary);
    EXPECT_EQ(two->role(), Role::Secondary);
    EXPECT_TRUE(waitFor([&] { return one->instances().size() == 2 && two->instances().size() == 2; }));
    EXPECT_EQ(two->instances().first().id(), u"one"_s);
    EXPECT_EQ(two->instances().first().role(), Role::Primary);
    EXPECT_TRUE(two->instances().last().isSuccessor());
    one.reset();
    EXPECT_TRUE(waitFor([&] { return two->role() == Role::Primary; }));
    EXPECT_EQ(two->epoch(), 2U);
    EXPECT_TRUE(two->isPrimary());
}

TEST_F(WatcherFacade, IsPrimaryInEachRuntimeDirectoryThatWasSetByHand)
{
    const auto one = started(u"one"_s);
    Config elsewhere = config(u"two"_s);
    elsewhere.setRuntimeDirectory(directory.filePath(u"elsewhere"_s));
    Watcher two(elsewhere);
    EXPECT_TRUE(two.start());
    EXPECT_TRUE(waitFor([&] { return two.role() != Role::Inactive; }));
    EXPECT_EQ(two.role(), Role::Primary);
    EXPECT_EQ(two.epoch(), 1U) << "floors of its own";
    EXPECT_TRUE(one->isPrimary());
}

TEST_F(WatcherFacade, RefusesABadConfigNamingTheField)
{
    Config bad = config();
    bad.setHeartbeatTimeout(1ms);
    Watcher watcher(bad);
    QSignalSpy errors(&watcher, &Watcher::errorOccurred);
    EXPECT_FALSE(watcher.start());
    ASSERT_EQ(errors.size(), 1);
    EXPECT_EQ(watcher.error(), Error::InvalidConfig);
    EXPECT_TRUE(watcher.errorString().startsWith(u"heartbeatTimeout: "_s));
    EXPECT_TRUE(watcher.waitForStopped(longEnough()));
}

TEST_F(WatcherFacade, RefusesToStartInAnotherThread)
{
    const auto watcher = make();
    QSignalSpy errors(watcher.get(), &Watcher::errorOccurred);
    std::jthread([&] { EXPECT_FALSE(watcher->start()); }).join();
    EXPECT_TRUE(errors.isEmpty());
    EXPECT_TRUE(waitFor([&] { return errors.size() == 1; }));
    EXPECT_EQ(watcher->error(), Error::InvalidConfig);
}

TEST_F(WatcherFacade, MakesAnInstanceIdOnceAndKeepsIt)
{
    Config anonymous = config();
    anonymous.setInstanceId({});
    Watcher watcher(anonymous);
    QSignalSpy ids(&watcher, &Watcher::instanceIdChanged);
    EXPECT_TRUE(watcher.start());
    ASSERT_EQ(ids.size(), 1);
    const QString id = watcher.instanceId();
    EXPECT_FALSE(id.isEmpty());
    watcher.shutdown();
    EXPECT_TRUE(watcher.waitForStopped(longEnough()));
    EXPECT_TRUE(watcher.start());
    EXPECT_EQ(watcher.instanceId(), id);
    EXPECT_EQ(ids.size(), 1);
}

TEST_F(WatcherFacade, IsDisabledAndEnabledFromAnyThread)
{
    const auto watcher = make();
    QSignalSpy changes(watcher.get(), &Watcher::enabledChanged);
    watcher->setEnabled(false);
    EXPECT_FALSE(watcher->isEnabled());
    EXPECT_EQ(changes.size(), 1);
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return watcher->role() == Role::Secondary; }));
    std::jthread([&] {
        watcher->setEnabled(true);
        EXPECT_TRUE(watcher->isEnabled());
    }).join();
    EXPECT_EQ(changes.size(), 1);
    EXPECT_TRUE(waitFor([&] { return watcher->role() == Role::Primary; }));
    EXPECT_EQ(changes.size(), 2);
    EXPECT_TRUE(watcher->isEnabled());
}

TEST_F(WatcherFacade, TellsOfEachSetEnabledOnceThoughTheLibrarysThreadIsBehind)
{
    const auto watcher = started();
    QSignalSpy changes(watcher.get(), &Watcher::enabledChanged);
    watcher->setEnabled(false);
    watcher->setEnabled(true);
    QFuture<CheckResult> done = watcher->checkAndMaybeFailover(20s); // behind both
    EXPECT_TRUE(waitFor([&] { return done.isFinished(); }));
    EXPECT_EQ(changes, (QList<QVariantList>{{false}, {true}}));
}

TEST_F(WatcherFacade, SettlesOnTheLastOfManySetEnabled)
{
    const auto watcher = started();
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int j = 0; j < 50; ++j)
                    watcher->setEnabled(j % 2);
            });
        }
    }
    watcher->setEnabled(false);
    watcher->setEnabled(true);
    QFuture<CheckResult> done = watcher->checkAndMaybeFailover(20s); // behind all of them
    EXPECT_TRUE(waitFor([&] { return done.isFinished(); }));
    EXPECT_TRUE(watcher->isEnabled());
    EXPECT_TRUE(watcher->formatStatus().contains(u" enabled=true "_s));
}

TEST_F(WatcherFacade, AnswersAChecksFutureInItsThread)
{
    const auto watcher = make();
    EXPECT_EQ(watcher->checkAndMaybeFailover().result(), CheckResult::NotRunning);
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return watcher->role() == Role::Primary; }));
    QThread *answeredIn = nullptr;
    CheckResult result{};
    watcher->checkAndMaybeFailover().then([&](CheckResult answer) {
        result = answer;
        answeredIn = QThread::currentThread();
    });
    EXPECT_TRUE(waitFor([&] { return answeredIn != nullptr; }));
    EXPECT_EQ(answeredIn, QThread::currentThread());
    EXPECT_EQ(result, CheckResult::SelfPrimary);
}

TEST_F(WatcherFacade, AnswersOpenChecksWhenItStops)
{
    auto watcher = make();
    EXPECT_TRUE(watcher->start());
    std::vector<QFuture<CheckResult>> futures;
    for (int i = 0; i < 10; ++i)
        futures.push_back(watcher->checkAndMaybeFailover(60s));
    watcher.reset();
    for (const auto &future : futures)
        EXPECT_TRUE(future.isFinished() && future.resultCount() == 1);
}

TEST_F(WatcherFacade, CountsHeartbeatsWithoutBeingWokenAndTellsThemWhereAsked)
{
    const auto watcher = started();
    EXPECT_TRUE(waitFor([&] { return watcher->lastHeartbeatAge().has_value(); }));
    EXPECT_TRUE(watcher->lastHeartbeat().isValid());
    EXPECT_GE(*watcher->lastHeartbeatAge(), 0ms);
    quint64 last = 0;
    {
        QObject receiver;
        QObject::connect(watcher.get(), &Watcher::heartbeat, &receiver,
                         [&](const QString &id, quint64 epoch, quint64 sequence) {
                             EXPECT_EQ(id, u"one"_s);
                             EXPECT_EQ(epoch, 1U);
                             EXPECT_GT(sequence, last);
                             last = sequence;
                         });
        EXPECT_TRUE(waitFor([&] { return last >= 3; }));
    }
}

TEST_F(WatcherFacade, FormatsItsStatusInTheContractsOrder)
{
    const auto watcher = started();
    const QString status = watcher->formatStatus();
    EXPECT_TRUE(
        status.startsWith(u"role=primary enabled=true epoch=1 instance_id=one primary_id=one primary_health="_s))
        << qPrintable(status);
    EXPECT_TRUE(status.contains(u" heartbeat_interval=50ms heartbeat_timeout=10s probe_interval=1m last_heartbeat="_s));
    EXPECT_TRUE(status.contains(u" last_reason=Started dbus=false"_s)) << qPrintable(status);
    EXPECT_FALSE(status.contains(u'\n'));
}

TEST_F(WatcherFacade, ReportsALaterFailureInsteadOfRefusingToStart)
{
    QtFailover::Test::writeFile(directory.filePath(u"run"_s));
    const auto watcher = make();
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return watcher->error() == Error::DirectoryUnusable; }));
    EXPECT_TRUE(watcher->errorString().contains(u"run"_s)) << qPrintable(watcher->errorString());
}

TEST_F(WatcherFacade, SaysThatItCannotHandOverWhenNotRunning)
{
    const auto watcher = make();
    watcher->handOver();
    EXPECT_EQ(watcher->error(), Error::HandoverFailed);
    watcher->takeOver();
    EXPECT_EQ(watcher->error(), Error::HandoverFailed);
    watcher->expectBusy(1h);
    watcher->shutdown();
}

TEST_F(WatcherFacade, LeavesTheSignalsOfTheProcessToItsOwnThreads)
{
    const auto watcher = started();
    static std::atomic<bool> isHandledElsewhere{false};
    const auto handlerBefore = std::signal(SIGUSR1, [](int) { isHandledElsewhere = true; });
    sigset_t own;
    sigset_t maskBefore;
    sigemptyset(&own);
    sigaddset(&own, SIGUSR1);
    ASSERT_EQ(pthread_sigmask(SIG_BLOCK, &own, &maskBefore), 0);
    ASSERT_EQ(::kill(pid_t(QCoreApplication::applicationPid()), SIGUSR1), 0);
    QSignalSpy beats(watcher.get(), &Watcher::heartbeat);
    EXPECT_TRUE(waitFor([&] { return beats.size() > 1; })) << "the library's thread has run";
    EXPECT_FALSE(isHandledElsewhere);
    const timespec none{};
    EXPECT_EQ(sigtimedwait(&own, nullptr, &none), SIGUSR1);
    pthread_sigmask(SIG_SETMASK, &maskBefore, nullptr);
    std::signal(SIGUSR1, handlerBefore);
}

TEST_F(WatcherFacade, LeavesTheParentAloneWhenAForkedChildDestroysIt)
{
    auto watcher = started();
    const QStringList names = QtFailover::Test::namesIn(directory.filePath(u"run"_s), u"*"_s);
    QtFailover::Test::ForkedChild child([&](const QtFailover::Test::ForkedChild::Parent &) {
        if (watcher->isPrimary() || watcher->fencingToken())
            return 1;
        watcher->shutdown();
        watcher->setEnabled(false);
        if (watcher->statistics() != QVariantMap() && watcher->formatStatus().isEmpty())
            return 4;
        if (watcher->checkAndMaybeFailover().result() != CheckResult::NotRunning)
            return 2;
        if (watcher->waitForStopped(QDeadlineTimer(QDeadlineTimer::Forever)) || watcher->start())
            return 3;
        watcher.reset();
        return 0;
    });
    EXPECT_EQ(child.exitCode(), 0);
    EXPECT_EQ(QtFailover::Test::namesIn(directory.filePath(u"run"_s), u"*"_s), names);
    QFuture<CheckResult> check = watcher->checkAndMaybeFailover(20s);
    EXPECT_TRUE(waitFor([&] { return check.isFinished(); }));
    EXPECT_EQ(check.result(), CheckResult::SelfPrimary);
    EXPECT_TRUE(watcher->isPrimary());
    EXPECT_EQ(watcher->epoch(), 1U);
}

TEST_F(WatcherFacade, HasAnIdOfItsOwnInAForkedChildThatStartsIt)
{
    const auto watcher = started(QString());
    const QString id = watcher->instanceId();
    watcher->shutdown();
    ASSERT_TRUE(watcher->waitForStopped(QDeadlineTimer(30s)));
    QtFailover::Test::ForkedChild child([&](const QtFailover::Test::ForkedChild::Parent &) {
        return watcher->start() && watcher->instanceId() != id ? 0 : 1;
    });
    EXPECT_EQ(child.exitCode(), 0);
    EXPECT_TRUE(watcher->start());
    EXPECT_EQ(watcher->instanceId(), id);
}

TEST_F(WatcherFacade, LeavesNoHandlerBehindThatAForkedChildFinds)
{
    auto watcher = make();
    watcher->setPromotionHandler(watcher.get(), [](Promotion promotion) { promotion.accept(); });
    watcher->setDemotionHandler(watcher.get(), [](Demotion demotion) { demotion.done(); });
    QtFailover::Test::ForkedChild child([&](const QtFailover::Test::ForkedChild::Parent &) {
        watcher.reset();
        return 0;
    });
    EXPECT_EQ(child.exitCode(), 0);
}

} // namespace

} // namespace QtFailover
