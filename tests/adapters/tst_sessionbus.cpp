// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "businstance.h"

#include <QDBusMetaType>

#include <gtest/gtest.h>

#include <algorithm>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// What a PropertiesChanged says.
QVariantMap changedBy(const QDBusMessage &message) { return qdbus_cast<QVariantMap>(message.arguments().at(1)); }

} // namespace

TEST(SessionBus, OwnsTheInstancesNameAndThePrimarysWhilePrimary)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    ASSERT_TRUE(observer.waitForOwner(instance.name()));
    EXPECT_TRUE(eventually([&] { return instance.recorder.isConnected(); }));
    EXPECT_EQ(instance.name(), u"org.example.Test.Failover.Instance_one"_s);
    const QString primary = busPrimaryName(instance.base);
    EXPECT_EQ(observer.ownerOf(primary), QString());

    for (Epoch epoch = 1; epoch < 4; ++epoch) {
        instance.publish(Role::Primary, epoch);
        ASSERT_TRUE(observer.waitForOwner(primary));
        EXPECT_EQ(observer.ownerOf(primary), observer.ownerOf(instance.name()));
        instance.publish(Role::Secondary, epoch);
        ASSERT_TRUE(eventually([&] { return observer.ownerOf(primary).isEmpty(); }));
    }
    EXPECT_FALSE(observer.ownerOf(instance.name()).isEmpty());
    EXPECT_TRUE(instance.recorder.failures.isEmpty());
}

TEST(SessionBus, GivesTheNamesUpAndSaysTheLastWordWhenItCloses)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    instance.publish(Role::Primary, 1);
    ASSERT_TRUE(observer.waitForOwner(busPrimaryName(instance.base)));
    SignalRecorder shutdown(*observer.connection, instance.path, Interface, u"Shutdown"_s);

    instance.bus.shutdownAnnounced(1, Reason::Handover, u"two"_s);
    instance.bus.close();
    EXPECT_EQ(observer.ownerOf(instance.name()), QString());
    EXPECT_EQ(observer.ownerOf(busPrimaryName(instance.base)), QString());
    ASSERT_TRUE(eventually([&] { return shutdown.messages.size() == 1; }));
    EXPECT_EQ(shutdown.messages.first().arguments(), (QVariantList{u"one"_s, quint64(1), u"Handover"_s, u"two"_s}));
}

TEST(SessionBus, LeavesNoConnectionBehind)
{
    const PrivateBus bus;
    const Observer observer(bus);
    const auto names = [&] { return observer.connection->interface()->registeredServiceNames().value().size(); };
    const qsizetype before = names();
    {
        const Instance instance(bus.address());
        ASSERT_TRUE(observer.waitForOwner(instance.name()));
        EXPECT_EQ(names(), before + 2) << "its own and that of its connection";
    }
    EXPECT_TRUE(eventually([&] { return names() == before; }));
}

TEST(SessionBus, OpensAgainAfterItHasClosed)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    ASSERT_TRUE(observer.waitForOwner(instance.name()));
    instance.bus.close();
    instance.bus.setListener(&instance.recorder);
    instance.bus.open(instance.terms);
    EXPECT_TRUE(observer.waitForOwner(instance.name()));
}

TEST(SessionBus, SharesNoConnectionWithAnotherCopyOfTheLibrary)
{
    const PrivateBus bus;
    const Observer observer(bus);
    // The other copy numbers its own from one on.
    QStringList others;
    for (int number = 1; number <= 50; ++number) {
        const QString name = u"qtfailover-%1"_s.arg(number);
        others += QDBusConnection::connectToBus(bus.address(), name).baseService();
    }
    const Instance instance(bus.address());
    ASSERT_TRUE(observer.waitForOwner(instance.name()));
    EXPECT_FALSE(others.contains(observer.ownerOf(instance.name())));
    for (int number = 1; number <= 50; ++number)
        QDBusConnection::disconnectFromBus(u"qtfailover-%1"_s.arg(number));
}

