// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "businstance.h"
#include "support/descriptors.h"
#include "support/threads.h"

#include <QCoreApplication>
#include <QLocalServer>
#include <QLocalSocket>

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

bool isBusThreadRunning() { return threadNamed(::getpid(), "qtfailover-dbus") != 0; }

} // namespace

TEST(SessionBusFaults, ReportsAnAbsentBusOnceAndJoinsItWhenItComes)
{
    PrivateBus bus(PrivateBus::Begin::Absent);
    Instance instance(bus.address());
    instance.publish(Role::Primary, 1);
    instance.bus.promoted(1, Reason::Started);
    ASSERT_TRUE(eventually([&] { return !instance.recorder.failures.isEmpty(); }));
    EXPECT_EQ(instance.recorder.failures.first().error, Error::DBusUnavailable);
    EXPECT_TRUE(instance.recorder.failures.first().text.contains(bus.address()));
    // Long enough for further attempts.
    EXPECT_FALSE(QTest::qWaitFor([&] { return instance.recorder.failures.size() > 1; }, 1000));
    EXPECT_TRUE(instance.recorder.connections.isEmpty());

    ASSERT_TRUE(bus.start());
    const Observer observer(bus);
    EXPECT_TRUE(observer.waitForOwner(instance.name()));
    EXPECT_TRUE(observer.waitForOwner(busPrimaryName(instance.base)));
    EXPECT_TRUE(eventually([&] { return instance.recorder.isConnected(); }));
}

TEST(SessionBusFaults, SaysWhatIsWrongWithAnAddressThatCannotBeProbed)
{
    for (const QString &address : {QString(), u"tcp:host=localhost,port=1"_s, u"autolaunch:"_s}) {
        Instance instance(address);
        ASSERT_TRUE(eventually([&] { return !instance.recorder.failures.isEmpty(); }));
        EXPECT_EQ(instance.recorder.failures.first().error, Error::DBusUnavailable);
        EXPECT_TRUE(instance.recorder.failures.first().text.contains(u"DBUS_SESSION_BUS_ADDRESS"_s));
    }
}

TEST(SessionBusFaults, WithoutADescriptorLeftItSaysSoAndDoesNotAccuseTheBus)
{
    PrivateBus bus(PrivateBus::Begin::Absent);
    Instance instance(bus.address());
    const QList<Failure> &failures = instance.recorder.failures;
    ASSERT_TRUE(eventually([&] { return failures.size() == 1; })); // its thread runs
    {
        const auto none = withoutDescriptors();
        ASSERT_TRUE(eventually([&] { return failures.size() == 2; }));
    }
    EXPECT_EQ(failures.last().error, Error::DBusUnavailable);
    EXPECT_TRUE(failures.last().text.contains(u"descriptor"_s)) << qPrintable(failures.last().text);

    ASSERT_TRUE(bus.start());
    const Observer observer(bus);
    EXPECT_TRUE(observer.waitForOwner(instance.name()));
}

TEST(SessionBusFaults, JoinsTheBusAnewAfterItsRestart)
{
    PrivateBus bus;
    Instance instance(bus.address());
    instance.publish(Role::Primary, 1);
    for (int round = 1; round <= 3; ++round) {
        {
            const Observer observer(bus);
            ASSERT_TRUE(observer.waitForOwner(instance.name()));
            ASSERT_TRUE(observer.waitForOwner(busPrimaryName(instance.base)));
            EXPECT_EQ(observer.properties(instance).value(u"Epoch"_s).toInt(), round);
        }
        ASSERT_TRUE(eventually([&] { return instance.recorder.isConnected(); }));
        bus.kill();
        ASSERT_TRUE(eventually([&] { return !instance.recorder.isConnected(); }));
        instance.publish(Role::Primary, Epoch(round + 1));
        ASSERT_TRUE(bus.start());
    }
    ASSERT_TRUE(eventually([&] { return instance.recorder.isConnected(); }));
    EXPECT_EQ(instance.recorder.connections, (QList<bool>{true, false, true, false, true, false, true}));
}

