// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Requests that are refused, or end without an answer.
#include "support/warnings.h"
#include "unit/messengerfixture.h"

#include <QTimer>

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace QtFailover {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Test::waitFor;
using Test::Warnings;
using MessengerRefusals = Test::MessengerTest;

namespace {

TEST_F(MessengerRefusals, LargePayloadsArriveWholeAndLargerOnesAreRefusedAtOnce)
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

TEST_F(MessengerRefusals, TooManyBytesWithoutAReplyAreRefusedAtOnce)
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

TEST_F(MessengerRefusals, TooManyRequestsWithoutAReplyAreRefusedAtOnce)
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

TEST_F(MessengerRefusals, WhatAHandlerMayDoWrongIsToldToTheSender)
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

TEST_F(MessengerRefusals, TheFirstMistakeOfAHandlerIsLoggedWhereItIsMade)
{
    const auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    const auto ask = [&] { return await(two->messenger->request("x")).error(); };
    const Warnings warnings;
    one->messenger->setRequestHandler(nullptr, [](Request request) { request.reject(u"no"_s); });
    EXPECT_EQ(ask(), Reply::Rejected);
    EXPECT_EQ(warnings.about("request handler"_L1), 0) << "that is an answer";
    one->messenger->setRequestHandler(nullptr, [](Request) -> void { throw std::runtime_error("broken"); });
    EXPECT_EQ(ask(), Reply::Rejected);
    EXPECT_EQ(warnings.about("has thrown: broken"_L1), 1);
    one->messenger->setRequestHandler(nullptr, [](Request) {});
    EXPECT_EQ(ask(), Reply::Rejected);
    EXPECT_EQ(warnings.about("request handler"_L1), 1) << "once for each Messenger";

    two->messenger->setRequestHandler(nullptr, [](Request) {});
    one->watcher->shutdown();
    ASSERT_TRUE(waitFor([&] { return two->isPrimary(); }));
    EXPECT_EQ(ask(), Reply::Rejected);
    EXPECT_EQ(warnings.about("has let go of a request without an answer"_L1), 1);
}

TEST_F(MessengerRefusals, WhatIsLetGoOfWhenNobodyWaitsForItIsNoMistake)
{
    const auto one = member(u"one"_s);
    Config config = one->watcher->config();
    config.setShutdownTimeout(10ms);
    one->watcher->setConfig(config);
    ASSERT_TRUE(one->watcher->start());
    ASSERT_TRUE(waitFor([&] { return one->isPrimary(); }));
    const auto two = startedBeside(*one, u"two"_s);
    const Warnings warnings;
    one->hold();
    QFuture<Reply> canceled = two->messenger->request("x", 1h);
    two->messenger->request("for the next primary", 1h);
    ASSERT_TRUE(waitFor([&] { return one->held.size() == 2; }));
    canceled.cancel();
    ASSERT_TRUE(waitFor([&] { return one->held[0].isCanceled(); }));
    one->held.removeFirst();
    one->watcher.reset();
    one->held.clear();
    EXPECT_EQ(warnings.about("request handler"_L1), 0);
}

TEST_F(MessengerRefusals, WithoutAPrimaryARequestEndsWithNoPrimaryAndBesideAMuteHandlerWithTimeout)
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

TEST_F(MessengerRefusals, CancellingTheFutureEndsTheWait)
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

TEST_F(MessengerRefusals, ACancellationIsSeenWheneverItComes)
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

TEST_F(MessengerRefusals, ATimeoutLongerThanAnyClockCountsIsWaitedFor)
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

} // namespace
} // namespace QtFailover
