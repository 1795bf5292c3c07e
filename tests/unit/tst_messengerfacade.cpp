// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/messengerfixture.h"

#include "support/forkedchild.h"

#include <QFile>
#include <QFutureWatcher>
#include <QThread>

namespace QtFailover {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Test::waitFor;
using MessengerFacade = Test::MessengerTest;

namespace {

TEST_F(MessengerFacade, ASecondarysRequestIsAnsweredByThePrimary)
{
    const auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    QString sender;
    QByteArray id;
    one->messenger->setRequestHandler(nullptr, [&](Request request) {
        sender = request.senderId();
        id = request.id();
        EXPECT_EQ(request.attempt(), 1);
        EXPECT_FALSE(request.isCanceled());
        request.reply("got " + request.payload());
    });
    const Reply reply = await(two->messenger->request("a letter"));
    EXPECT_EQ(reply.error(), Reply::NoError) << qPrintable(reply.errorString());
    EXPECT_EQ(reply.payload(), "got a letter");
    EXPECT_EQ(reply.handledBy(), u"one"_s);
    EXPECT_EQ(reply.epoch(), 1U);
    EXPECT_EQ(sender, u"two"_s);
    EXPECT_EQ(id.size(), 16);
}

TEST_F(MessengerFacade, ThePrimarysOwnRequestGoesToItsOwnHandler)
{
    const auto one = startedMember(u"one"_s);
    one->echo();
    const Reply reply = await(one->messenger->request("x"));
    EXPECT_EQ(reply.payload(), "one:x");
    EXPECT_EQ(reply.handledBy(), u"one"_s);
    EXPECT_EQ(reply.epoch(), 1U);
}

TEST_F(MessengerFacade, RequestsFromBeforeTheStartWaitForThePrimary)
{
    const auto one = member(u"one"_s);
    one->echo();
    const QFuture<Reply> early = one->messenger->request("early");
    bool toldRole = false;
    QObject::connect(one->watcher.get(), &Watcher::roleChanged, one->watcher.get(), [&](Role role) {
        if (role != Role::Primary)
            return;
        EXPECT_TRUE(one->seen.isEmpty()) << "the first request comes after roleChanged() has returned";
        toldRole = true;
    });
    ASSERT_TRUE(one->watcher->start());
    EXPECT_EQ(await(early).payload(), "one:early");
    EXPECT_TRUE(toldRole);
}

TEST_F(MessengerFacade, TheFirstRequestComesWhenRoleChangedHasReturnedAlsoIfASlotTurnsTheEventLoop)
{
    const auto one = member(u"one"_s);
    one->echo();
    QList<QByteArray> early;
    QObject::connect(one->watcher.get(), &Watcher::roleChanged, one->messenger, [&](Role role) {
        if (role != Role::Primary)
            return;
        EXPECT_TRUE(one->messenger->publish(u"loaded"_s, "x"));
        EXPECT_TRUE(waitFor([&] { return !one->published.isEmpty(); })); // which comes behind the request
        early = one->seen;
    });
    const QFuture<Reply> reply = one->messenger->request("x");
    ASSERT_TRUE(one->watcher->start());
    EXPECT_EQ(await(reply).payload(), "one:x");
    EXPECT_EQ(one->published.size(), 1);
    EXPECT_TRUE(early.isEmpty());
}

TEST_F(MessengerFacade, WhatWaitsForRoleChangedToReturnDoesNotComeAfterTheDemotionHandler)
{
    bool isDemoted = false;
    const auto one = member(u"one"_s);
    const auto two = member(u"two"_s);
    one->echo();
    two->echo();
    one->watcher->setDemotionHandler(nullptr, [&](Demotion demotion) {
        isDemoted = true;
        demotion.done();
    });
    QObject::connect(one->watcher.get(), &Watcher::roleChanged, one->messenger, [&](Role role) {
        if (role != Role::Primary || isDemoted)
            return;
        EXPECT_TRUE(one->messenger->publish(u"loaded"_s, "x"));
        EXPECT_TRUE(two->watcher->start());
        EXPECT_TRUE(waitFor([&] { return !one->published.isEmpty() && one->watcher->instances().size() == 2; }));
        one->watcher->handOver(u"two"_s);
        EXPECT_TRUE(waitFor([&] { return isDemoted; }));
    });
    const QFuture<Reply> reply = one->messenger->request("x");
    ASSERT_TRUE(one->watcher->start());
    EXPECT_EQ(await(reply).payload(), "two:x");
    EXPECT_TRUE(one->seen.isEmpty());
}

TEST_F(MessengerFacade, WhatWaitsForRoleChangedToReturnHoldsUpNoHandOver)
{
    const auto one = member(u"one"_s);
    const auto two = member(u"two"_s);
    one->echo();
    two->echo();
    Config patient = config(u"one"_s);
    patient.setShutdownTimeout(10min);
    one->watcher->setConfig(patient);
    bool isAsked = false;
    QObject::connect(one->watcher.get(), &Watcher::roleChanged, one->messenger, [&](Role role) {
        if (role != Role::Primary || std::exchange(isAsked, true))
            return;
        EXPECT_TRUE(one->messenger->publish(u"loaded"_s, "x"));
        EXPECT_TRUE(two->watcher->start());
        EXPECT_TRUE(waitFor([&] { return !one->published.isEmpty() && one->watcher->instances().size() == 2; }));
        one->watcher->handOver(u"two"_s);
        EXPECT_TRUE(waitFor([&] { return two->isPrimary(); }));
    });
    const QFuture<Reply> reply = one->messenger->request("x");
    ASSERT_TRUE(one->watcher->start());
    EXPECT_EQ(await(reply).payload(), "two:x");
    EXPECT_TRUE(one->seen.isEmpty());
}

TEST_F(MessengerFacade, OrderIsKeptAndAnswersMayComeInAnyOther)
{
    const auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    one->hold();
    QList<QFuture<Reply>> futures;
    QList<QByteArray> sent;
    for (int i = 0; i < 200; ++i) {
        sent.append(QByteArray::number(i));
        futures.append(two->messenger->request(sent.back()));
    }
    ASSERT_TRUE(waitFor([&] { return one->held.size() == sent.size(); }));
    EXPECT_EQ(one->seen, sent);
    for (qsizetype i = sent.size() - 1; i >= 0; --i)
        one->held[i].reply(sent[i]);
    for (qsizetype i = 0; i < sent.size(); ++i)
        EXPECT_EQ(await(futures[i]).payload(), sent[i]);
}

TEST_F(MessengerFacade, FuturesWorkWithThenAndWithQFutureWatcher)
{
    const auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    one->echo();
    QObject context;
    QByteArray byThen;
    two->messenger->request("a").then(&context, [&](const Reply &reply) {
        EXPECT_EQ(QThread::currentThread(), context.thread());
        byThen = reply.payload();
    });
    QFutureWatcher<Reply> watcher;
    QByteArray byWatcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &context,
                     [&] { byWatcher = watcher.result().payload(); });
    watcher.setFuture(two->messenger->request("b"));
    QThread *without = nullptr;
    two->messenger->request("c").then([&](const Reply &) { without = QThread::currentThread(); });
    EXPECT_TRUE(waitFor([&] { return byThen == "one:a" && byWatcher == "one:b" && without; }));
    EXPECT_EQ(without, QThread::currentThread()) << "promises are kept in the Watcher's thread";
}

TEST_F(MessengerFacade, AHandOverFinishesWhatIsInHandAndTheRestFollowsTheRole)
{
    const auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    const auto three = startedBeside(*one, u"three"_s);
    one->hold();
    two->echo();
    bool isLeaving = false;
    one->watcher->setDemotionHandler(nullptr, [&](Demotion) { isLeaving = true; });
    const QFuture<Reply> inHand = three->messenger->request("in hand", 1h);
    const QFuture<Reply> ownInHand = one->messenger->request("own in hand", 1h);
    ASSERT_TRUE(waitFor([&] { return one->held.size() == 2; }));
    one->watcher->handOver(u"two"_s);
    ASSERT_TRUE(waitFor([&] { return isLeaving; }));
    const QFuture<Reply> later = three->messenger->request("later", 1h);
    const QFuture<Reply> ownLater = one->messenger->request("own later", 1h);
    EXPECT_TRUE(one->isPrimary()) << "the role is kept for what is in hand";
    one->held[1].reply("done");
    one->held[0].reply("done");
    EXPECT_EQ(await(inHand).payload(), "done");
    EXPECT_EQ(await(ownInHand).payload(), "done");
    EXPECT_EQ(await(later).payload(), "two:later");
    EXPECT_EQ(await(ownLater).payload(), "two:own later");
    std::sort(one->seen.begin(), one->seen.end());
    EXPECT_EQ(one->seen, (QList<QByteArray>{"in hand", "own in hand"})) << "nothing was taken after the demotion began";
}

TEST_F(MessengerFacade, WhatIsNotFinishedByTheDeadlineGoesToTheSuccessorInOrder)
{
    const auto one = member(u"one"_s);
    Config config = one->watcher->config();
    config.setShutdownTimeout(300ms);
    one->watcher->setConfig(config);
    ASSERT_TRUE(one->watcher->start());
    ASSERT_TRUE(waitFor([&] { return one->isPrimary(); }));
    const auto two = startedBeside(*one, u"two"_s);
    const auto three = startedBeside(*one, u"three"_s);
    one->hold();
    two->echo();
    QList<QFuture<Reply>> futures;
    QList<QByteArray> sent;
    for (int i = 0; i < 50; ++i) {
        sent.append(QByteArray::number(i));
        futures.append(three->messenger->request(sent.back(), 1h));
    }
    ASSERT_TRUE(waitFor([&] { return one->held.size() == futures.size(); }));
    one->watcher->handOver(u"two"_s);
    for (qsizetype i = 0; i < futures.size(); ++i)
        EXPECT_EQ(await(futures[i]).payload(), "two:" + sent[i]);
    EXPECT_EQ(two->seen, sent);
    EXPECT_EQ(two->attempts, QList<int>(sent.size(), 2));
    EXPECT_TRUE(one->held[0].isCanceled());
    one->held[0].reply("too late");
    one->held.clear();
    EXPECT_EQ(await(three->messenger->request("next")).payload(), "two:next");
}

TEST_F(MessengerFacade, ItWorksAcrossStopAndStart)
{
    const auto one = startedMember(u"one"_s);
    one->echo();
    EXPECT_TRUE(one->messenger->publish(u"t"_s, "kept", Messenger::Retained));
    EXPECT_TRUE(waitFor([&] { return !one->published.isEmpty(); }));
    one->watcher->shutdown();
    ASSERT_TRUE(one->watcher->waitForStopped());
    const QFuture<Reply> between = one->messenger->request("between");
    EXPECT_EQ(one->messenger->retained(u"t"_s), "kept");
    ASSERT_TRUE(one->watcher->start());
    EXPECT_EQ(await(between).payload(), "one:between");
    const auto two = startedBeside(*one, u"two"_s);
    EXPECT_TRUE(waitFor([&] { return two->messenger->retained(u"t"_s) == "kept"; }));
}

TEST_F(MessengerFacade, TheEndOfTheWatcherCancelsWhatWaits)
{
    const auto one = member(u"one"_s);
    const QFuture<Reply> first = one->messenger->request("x", 1h);
    delete one->messenger;
    ASSERT_TRUE(first.isFinished());
    EXPECT_EQ(first.result().error(), Reply::Canceled);
    const QFuture<Reply> second = (new Messenger(one->watcher.get()))->request("x", 1h);
    EXPECT_FALSE(second.isFinished());
    one->watcher.reset();
    ASSERT_TRUE(second.isFinished());
    EXPECT_EQ(second.result().error(), Reply::Canceled);
}

TEST_F(MessengerFacade, WhatADestroyedMessengerHasAskedIsForgottenAndTheNextIsServed)
{
    const auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    one->hold();
    const QFuture<Reply> first = two->messenger->request("first", 1h);
    ASSERT_TRUE(waitFor([&] { return one->held.size() == 1; }));
    delete two->messenger;
    EXPECT_EQ(await(first).error(), Reply::Canceled);
    EXPECT_TRUE(waitFor([&] { return one->held[0].isCanceled(); })) << "nobody waits for it";
    two->messenger = new Messenger(two->watcher.get());
    const QFuture<Reply> second = two->messenger->request("second", 5s);
    ASSERT_TRUE(waitFor([&] { return one->held.size() == 2; }));
    one->held[1].reply("done");
    EXPECT_EQ(await(second).error(), Reply::NoError);
}

TEST_F(MessengerFacade, ASecondMessengerOfTheSameWatcherDoesNothing)
{
    const auto one = startedMember(u"one"_s);
    Messenger second(one->watcher.get());
    const QFuture<Reply> reply = second.request("x");
    ASSERT_TRUE(reply.isFinished());
    EXPECT_EQ(reply.result().error(), Reply::Canceled);
    EXPECT_FALSE(second.publish(u"t"_s, "x"));
}

TEST_F(MessengerFacade, OneThatWasMadeBeforeAForkWorksWhereItsWatcherIsStarted)
{
    const auto one = member(u"one"_s);
    QByteArray id;
    one->messenger->setRequestHandler(nullptr, [&](Request request) {
        id = request.id();
        request.reply(request.payload());
    });
    const QFuture<Reply> waiting = one->messenger->request("x", 1h);
    QFile childsId(directory.filePath(u"id"_s));
    QtFailover::Test::ForkedChild child([&](const QtFailover::Test::ForkedChild::Parent &) {
        const bool works = one->watcher->start() && await(waiting).payload() == "x"
                           && childsId.open(QIODevice::WriteOnly) && childsId.write(id) == id.size() && childsId.flush()
                           && await(one->messenger->request("y")).payload() == "y";
        return works ? 0 : 1;
    });
    EXPECT_EQ(child.exitCode(), 0);
    ASSERT_TRUE(one->watcher->start());
    EXPECT_EQ(await(waiting).payload(), "x");
    ASSERT_TRUE(childsId.open(QIODevice::ReadOnly));
    EXPECT_NE(childsId.readAll(), id) << "they are two requests";
}

TEST_F(MessengerFacade, AForkedChildTouchesNothing)
{
    auto one = startedMember(u"one"_s);
    one->echo();
    const auto two = startedBeside(*one, u"two"_s);
    const QFuture<Reply> waiting = two->messenger->request("x", 1h);
    QtFailover::Test::ForkedChild child([&](const QtFailover::Test::ForkedChild::Parent &) {
        const QFuture<Reply> refused = one->messenger->request("x");
        const bool published = one->messenger->publish(u"t"_s, "x");
        const bool wrong = !refused.isFinished() || refused.result().error() != Reply::Canceled || published;
        one->watcher.reset(); // deletes the Messenger too
        return wrong ? 1 : 0;
    });
    EXPECT_EQ(child.exitCode(), 0);
    EXPECT_EQ(await(waiting).payload(), "one:x");
    EXPECT_EQ(await(two->messenger->request("y")).payload(), "one:y");
}

} // namespace
} // namespace QtFailover
