// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "support/warnings.h"
#include "unit/courierbench.h"

using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;
using Reign = Courier::Reign;
using Payloads = QList<QByteArray>;
using QtFailover::Test::Warnings;

namespace {

TEST_F(CourierBench, UnknownRepeatedAndStaleRepliesAreIgnoredAndCounted)
{
    Instance s = make("s");
    s.courier.setWay({1, 5, u"p"_s});
    const RequestId id = send(s, "a");
    const auto reply = [&](const RequestId &to, Epoch epoch) {
        s.courier.received(1, letter::encode(letter::Reply{to, epoch, Fate::Done, {}}, 1) + "r");
        s.take();
    };
    reply({id.sender, 99}, 5);
    reply({id.sender + 1, id.number}, 5);
    reply(id, 4);
    EXPECT_TRUE(s.answers.empty());
    reply(id, 5);
    EXPECT_EQ(s.answers.size(), 1U);
    reply(id, 5);
    EXPECT_EQ(s.answers.size(), 1U);
    EXPECT_EQ(s.counted("repliesUnknown"), 3U);
    EXPECT_EQ(s.counted("repliesStale"), 1U);
}

TEST_F(CourierBench, ARequestWhoseSenderHasItsReplyIsNotHandedOverAgain)
{
    Instance p = make("p");
    reign(p, Reign::Primary, 1);
    p.courier.greeted(7, u"s"_s);
    const auto receive = [&](quint64 number, quint64 answered) {
        p.courier.received(7, letter::encode(letter::Request{{1, number}, 1, answered}, 1) + "x");
        p.take();
    };
    receive(1, 1);
    p.echo();
    receive(2, 2);
    receive(1, 1);
    EXPECT_EQ(p.deliveries.size(), 2U);
    EXPECT_EQ(p.counted("requestsSettled"), 1U);
}

TEST_F(CourierBench, EachKindOfStrangenessIsLoggedOnceHoweverOftenItIsMet)
{
    const Warnings warnings;
    Instance s = make("s");
    s.courier.setWay({1, 5, u"p"_s});
    const RequestId id = send(s, "a");
    const auto receive = [&](const letter::Letter &letter) {
        s.courier.received(1, letter::encode(letter, 1) + "x");
        s.take();
    };
    for (int i = 0; i < 1000; ++i) {
        receive(letter::Reply{{id.sender, 99}, 5, Fate::Done, {}});
        receive(letter::Reply{id, 4, Fate::Done, {}});
        receive(letter::Request{});
    }
    EXPECT_EQ(s.counted("repliesUnknown"), 1000U);
    EXPECT_EQ(s.counted("repliesStale"), 1000U);
    EXPECT_EQ(s.counted("lettersMisplaced"), 1000U);
    EXPECT_EQ(warnings.about("a reply that nobody waits for"_L1), 1);
    EXPECT_EQ(warnings.about("a reply of another reign"_L1), 1);
    EXPECT_EQ(warnings.about("a letter that a primary has no use for"_L1), 1);
}

TEST_F(CourierBench, GarbageClosesThatOneConnection)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    exchange();
    const QByteArray good = letter::encode(letter::Cancel{}, 0);
    const QByteArray bad[]{
        good.left(4),
        QByteArray("\x84\x01\x00", 3),
        letter::encode(letter::More{}, 0) + "no beginning",
        letter::encode(letter::Cancel{}, 1) + "too much",
        letter::encode(letter::Request{}, limits.message + 1) + "x",
        letter::encode(letter::Catalogue{}, 3) + "xxx",
    };
    Connection connection = 100;
    for (const QByteArray &frame : bad) {
        p.courier.greeted(++connection, u"x"_s);
        p.courier.received(connection, frame);
        p.take();
        EXPECT_EQ(p.dropped, std::vector{connection}) << frame.toHex().constData();
        p.dropped.clear();
    }
    EXPECT_EQ(p.counted("lettersRejected"), std::size(bad));
    send(s, "still served");
    exchange();
    EXPECT_EQ(p.delivered(), Payloads{"still served"});
    p.courier.received(99, good);
    EXPECT_EQ(p.counted("lettersOfStrangers"), 1U);
}

TEST_F(CourierBench, AnUnknownLetterOfANewerVersionIsSkippedWithItsPieces)
{
    Instance p = make("p");
    reign(p, Reign::Primary, 1);
    p.courier.greeted(7, u"new"_s);
    QByteArray unknown = letter::encode(letter::More{}, 10) + "12345";
    ASSERT_EQ(unknown[2], char(std::variant_size_v<letter::Letter> - 1));
    unknown[2] = 23;
    p.courier.received(7, unknown);
    p.courier.received(7, letter::encode(letter::More{}, 0) + "67890");
    p.courier.received(7, letter::encode(letter::Request{{1, 1}, 1, 0}, 1) + "x");
    p.take();
    EXPECT_EQ(p.delivered(), Payloads{"x"});
    EXPECT_TRUE(p.dropped.empty());
}

} // namespace
