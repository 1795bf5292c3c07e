// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/courierbench.h"

using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;
using Reign = Courier::Reign;
using Payloads = QList<QByteArray>;

namespace {

/// More than a queue of 1000 bytes may hold, at one moment.
void publishABurst(Courier &courier)
{
    for (int i = 0; i < 100; ++i)
        courier.publish({u"t"_s, QByteArray(100, 'x'), {1}, false});
}

/// The first request of a sender, over this connection; it may come again.
void receiveFirst(Courier &courier, Connection over, quint64 sender, qsizetype size = 1)
{
    courier.received(over, letter::encode(letter::Request{{sender, 1}, 1, 1}, size) + QByteArray(size, 'x'));
}

TEST_F(CourierBench, RepliesAreKeptUntilTheSenderHasThemAndWithinABound)
{
    limits.keptReplies = 10;
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    const RequestId first = send(s, "first");
    for (int i = 0; i < 30; ++i)
        send(s, QByteArray::number(i));
    exchange();
    p.echo(1);
    disconnect(s);
    connect(s, p, 1);
    exchange();
    const std::size_t before = 31;
    EXPECT_EQ(p.deliveries.size(), before + 20) << "ten replies were kept; the others are handed over again";
    EXPECT_EQ(p.deliveries[before].attempt, 2);
    EXPECT_EQ(s.answers.size(), 10U);
    EXPECT_EQ(p.deliveries[0].id, first);
}

TEST_F(CourierBench, AReplyThatTookLongIsKeptAmongThoseOfLaterRequests)
{
    limits.keptReplies = 10;
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    send(s, "slow");
    for (int i = 0; i < 30; ++i)
        send(s, QByteArray::number(i));
    exchange();
    p.echo(1);
    exchange();
    p.courier.answer(p.deliveries[0].ticket, {Fate::Done, "slow", {}});
    disconnect(s);
    connect(s, p, 1);
    exchange();
    EXPECT_EQ(p.deliveries.size(), 31U) << "the handler has answered it";
    EXPECT_EQ(s.replies().back(), "slow");
}

TEST_F(CourierBench, APeerThatDoesNotReadLosesItsConnectionAndNobodyElse)
{
    limits.queue = 1000;
    Instance p = make("p");
    Instance s = make("s");
    Instance mute = make("mute");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    p.courier.greeted(77, u"mute"_s);
    int published = 0;
    for (; p.dropped.empty() && published < 100; ++published) {
        p.courier.setTime(Instant(published * limits.patience));
        p.courier.publish({u"t"_s, QByteArray(100, 'x'), {1}, false});
        exchange();
        p.take();
    }
    EXPECT_EQ(p.dropped, std::vector<Connection>{77});
    EXPECT_LT(published, 12);
    EXPECT_EQ(s.published.size(), std::size_t(published));
}

TEST_F(CourierBench, ABurstOverTheBoundReachesAPeerThatReads)
{
    limits.queue = 1000;
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    exchange();
    publishABurst(p.courier);
    p.take();
    exchange();
    EXPECT_TRUE(p.dropped.empty());
    EXPECT_EQ(s.published.size(), 100U);
}

TEST_F(CourierBench, ABurstAfterALongRestReachesAPeerThatReads)
{
    limits.queue = 1000;
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    p.courier.publish({QStringLiteral("t"), "x", {1}, false});
    p.take();
    exchange();
    p.courier.setTime(Instant(10 * limits.patience));
    publishABurst(p.courier);
    p.take();
    exchange();
    EXPECT_TRUE(p.dropped.empty()) << "it has read all that there was";
    EXPECT_EQ(s.published.size(), 101U);
}

TEST_F(CourierBench, ARequestThatComesAgainIsNotRefusedForTheRoomThatItHasAlready)
{
    limits.total = 4 * letter::PieceSize;
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    send(s, QByteArray(3 * letter::PieceSize, 'x'));
    exchange();
    ASSERT_EQ(p.deliveries.size(), 1U);
    disconnect(s);
    connect(s, p, 1);
    exchange();
    EXPECT_TRUE(s.answers.empty()) << "the handler has it";
    p.courier.answer(p.deliveries[0].ticket, {Fate::Done, "done", {}});
    exchange();
    EXPECT_EQ(s.replies(), Payloads{"done"});
    EXPECT_EQ(p.deliveries.size(), 1U);
}

TEST_F(CourierBench, WithoutRoomADemotingPrimaryStillSendsARequestOnToTheNext)
{
    limits.total = 4 * letter::PieceSize;
    Instance p = make("p");
    Instance s = make("s");
    Instance q = make("q");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    send(s, QByteArray(3 * letter::PieceSize, 'x'));
    exchange();
    reign(p, Reign::Demoting, 1);
    send(s, QByteArray(3 * letter::PieceSize, 'y'));
    exchange();
    p.courier.answer(p.deliveries[0].ticket, {Fate::Done, "done", {}});
    exchange();
    EXPECT_EQ(s.replies(), Payloads{"done"});
    disconnect(s);
    reign(q, Reign::Primary, 2);
    connect(s, q, 2);
    exchange();
    EXPECT_EQ(q.deliveries.size(), 1U);
}

TEST_F(CourierBench, RepliesKeptForThoseThatAreGoneMakeRoomForNewRequests)
{
    limits.total = 1000;
    Instance p = make("p");
    reign(p, Reign::Primary, 1);
    for (int i = 0; i < 30; ++i) {
        Instance s = make(QByteArray("s" + QByteArray::number(i)).constData());
        connect(s, p, 1);
        send(s, "x");
        exchange();
        if (!p.deliveries.empty())
            p.courier.answer(p.deliveries.back().ticket, {Fate::Done, QByteArray(100, 'r'), {}});
        exchange();
        ASSERT_EQ(s.answers.size(), 1U);
        EXPECT_EQ(s.answers[0].response.fate, Fate::Done) << i;
        disconnect(s);
    }
}

TEST_F(CourierBench, APrimaryHasOnlySoManyRequestsInHandHoweverSmall)
{
    limits.requests = 2;
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    for (int i = 0; i < 3; ++i)
        send(s, {});
    exchange();
    EXPECT_EQ(p.deliveries.size(), 2U);
    ASSERT_EQ(s.answers.size(), 1U);
    EXPECT_EQ(s.answers[0].response.fate, Fate::TooLarge);
    p.echo();
    exchange();
    send(s, "room again");
    exchange();
    EXPECT_EQ(p.delivered().back(), "room again");
}

TEST_F(CourierBench, ANewPrimaryTakesAllThatEachSenderMayHaveOnItsWay)
{
    limits.requests = 2;
    for (const Reign first : {Reign::Primary, Reign::Withheld}) {
        Instance p = make("p");
        Instance s = make("s");
        Instance other = make("other");
        for (Instance *sender : {&s, &other}) {
            send(*sender, "1");
            send(*sender, "2");
        }
        reign(p, first, 1);
        connect(s, p, 1);
        connect(other, p, 1);
        exchange();
        reign(p, Reign::Primary, 1);
        EXPECT_EQ(p.deliveries.size(), 4U);
        EXPECT_EQ(p.counted("requestsRefused"), 0U);
        disconnect(s);
        disconnect(other);
    }
}

TEST_F(CourierBench, APrimaryHasOnlySoManyRequestsOfAllSendersTogether)
{
    limits.allRequests = 3;
    for (const Reign first : {Reign::Primary, Reign::Withheld}) {
        Instance p = make("p");
        Instance s = make("s");
        Instance other = make("other");
        reign(p, first, 1);
        connect(s, p, 1);
        connect(other, p, 1);
        for (Instance *sender : {&s, &other}) {
            send(*sender, "1");
            send(*sender, "2");
            exchange();
        }
        reign(p, Reign::Primary, 1);
        EXPECT_EQ(p.deliveries.size(), 3U);
        ASSERT_EQ(other.answers.size(), 1U);
        EXPECT_EQ(other.answers[0].response.fate, Fate::TooLarge);
        disconnect(s);
        disconnect(other);
    }
}

TEST_F(CourierBench, RepliesGiveWayFirstWhoseSenderIsGone)
{
    limits.total = 1000;
    Instance p = make("p");
    reign(p, Reign::Primary, 1);
    for (const Connection connection : {1, 2, 3})
        p.courier.greeted(connection, QString::number(connection));
    for (const Connection connection : {1, 2}) {
        receiveFirst(p.courier, connection, connection);
        p.take();
        p.courier.answer(p.deliveries.back().ticket, {Fate::Done, QByteArray(400, 'r'), {}});
    }
    p.courier.gone(2);
    receiveFirst(p.courier, 3, 3, 300);
    receiveFirst(p.courier, 1, 1);
    p.take();
    EXPECT_EQ(p.deliveries.size(), 3U);
    EXPECT_EQ(p.counted("repliesRepeated"), 1U);
    receiveFirst(p.courier, 3, 2);
    p.take();
    EXPECT_EQ(p.deliveries.size(), 4U);
    for (const quint64 sender : {4, 5}) {
        receiveFirst(p.courier, 3, sender, 600);
        p.take();
        EXPECT_EQ(p.deliveries.size(), 5U) << sender << ": what is in hand does not give way";
    }
}

TEST_F(CourierBench, RequestsThatAreAnsweredLeaveTheirRoomToTheNext)
{
    limits.total = 1000;
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    for (std::size_t i = 0; i < 30; ++i) {
        send(s, QByteArray(100, 'x'));
        exchange();
        ASSERT_EQ(p.deliveries.size(), i + 1);
        p.courier.answer(p.deliveries.back().ticket, {Fate::Done, {}, {}});
        exchange();
    }
}

TEST_F(CourierBench, RepliesAreKeptForOnlySoManySendersThatAreGone)
{
    limits.keptSenders = 2;
    Instance p = make("p");
    reign(p, Reign::Primary, 1);
    for (const Connection connection : {1, 2, 3}) {
        p.courier.greeted(connection, QString::number(connection));
        receiveFirst(p.courier, connection, connection);
        p.take();
    }
    p.echo(1); // the first of them is still in hand
    for (const Connection connection : {1, 2, 3})
        p.courier.gone(connection);
    p.courier.greeted(4, u"again"_s);
    for (const quint64 sender : {1, 3}) {
        receiveFirst(p.courier, 4, sender);
        p.take();
        EXPECT_EQ(p.deliveries.size(), 3U) << sender;
    }
    receiveFirst(p.courier, 4, 2);
    p.take();
    EXPECT_EQ(p.deliveries.size(), 4U) << "of those that are answered it went first";
}

TEST_F(CourierBench, AReignBeginsWithAllItsRoom)
{
    limits.total = 1000;
    Instance p = make("p");
    p.courier.greeted(1, u"s"_s);
    for (const Epoch epoch : {1, 3}) {
        reign(p, Reign::Primary, epoch);
        receiveFirst(p.courier, 1, epoch, 600);
        p.take();
        reign(p, Reign::None, NoEpoch);
    }
    EXPECT_EQ(p.deliveries.size(), 2U);
}

TEST_F(CourierBench, ARequestThatWasNeverHandedOverLeavesItsRoomToTheNext)
{
    limits.requests = 1;
    limits.total = 1000;
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    const RequestId canceled = send(s, QByteArray(600, 'a'));
    exchange();
    s.courier.cancel(canceled);
    exchange();
    ASSERT_EQ(p.deliveries.size(), 1U);
    p.courier.answer(p.deliveries[0].ticket, {Fate::NotPrimary, {}, {}});
    send(s, QByteArray(600, 'b'));
    exchange();
    EXPECT_EQ(p.deliveries.size(), 2U);
}

TEST_F(CourierBench, APrimaryWithoutRoomRefusesAtOnce)
{
    limits.total = 1000;
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    for (int i = 0; i < 3; ++i)
        send(s, QByteArray(400, 'x'));
    exchange();
    EXPECT_EQ(p.deliveries.size(), 2U);
    ASSERT_EQ(s.answers.size(), 1U);
    EXPECT_EQ(s.answers[0].response.fate, Fate::TooLarge);
    send(s, QByteArray(2 * letter::PieceSize, 'x'));
    exchange();
    EXPECT_EQ(s.answers.size(), 2U) << "refused while it was still being received";
    p.echo();
    exchange();
    send(s, "room again");
    exchange();
    EXPECT_EQ(p.delivered().back(), "room again");
}

TEST_F(CourierBench, TheTextOfARejectionTakesRoomAmongTheKeptReplies)
{
    limits.total = 1000;
    InHand inHand(limits);
    std::size_t kept = 0;
    for (quint64 number = 1; number <= 20; ++number) {
        const InHand::Arrival arrival = inHand.arrive(1, {1, number}, 1, 1);
        inHand.answered(arrival.ticket, {Fate::Rejected, {}, QString(100, u'x')});
    }
    for (quint64 number = 1; number <= 20; ++number)
        kept += inHand.knows({1, number});
    EXPECT_EQ(kept, 5U) << "200 bytes each";
}

TEST_F(CourierBench, AReplyOfThisInstancesOwnTakesNoRoomOnceGiven)
{
    InHand inHand(limits);
    const InHand::Arrival arrival = inHand.arrive(0, {1, 1}, 1, 1);
    ASSERT_TRUE(inHand.answered(arrival.ticket, {Fate::Done, "x", {}}));
    EXPECT_FALSE(inHand.knows({1, 1})) << "it never asks again";
}

TEST_F(CourierBench, OfMessengersThatFollowEachOtherOnOneConnectionOnlyTheLastAreKept)
{
    limits.keptSenders = 10;
    InHand inHand(limits);
    std::size_t kept = 0;
    for (quint64 sender = 1; sender <= 100; ++sender) {
        const InHand::Arrival arrival = inHand.arrive(1, {sender, 1}, 1, 1);
        const auto back = inHand.answered(arrival.ticket, {Fate::Done, "x", {}});
        ASSERT_TRUE(back);
        EXPECT_TRUE(back->wanted);
        EXPECT_EQ(back->connection, 1U);
    }
    for (quint64 sender = 1; sender <= 100; ++sender)
        kept += inHand.knows({sender, 1});
    EXPECT_EQ(kept, 11U);
    EXPECT_TRUE(inHand.knows({100, 1}));
}

TEST_F(CourierBench, ARequestInHandIsNotRefusedForThoseThatWaitForAProof)
{
    limits.allRequests = 2;
    Instance p = make("p");
    Instance s = make("s");
    Instance other = make("other");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    connect(other, p, 1);
    send(s, "x");
    exchange();
    ASSERT_EQ(p.deliveries.size(), 1U);
    reign(p, Reign::Withheld, 1);
    send(other, "y");
    send(other, "z");
    exchange();
    disconnect(s);
    connect(s, p, 1);
    exchange();
    EXPECT_TRUE(s.answers.empty()) << "the handler has it";
    reign(p, Reign::Primary, 1);
    p.courier.answer(p.deliveries[0].ticket, {Fate::Done, "done", {}});
    exchange();
    EXPECT_EQ(s.replies(), Payloads{"done"});
    EXPECT_EQ(s.answers[0].response.fate, Fate::Done);
}

} // namespace
