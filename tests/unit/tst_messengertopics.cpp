// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/framereader.h"
#include "core/wire.h"
#include "support/rawsocket.h"
#include "unit/messengerfixture.h"
#include "watcher/topicsahead.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QScopeGuard>
#include <QSemaphore>
#include <QThread>

namespace QtFailover::Test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using MessengerTopics = MessengerTest;

TEST_F(MessengerTopics, RetainedTopicsReachLaterJoinersAndSurviveThePrimary)
{
    auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    EXPECT_FALSE(two->messenger->publish(u"t"_s, "x")) << "only a primary publishes";
    EXPECT_TRUE(one->messenger->publish(u"t"_s, "kept", Messenger::Retained));
    EXPECT_TRUE(one->messenger->publish(u"u"_s, "passing"));
    const QList<QtFailover::Test::Member::Publication> both{{u"t"_s, "kept", 1}, {u"u"_s, "passing", 1}};
    EXPECT_TRUE(waitFor([&] { return one->published == both && two->published == both; }));
    EXPECT_EQ(one->messenger->retained(u"t"_s), "kept");
    EXPECT_EQ(two->messenger->retained(u"t"_s), "kept");
    EXPECT_TRUE(two->messenger->retained(u"u"_s).isEmpty());

    const auto three = startedBeside(*one, u"three"_s);
    EXPECT_TRUE(waitFor([&] { return three->messenger->retained(u"t"_s) == "kept"; }));
    one.reset();
    ASSERT_TRUE(waitFor([&] { return two->isPrimary() || three->isPrimary(); }));
    const auto four = startedMember(u"four"_s);
    EXPECT_TRUE(waitFor([&] { return four->messenger->retained(u"t"_s) == "kept"; }));
    EXPECT_EQ(four->published, (QList<QtFailover::Test::Member::Publication>{{u"t"_s, "kept", 1}}));
    QtFailover::Test::Member &primary = two->isPrimary() ? *two : *three;
    EXPECT_TRUE(primary.messenger->publish(u"t"_s, "newer", Messenger::Retained));
    EXPECT_TRUE(waitFor([&] {
        return two->messenger->retained(u"t"_s) == "newer" && three->messenger->retained(u"t"_s) == "newer"
               && four->messenger->retained(u"t"_s) == "newer";
    }));
    EXPECT_EQ(four->published.back().epoch, 2U);
}

TEST_F(MessengerTopics, WhatIsPublishedWhileTheRoleIsHandedOverReachesEverybodyOrIsRefused)
{
    const auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    const auto three = startedBeside(*one, u"three"_s);
    one->watcher->handOver();
    qsizetype count = 0;
    while (one->messenger->publish(u"t"_s, QByteArray::number(count)))
        ++count;
    ASSERT_TRUE(waitFor([&] { return one->watcher->epoch() > 1; })) << qPrintable(one->watcher->errorString());
    for (const auto *member : {one.get(), two.get(), three.get()})
        EXPECT_TRUE(waitFor([&] { return member->published.size() == count; })) << member->published.size();
}

TEST_F(MessengerTopics, AnAnswerToTheLastRequestOfAReignMayComeAfterAPublication)
{
    const auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    one->hold();
    const QFuture<Reply> reply = two->messenger->request("r");
    ASSERT_TRUE(waitFor([&] { return !one->held.isEmpty(); }));
    bool isDemoted = false;
    one->watcher->setDemotionHandler(nullptr, [&](Demotion demotion) {
        demotion.done();
        isDemoted = true;
    });
    one->watcher->handOver();
    ASSERT_TRUE(waitFor([&] { return isDemoted; }));
    EXPECT_TRUE(one->messenger->publish(u"t"_s, "done"));
    one->held.takeFirst().reply("done");
    EXPECT_EQ(await(reply).epoch(), 1U);
    EXPECT_TRUE(waitFor([&] { return two->published.size() == 1; }));
}

TEST_F(MessengerTopics, PublicationsKeepTheirOrderOfWhateverSizeAndTopic)
{
    const auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    QList<Member::Publication> expected;
    for (int i = 0; i < 300; ++i) {
        const auto retention = i % 3 ? Messenger::Transient : Messenger::Retained;
        expected.append({QString::number(i % 2), QByteArray(i % 50 ? i : 200000, char('a' + i % 26)), 1});
        ASSERT_TRUE(one->messenger->publish(expected.back().topic, expected.back().payload, retention));
    }
    for (const auto *member : {one.get(), two.get()}) {
        EXPECT_TRUE(waitFor([&] { return member->published.size() == expected.size(); }));
        EXPECT_TRUE(member->published == expected);
    }
}

