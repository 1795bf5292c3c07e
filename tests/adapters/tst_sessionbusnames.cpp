// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "businstance.h"
#include "core/causes.h"
#include "support/stopprocess.h"

#include <QSemaphore>
#include <QStandardPaths>
#include <QThread>

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

TEST(SessionBus, TakesThePrimarysNameFromAStoppedOwnerAndGetsItBackWhenItIsRightful)
{
    const PrivateBus bus;
    const Observer observer(bus);
    QProcess old;
    old.setProcessChannelMode(QProcess::ForwardedChannels);
    old.start(QStringLiteral(BUS_PRIMARY), {bus.address(), u"org.example.Test"_s, u"old"_s});
    const auto end = qScopeGuard([&] {
        old.kill();
        old.waitForFinished();
    });
    Instance instance(bus.address());
    const QString primary = busPrimaryName(instance.base);
    ASSERT_TRUE(observer.waitForOwner(instance.name()) && observer.waitForOwner(primary));
    ASSERT_NE(observer.ownerOf(primary), observer.ownerOf(instance.name()));
    ASSERT_TRUE(stopProcess(old.processId()));

    instance.publish(Role::Primary, 2);
    const auto owns = [&] { return observer.ownerOf(primary) == observer.ownerOf(instance.name()); };
    EXPECT_TRUE(eventually(owns));
    EXPECT_TRUE(instance.recorder.failures.isEmpty());

    // The old one does not wait in a queue for its return.
    instance.publish(Role::Secondary, 2);
    EXPECT_TRUE(eventually([&] { return observer.ownerOf(primary).isEmpty(); }));
    instance.publish(Role::Primary, 3);
    EXPECT_TRUE(eventually(owns));

    // The old one still thinks that it is primary, so it takes the name back, and so in turn does this one.
    // When the old one is gone, it is this one's for good.
    ::kill(pid_t(old.processId()), SIGCONT);
    EXPECT_TRUE(eventually([&] { return !owns(); }));
    EXPECT_TRUE(eventually(owns));
    old.kill();
    old.waitForFinished();
    EXPECT_TRUE(eventually(owns));
    for (const Failure &failure :
         instance.recorder.failures) // told once they have contended for long, as they may here
        EXPECT_TRUE(failure.text.contains(cause::NameContested)) << failure.text.toStdString();
    EXPECT_LE(instance.recorder.failures.size(), 1);
}

TEST(SessionBus, TheNameOfThePrimaryIsNotTakenBackForAThreadThatIsStuck)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Recorder told;
    QSemaphore stop;
    QThread *const stuck = QThread::create([&] { // the library's thread, which turns no event loop any more
        SessionBus its(bus.address());
        its.setListener(&told);
        const Terms terms = termsOf(u"stuck"_s);
        its.open(terms);
        its.publish(snapshotOf(terms, Role::Primary, 1), {});
        stop.acquire();
    });
    const auto end = qScopeGuard([&] {
        stop.release();
        stuck->wait();
        delete stuck;
    });
    stuck->start();
    Instance next(bus.address(), termsOf(u"next"_s));
    Instance last(bus.address(), termsOf(u"last"_s));
    const QString primary = busPrimaryName(next.base);
    ASSERT_TRUE(observer.waitForOwner(primary) && observer.waitForOwner(next.name())
                && observer.waitForOwner(last.name()));
    const QString stuckOwner = observer.ownerOf(primary);
    SignalRecorder owners(*observer.connection, busObject(), busService(), u"NameOwnerChanged"_s);
    const auto takenBy = [&](const QString &owner) {
        return std::count_if(owners.messages.cbegin(), owners.messages.cend(), [&](const QDBusMessage &message) {
            return message.arguments().first() == primary && message.arguments().last() == owner;
        });
    };

    // Two that both think that they are primary take it from each other. Until the first of them has done so for the
    // third time, the one that is stuck, which has lost it before either, would have done so too.
    next.publish(Role::Primary, 2);
    ASSERT_TRUE(eventually([&] { return takenBy(observer.ownerOf(next.name())) == 1; }));
    last.publish(Role::Primary, 3);
    ASSERT_TRUE(eventually([&] { return takenBy(observer.ownerOf(next.name())) == 3; }));
    EXPECT_EQ(takenBy(stuckOwner), 0);
}

TEST(SessionBus, ReportsATakenNameOnceAndGetsItWhenItIsFree)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Observer squatter(bus);
    const Terms terms = termsOf(u"one"_s);
    const QString base = busBase(terms.group, terms.scope);
    const QStringList names = {busInstanceName(base, terms.instanceId), busPrimaryName(base)};
    for (const QString &name : names)
        ASSERT_TRUE(squatter.connection->registerService(name)); // allows no replacement

    Instance instance(bus.address(), terms);
    instance.publish(Role::Primary, 1);
    ASSERT_TRUE(eventually([&] { return instance.recorder.failures.size() == 2; }));
    ASSERT_TRUE(squatter.connection->unregisterService(names.first()));
    EXPECT_TRUE(observer.waitForOwner(names.first()));
    instance.publish(Role::Secondary, 1);
    instance.publish(Role::Primary, 2);
    ASSERT_EQ(observer.properties(instance).value(u"Role"_s), u"primary"_s); // the name is asked for again, and refused
    // Which name is asked for first depends on whether the bus or the role is there first.
    for (const QString &name : names) {
        EXPECT_EQ(std::count_if(instance.recorder.failures.cbegin(), instance.recorder.failures.cend(),
                                [&](const Failure &failure) {
                                    return failure.error == Error::DBusNameTaken && failure.text.contains(name);
                                }),
                  1)
            << qPrintable(name);
    }

    squatter.connection.reset();
    EXPECT_TRUE(observer.waitForOwner(names.last()));
    EXPECT_EQ(observer.ownerOf(names.first()), observer.ownerOf(names.last()));
    EXPECT_EQ(instance.recorder.failures.size(), 2);
}

