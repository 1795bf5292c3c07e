// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Requests that have come to a primary which cannot prove its role for a while, or ends without its thread.
#include "unit/heldthread.h"
#include "unit/messengerfixture.h"

#include <QDir>
#include <QFile>
#include <QThread>

namespace QtFailover::Test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using MessengerProofs = MessengerTest;

TEST_F(MessengerProofs, ARequestIsHandledWhenTheRoleCanBeProvedAgain)
{
    const auto one = startedMember(u"one"_s);
    one->echo();
    const auto two = startedBeside(*one, u"two"_s);
    const QFuture<Reply> reply = two->messenger->request("x", 1h);
    const QDeadlineTimer patience(30s);
    while (one->watcher->statistics().value(u"requestsTaken"_s).toInt() != 1 && !patience.hasExpired())
        QThread::yieldCurrentThread(); // the event loop does not turn: the handler has not been asked
    const QString place = config().runtimeDirectory();
    const QString away = place + u"-moved"_s;
    ASSERT_TRUE(QDir().rename(place, away));
    ASSERT_TRUE(QFile(place).open(QIODevice::WriteOnly)) << "no directory can be made there";
    while (one->watcher->isPrimary() && !patience.hasExpired())
        QThread::yieldCurrentThread();
    ASSERT_TRUE(waitFor([&] { return one->watcher->error() != Error::NoError; })) << "told after the request";
    EXPECT_TRUE(one->seen.isEmpty());
    ASSERT_TRUE(QFile::remove(place));
    ASSERT_TRUE(QDir().rename(away, place));
    EXPECT_EQ(await(reply).payload(), "one:x");
    EXPECT_EQ(one->seen, QList<QByteArray>{"x"});
    EXPECT_TRUE(one->watcher->isPrimary());
    EXPECT_EQ(one->watcher->epoch(), 1U);
}

TEST_F(MessengerProofs, ARequestInHandIsCanceledAtAnEndWithoutTheLibrarysThread)
{
    const HeldThread thread;
    const auto two = member(u"two"_s);
    QtFailover::Test::Member one([this] {
        Config impatient = config(u"one"_s);
        impatient.setShutdownTimeout(100ms);
        return std::make_unique<Watcher>(impatient);
    }());
    one.hold();
    ASSERT_TRUE(one.watcher->start());
    ASSERT_TRUE(waitFor([&] { return one.isPrimary(); }));
    ASSERT_TRUE(two->watcher->start());
    const QFuture<Reply> reply = two->messenger->request("x", 1h);
    ASSERT_TRUE(waitFor([&] { return one.held.size() == 1; }));
    EXPECT_FALSE(one.held[0].isCanceled());
    one.watcher.reset();
    EXPECT_TRUE(one.held[0].isCanceled());
}

} // namespace QtFailover::Test
