// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/messengerfixture.h"

namespace QtFailover {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Test::waitFor;
using MessengerDeadlines = Test::MessengerTest;

namespace {

TEST_F(MessengerDeadlines, EachRequestEndsAtItsOwnWhicheverWasMadeFirst)
{
    const auto alone = member(u"alone"_s); // nobody answers
    QList<int> ended;
    const auto request = [&](int number, std::chrono::milliseconds timeout) {
        return alone->messenger->request("x", timeout).then(alone->messenger, [&ended, number](const Reply &reply) {
            EXPECT_EQ(reply.error(), Reply::NoPrimary);
            ended.append(number);
        });
    };
    request(3, 90ms);
    request(1, 30ms);
    request(2, 60ms);
    EXPECT_TRUE(waitFor([&] { return ended.size() == 3; }));
    EXPECT_EQ(ended, QList({1, 2, 3}));
}

TEST_F(MessengerDeadlines, OneThatPassesWhileTheMessengerGoesIsOnlyACancellation)
{
    const auto alone = member(u"alone"_s);
    QFuture<Reply> first = alone->messenger->request("first", 1h);
    const QFuture<Reply> second = alone->messenger->request("second", 0ms);
    bool hasTurned = false;
    first.then(
        [&](const Reply &) { hasTurned = waitFor([pause = QDeadlineTimer(20ms)] { return pause.hasExpired(); }); });
    delete alone->messenger;
    EXPECT_TRUE(hasTurned);
    ASSERT_TRUE(second.isFinished());
    EXPECT_EQ(second.result().error(), Reply::Canceled);
}

TEST_F(MessengerDeadlines, WhatFollowsOneMayDestroyTheMessenger)
{
    const auto alone = member(u"alone"_s);
    QFuture<Reply> first = alone->messenger->request("first", 10ms);
    const QFuture<Reply> second = alone->messenger->request("second", 1h);
    first.then([&](const Reply &) { delete alone->messenger; });
    ASSERT_TRUE(waitFor([&] { return second.isFinished(); }));
    EXPECT_EQ(second.result().error(), Reply::Canceled);
}

TEST_F(MessengerDeadlines, WhatFollowsOneMayWaitForAnotherInAnEventLoopOfItsOwn)
{
    const auto alone = member(u"alone"_s);
    QFuture<Reply> first = alone->messenger->request("first", 10ms);
    const QFuture<Reply> second = alone->messenger->request("second", 30ms);
    bool hasEndedWithin = false;
    const auto followed = first.then(
        alone->messenger, [&](const Reply &) { hasEndedWithin = waitFor([&] { return second.isFinished(); }); });
    EXPECT_TRUE(waitFor([&] { return followed.isFinished(); }));
    EXPECT_TRUE(hasEndedWithin);
}

TEST_F(MessengerDeadlines, WhatFollowsOneMayWaitForThoseThatPassWithItAndForANewOne)
{
    const auto alone = member(u"alone"_s);
    QList<QFuture<Reply>> others;
    QFuture<Reply> first = alone->messenger->request("first", 0ms);
    for (int i = 0; i < 2; ++i)
        others.append(alone->messenger->request("another", 0ms));
    bool haveEndedWithin = false;
    const auto followed = first.then(alone->messenger, [&](const Reply &) {
        others.append(alone->messenger->request("new", 10ms));
        haveEndedWithin = waitFor([&] {
            return std::all_of(others.cbegin(), others.cend(), [](const auto &other) { return other.isFinished(); });
        });
    });
    EXPECT_TRUE(waitFor([&] { return followed.isFinished(); }));
    EXPECT_TRUE(haveEndedWithin);
}

} // namespace

} // namespace QtFailover
