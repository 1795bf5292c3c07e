// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "businstance.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// What an instance shows of itself, by a program that may have nothing to show yet.
class ShownGroup : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.qtfailover.Instance1")
    Q_PROPERTY(QString Group MEMBER m_group)
    Q_PROPERTY(QString Scope MEMBER m_scope)

public:
    explicit ShownGroup(const Terms &terms) : m_group(terms.group), m_scope(terms.scope) {}

private:
    QString m_group;
    QString m_scope;
};

/// What it was told before has come to the instance, and what it said to that to the bus.
bool isDoneWithAll(const Observer &observer, const Instance &instance)
{
    const QDBusPendingCall answer = observer.callLater(instance, u"FormatStatus"_s);
    return eventually([&] { return answer.isFinished(); });
}

} // namespace

TEST(SessionBus, HearsTheOthersOfItsGroupOnlyWhileItListens)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    Instance other(bus.address(), termsOf(u"two"_s));
    ASSERT_TRUE(observer.waitForOwner(instance.name()) && observer.waitForOwner(other.name()));

    quint64 sequence = 0;
    instance.bus.listen(true);
    ASSERT_TRUE(eventually([&] {
        other.bus.heartbeat(3, ++sequence, 0);
        return !instance.recorder.heard.isEmpty();
    }));
    EXPECT_EQ(instance.recorder.heard.first(), qMakePair(u"two"_s, quint64(3)));
    other.bus.promoted(4, Reason::TakenOver);
    ASSERT_TRUE(eventually([&] { return instance.recorder.heard.last().second == 4; }));

    instance.bus.listen(false);
    // The bus has done away with the rule when it answers what was asked after it.
    const QDBusPendingCall ping = observer.callLater(instance, u"FormatStatus"_s);
    ASSERT_TRUE(eventually([&] { return ping.isFinished(); }));
    SignalRecorder beats(*observer.connection, instance.path, Interface, u"Heartbeat"_s);
    const qsizetype before = instance.recorder.heard.size();
    other.bus.heartbeat(5, 1, 0);
    ASSERT_TRUE(eventually([&] { return !beats.messages.isEmpty(); }));
    EXPECT_EQ(instance.recorder.heard.size(), before);
}

TEST(SessionBus, HearsTheOthersAlsoAfterTheBusHasBeenRestarted)
{
    PrivateBus bus;
    Instance instance(bus.address());
    Instance other(bus.address(), termsOf(u"two"_s));
    instance.bus.listen(true);
    ASSERT_TRUE(eventually([&] { return instance.recorder.isConnected() && other.recorder.isConnected(); }));
    bus.kill();
    ASSERT_TRUE(eventually([&] { return !instance.recorder.isConnected() && !other.recorder.isConnected(); }));
    ASSERT_TRUE(bus.start());

    quint64 sequence = 0;
    EXPECT_TRUE(eventually([&] {
        other.bus.heartbeat(3, ++sequence, 0);
        return !instance.recorder.heard.isEmpty();
    }));
}

TEST(SessionBus, HearsTheFirstSignalOfAMemberThoughItHasToAskWhoThatIs)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    Instance other(bus.address(), termsOf(u"two"_s));
    ASSERT_TRUE(observer.waitForOwner(instance.name()) && observer.waitForOwner(other.name()));
    instance.bus.listen(true);
    ASSERT_TRUE(isDoneWithAll(observer, instance));
    other.bus.heartbeat(3, 1, 0); // the next may come in a minute
    EXPECT_TRUE(eventually([&] { return !instance.recorder.heard.isEmpty(); }));
}

TEST(SessionBus, AsksAgainWhoCouldNotShowItsGroup)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address());
    ASSERT_TRUE(observer.waitForOwner(instance.name()));
    instance.bus.listen(true);
    QDBusMessage beat = QDBusMessage::createSignal(instance.path, Interface, u"Heartbeat"_s);
    beat.setArguments({u"late"_s, quint64(3), quint64(1), 0U});
    ASSERT_TRUE(isDoneWithAll(observer, instance));
    observer.connection->send(beat);
    ASSERT_TRUE(isDoneWithAll(observer, instance));
    EXPECT_TRUE(instance.recorder.heard.isEmpty());

    ShownGroup shown(instance.terms);
    ASSERT_TRUE(observer.connection->registerObject(instance.path, &shown, QDBusConnection::ExportAllProperties));
    observer.connection->send(beat);
    EXPECT_TRUE(eventually([&] { return !instance.recorder.heard.isEmpty(); }));
}

TEST(SessionBus, BelievesNobodyWhoDoesNotShowTheSameGroup)
{
    const PrivateBus bus;
    const Observer observer(bus);
    Instance instance(bus.address(), termsOf(u"one"_s, u"org.example.a b"_s));
    Instance namesake(bus.address(), termsOf(u"two"_s, u"org.example.a+b"_s));
    Instance member(bus.address(), termsOf(u"three"_s, u"org.example.a b"_s));
    ASSERT_EQ(instance.path, namesake.path);
    ASSERT_TRUE(observer.waitForOwner(instance.name()) && observer.waitForOwner(namesake.name())
                && observer.waitForOwner(member.name()));

    instance.bus.listen(true);
    QDBusMessage forged = QDBusMessage::createSignal(instance.path, Interface, u"Heartbeat"_s);
    forged.setArguments({u"forged"_s, quint64(66), quint64(1), 0U});
    QDBusMessage malformed = QDBusMessage::createSignal(instance.path, Interface, u"Promoted"_s);
    malformed.setArguments({quint64(66)});
    const auto heard = [&](const QString &id) {
        return std::count_if(instance.recorder.heard.begin(), instance.recorder.heard.end(),
                             [&](const auto &pair) { return pair.first == id; });
    };
    // Several rounds: a stranger must be one still after it has been asked.
    ASSERT_TRUE(eventually([&] {
        observer.connection->send(forged);
        observer.connection->send(malformed);
        namesake.bus.heartbeat(66, 1, 0);
        instance.bus.heartbeat(66, 1, 0);
        member.bus.heartbeat(5, 1, 0);
        return heard(u"three"_s) >= 5;
    }));
    EXPECT_EQ(heard(u"three"_s), instance.recorder.heard.size());
}

#include "tst_sessionbuspeers.moc"
