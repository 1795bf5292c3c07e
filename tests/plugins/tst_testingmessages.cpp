// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Requests in the test kit, where a process stops, blocks or crashes at any moment that a test chooses.
#include <QtFailover/QtFailover>
#include <QtFailover/Testing>

#include "support/waitfor.h"
#include "support/warnings.h"

#include <gtest/gtest.h>

#include <memory>

using namespace QtFailover;
using namespace std::chrono_literals;
using QtFailover::Test::waitFor;
using QtFailover::Test::Warnings;

namespace {

/// An instance whose handler notes what it is given, and answers with its own id, a colon, and that.
struct Member {
    explicit Member(const Config &config) : watcher(config), messenger(std::make_unique<Messenger>(&watcher))
    {
        messenger->setRequestHandler(nullptr, [this](Request request) {
            seen.append(request.payload());
            request.reply(watcher.instanceId().toUtf8() + ':' + request.payload());
        });
        EXPECT_TRUE(watcher.start());
    }

    Watcher watcher;
    std::unique_ptr<Messenger> messenger;
    QList<QByteArray> seen;
};

class TestKitMessages : public testing::Test
{
protected:
    std::unique_ptr<Member> start(const QString &id)
    {
        Config config = group.config(id);
        config.setHungPrimaryPolicy(HungPrimaryPolicy::Fence);
        auto member = std::make_unique<Member>(config);
        group.settle();
        return member;
    }

    Testing::Group group;
};

const QString A = QStringLiteral("a");
const QString B = QStringLiteral("b");

} // namespace

TEST_F(TestKitMessages, WhatReachedAPrimaryBeforeItWasFencedIsNotGivenToItsHandler)
{
    const auto a = start(A);
    const auto b = start(B);
    group.block(A);
    const QFuture<Reply> reply = b->messenger->request("edit", 1h);
    group.settle(); // it waits for the main loop of a
    group.stop(A);
    ASSERT_TRUE(group.advanceUntil([&] { return reply.isFinished(); }, 1min));
    EXPECT_EQ(reply.result().payload(), "b:edit");
    group.unblock(A);
    group.resume(A);
    ASSERT_TRUE(group.advanceUntil([&] { return a->watcher.role() == Role::Secondary; }, 1min));
    EXPECT_TRUE(a->seen.isEmpty()) << "another has carried it out";
    EXPECT_EQ(b->seen, QList<QByteArray>{"edit"});
}

TEST_F(TestKitMessages, WhoIsWokenInASlotHearsInOrderWhatHasComeAndWhatIsComing)
{
    const auto a = start(A);
    const auto b = start(B);
    const auto c = start(QStringLiteral("c"));
    QList<QByteArray> heard;
    QObject::connect(c->messenger.get(), &Messenger::published, c->messenger.get(),
                     [&heard](const QString &, const QByteArray &payload) { heard += payload; });
    QObject::connect(b->messenger.get(), &Messenger::published, b->messenger.get(),
                     [this](const QString &, const QByteArray &payload) {
                         if (payload == "2")
                             group.resume(QStringLiteral("c"));
                     });
    group.stop(QStringLiteral("c"));
    for (const char *payload : {"1", "2", "3"})
        ASSERT_TRUE(a->messenger->publish(QStringLiteral("count"), payload));
    group.settle();
    EXPECT_EQ(heard, (QList<QByteArray>{"1", "2", "3"}));
}

TEST_F(TestKitMessages, BesideAStoppedPrimaryARequestOfANewcomerEndsWithTimeoutFromTheFirst)
{
    const auto a = start(A);
    group.stop(A);
    const auto b = start(B);
    ASSERT_EQ(b->watcher.primaryHealth(), PrimaryHealth::Unknown) << "its own heartbeat timeout has not passed yet";
    const QFuture<Reply> reply = b->messenger->request("edit", 0ms);
    ASSERT_TRUE(waitFor([&] { return reply.isFinished(); }));
    EXPECT_EQ(reply.result().error(), Reply::Timeout);
}

