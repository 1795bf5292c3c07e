// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/messengerfixture.h"

#include <QCoro/QCoroFuture>
#include <QCoro/QCoroTask>

namespace QtFailover {

using namespace Qt::StringLiterals;
using Test::waitFor;
using MessengerInCoroutines = Test::MessengerTest;

namespace {

QCoro::Task<> askTwice(Messenger &messenger, QByteArray &result)
{
    const Reply first = co_await messenger.request("one");
    const Reply second = co_await messenger.request(first.payload() + " two");
    result = second.payload();
}

TEST_F(MessengerInCoroutines, ARequestCanBeAwaited)
{
    const auto one = startedMember(u"one"_s);
    const auto two = startedBeside(*one, u"two"_s);
    one->messenger->setRequestHandler(nullptr, [](Request request) { request.reply(request.payload()); });
    QByteArray result;
    const QCoro::Task<> task = askTwice(*two->messenger, result);
    EXPECT_TRUE(result.isEmpty());
    EXPECT_TRUE(waitFor([&] { return result == "one two"; }));
}

} // namespace
} // namespace QtFailover
