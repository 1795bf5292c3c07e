// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What a session bus changes of the facade.
#include "unit/watcherfixture.h"

#include "adapters/dbus/businterface.h"
#include "adapters/dbus/busnames.h"
#include "support/privatebus.h"

#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusVariant>

namespace QtFailover {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Test::EnvironmentGuard;
using Test::PrivateBus;
using Test::waitFor;

namespace {

class WatcherBus : public Test::WatcherTest
{
protected:
    WatcherBus()
    {
        Config its = config();
        its.setDBusEnabled(true);
        watcher.setConfig(its);
    }

    /// As another program does.
    void setEnabledOnBus(bool enabled)
    {
        const QString base = Internal::busBase(watcher.config().group(), {});
        QDBusMessage call =
            QDBusMessage::createMethodCall(Internal::busInstanceName(base, u"one"_s), Internal::busPath(base),
                                           Internal::propertiesInterface(), u"Set"_s);
        call.setArguments({Internal::instanceInterface(), u"Enabled"_s, QVariant::fromValue(QDBusVariant(enabled))});
        const QDBusMessage answer = program->call(call);
        EXPECT_EQ(answer.type(), QDBusMessage::ReplyMessage) << qPrintable(answer.errorMessage());
    }
    /// The driver has done all that it was told before.
    bool isCarriedOut()
    {
        const QFuture<CheckResult> done = watcher.checkAndMaybeFailover(20s);
        return waitFor([&] { return done.isFinished(); });
    }
    QString name() const
    {
        return Internal::busInstanceName(Internal::busBase(watcher.config().group(), {}), u"one"_s);
    }
    bool isOnBus() const { return program->interface()->isServiceRegistered(name()).value(); }

    PrivateBus bus;
    const EnvironmentGuard address{"DBUS_SESSION_BUS_ADDRESS", bus.address().toLocal8Bit()};
    const std::shared_ptr<QDBusConnection> program = bus.connection();
    Watcher watcher;
};

TEST_F(WatcherBus, IsDisabledByAnotherProgramAlsoOnceItWasSetHere)
{
    QSignalSpy changes(&watcher, &Watcher::enabledChanged);
    EXPECT_TRUE(watcher.start());
    ASSERT_TRUE(waitFor([&] { return isOnBus(); }));
    setEnabledOnBus(false);
    EXPECT_TRUE(waitFor([&] { return !watcher.isEnabled(); }));
    watcher.setEnabled(true);
    ASSERT_TRUE(isCarriedOut());
    EXPECT_TRUE(watcher.isEnabled());
    setEnabledOnBus(false);
    EXPECT_TRUE(waitFor([&] { return !watcher.isEnabled(); }));
    EXPECT_EQ(changes, (QList<QVariantList>{{false}, {true}, {false}}));
}

TEST_F(WatcherBus, IsConnectedForAsLongAsThereIsABusAndNoLongerThanItRuns)
{
    QSignalSpy changes(&watcher, &Watcher::dbusConnectedChanged);
    EXPECT_FALSE(watcher.isDBusConnected());
    EXPECT_TRUE(watcher.start());
    EXPECT_TRUE(waitFor([&] { return watcher.isDBusConnected(); }));
    bus.kill();
    EXPECT_TRUE(waitFor([&] { return !watcher.isDBusConnected(); }));
    ASSERT_TRUE(bus.start());
    EXPECT_TRUE(waitFor([&] { return watcher.isDBusConnected(); }));
    watcher.shutdown();
    EXPECT_TRUE(watcher.waitForStopped(QDeadlineTimer(30s)));
    EXPECT_FALSE(watcher.isDBusConnected());
    EXPECT_EQ(changes, (QList<QVariantList>{{true}, {false}, {true}, {false}}));
}

} // namespace

} // namespace QtFailover
