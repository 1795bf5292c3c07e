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
    limits.requests = 2;
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