TEST(SessionBus, ShowsEveryPropertyWithItsType)
{
    qDBusRegisterMetaType<QList<QVariantMap>>();
    const PrivateBus bus;
    const Observer observer(bus);
    Terms terms = termsOf(u"one"_s);
    terms.scope = u"/notes"_s;
    Instance instance(bus.address(), terms);
    Snapshot snapshot = snapshotOf(terms, Role::Primary, 7);
    snapshot.members = {{u"one"_s, 4711, Role::Primary, true, false, 3, u"1.2"_s, false, {}},
                        {u"two"_s, 4712, Role::Secondary, false, false, -1, u"1.3"_s, true, {}}};
    instance.bus.publish(snapshot, {});
    ASSERT_TRUE(observer.waitForOwner(instance.name()));

    QVariantMap properties = observer.properties(instance);
    const auto instances = qdbus_cast<QList<QVariantMap>>(properties.take(u"Instances"_s));
    EXPECT_EQ(properties, (QVariantMap{
                              {u"Role"_s, u"primary"_s},
                              {u"Epoch"_s, quint64(7)},
                              {u"InstanceId"_s, u"one"_s},
                              {u"PrimaryId"_s, u"one"_s},
                              {u"PrimaryHealth"_s, u"Alive"_s},
                              {u"Enabled"_s, true},
                              {u"Group"_s, u"org.example.Test"_s},
                              {u"Scope"_s, u"/notes"_s},
                              {u"Pid"_s, 4711U},
                              {u"Version"_s, u"1.2"_s},
                              {u"ProtocolVersion"_s, 1U},
                              {u"HeartbeatInterval"_s, 5000U},
                              {u"HeartbeatTimeout"_s, 15000U},
                          }));
    EXPECT_EQ(instances, (QList<QVariantMap>{
                             {{u"id"_s, u"one"_s},
                              {u"pid"_s, 4711U},
                              {u"role"_s, u"primary"_s},
                              {u"enabled"_s, true},
                              {u"priority"_s, 3},
                              {u"version"_s, u"1.2"_s},
                              {u"successor"_s, false}},
                             {{u"id"_s, u"two"_s},
                              {u"pid"_s, 4712U},
                              {u"role"_s, u"secondary"_s},
                              {u"enabled"_s, false},
                              {u"priority"_s, -1},
                              {u"version"_s, u"1.3"_s},
                              {u"successor"_s, true}},
                         }));
}

TEST(SessionBus, TellsOfThePropertiesThatDifferAndOfNoOthers)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    instance.publish(Role::Secondary, 1);
    ASSERT_TRUE(observer.waitForOwner(instance.name()));
    SignalRecorder changes(*observer.connection, instance.path, Properties, u"PropertiesChanged"_s);
    // What has been published before the name appears is not told.
    ASSERT_EQ(observer.properties(instance).value(u"Role"_s), u"secondary"_s);

    instance.publish(Role::Secondary, 1);
    instance.publish(Role::Secondary, 2);
    ASSERT_TRUE(eventually([&] { return changes.messages.size() == 1; }));
    instance.publish(Role::Primary, 3);
    ASSERT_TRUE(eventually([&] { return changes.messages.size() == 2; }));
    EXPECT_EQ(changes.messages.at(0).arguments().at(0), Interface);
    EXPECT_EQ(changedBy(changes.messages.at(0)), (QVariantMap{{u"Epoch"_s, quint64(2)}}));
    EXPECT_EQ(changedBy(changes.messages.at(1)),
              (QVariantMap{{u"Epoch"_s, quint64(3)}, {u"Role"_s, u"primary"_s}, {u"PrimaryId"_s, u"one"_s}}));
    EXPECT_EQ(changes.messages.at(1).arguments().at(2), QStringList());
}

