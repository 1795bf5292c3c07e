// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/messengerfixture.h"

#include "support/forkedchild.h"
#include "support/threads.h"

#include <QDir>
#include <QFutureWatcher>
#include <QLoggingCategory>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <semaphore>
#include <stdexcept>

namespace QtFailover {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Test::waitFor;
using MessengerFacade = Test::MessengerTest;

namespace {

/// Holds the library's thread when it finds that its lock is gone, as a disk that does not answer would.
class HeldThread
{
public:
    HeldThread()
    {
        QLoggingCategory::setFilterRules(u"qtfailover.election.debug=true\nqtfailover.messages.debug=true"_s);
        m_before = qInstallMessageHandler(note);
    }
    ~HeldThread()
    {
        qInstallMessageHandler(m_before);
        QLoggingCategory::setFilterRules({});
        s_release.release();
        EXPECT_TRUE(waitFor(
            [] { return QtFailover::Test::threadNamed(QCoreApplication::applicationPid(), "qtfailover") == 0; }));
    }
    Q_DISABLE_COPY_MOVE(HeldThread)

    static void awaitRequest() { s_request.acquire(); }
    static void await() { s_held.acquire(); }

private:
    static void note(QtMsgType, const QMessageLogContext &, const QString &line)
    {
        if (line.contains(u"Request"_s)) {
            s_request.release();
        } else if (line.contains(u"-> Healing"_s)) {
            s_held.release();
            s_release.acquire();
        }
    }

