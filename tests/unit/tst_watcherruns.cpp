// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/heldthread.h"
#include "unit/watcherfixture.h"

#include <QTimer>

namespace QtFailover {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Test::HeldThread;
using Test::waitFor;
using WatcherRuns = Test::WatcherTest;

namespace {

QDeadlineTimer longEnough() { return QDeadlineTimer(30s); }

TEST_F(WatcherRuns, StopsAndStartsAgain)
{
    const auto watcher = started();
    for (quint64 epoch = 2; epoch < 5; ++epoch) {
        QSignalSpy stopped(watcher.get(), &Watcher::stopped);
        watcher->shutdown();
        EXPECT_TRUE(stopped.isEmpty());
        EXPECT_TRUE(waitFor([&] { return stopped.size() == 1; }));
        EXPECT_EQ(watcher->role(), Role::Inactive);
        EXPECT_FALSE(watcher->isPrimary());
        EXPECT_TRUE(watcher->start());
        EXPECT_TRUE(waitFor([&] { return watcher->role() == Role::Primary; }));
        EXPECT_EQ(watcher->epoch(), epoch);
    }
}

TEST_F(WatcherRuns, StartsAgainAfterStoppedWhenAskedWhileStopping)
{
    const auto watcher = started();
    QStringList order;
    const QObject context; // goes first: the Watcher's end is another story
    QObject::connect(watcher.get(), &Watcher::stopped, &context, [&] { order += u"stopped"_s; });
    QObject::connect(watcher.get(), &Watcher::roleChanged, &context, [&](Role role) {
        if (role == Role::Primary)
            order += u"primary"_s;
    });
    watcher->shutdown();
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return watcher->epoch() == 2 && watcher->role() == Role::Primary; }));
    EXPECT_EQ(order, QStringList({u"stopped"_s, u"primary"_s}));
}

TEST_F(WatcherRuns, StaysStoppedWhenTheLastWordWasShutdown)
{
    const auto watcher = started();
    watcher->shutdown();
    EXPECT_TRUE(watcher->start());
    watcher->shutdown();
    QSignalSpy stopped(watcher.get(), &Watcher::stopped);
    EXPECT_TRUE(waitFor([&] { return stopped.size() == 1; }));
    EXPECT_TRUE(watcher->waitForStopped(QDeadlineTimer(0)));
}

TEST_F(WatcherRuns, TellsAllInOrderThoughASlotWaitsForTheEnd)
{
    QStringList order;
    const auto watcher = make();
    const auto note = [&](const QString &what) { return [&order, what] { order += what; }; };
    Watcher *const raw = watcher.get();
    QObject::connect(raw, &Watcher::roleChanged, raw,
                     [&](Role role) { order += role == Role::Primary ? u"primary"_s : u"none"_s; });
    QObject::connect(raw, &Watcher::promoted, raw, note(u"promoted"_s));
    QObject::connect(raw, &Watcher::demoted, raw, note(u"demoted"_s));
    QObject::connect(raw, &Watcher::primaryChanged, raw, note(u"primaryChanged"_s));
    QObject::connect(raw, &Watcher::primaryHealthChanged, raw, [&](PrimaryHealth health) {
        // Where the machine is loaded it may be busy in between, as its event loop does not turn.
        if (health == PrimaryHealth::Alive && !order.contains(u"alive"_s)) {
            EXPECT_EQ(raw->primaryHealth(), health);
            order += u"alive"_s;
        }
    });
    QObject::connect(raw, &Watcher::stopped, raw, note(u"stopped"_s));
    raw->setDemotionHandler(raw, [&](Demotion demotion) {
        order += u"handler"_s;
        demotion.done();
    });
    QObject::connect(raw, &Watcher::roleChanged, raw, [&](Role role) {
        if (role != Role::Primary)
            return;
        raw->shutdown();
        EXPECT_TRUE(raw->waitForStopped(longEnough()));
        order += u"waited"_s;
    });
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return order.contains(u"waited"_s); }));
    EXPECT_EQ(order, QStringList({u"primary"_s, u"promoted"_s, u"primaryChanged"_s, u"alive"_s, u"handler"_s, u"none"_s,
                                  u"demoted"_s, u"stopped"_s, u"waited"_s}));
}