TEST_F(MessengerTopics, TheTopicsOfOneGroupAreNotTakenIntoAnother)
{
    const auto one = startedMember(u"one"_s);
    EXPECT_TRUE(one->messenger->publish(u"t"_s, "of the first group", Messenger::Retained));
    EXPECT_TRUE(one->messenger->publish(u"u"_s, "of the first group", Messenger::Retained));
    ASSERT_TRUE(waitFor([&] { return one->published.size() == 2; }));
    one->watcher->shutdown();
    ASSERT_TRUE(one->watcher->waitForStopped());
    Config other = config(u"one"_s);
    other.setHeartbeatInterval(40ms);
    one->watcher->setConfig(other);
    EXPECT_EQ(one->messenger->retained(u"t"_s), "of the first group") << "the group is the same";

    other.setGroup(u"org.example.other"_s);
    one->watcher->setConfig(other);
    EXPECT_TRUE(one->messenger->retained(u"t"_s).isEmpty());
    ASSERT_TRUE(one->watcher->start());
    ASSERT_TRUE(waitFor([&] { return one->isPrimary(); }));
    EXPECT_TRUE(one->messenger->publish(u"t"_s, "x", Messenger::Retained));
    EXPECT_TRUE(one->messenger->publish(u"end"_s, {}));
    ASSERT_TRUE(waitFor([&] { return one->published.back().topic == u"end"_s; }));
    EXPECT_EQ(one->messenger->retained(u"t"_s), "x");
    EXPECT_TRUE(one->messenger->retained(u"u"_s).isEmpty());
    EXPECT_EQ(one->published.size(), 4);
}

TEST_F(MessengerTopics, PublicationsOverABoundAreRefused)
{
    const auto one = startedMember(u"one"_s);
    EXPECT_FALSE(one->messenger->publish(u"t"_s, QByteArray((16 << 20) + 1, 'x')));
    EXPECT_FALSE(one->messenger->publish(QString(1025, u'x'), "x"));
    for (int i = 0; i < 4; ++i)
        EXPECT_TRUE(one->messenger->publish(QString::number(i), QByteArray(16 << 20, 'x'), Messenger::Retained));
    EXPECT_TRUE(waitFor([&] { return one->published.size() == 4; }));
    EXPECT_FALSE(one->messenger->publish(u"t"_s, "x", Messenger::Retained));
    EXPECT_TRUE(one->messenger->publish(u"1"_s, "x", Messenger::Retained)) << "it replaces a larger one";
}

TEST_F(MessengerTopics, ABoundCountsWhatWasPublishedJustBeforeToo)
{
    const auto one = startedMember(u"one"_s);
    QStringList accepted;
    for (int i = 0; i < 6; ++i) {
        if (one->messenger->publish(QString::number(i), QByteArray(16 << 20, 'x'), Messenger::Retained))
            accepted.append(QString::number(i));
    }
    EXPECT_TRUE(one->messenger->publish(u"end"_s, {}));
    ASSERT_TRUE(waitFor([&] { return !one->published.isEmpty() && one->published.back().topic == u"end"_s; }));
    EXPECT_EQ(accepted.size(), 4);
    for (const QString &topic : accepted)
        EXPECT_FALSE(one->messenger->retained(topic).isEmpty()) << qPrintable(topic);
    for (int i = 0; i < 6; ++i)
        EXPECT_TRUE(one->messenger->publish(accepted[i % 4], QByteArray(1 << 20, 'y'), Messenger::Retained));
    ASSERT_TRUE(waitFor([&] { return one->published.size() == accepted.size() + 1 + 6; }));
    EXPECT_TRUE(one->messenger->publish(u"new"_s, QByteArray(16 << 20, 'x'), Messenger::Retained)) << "there is room";
}

TEST_F(MessengerTopics, WhereMoreIsKeptThanMayBePublishedATopicMayStillBecomeSmaller)
{
    Internal::MessageLimits limits;
    limits.retained = 10;
    Internal::Topics told(limits);
    ASSERT_TRUE(told.put({u"a"_s, QByteArray(8, 'x'), {1, 1}, true}));
    ASSERT_TRUE(told.put({u"b"_s, QByteArray(8, 'x'), {1, 2}, true}));
    Internal::TopicsAhead ahead(limits);
    EXPECT_FALSE(ahead.add(2, u"c"_s, 1, told));
    EXPECT_FALSE(ahead.add(2, u"a"_s, 9, told));
    EXPECT_TRUE(ahead.add(2, u"a"_s, 7, told));
    EXPECT_FALSE(ahead.add(2, u"a"_s, 8, told));
    EXPECT_TRUE(ahead.add(2, u"b"_s, 0, told)) << "it is removed";
    EXPECT_TRUE(ahead.add(2, u"c"_s, 3, told));
}

TEST_F(MessengerTopics, WhatIsPublishedFasterThanTheEventLoopTurnsIsRefusedOverABound)
{
    const auto one = startedMember(u"one"_s);
    const QByteArray large(16 << 20, 'x');
    int accepted = 0;
    while (accepted < 100 && one->messenger->publish(u"t"_s, large))
        ++accepted;
    EXPECT_EQ(accepted, 7) << "128 MiB, with what each costs beside";
    ASSERT_TRUE(waitFor([&] { return one->published.size() == accepted; }));
    EXPECT_TRUE(one->messenger->publish(u"t"_s, large)) << "there is room";
}