TEST_F(TestKitMessages, WhatReachedAStoppedPrimaryIsGivenToItsHandlerLongAfterItsSenderHasDied)
{
    const auto a = start(A);
    const auto b = start(B);
    group.stop(A);
    b->messenger->request("edit", 1s);
    group.settle();
    group.crash(B);
    group.advance(1h);
    EXPECT_TRUE(a->seen.isEmpty());
    group.resume(A);
    EXPECT_TRUE(group.advanceUntil([&] { return !a->seen.isEmpty(); }, 1min));
    EXPECT_EQ(a->seen, QList<QByteArray>{"edit"});
}

TEST_F(TestKitMessages, ACrashedInstanceSaysNothingOfTheRequestsThatItHad)
{
    auto a = start(A);
    const auto b = start(B);
    QList<Request> inHand;
    a->messenger->setRequestHandler(nullptr, [&](const Request &request) { inHand.append(request); });
    const QFuture<Reply> reply = b->messenger->request("edit", 1h);
    group.settle();
    ASSERT_EQ(inHand.size(), 1);
    const Warnings warnings;
    group.crash(A);
    a.reset();
    inHand.clear();
    EXPECT_EQ(Warnings::about(QLatin1String("request handler")), 0);
}

TEST_F(TestKitMessages, WhatNobodyWaitsForAnyMoreIsNotGivenToTheHandler)
{
    const auto a = start(A);
    const auto b = start(B);
    group.block(A);
    const QFuture<Reply> reply = b->messenger->request("edit", 1h);
    group.settle();
    b->messenger.reset();
    EXPECT_EQ(reply.result().error(), Reply::Canceled);
    group.settle();
    group.unblock(A);
    group.settle();
    EXPECT_TRUE(a->watcher.isPrimary());
    EXPECT_TRUE(a->seen.isEmpty());
}

TEST_F(TestKitMessages, AReplyToADestroyedMessengerIsNotTakenForOneToTheNext)
{
    const auto a = start(A);
    const auto b = start(B);
    group.block(B);
    const QFuture<Reply> first = b->messenger->request("first", 1h);
    group.settle();
    ASSERT_EQ(a->seen, QList<QByteArray>{"first"}) << "its reply waits for the main loop of b";
    b->messenger = nullptr;
    b->messenger = std::make_unique<Messenger>(&b->watcher);
    const QFuture<Reply> second = b->messenger->request("second", 1h);
    group.unblock(B);
    ASSERT_TRUE(group.advanceUntil([&] { return second.isFinished(); }, 1s));
    EXPECT_EQ(first.result().error(), Reply::Canceled);
    EXPECT_EQ(second.result().payload(), "a:second");
}

TEST_F(TestKitMessages, ARetainedTopicTakesItsRoomOnceWhenItHasBeenTold)
{
    const auto a = start(A);
    const QByteArray quarter(16 << 20, 'x'); // of what the documentation of Messenger allows
    for (int i = 0; i < 4; ++i) {
        EXPECT_TRUE(a->messenger->publish(QString::number(i), quarter, Messenger::Retained)) << i;
        group.settle();
    }
    EXPECT_FALSE(a->messenger->publish(QString::number(4), "x", Messenger::Retained));
}

TEST_F(TestKitMessages, WhatALeavingPrimaryPublishedTooLateTakesNoRoomInItsNextGroup)
{
    const auto a = start(A);
    const QByteArray quarter(16 << 20, 'x'); // of what the documentation of Messenger allows
    a->watcher.shutdown();
    EXPECT_TRUE(a->messenger->publish(QStringLiteral("late"), quarter, Messenger::Retained));
    group.settle();
    Config other = a->watcher.config();
    other.setScope(QStringLiteral("another"));
    a->watcher.setConfig(other);
    ASSERT_TRUE(a->watcher.start());
    group.settle();
    for (int i = 0; i < 4; ++i) {
        EXPECT_TRUE(a->messenger->publish(QString::number(i), quarter, Messenger::Retained)) << i;
        group.settle();
    }
}