TEST(SessionBus, TellsSeveralChangesInOneMessageAndWaitsForNoneWhenTheRoleIsNew)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    instance.publish(Role::Secondary, 1);
    ASSERT_TRUE(observer.waitForOwner(instance.name()));
    const SignalRecorder changes(*observer.connection, instance.path, Properties, u"PropertiesChanged"_s);

    instance.publish(Role::Secondary, 2);
    instance.publish(Role::Secondary, 3);
    ASSERT_TRUE(eventually([&] { return changes.messages.size() == 1; }));
    EXPECT_EQ(changedBy(changes.messages.at(0)), (QVariantMap{{u"Epoch"_s, quint64(3)}}));

    instance.publish(Role::Secondary, 4);
    instance.publish(Role::Primary, 5);
    // This thread does not turn, and with it nothing that was put off.
    EXPECT_EQ(observer.properties(instance).value(u"Role"_s), u"primary"_s);
    EXPECT_EQ(observer.properties(instance).value(u"Epoch"_s), quint64(5));
}

TEST(SessionBus, ShowsThePropertiesThatGoWithASignal)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    instance.publish(Role::Secondary, 1);
    ASSERT_TRUE(observer.waitForOwner(instance.name()));
    instance.publish(Role::Secondary, 2);
    instance.bus.promoted(2, Reason::Started);
    EXPECT_EQ(observer.properties(instance).value(u"Epoch"_s), quint64(2));
}

TEST(SessionBus, AnswersPingOnceTheMainLoopHasTurnedAndAllElseMeanwhile)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    Snapshot snapshot = snapshotOf(instance.terms, Role::Secondary, 4);
    snapshot.statistics = {{u"promotions"_s, 3}, {u"latency"_s, QVariant::fromValue(2ms)}};
    instance.bus.publish(snapshot, [] { return u"role=secondary epoch=4"_s; });
    ASSERT_TRUE(observer.waitForOwner(instance.name()));

    const QDBusPendingReply<QString, quint64, QString> ping = observer.callLater(instance, u"Ping"_s);
    const QDBusPendingReply<QString> check = observer.callLater(instance, u"CheckFailover"_s);
    // This thread is the listener's; while it waits here, nothing is told.
    EXPECT_EQ(observer.call(instance, u"FormatStatus"_s).arguments(), QVariantList{u"role=secondary epoch=4"_s});
    const auto statistics = qdbus_cast<QVariantMap>(observer.call(instance, u"Statistics"_s).arguments().value(0));
    EXPECT_EQ(statistics, (QVariantMap{{u"promotions"_s, 3}, {u"latency"_s, qint64(2)}}));
    instance.bus.refresh([] { return u"role=secondary last_heartbeat=now"_s; }, {});
    EXPECT_EQ(observer.call(instance, u"FormatStatus"_s).arguments(),
              QVariantList{u"role=secondary last_heartbeat=now"_s});
    EXPECT_EQ(observer.properties(instance).size(), 14);
    EXPECT_TRUE(observer.call(instance, u"Introspect"_s, {}, u"org.freedesktop.DBus.Introspectable"_s)
                    .arguments()
                    .value(0)
                    .toString()
                    .contains(Interface));
    EXPECT_FALSE(ping.isFinished());

    const Recorder &told = instance.recorder;
    ASSERT_TRUE(eventually([&] { return told.pings.size() == 1 && told.checks.size() == 1; }));
    instance.publish(Role::Primary, 5);
    instance.bus.answerPing(told.pings.first());
    instance.bus.answerCheck(told.checks.first(), u"PromotedSelf"_s);
    instance.bus.answerCheck(told.checks.first(), u"Alive"_s); // too late
    instance.bus.answerPing(12345);                            // nobody's
    ASSERT_TRUE(eventually([&] { return ping.isFinished() && check.isFinished(); }));
    EXPECT_EQ(ping.argumentAt<0>(), u"one"_s);
    EXPECT_EQ(ping.argumentAt<1>(), 5U);
    EXPECT_EQ(ping.argumentAt<2>(), u"primary"_s);
    EXPECT_EQ(check.value(), u"PromotedSelf"_s);
}