TEST_F(WatcherRuns, StartsAgainFromASlotOfStopped)
{
    const auto watcher = started();
    QObject::connect(
        watcher.get(), &Watcher::stopped, watcher.get(), [&] { EXPECT_TRUE(watcher->start()); },
        Qt::SingleShotConnection);
    watcher->shutdown();
    EXPECT_TRUE(waitFor([&] { return watcher->epoch() == 2 && watcher->role() == Role::Primary; }));
}

TEST_F(WatcherRuns, GivesUpNoRunButTheOneWhoseThreadDidNotEndInTime)
{
    const HeldThread thread(u"-> Demoting"_s);
    Config impatient = config();
    impatient.setShutdownTimeout(100ms);
    Watcher watcher(impatient);
    EXPECT_TRUE(watcher.start());
    ASSERT_TRUE(waitFor([&] { return watcher.role() == Role::Primary; }));
    QSignalSpy stopped(&watcher, &Watcher::stopped);
    bool hasStartedAgain = false;
    QObject::connect(&watcher, &Watcher::errorOccurred, &watcher, [&] {
        HeldThread::release(); // the disk answers while the user reads what is wrong
        EXPECT_TRUE(waitFor([&] { return stopped.size() == 1; }));
        EXPECT_TRUE(watcher.start());
        EXPECT_TRUE(waitFor([&] { return watcher.role() == Role::Primary; }));
        hasStartedAgain = true;
    });
    watcher.shutdown();
    ASSERT_TRUE(waitFor([&] { return hasStartedAgain; }));
    EXPECT_EQ(watcher.role(), Role::Primary);
    EXPECT_TRUE(watcher.isPrimary());
    EXPECT_EQ(stopped.size(), 1);
}

TEST_F(WatcherRuns, GivesTheThreadItsTimeAnewAfterAPauseOfItsOwn)
{
    const HeldThread thread(u"-> Demoting"_s);
    Config impatient = config();
    impatient.setShutdownTimeout(1ms);
    Watcher watcher(impatient);
    EXPECT_TRUE(watcher.start());
    ASSERT_TRUE(waitFor([&] { return watcher.role() == Role::Primary; }));
    QSignalSpy errors(&watcher, &Watcher::errorOccurred);
    QSignalSpy stopped(&watcher, &Watcher::stopped);
    watcher.shutdown();
    // As when the process is stopped: neither thread gets on, and no timer comes in time.
    EXPECT_FALSE(watcher.waitForStopped(QDeadlineTimer(2500ms)));
    QCoreApplication::processEvents();
    HeldThread::release();
    EXPECT_TRUE(waitFor([&] { return stopped.size() == 1; }));
    EXPECT_TRUE(errors.isEmpty()) << qPrintable(watcher.errorString());
}

TEST_F(WatcherRuns, TellsTheEndItselfWhereTheThreadCannot)
{
    const HeldThread thread(u"-> Demoting"_s);
    Config impatient = config();
    impatient.setShutdownTimeout(100ms);
    Watcher watcher(impatient);
    EXPECT_TRUE(watcher.start());
    ASSERT_TRUE(waitFor([&] { return watcher.role() == Role::Primary && !watcher.instances().isEmpty(); }));
    QSignalSpy roles(&watcher, &Watcher::roleChanged);
    QSignalSpy demotions(&watcher, &Watcher::demoted);
    QSignalSpy health(&watcher, &Watcher::primaryHealthChanged);
    QSignalSpy instances(&watcher, &Watcher::instancesChanged);
    QSignalSpy stopped(&watcher, &Watcher::stopped);
    QTimer::singleShot(0, qApp, &QCoreApplication::quit); // aboutToQuit waits for a shorter time
    QCoreApplication::exec();
    EXPECT_EQ(watcher.error(), Error::InternalError);
    EXPECT_EQ(roles, (QList<QVariantList>{{QVariant::fromValue(Role::Inactive), QVariant::fromValue(Role::Primary)}}));
    EXPECT_EQ(demotions, (QList<QVariantList>{{1ULL, QVariant::fromValue(Reason::Stopped)}}));
    EXPECT_EQ(health, (QList<QVariantList>{{QVariant::fromValue(PrimaryHealth::Unknown)}}));
    EXPECT_EQ(instances.size(), 1);
    EXPECT_EQ(stopped.size(), 1);
    EXPECT_EQ(watcher.lastReason(), Reason::Stopped);
    EXPECT_EQ(watcher.primaryHealth(), PrimaryHealth::Unknown);
    EXPECT_TRUE(watcher.instances().isEmpty());
    EXPECT_EQ(watcher.fencingToken(), std::nullopt);
}