TEST_F(MessengerTopics, ASecondaryWhoseLoopIsBlockedKeepsABoundedMuchAndIsToldOfTheTopicsThen)
{
    const auto one = startedMember(u"one"_s);
    QThread thread;
    QObject there;
    thread.start();
    const auto end = qScopeGuard([&thread] {
        thread.quit();
        thread.wait();
    });
    there.moveToThread(&thread);
    std::unique_ptr<QtFailover::Test::Member> two;
    const auto run = [&there](const std::function<void()> &call) {
        QMetaObject::invokeMethod(&there, call, Qt::BlockingQueuedConnection);
    };
    run([&] { two = startedMember(u"two"_s); });
    ASSERT_TRUE(waitFor([&] { return one->watcher->instances().size() == 2; }));
    QSemaphore release;
    QMetaObject::invokeMethod(&there, [&release] { release.acquire(); });
    const auto received = [&two] { return two->watcher->statistics().value(u"publicationsReceived"_s).toInt(); };
    int publications = 0;
    const auto publish = [&](const QString &topic, const QByteArray &payload, Messenger::Retention retention) {
        EXPECT_TRUE(one->messenger->publish(topic, payload, retention));
        ++publications;
        EXPECT_TRUE(waitFor([&] { return received() == publications && one->published.size() == publications; }));
    };
    for (int i = 0; i < 12; ++i) {
        publish(u"bulk"_s, QByteArray(16 << 20, 'x'), Messenger::Transient);
        publish(u"state"_s, QByteArray(10 << 20, char('a' + i)), Messenger::Retained);
    }
    release.release();
    const auto isToldOfTheLast = [&] {
        bool isTold = false;
        run([&] { isTold = waitFor([&] { return two->messenger->retained(u"state"_s).startsWith('l'); }); });
        return isTold;
    };
    EXPECT_TRUE(isToldOfTheLast());
    qint64 bulk = 0;
    run([&] {
        for (const auto &publication : two->published)
            bulk += publication.topic == u"bulk"_s;
        two.reset();
    });
    EXPECT_EQ(bulk, 5) << "128 MiB, with the state between";
}

TEST_F(MessengerTopics, ALeavingPrimaryTakesNoPublicationWithIt)
{
    auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    const auto three = startedBeside(*one, u"three"_s);
    const QByteArray large(8 << 20, 'x');
    one->watcher->setDemotionHandler(nullptr, [&](Demotion demotion) {
        EXPECT_TRUE(one->messenger->publish(u"state"_s, large, Messenger::Retained));
        EXPECT_TRUE(one->messenger->publish(u"farewell"_s, "x"));
        demotion.done();
    });
    one->watcher->shutdown();
    ASSERT_TRUE(waitFor([&] { return two->isPrimary() || three->isPrimary(); }));
    for (const auto *member : {two.get(), three.get()}) {
        EXPECT_TRUE(waitFor([&] { return member->published.size() == 2; }));
        EXPECT_TRUE(member->messenger->retained(u"state"_s) == large);
    }
}

TEST_F(MessengerTopics, AnEndThatIsInAHurryWaitsForNobodyWhoDoesNotRead)
{
    const auto one = member(u"one"_s);
    Config hurried = config(u"one"_s);
    hurried.setShutdownTimeout(300ms);
    one->watcher->setConfig(hurried);
    ASSERT_TRUE(one->watcher->start());
    ASSERT_TRUE(waitFor([&] { return one->isPrimary(); }));
    QDirIterator sockets(hurried.runtimeDirectory(), {u"s.*"_s}, QDir::System | QDir::Hidden,
                         QDirIterator::Subdirectories);
    const Internal::Descriptor mute = rawConnect(sockets.next());
    Internal::wire::Hello hello;
    hello.group = hurried.group();
    hello.id = u"mute"_s;
    hello.pid = QCoreApplication::applicationPid();
    hello.enabled = false;
    hello.epoch = one->watcher->epoch();
    const QByteArray frame = Internal::wire::encode(hello);
    ASSERT_TRUE(rawSend(mute, Internal::FrameReader::header(frame.size()) + frame));
    ASSERT_TRUE(waitFor([&] { return one->watcher->instances().size() == 2; }));
    EXPECT_TRUE(one->messenger->publish(u"t"_s, QByteArray(1 << 20, 'x')));
    ASSERT_TRUE(waitFor([&] { return one->published.size() == 1; }));
    QStringList errors;
    QObject::connect(one->watcher.get(), &Watcher::errorOccurred, qApp,
                     [&](Error, const QString &text) { errors += text; });
    one->watcher.reset();
    EXPECT_TRUE(errors.isEmpty()) << qPrintable(errors.join(u' '));
}

} // namespace QtFailover::Test