TEST(SessionBusFaults, ReportsEachAbsenceOfTheBus)
{
    PrivateBus bus;
    const Instance instance(bus.address());
    for (int absence = 1; absence <= 2; ++absence) {
        ASSERT_TRUE(eventually([&] { return instance.recorder.isConnected(); }));
        bus.kill();
        EXPECT_TRUE(eventually([&] { return instance.recorder.failures.size() == absence; }));
        ASSERT_TRUE(bus.start());
    }
}

TEST(SessionBusFaults, AStoppedBusStallsNothing)
{
    PrivateBus bus;
    bus.stop();
    Beats beats;
    QElapsedTimer clock;
    clock.start();
    Instance instance(bus.address());
    instance.publish(Role::Primary, 1);
    instance.bus.roleChanged(Role::Primary, Role::Inactive, 1);
    instance.bus.promoted(1, Reason::Started);
    instance.bus.heartbeat(1, 1, 0);
    instance.bus.listen(true);
    instance.bus.answerPing(1);
    EXPECT_LT(clock.elapsed(), StallMs);

    // The probe's deadline, and a second probe
    ASSERT_TRUE(eventually([&] { return !instance.recorder.failures.isEmpty(); }));
    EXPECT_EQ(instance.recorder.failures.first().error, Error::DBusUnavailable);
    EXPECT_FALSE(QTest::qWaitFor([&] { return instance.recorder.failures.size() > 1; }, 1000));
    EXPECT_LT(beats.longestPause(), StallMs);
    EXPECT_GT(beats.count, 50);
    // QtDBus is still there for the application.
    const PrivateBus applications;
    clock.restart();
    EXPECT_TRUE(applications.connection()->isConnected());
    EXPECT_LT(clock.elapsed(), StallMs);

    bus.resume();
    const Observer observer(bus);
    EXPECT_TRUE(observer.waitForOwner(instance.name()));
    EXPECT_TRUE(observer.waitForOwner(busPrimaryName(instance.base)));
}

TEST(SessionBusFaults, AnOpenConnectionToAStoppedBusStallsNothingAndTellsTheNewestAfterwards)
{
    PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    ASSERT_TRUE(observer.waitForOwner(instance.name()));
    SignalRecorder changes(*observer.connection, instance.path, Properties, u"PropertiesChanged"_s);
    SignalRecorder beatSignals(*observer.connection, instance.path, Interface, u"Heartbeat"_s);
    bus.stop();

    Beats beats;
    constexpr Epoch last = 1000;
    for (Epoch epoch = 1; epoch <= last; ++epoch) {
        instance.publish(epoch % 2 ? Role::Primary : Role::Secondary, epoch);
        instance.bus.heartbeat(epoch, 1, 0);
    }
    ASSERT_TRUE(eventually([&] { return beats.count > 50; }));
    EXPECT_LT(beats.longestPause(), StallMs);

    bus.resume();
    const auto lastEpoch = [&] {
        return changes.messages.isEmpty()
                   ? QVariant()
                   : qdbus_cast<QVariantMap>(changes.messages.last().arguments().at(1)).value(u"Epoch"_s);
    };
    EXPECT_TRUE(eventually([&] { return lastEpoch() == quint64(last); }));
    EXPECT_LT(beatSignals.messages.size(), 100) << "queued for a bus that does not read";
}