TEST_F(WatcherRuns, TakesAConfigOnlyWhenNotRunning)
{
    const auto watcher = started();
    watcher->setConfig(Config(u"org.example.other"_s));
    EXPECT_EQ(watcher->error(), Error::InvalidConfig);
    EXPECT_EQ(watcher->config().group(), config().group());
    watcher->shutdown();
    EXPECT_TRUE(watcher->waitForStopped(longEnough()));
    watcher->setConfig(config(u"renamed"_s));
    EXPECT_EQ(watcher->instanceId(), u"renamed"_s);
}

TEST_F(WatcherRuns, StopsWhereOnlyAPrimaryIsOfUseAndThereIsOne)
{
    const auto one = started(u"one"_s);
    const std::unique_ptr<Watcher> two(Watcher::forPrimary(config(u"two"_s)));
    QSignalSpy stopped(two.get(), &Watcher::stopped);
    EXPECT_TRUE(two->start());
    EXPECT_TRUE(waitFor([&] { return stopped.size() == 1; }));
    EXPECT_EQ(two->error(), Error::OtherPrimary);
    EXPECT_EQ(two->role(), Role::Inactive);
}

TEST_F(WatcherRuns, StartsAgainAfterStoppedWhenAskedWhileItStopsByItself)
{
    auto one = started(u"one"_s);
    const std::unique_ptr<Watcher> two(Watcher::forPrimary(config(u"two"_s)));
    QSignalSpy stopped(two.get(), &Watcher::stopped);
    QObject::connect(
        two.get(), &Watcher::errorOccurred, two.get(), [&] { EXPECT_TRUE(two->start()); }, Qt::SingleShotConnection);
    EXPECT_TRUE(two->start());
    EXPECT_TRUE(waitFor([&] { return stopped.size() == 2; }));
}

TEST_F(WatcherRuns, KeepsWhatItHasHeardOfThePrimaryInItsNextRun)
{
    const auto watcher = started();
    watcher->shutdown();
    EXPECT_TRUE(watcher->waitForStopped(longEnough()));
    watcher->setEnabled(false);
    QSignalSpy changes(watcher.get(), &Watcher::primaryChanged);
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return watcher->role() == Role::Secondary; }));
    EXPECT_EQ(watcher->epoch(), 1U) << "no other epoch without primaryChanged()";
    EXPECT_EQ(watcher->primaryId(), u"one"_s);
    EXPECT_TRUE(changes.isEmpty());
}

TEST_F(WatcherRuns, ForgetsThePrimaryOfAnotherGroupAndSaysSo)
{
    const auto watcher = started();
    watcher->shutdown();
    EXPECT_TRUE(watcher->waitForStopped(longEnough()));
    QSignalSpy changes(watcher.get(), &Watcher::primaryChanged);
    watcher->setConfig(watcher->config());
    EXPECT_EQ(watcher->primaryId(), u"one"_s);
    EXPECT_TRUE(changes.isEmpty());
    Config other = config();
    other.setScope(u"another"_s);
    watcher->setConfig(other);
    EXPECT_EQ(watcher->epoch(), 0U);
    EXPECT_EQ(watcher->primaryId(), QString());
    EXPECT_EQ(changes.size(), 1);
}

TEST_F(WatcherRuns, MayBeDeletedByASlot)
{
    auto *watcher = make().release();
    bool deleted = false;
    QObject::connect(watcher, &Watcher::roleChanged, [&, watcher](Role role) {
        if (role == Role::Primary) {
            delete watcher;
            deleted = true;
        }
    });
    EXPECT_TRUE(watcher->start());
    EXPECT_TRUE(waitFor([&] { return deleted; }));
    EXPECT_EQ(started(u"two"_s)->epoch(), 2U);
}

TEST_F(WatcherRuns, DoesNotStartAgainWhileItIsDestroyed)
{
    auto watcher = started();
    Watcher *const raw = watcher.get();
    std::optional<bool> hasStarted;
    QObject::connect(raw, &Watcher::stopped, raw, [&] { hasStarted = raw->start(); });
    watcher.reset();
    EXPECT_EQ(hasStarted, std::optional(false));
    EXPECT_TRUE(QtFailover::Test::namesIn(directory.filePath(u"run"_s), u"i.*"_s).isEmpty()) << "nobody has a lock";
}

} // namespace

} // namespace QtFailover