TEST(SessionBus, TellsOnceThatAnotherGroupsPrimaryTakesTheNameEachTime)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance one(bus.address(), termsOf(u"one"_s, u"org.example.a b"_s));
    Instance two(bus.address(), termsOf(u"two"_s, u"org.example.a+b"_s)); // the same on a bus
    ASSERT_EQ(one.base, two.base);
    ASSERT_TRUE(observer.waitForOwner(one.name()) && observer.waitForOwner(two.name()));
    one.publish(Role::Primary, 1);
    two.publish(Role::Primary, 1);
    ASSERT_TRUE(eventually([&] { return !one.recorder.failures.isEmpty() && !two.recorder.failures.isEmpty(); }));
    for (const Recorder *recorder : {&one.recorder, &two.recorder}) {
        ASSERT_EQ(recorder->failures.size(), 1);
        EXPECT_EQ(recorder->failures.first().error, Error::DBusNameTaken);
        EXPECT_TRUE(recorder->failures.first().text.contains(busPrimaryName(one.base)))
            << qPrintable(recorder->failures.first().text);
    }
}

TEST(SessionBus, SaysWhichInstanceOfItsGroupHasItsName)
{
    const PrivateBus bus;
    const Observer observer(bus);
    const Instance first(bus.address(), termsOf(u"caf\u00e9"_s));
    ASSERT_TRUE(observer.waitForOwner(first.name()));
    for (const QString &id : {first.terms.instanceId, u"caf-"_s}) {
        Instance second(bus.address(), termsOf(id));
        ASSERT_EQ(second.name(), first.name());
        ASSERT_TRUE(eventually([&] { return second.recorder.failures.size() == 1; }));
        const Failure failure = second.recorder.failures.first();
        EXPECT_EQ(failure.error, Error::DBusNameTaken);
        EXPECT_TRUE(failure.text.contains(first.name()) && failure.text.contains(u"caf\u00e9"_s))
            << qPrintable(failure.text);
        EXPECT_FALSE(failure.text.contains(u"End the program"_s)) << qPrintable(failure.text);
    }
}

TEST(SessionBus, TakesNoNameOfThePrimaryOnceItIsNotPrimaryAnyMore)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Observer squatter(bus);
    Instance instance(bus.address());
    const QString primary = busPrimaryName(instance.base);
    ASSERT_TRUE(squatter.connection->registerService(primary)); // allows no replacement
    ASSERT_TRUE(observer.waitForOwner(instance.name()));
    instance.publish(Role::Primary, 1);
    ASSERT_TRUE(eventually([&] { return instance.recorder.failures.size() == 1; }));
    instance.publish(Role::Secondary, 1);
    ASSERT_EQ(observer.properties(instance).value(u"Role"_s), u"secondary"_s);
    squatter.connection.reset();
    // Longer than until it would have asked again
    EXPECT_FALSE(QTest::qWaitFor([&] { return !observer.ownerOf(primary).isEmpty(); }, 1500));
}

TEST(SessionBus, ANameTooLongForABusIsReplacedByItsHash)
{
    const PrivateBus bus;
    const Observer observer(bus);
    const Instance instance(bus.address(), termsOf(QString(300, u'x')));
    EXPECT_TRUE(observer.waitForOwner(instance.name()));
    EXPECT_EQ(observer.properties(instance).value(u"InstanceId"_s), QString(300, u'x'));
}

TEST(SessionBus, IsSeenByBusctl)
{
    if (QStandardPaths::findExecutable(u"busctl"_s).isEmpty())
        GTEST_SKIP() << "needs busctl (Debian package systemd)";
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    instance.publish(Role::Primary, 3, u"role=primary epoch=3"_s);
    ASSERT_TRUE(observer.waitForOwner(instance.name()));

    const auto busctl = [&](const QStringList &arguments) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, bus.address());
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(u"busctl"_s, QStringList{u"--user"_s} + arguments);
        process.waitForFinished(Patience); // the main loop stands still
        return process.readAll();
    };
    const QByteArray interface = busctl({u"introspect"_s, instance.name(), instance.path});
    for (const char *word : {"org.qtfailover.Instance1", ".Ping", "sts", ".Statistics", "a{sv}", ".Heartbeat", "sttu",
                             ".Role", "\"primary\"", ".Instances", "aa{sv}", ".Enabled", "writable"})
        EXPECT_TRUE(interface.contains(word)) << word << " in\n" << interface.constData();
    EXPECT_EQ(busctl({u"get-property"_s, instance.name(), instance.path, Interface, u"Epoch"_s}), "t 3\n");
    EXPECT_EQ(busctl({u"call"_s, instance.name(), instance.path, Interface, u"FormatStatus"_s}),
              "s \"role=primary epoch=3\"\n");
    EXPECT_TRUE(busctl({u"list"_s}).contains("org.example.Test.Failover.Primary"));
}