TEST(SessionBus, AnswersWithWhatWasTold)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    instance.publish(Role::Secondary, 1);
    ASSERT_TRUE(observer.waitForOwner(instance.name()));
    instance.publish(Role::Secondary, 2);
    const QDBusPendingReply<QString, quint64, QString> ping = observer.callLater(instance, u"Ping"_s);
    ASSERT_TRUE(eventually([&] { return !instance.recorder.pings.isEmpty(); }));
    instance.publish(Role::Secondary, 3);
    instance.bus.answerPing(instance.recorder.pings.first());
    ASSERT_TRUE(eventually([&] { return ping.isFinished(); }));
    EXPECT_EQ(ping.argumentAt<1>(), quint64(3));

    const QDBusPendingReply<QString> check = observer.callLater(instance, u"CheckFailover"_s);
    ASSERT_TRUE(eventually([&] { return !instance.recorder.checks.isEmpty(); }));
    instance.publish(Role::Secondary, 4);
    instance.bus.answerCheck(instance.recorder.checks.first(), u"Alive"_s);
    // This thread does not turn, and with it nothing that was put off.
    EXPECT_EQ(observer.properties(instance).value(u"Epoch"_s), quint64(4));
}

TEST(SessionBus, RefusesPingsBeyondItsBoundWhileTheMainLoopIsBlocked)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    ASSERT_TRUE(observer.waitForOwner(instance.name()));
    QList<QDBusPendingCall> calls;
    for (int i = 0; i < 256; ++i)
        calls += observer.callLater(instance, u"Ping"_s);
    EXPECT_EQ(observer.call(instance, u"Ping"_s).errorName(), u"org.freedesktop.DBus.Error.LimitsExceeded"_s);
    ASSERT_TRUE(eventually([&] { return instance.recorder.pings.size() == 256; }));
    for (const quint64 ticket : std::as_const(instance.recorder.pings))
        instance.bus.answerPing(ticket);
    EXPECT_TRUE(eventually([&] {
        return std::all_of(calls.begin(), calls.end(),
                           [](const QDBusPendingCall &call) { return call.isFinished() && !call.isError(); });
    }));
}

TEST(SessionBus, APingThatWantsNoReplyCountsToo)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    ASSERT_TRUE(observer.waitForOwner(instance.name()));
    for (int i = 0; i < 1000; ++i) // send() marks it so
        ASSERT_TRUE(observer.connection->send(Observer::message(instance, u"Ping"_s, {}, Interface)));
    EXPECT_EQ(observer.call(instance, u"Ping"_s).errorName(), u"org.freedesktop.DBus.Error.LimitsExceeded"_s);
    ASSERT_TRUE(eventually([&] { return instance.recorder.pings.size() >= 256; }));
    EXPECT_EQ(instance.recorder.pings.size(), 256);
    for (const quint64 ticket : std::as_const(instance.recorder.pings))
        instance.bus.answerPing(ticket);
    ASSERT_TRUE(
        eventually([&] { return observer.call(instance, u"FormatStatus"_s).type() == QDBusMessage::ReplyMessage; }));
    const QDBusPendingCall next = observer.callLater(instance, u"Ping"_s);
    ASSERT_TRUE(eventually([&] { return instance.recorder.pings.size() == 257; }));
    instance.bus.answerPing(instance.recorder.pings.last());
    EXPECT_TRUE(eventually([&] { return next.isFinished(); }));
    EXPECT_FALSE(next.isError());
}

