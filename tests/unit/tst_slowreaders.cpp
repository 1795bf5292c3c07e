// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Who does not read loses its connection, and who reads keeps it, however slowly.

#include "unit/courierbench.h"

using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Reign = Courier::Reign;

namespace {

constexpr Connection Mute = 77;

class PeersThatDoNotRead : public CourierBench
{
protected:
    PeersThatDoNotRead()
    {
        limits.queue = 1000;
        limits.total = 4 * letter::PieceSize;
    }
    Instance makePrimary() const
    {
        Instance p = make("p");
        reign(p, Reign::Primary, 1);
        p.courier.greeted(Mute, u"mute"_s);
        return p;
    }
    static void publish(Instance &p, qsizetype size)
    {
        p.courier.publish({u"t"_s, QByteArray(size, 'x'), {1}, false});
        p.take();
    }
};

TEST_F(PeersThatDoNotRead, AreDroppedAfterTheirPatienceHoweverOftenSomethingIsPublished)
{
    Instance p = makePrimary();
    for (Instant now{}; now < Instant(limits.patience); now += limits.patience / 20) {
        p.courier.setTime(now);
        publish(p, 100);
    }
    EXPECT_TRUE(p.dropped.empty());
    p.courier.setTime(Instant(limits.patience));
    publish(p, 100);
    EXPECT_EQ(p.dropped, std::vector{Mute});
    EXPECT_EQ(p.counted("peersDropped"), 1U);
    EXPECT_TRUE(p.courier.connectionsWithMail().empty());
    publish(p, 100);
    EXPECT_EQ(p.dropped.size(), 1U) << "once";
}

TEST_F(PeersThatDoNotRead, AreNotThoseThatReadSlowly)
{
    Instance p = makePrimary();
    for (int i = 0; i < 20; ++i) {
        publish(p, 100);
        publish(p, 100);
    }
    for (int i = 1; i < 20; ++i) {
        p.courier.setTime(Instant(i * limits.patience / 2));
        p.courier.takeFrame(Mute);
        publish(p, 100);
    }
    EXPECT_TRUE(p.dropped.empty());
}

TEST_F(PeersThatDoNotRead, AreNotThoseForWhomThereIsLittleOrThatHaveJustBeenTold)
{
    Instance p = makePrimary();
    publish(p, 100);
    p.courier.setTime(Instant(10 * limits.patience));
    publish(p, 100);
    EXPECT_TRUE(p.dropped.empty()) << "it is not worth it";
    p.courier.takeFrame(Mute);
    p.courier.takeFrame(Mute);
    p.courier.setTime(Instant(20 * limits.patience));
    publish(p, 2000);
    EXPECT_TRUE(p.dropped.empty()) << "it has read all that there was";
}

TEST_F(PeersThatDoNotRead, AreDroppedAtOnceWhereTheyWouldTakeAllRoom)
{
    Instance p = makePrimary();
    publish(p, 3 * letter::PieceSize);
    EXPECT_TRUE(p.dropped.empty());
    publish(p, 3 * letter::PieceSize);
    EXPECT_EQ(p.dropped, std::vector{Mute});
}

TEST_F(PeersThatDoNotRead, AreNotThoseThatHaveReadLargeLetters)
{
    Instance p = makePrimary();
    for (int i = 0; i < 10; ++i) {
        publish(p, 3 * letter::PieceSize);
        while (p.courier.hasMail(Mute))
            p.courier.takeFrame(Mute);
    }
    EXPECT_TRUE(p.dropped.empty());
    EXPECT_TRUE(p.courier.isDrained());
}

TEST_F(PeersThatDoNotRead, AreToldNothingMoreOnceTheyAreDroppedAmidAnAnswer)
{
    limits.total = 1000;
    Instance p = make("p");
    reign(p, Reign::Primary, 1);
    for (const auto &topic : {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s})
        p.courier.publish({topic, QByteArray(300, 'x'), {1}, true});
    p.courier.greeted(Mute, u"mute"_s);
    const QByteArray none = letter::encodeCatalog({});
    p.courier.received(Mute, letter::encode(letter::Catalogue{}, none.size()) + none);
    p.take();
    EXPECT_EQ(p.dropped, std::vector{Mute});
    EXPECT_TRUE(p.courier.connectionsWithMail().empty());
    EXPECT_FALSE(p.courier.hasMail(Mute));
}

TEST_F(PeersThatDoNotRead, ArePrimariesNever)
{
    limits.total = 1000;
    Instance q = make("q");
    Instance s = make("s");
    std::vector<Published> topics;
    for (quint64 i = 1; i <= 5; ++i)
        topics.push_back({QString::number(i), QByteArray(400, 'x'), {1, i}, true});
    s.courier.restore(topics);
    reign(q, Reign::Primary, 2);
    connect(s, q, 2);
    exchange();
    EXPECT_TRUE(s.dropped.empty());
    EXPECT_EQ(q.published.size(), 5U);
}

TEST_F(PeersThatDoNotRead, HoldUpADemotionUntilAMomentThatIsKnown)
{
    Instance p = makePrimary();
    EXPECT_EQ(p.courier.patienceEnds(), Never);
    p.courier.setTime(Instant(5s));
    publish(p, 100);
    EXPECT_EQ(p.courier.patienceEnds(), Instant(5s) + limits.patience);
    p.courier.setTime(Instant(5s) + limits.patience / 2);
    publish(p, 100);
    p.courier.takeFrame(Mute);
    EXPECT_EQ(p.courier.patienceEnds(), Instant(5s) + limits.patience * 3 / 2);
    p.courier.setTime(p.courier.patienceEnds());
    EXPECT_TRUE(p.courier.isDrained());
    EXPECT_EQ(p.courier.patienceEnds(), Never) << "nothing changes any more";

    Instance other = makePrimary();
    const QByteArray frame = letter::encode(letter::Request{{1, 1}, 1, 0}, 1) + "x";
    other.courier.received(Mute, frame);
    other.take();
    other.courier.setTime(Instant(9s));
    EXPECT_EQ(other.courier.patienceEnds(), Never) << "its handler may take as long as it likes";
    other.echo();
    EXPECT_FALSE(other.courier.isDrained());
    EXPECT_EQ(other.courier.patienceEnds(), Instant(9s) + limits.patience);
    other.courier.setTime(other.courier.patienceEnds());
    EXPECT_TRUE(other.courier.isDrained());
}

TEST_F(PeersThatDoNotRead, GiveTheirRoomBackWhenTheyAreGone)
{
    Instance p = makePrimary();
    const qsizetype large = 3 * letter::PieceSize;
    const auto begin = [&p](Connection connection, quint64 sender, qsizetype size) {
        p.courier.greeted(connection, QString::number(connection));
        p.courier.received(connection, letter::encode(letter::Request{{sender, 1}, 1, 0}, size) + "x");
    };
    const auto end = [&p](Connection connection, qsizetype size) {
        for (qsizetype left = size - 1; left > 0; left -= letter::PieceSize) {
            const QByteArray piece(std::min(left, letter::PieceSize), 'x');
            p.courier.received(connection, letter::encode(letter::More{}, 0) + piece);
        }
        p.take();
    };
    begin(1, 1, large);
    begin(2, 2, large);
    end(2, large);
    EXPECT_TRUE(p.deliveries.empty()) << "the other one takes the room";
    publish(p, 100);
    p.courier.gone(1);
    EXPECT_FALSE(p.courier.hasMail(1));
    begin(3, 3, large);
    end(3, large);
    ASSERT_EQ(p.deliveries.size(), 1U);
    EXPECT_EQ(p.deliveries[0].payload.size(), large);
}

} // namespace