    static inline std::counting_semaphore<> s_request{0};
    static inline std::binary_semaphore s_held{0};
    static inline std::binary_semaphore s_release{0};
    QtMessageHandler m_before = nullptr;
};

/// Counts how often timers of 10 ms go off.
class ShortTimers final : public QObject
{
public:
    ShortTimers() { qApp->installEventFilter(this); }
    int count() const { return m_count; }
    bool eventFilter(QObject *of, QEvent *event) override
    {
        const auto *timer = event->type() == QEvent::Timer ? dynamic_cast<QTimer *>(of) : nullptr;
        m_count += timer && timer->intervalAsDuration() == 10ms;
        return false;
    }

private:
    int m_count = 0;
};

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

TEST_F(MessengerFacade, LargePayloadsArriveWholeAndLargerOnesAreRefusedAtOnce)
{
    const auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    one->messenger->setRequestHandler(nullptr, [](Request request) { request.reply(request.payload()); });
    for (const qsizetype size : {0, 1, 65535, 65536, 65537, 1 << 20, 16 << 20}) {
        QByteArray payload(size, 'x');
        for (qsizetype at = 0; at < size; at += 4093)
            payload[at] = char(at);
        const Reply reply = await(two->messenger->request(payload, 60s));
        EXPECT_EQ(reply.error(), Reply::NoError) << size;
        EXPECT_TRUE(reply.payload() == payload) << size;
    }
    const QFuture<Reply> refused = two->messenger->request(QByteArray((16 << 20) + 1, 'x'));
    ASSERT_TRUE(refused.isFinished());
    EXPECT_EQ(refused.result().error(), Reply::TooLarge);
    EXPECT_FALSE(refused.result().errorString().isEmpty());

    one->messenger->setRequestHandler(nullptr, [](Request request) { request.reply(QByteArray((16 << 20) + 1, 'x')); });
    EXPECT_EQ(await(two->messenger->request("small")).error(), Reply::TooLarge);
}

TEST_F(MessengerFacade, TooManyBytesWithoutAReplyAreRefusedAtOnce)
{
    const auto one = member(u"one"_s);
    const QByteArray large(16 << 20, 'x');
    QList<QFuture<Reply>> waiting;
    for (int i = 0; i < 4; ++i) {
        waiting.append(one->messenger->request(large));
        EXPECT_FALSE(waiting.back().isFinished());
    }
    const QFuture<Reply> refused = one->messenger->request("x");
    ASSERT_TRUE(refused.isFinished());
    EXPECT_EQ(refused.result().error(), Reply::TooLarge);
    waiting[0].cancel();
    ASSERT_TRUE(waitFor([&] { return waiting[0].isFinished(); }));
    EXPECT_FALSE(one->messenger->request("x").isFinished()) << "there is room again";
}

TEST_F(MessengerFacade, TooManyRequestsWithoutAReplyAreRefusedAtOnce)
{
    const auto one = member(u"one"_s);
    constexpr int Most = 16384; // as the documentation of Messenger says
    QList<QFuture<Reply>> waiting;
    for (int i = 0; i < Most; ++i)
        waiting.append(one->messenger->request({}));
    EXPECT_TRUE(std::none_of(waiting.cbegin(), waiting.cend(), std::mem_fn(&QFuture<Reply>::isFinished)));
    const QFuture<Reply> refused = one->messenger->request({});
    ASSERT_TRUE(refused.isFinished());
    EXPECT_EQ(refused.result().error(), Reply::TooLarge);
    EXPECT_FALSE(refused.result().errorString().isEmpty());
    waiting[0].cancel();
    ASSERT_TRUE(waitFor([&] { return waiting[0].isFinished(); }));
    EXPECT_FALSE(one->messenger->request({}).isFinished()) << "there is room again";
}

TEST_F(MessengerFacade, WhatAHandlerMayDoWrongIsToldToTheSender)
{
    const auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    EXPECT_EQ(await(two->messenger->request("x")).error(), Reply::NoHandler);
    EXPECT_EQ(await(one->messenger->request("x")).error(), Reply::NoHandler);

    const auto with = [&](std::function<void(Request)> handler) {
        one->messenger->setRequestHandler(nullptr, std::move(handler));
        const Reply reply = await(two->messenger->request("x"));
        return std::pair(reply.error(), reply.errorString());
    };
    EXPECT_EQ(with([](Request request) { request.reject(u"no"_s); }), std::pair(Reply::Rejected, u"no"_s));
    EXPECT_EQ(with([](Request) {}).first, Reply::Rejected);
    EXPECT_EQ(with([](Request) -> void { throw std::runtime_error("broken"); }).first, Reply::Rejected);
    EXPECT_TRUE(with([](Request) -> void { throw std::runtime_error("broken"); }).second.contains(u"broken"_s));
    EXPECT_EQ(with([](Request) -> void { throw 7; }).first, Reply::Rejected);
    const auto first = with([](Request request) {
        request.reply("first");
        request.reject(u"second"_s);
    });
    EXPECT_EQ(first.first, Reply::NoError) << "the first answer counts";
    {
        QObject context;
        one->messenger->setRequestHandler(&context, [](Request request) { request.reply({}); });
        EXPECT_EQ(await(two->messenger->request("x")).error(), Reply::NoError);
    }
    EXPECT_EQ(await(two->messenger->request("x")).error(), Reply::NoHandler) << "it went with its context";
}

TEST_F(MessengerFacade, WithoutAPrimaryARequestEndsWithNoPrimaryAndBesideAMuteHandlerWithTimeout)
{
    const auto alone = member(u"alone"_s);
    const Reply noPrimary = await(alone->messenger->request("x", 50ms));
    EXPECT_EQ(noPrimary.error(), Reply::NoPrimary);
    EXPECT_TRUE(noPrimary.handledBy().isEmpty());

    const auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    one->hold();
    EXPECT_EQ(await(two->messenger->request("x", 100ms)).error(), Reply::Timeout);
    ASSERT_TRUE(waitFor([&] { return one->held.size() == 1 && one->held[0].isCanceled(); }))
        << "the handler learns that nobody waits";
    one->held[0].reply("late");
    EXPECT_EQ(await(one->messenger->request("y", 100ms)).error(), Reply::Timeout);
}

TEST_F(MessengerFacade, CancellingTheFutureEndsTheWait)
{
    const auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    one->hold();
    QFuture<Reply> future = two->messenger->request("x", 1h);
    QFuture<Reply> own = one->messenger->request("y", 1h);
    ASSERT_TRUE(waitFor([&] { return one->held.size() == 2; }));
    future.cancel();
    own.cancel();
    EXPECT_TRUE(waitFor([&] { return future.isFinished() && own.isFinished(); }));
    EXPECT_TRUE(future.isCanceled());
    EXPECT_EQ(future.resultCount(), 0);
    EXPECT_TRUE(waitFor([&] { return one->held[0].isCanceled() && one->held[1].isCanceled(); }));
}

TEST_F(MessengerFacade, ACancellationIsSeenWheneverItComes)
{
    const auto alone = member(u"alone"_s); // nobody answers
    QList<QFuture<Reply>> futures{alone->messenger->request("at once", 1h)};
    futures[0].cancel();
    QTimer timer;
    timer.callOnTimeout([&] { futures.append(alone->messenger->request("x", 1h)); });
    timer.start(3ms);
    ASSERT_TRUE(waitFor([&] { return futures.size() == 20; }));
    timer.stop();
    EXPECT_TRUE(waitFor([&] { return futures[0].isFinished(); }));
    for (qsizetype i = 1; i < futures.size(); ++i) {
        EXPECT_FALSE(futures[i].isFinished());
        futures[i].cancel();
    }
    for (const QFuture<Reply> &future : futures)
        EXPECT_TRUE(waitFor([&] { return future.isFinished(); }));
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

TEST_F(MessengerFacade, ATimeoutLongerThanAnyClockCountsIsWaitedFor)
{
    const auto alone = member(u"alone"_s);
    const QFuture<Reply> longest = alone->messenger->request("x", std::chrono::milliseconds::max());
    const QFuture<Reply> half = alone->messenger->request("x", std::chrono::milliseconds::max() / 2);
    const QFuture<Reply> centuries = alone->messenger->request("x", 24h * 365 * 300);
    EXPECT_EQ(await(alone->messenger->request("x", 50ms)).error(), Reply::NoPrimary);
    EXPECT_FALSE(longest.isFinished());
    EXPECT_FALSE(half.isFinished());
    EXPECT_FALSE(centuries.isFinished());
}

TEST_F(MessengerFacade, NothingIsLookedAtAgainAfterAnEndWithoutTheLibrarysThread)
{
    const HeldThread thread;
    const auto two = member(u"two"_s);
    auto one = std::make_unique<QtFailover::Test::Member>([this] {
        Config impatient = config(u"one"_s);
        impatient.setShutdownTimeout(100ms);
        return std::make_unique<Watcher>(impatient);
    }());
    one->hold();
    ASSERT_TRUE(one->watcher->start());
    ASSERT_TRUE(waitFor([&] { return one->isPrimary(); }));
    ASSERT_TRUE(two->watcher->start());
    ASSERT_TRUE(waitFor([&] { return one->watcher->instances().size() == 2; }));
    const QFuture<Reply> reply = two->messenger->request("x", 1h);
    HeldThread::awaitRequest();
    ASSERT_TRUE(QDir().rename(config().runtimeDirectory(), config().runtimeDirectory() + u"-moved"_s));
    HeldThread::await();
    while (one->watcher->isPrimary()) // the request is there, and cannot be handed over once this has lapsed
        QThread::yieldCurrentThread();
    QSignalSpy stopped(one->watcher.get(), &Watcher::stopped);
    one->watcher->shutdown();
    ASSERT_TRUE(waitFor([&] { return stopped.size() == 1; }));
    EXPECT_EQ(one->watcher->error(), QtFailover::Error::InternalError);
    EXPECT_TRUE(one->seen.isEmpty());

    const ShortTimers timers;
    QTimer pause;
    pause.setSingleShot(true);
    pause.start(200ms);
    EXPECT_TRUE(waitFor([&] { return !pause.isActive(); }));
    EXPECT_EQ(timers.count(), 0);
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
