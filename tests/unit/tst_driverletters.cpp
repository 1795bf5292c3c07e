// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// How the driver carries letters: not without a proof of the role, and a little at a time.
#include "unit/driverbench.h"

#include "core/pace.h"
#include "core/wire.h"
#include "driver/post.h"

#include <gtest/gtest.h>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class DriverLetters : public testing::Test
{
protected:
    /// No more than that is done without the clock moving.
    bool comesToRestWithin(int steps)
    {
        while (steps-- > 0) {
            if (!world.step(world.now()))
                return true;
        }
        return false;
    }

    bool comesTrueWithin(Duration time, const std::function<bool()> &condition)
    {
        const Instant end = world.now() + time;
        while (!condition() && world.step(end)) {
        }
        return condition();
    }

    void pass(Duration time)
    {
        const Instant end = world.now() + time;
        while (world.step(end)) {
        }
    }

    /// To a peer that has read all that came before.
    static void sendALargeOne(DrivenInstance &sender)
    {
        sender.transport.waiting = 0;
        sender.transport.sent = 0;
        sender.request(1, QByteArray(5 * Post::Window, 'x'));
    }

    void lettersComeFast()
    {
        a.start();
        for (quint64 number = 1; number <= quint64(Pace::Run); ++number)
            a.request(number);
        ASSERT_EQ(a.urgency.asked, 1);
    }

    Testing::FakeWorld world;
    DrivenInstance a{world, u"a"_s};
};

} // namespace

TEST_F(DriverLetters, NothingIsHandledOrAnsweredOrPublishedWhileTheRoleCannotBeProved)
{
    a.start();
    a.request(1);
    ASSERT_EQ(a.desk.deliveries.size(), 1U);
    a.gate.cannotTell = true;
    a.request(2);
    a.driver.answerRequest(a.desk.deliveries[0].ticket, {Fate::Done, "done", {}});
    a.publish("x");
    EXPECT_EQ(a.desk.deliveries.size(), 1U);
    EXPECT_TRUE(a.desk.answers.empty());
    EXPECT_TRUE(a.desk.publications.empty());
    a.gate.cannotTell = false;
    a.turn();
    EXPECT_EQ(a.desk.deliveries.size(), 2U);
    EXPECT_EQ(a.desk.answers.size(), 1U);
    EXPECT_EQ(a.desk.publications.size(), 1U);
}

TEST_F(DriverLetters, TheLetterThatFindsTheProofLostButTheRightThereIsHandledAllTheSame)
{
    a.start();
    a.gate.proves = false;
    a.request(1);
    EXPECT_TRUE(a.gate.proves) << "the right was granted again";
    EXPECT_EQ(a.desk.deliveries.size(), 1U);
}

TEST_F(DriverLetters, NoRequestIsTakenOrAnsweredOnceTheRightIsLost)
{
    a.start();
    a.request(1, "first");
    ASSERT_EQ(a.desk.deliveries.size(), 1U);

    const DrivenInstance b(world, u"b"_s); // fences it, and nobody has told
    ASSERT_FALSE(b.own.rights.open());
    ASSERT_EQ(b.own.rights.link(2), LinkResult::Linked);
    ASSERT_TRUE(b.own.rights.unlink(1));
    a.request(2, "second");
    a.driver.answerRequest(a.desk.deliveries[0].ticket, {});
    EXPECT_EQ(a.desk.deliveries.size(), 1U);
    EXPECT_TRUE(a.desk.answers.empty());
}

TEST_F(DriverLetters, NothingIsHandledBeforeThePromotionIsAccepted)
{
    a.application.asksBeforePromotion = true;
    a.start();
    a.request(1);
    EXPECT_TRUE(a.desk.deliveries.empty());
    a.driver.promotionAnswered(1, true, {});
    EXPECT_EQ(a.desk.deliveries.size(), 1U);
}

TEST_F(DriverLetters, TheLetterThatFindsTheRightLostHasItMadeAnewAtOnce)
{
    a.start();
    a.own.rights.unlink(1);
    a.gate.proves = false;
    a.request(1);
    EXPECT_TRUE(a.gate.proves) << "the right was granted anew";
    EXPECT_EQ(a.desk.deliveries.size(), 1U);
}

TEST_F(DriverLetters, ALargeOneComesWholeWithoutWaitingForAnythingElse)
{
    a.start();
    DrivenInstance b(world, u"b"_s);
    b.start();
    const QByteArray payload(5 * Post::Window, 'x');
    b.request(1, payload);
    EXPECT_TRUE(a.desk.deliveries.empty()) << "others have their turn before";
    EXPECT_TRUE(comesToRestWithin(1000));
    ASSERT_EQ(a.desk.deliveries.size(), 1U);
    EXPECT_TRUE(a.desk.deliveries[0].payload == payload);
}

TEST_F(DriverLetters, ALargeOneToAPeerThatDoesNotReadWaitsWithoutWork)
{
    a.start();
    DrivenInstance b(world, u"b"_s, true);
    b.start();
    sendALargeOne(b);
    EXPECT_TRUE(comesToRestWithin(1000));
    b.turn();
    EXPECT_EQ(b.transport.sent, 1);
    EXPECT_LT(b.transport.waiting, 2 * Post::Window) << "the rest can still be taken back";
}

TEST_F(DriverLetters, TheRestOfALargeOneGoesOutAsSoonAsThePeerHasRead)
{
    a.start();
    DrivenInstance b(world, u"b"_s, true);
    b.start();
    sendALargeOne(b);
    for (int goes = 1; goes < 5; ++goes) {
        EXPECT_EQ(b.transport.sent, goes);
        b.transport.drain(1);
    }
    EXPECT_EQ(b.transport.sent, 5);
}