TEST(SessionBus, RefusesCommandsBeyondItsBoundWhileTheMainLoopIsBlocked)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    ASSERT_TRUE(observer.waitForOwner(instance.name()));
    const auto taken = [&] { return instance.recorder.handOvers.size() + instance.recorder.takeOvers; };
    EXPECT_EQ(observer.call(instance, u"HandOver"_s, {u"two"_s}).type(), QDBusMessage::ReplyMessage);
    for (int i = 0; i < 500; ++i)
        observer.callLater(instance, u"TakeOver"_s);
    EXPECT_EQ(observer.call(instance, u"HandOver"_s, {u"two"_s}).errorName(),
              u"org.freedesktop.DBus.Error.LimitsExceeded"_s);
    ASSERT_TRUE(eventually([&] { return taken() >= 256; }));
    EXPECT_EQ(taken(), 256);
    ASSERT_EQ(instance.recorder.pings.size(), 1) << "the main loop is asked once for all of them";
    instance.bus.answerPing(instance.recorder.pings.first());
    ASSERT_TRUE(
        eventually([&] { return observer.call(instance, u"TakeOver"_s).type() == QDBusMessage::ReplyMessage; }));
    EXPECT_TRUE(eventually([&] { return taken() == 257; }));
}

TEST(SessionBus, HandsRequestsOnAndAnswersThemAtOnce)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    ASSERT_TRUE(observer.waitForOwner(instance.name()));

    EXPECT_EQ(observer.call(instance, u"HandOver"_s, {u"two"_s}).type(), QDBusMessage::ReplyMessage);
    EXPECT_EQ(observer.call(instance, u"HandOver"_s, {QString()}).type(), QDBusMessage::ReplyMessage);
    EXPECT_EQ(observer.call(instance, u"TakeOver"_s).type(), QDBusMessage::ReplyMessage);
    const auto set = [&](const QString &property, const QVariant &value) {
        return observer.call(instance, u"Set"_s, {Interface, property, QVariant::fromValue(QDBusVariant(value))},
                             Properties);
    };
    EXPECT_EQ(set(u"Enabled"_s, false).type(), QDBusMessage::ReplyMessage);
    EXPECT_EQ(set(u"Role"_s, u"primary"_s).type(), QDBusMessage::ErrorMessage);

    ASSERT_TRUE(eventually([&] { return !instance.recorder.enabled.isEmpty(); }));
    EXPECT_EQ(instance.recorder.handOvers, (QStringList{u"two"_s, QString()}));
    EXPECT_EQ(instance.recorder.takeOvers, 1);
    EXPECT_EQ(instance.recorder.enabled, QList<bool>{false});
    // It is the election that decides.
    EXPECT_EQ(observer.properties(instance).value(u"Enabled"_s), true);
}

TEST(SessionBus, ItsSignalsReachOtherPrograms)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    ASSERT_TRUE(observer.waitForOwner(instance.name()));
    SignalRecorder all(*observer.connection, instance.path, Interface, {});

    instance.bus.roleChanged(Role::Primary, Role::Inactive, 9);
    instance.bus.promoted(9, Reason::PrimaryCrashed);
    instance.bus.heartbeat(9, 1, 20);
    ASSERT_TRUE(eventually([&] { return all.messages.size() == 3; }));
    EXPECT_EQ(all.messages.at(0).member(), u"RoleChanged"_s);
    EXPECT_EQ(all.messages.at(0).arguments(), (QVariantList{u"one"_s, u"primary"_s, u"none"_s, quint64(9)}));
    EXPECT_EQ(all.messages.at(1).member(), u"Promoted"_s);
    EXPECT_EQ(all.messages.at(1).arguments(), (QVariantList{u"one"_s, quint64(9), u"PrimaryCrashed"_s}));
    EXPECT_EQ(all.messages.at(2).member(), u"Heartbeat"_s);
    EXPECT_EQ(all.messages.at(2).arguments(), (QVariantList{u"one"_s, quint64(9), quint64(1), 20U}));
    EXPECT_EQ(all.messages.at(2).signature(), u"sttu"_s);
}