TEST(SessionBusFaults, ClosesWithinItsBoundWhateverTheBusDoes)
{
    const auto expectBounded = [](Instance &instance) {
        QElapsedTimer clock;
        clock.start();
        instance.bus.close();
        EXPECT_LT(clock.elapsed(), StallMs);
    };
    {
        SCOPED_TRACE("stopped while connected");
        PrivateBus bus;
        const Observer observer(bus);
        Instance instance(bus.address());
        instance.publish(Role::Primary, 1);
        ASSERT_TRUE(observer.waitForOwner(busPrimaryName(instance.base)));
        bus.stop();
        expectBounded(instance);
        bus.resume();
        EXPECT_TRUE(eventually([&] { return observer.ownerOf(instance.name()).isEmpty(); }));
    }
    {
        SCOPED_TRACE("stopped before");
        PrivateBus bus;
        bus.stop();
        Instance instance(bus.address());
        expectBounded(instance);
    }
    {
        SCOPED_TRACE("absent");
        Instance instance(PrivateBus(PrivateBus::Begin::Absent).address());
        expectBounded(instance);
    }
    {
        SCOPED_TRACE("never opened");
        SessionBus bus{QString()};
        bus.close();
    }
}

TEST(SessionBusFaults, ABusThatStopsAfterTheProbeStallsNeitherTheLibraryNorItsEnd)
{
    // Welcomes the first connection, the probe, and is silent to the second, QtDBus'.
    const QTemporaryDir directory;
    QLocalServer server;
    ASSERT_TRUE(server.listen(directory.filePath(u"bus"_s)));
    QList<QLocalSocket *> connections;
    QObject::connect(&server, &QLocalServer::newConnection, &server, [&] {
        QLocalSocket *socket = server.nextPendingConnection();
        connections += socket;
        if (connections.size() > 1)
            return;
        QObject::connect(socket, &QLocalSocket::readyRead, socket, [socket] {
            const bool authenticating = socket->readAll().contains("AUTH");
            socket->write(authenticating ? QByteArray("OK 0123456789abcdef\r\n") : QByteArray("l\2\1\1", 4));
        });
    });
    Beats beats;
    Instance instance(u"unix:path="_s + server.fullServerName());
    instance.publish(Role::Primary, 1);
    ASSERT_TRUE(eventually([&] { return connections.size() == 2; }));
    // It blocks in the bus thread.
    EXPECT_TRUE(isBusThreadRunning());
    const int before = beats.count;
    ASSERT_TRUE(eventually([&] { return beats.count > before + 50; }));
    instance.bus.heartbeat(1, 1, 0);
    instance.bus.close();
    EXPECT_LT(beats.longestPause(), StallMs);
    EXPECT_TRUE(instance.recorder.connections.isEmpty());

    // Lets QtDBus go, for this process to end.
    for (QLocalSocket *socket : std::as_const(connections))
        socket->abort();
    server.close();
    EXPECT_TRUE(eventually([] { return !isBusThreadRunning(); }));
    const PrivateBus other;
    EXPECT_TRUE(other.connection()->isConnected());
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

TEST(SessionBusFaults, AForkedChildThatDestroysItTouchesNothing)
{
    const PrivateBus bus;
    const Observer observer(bus);
    const Terms terms = termsOf(u"one"_s);
    Recorder recorder;
    auto own = std::make_unique<SessionBus>(bus.address());
    own->setListener(&recorder);
    own->open(terms);
    own->publish(snapshotOf(terms, Role::Primary, 1), {});
    const QString primary = busPrimaryName(busBase(terms.group, terms.scope));
    ASSERT_TRUE(observer.waitForOwner(primary));

    const pid_t child = ::fork();
    if (child == 0) {
        // It would wait for a thread that is not here, and say so.
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) { ::_exit(1); });
        own->publish({}, {});
        own->close();
        own.reset();
        ::_exit(0);
    }
    int status = -1;
    ASSERT_TRUE(eventually([&] { return ::waitpid(child, &status, WNOHANG) == child; }));
    EXPECT_EQ(status, 0);
    EXPECT_FALSE(observer.ownerOf(primary).isEmpty());
    SignalRecorder beats(*observer.connection, busPath(busBase(terms.group, terms.scope)), Interface, u"Heartbeat"_s);
    own->heartbeat(1, 1, 0);
    EXPECT_TRUE(eventually([&] { return beats.messages.size() == 1; }));
}