TEST_F(DriverLetters, WhatComesInOneTurnIsHandledTogetherAtItsEnd)
{
    a.start();
    a.driver.inOneTurn([this] {
        a.request(1);
        a.request(2);
        EXPECT_TRUE(a.desk.deliveries.empty());
    });
    EXPECT_EQ(a.desk.deliveries.size(), 2U);
}

TEST_F(DriverLetters, ThePublicationsOfAReignEndThoughAPeerIsYetToReadThem)
{
    DrivenInstance slow(world, u"slow"_s, true);
    slow.start();
    a.start();
    slow.publish("taken");
    slow.publish("waits");
    slow.driver.handOver({});
    world.runDue();
    EXPECT_EQ(slow.desk.ended, 1U);
    EXPECT_EQ(slow.application.role, Role::Primary) << "it waits for them to be read";
}

TEST_F(DriverLetters, WhatTheApplicationHadNoRoomForIsToldAfterTheNextEvent)
{
    a.start();
    DrivenInstance b(world, u"b"_s);
    b.start();
    for (int i = 0; i < 7; ++i)
        a.publish(QByteArray(16 << 20, 'x'));
    a.publish(QByteArray(16 << 20, 'y'), true);
    world.runDue();
    ASSERT_EQ(b.desk.publications.size(), 7U) << "128 MiB, with what each costs beside";
    b.desk.publications.clear();
    b.turn();
    ASSERT_EQ(b.desk.publications.size(), 1U);
    EXPECT_TRUE(b.desk.publications[0].payload.startsWith('y'));
}

TEST_F(DriverLetters, WhatWasPublishedBeforeTheEndOfAReignIsToldBeforeIt)
{
    a.start();
    a.driver.inOneTurn([this] {
        a.publish("x");
        a.driver.shutdown();
    });
    EXPECT_EQ(a.application.role, Role::Inactive);
    ASSERT_EQ(a.desk.publications.size(), 1U);
    EXPECT_EQ(a.desk.roleThen, Role::Primary);
}

TEST_F(DriverLetters, AHandOverWaitsNoLongerForAPeerThatDoesNotReadThanThePatienceWithIt)
{
    DrivenInstance p(world, u"p"_s, true);
    p.start();
    DrivenInstance b(world, u"b"_s);
    b.start();
    p.publish("sent");
    p.publish("waits until that is read");
    const Instant begin = world.now();
    p.driver.handOver({});
    EXPECT_TRUE(comesTrueWithin(p.terms.shutdownTimeout, [&b] { return b.application.role == Role::Primary; }));
    EXPECT_LE(world.now() - begin, MessageLimits{}.patience);
}

TEST_F(DriverLetters, APeerThatSendsGarbageLosesItsConnectionAndItsPlaceAmongTheInstances)
{
    a.start();
    Quiet application;
    const auto place = world.admit(DrivenInstance::termsOf(u"c"_s), application);
    const Ports own = place->ports(application, nullptr);
    Ending ending;
    own.transport.setListener(&ending);
    const Connection connection = own.transport.connectTo({}, a.own.rights.inode());
    world.runDue();
    wire::Hello hello;
    hello.group = u"g"_s;
    hello.id = u"c"_s;
    hello.pid = 99;
    hello.epoch = 1;
    own.transport.send(connection, wire::encode(hello));
    ASSERT_TRUE(comesTrueWithin(1s, [this] { return a.application.members == 2; }));
    own.transport.send(connection, "\x84\x01 and no letter");
    EXPECT_TRUE(comesTrueWithin(1s, [this] { return a.application.members == 1; }));
    EXPECT_TRUE(ending.hasEnded);
}

TEST_F(DriverLetters, ItStaysAwakeWhileLettersComeFast)
{
    a.start();
    for (quint64 number = 1; number < quint64(Pace::Run); ++number)
        a.request(number);
    EXPECT_EQ(a.urgency.asked, 0); // a few are no stream
    a.request(Pace::Run);
    EXPECT_EQ(a.urgency.asked, 1);
    a.request(Pace::Run + 1);
    EXPECT_EQ(a.urgency.asked, 2);
}

TEST_F(DriverLetters, ItSleepsBetweenLettersThatComeSlowly)
{
    a.start();
    for (quint64 number = 1; number <= 4 * quint64(Pace::Run); ++number) {
        a.request(number);
        pass(Pace::Gap + 1us);
    }
    EXPECT_EQ(a.urgency.asked, 0);
}

TEST_F(DriverLetters, ItSleepsBetweenLargeLetters)
{
    a.start();
    DrivenInstance b(world, u"b"_s);
    b.start();
    for (quint64 number = 1; number <= 4 * quint64(Pace::Run); ++number)
        b.request(number, QByteArray(Pace::Small + 1, 'x'));
    EXPECT_TRUE(comesToRestWithin(1000));
    EXPECT_EQ(a.desk.deliveries.size(), 4U * Pace::Run);
    EXPECT_EQ(a.urgency.asked, 0);
    EXPECT_EQ(b.urgency.asked, 0);
}

TEST_F(DriverLetters, ItDoesNotStayAwakeForWhatIsNoLetterAfterOnesThatCameFast)
{
    ASSERT_NO_FATAL_FAILURE(lettersComeFast());
    pass(Pace::Gap + 1us);
    a.driver.cancelRequest({1, Pace::Run});
    EXPECT_EQ(a.urgency.asked, 1);
}

TEST_F(DriverLetters, ItDoesNotStayAwakeForTheSakeOfARole)
{
    ASSERT_NO_FATAL_FAILURE(lettersComeFast());
    pass(60s); // with heartbeats
    for (int i = 0; i < 2 * Pace::Run; ++i)
        a.turn();
    EXPECT_EQ(a.urgency.asked, 1);
}
