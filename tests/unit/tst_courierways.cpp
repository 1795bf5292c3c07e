// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What a sender puts on its way to the primary, and takes back.

#include "unit/courierbench.h"

using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;
using Reign = Courier::Reign;
using Payloads = QList<QByteArray>;

namespace {

class CourierWays : public CourierBench
{
protected:
    CourierWays() : s(make("s")) {}

    using Connections = std::vector<Connection>;
    /// All letters that wait, but for what comes in pieces.
    static std::vector<letter::Letter> takeAll(Instance &from, Connection connection)
    {
        std::vector<letter::Letter> letters;
        while (from.courier.hasMail(connection))
            letters.push_back(letter::decode(from.courier.takeFrame(connection).toBytes()).letter);
        return letters;
    }
    template <typename Letter>
    static std::size_t count(const std::vector<letter::Letter> &letters)
    {
        return std::size_t(std::count_if(letters.begin(), letters.end(), [](const letter::Letter &letter) {
            return std::holds_alternative<Letter>(letter);
        }));
    }

    Instance s;
};

TEST_F(CourierWays, HaveMailOnlyWhereThereIsAPrimary)
{
    send(s, "early");
    EXPECT_EQ(s.courier.connectionsWithMail(), Connections{});
    s.courier.setWay({7, 1, u"p"_s});
    EXPECT_EQ(s.courier.connectionsWithMail(), Connections{7});
    takeAll(s, 7);
    EXPECT_EQ(s.courier.connectionsWithMail(), Connections{});
    send(s, "b");
    s.courier.setWay({});
    EXPECT_EQ(s.courier.connectionsWithMail(), Connections{});
    send(s, "c");
    EXPECT_EQ(s.courier.connectionsWithMail(), Connections{});
}

TEST_F(CourierWays, AreTakenOnceHoweverOftenTheyAreNamed)
{
    const Way way{7, 1, u"p"_s};
    s.courier.setWay(way);
    send(s, "a");
    for (int i = 0; i < 3; ++i)
        s.courier.setWay(way);
    const std::vector<letter::Letter> letters = takeAll(s, 7);
    EXPECT_EQ(letters.size(), 2U);
    EXPECT_EQ(count<letter::Catalogue>(letters), 1U);
    EXPECT_EQ(count<letter::Request>(letters), 1U);
}

TEST_F(CourierWays, EndWhereTheNextBegins)
{
    s.courier.setWay({7, 1, u"p"_s});
    send(s, "a");
    s.courier.setWay({8, 2, u"q"_s});
    EXPECT_EQ(s.courier.connectionsWithMail(), Connections{8});
    s.courier.gone(8);
    send(s, "b");
    EXPECT_EQ(s.courier.connectionsWithMail(), Connections{}) << "before it is told of the next";
}

TEST_F(CourierWays, OutlastTheConnectionsOfOthers)
{
    s.courier.greeted(5, u"x"_s);
    s.courier.setWay({7, 1, u"p"_s});
    takeAll(s, 7);
    s.courier.gone(5);
    send(s, "a");
    EXPECT_EQ(s.courier.connectionsWithMail(), Connections{7});
}

TEST_F(CourierWays, NeverCarryARequestThatWasCancelledBefore)
{
    const RequestId early = send(s, "early");
    s.courier.cancel(early);
    EXPECT_EQ(s.courier.connectionsWithMail(), Connections{});
    s.courier.setWay({7, 1, u"p"_s});
    EXPECT_EQ(count<letter::Request>(takeAll(s, 7)), 0U);

    const RequestId queued = send(s, "queued");
    s.courier.cancel(queued);
    EXPECT_EQ(takeAll(s, 7).size(), 0U) << "it was taken back";

    const RequestId sent = send(s, "sent");
    EXPECT_EQ(count<letter::Request>(takeAll(s, 7)), 1U);
    s.courier.setWay({});
    s.courier.cancel(sent);
    EXPECT_EQ(s.courier.connectionsWithMail(), Connections{});
    s.courier.setWay({8, 2, u"q"_s});
    const std::vector<letter::Letter> letters = takeAll(s, 8);
    EXPECT_EQ(letters.size(), 1U) << "the catalogue";
    EXPECT_EQ(count<letter::Catalogue>(letters), 1U);
}

TEST_F(CourierWays, TellThePrimaryOfACancelledRequestThatItHas)
{
    s.courier.setWay({7, 1, u"p"_s});
    const RequestId sent = send(s, "sent");
    takeAll(s, 7);
    s.courier.cancel(sent);
    EXPECT_EQ(takeAll(s, 7), std::vector<letter::Letter>{letter::Cancel{sent}});
    s.courier.setWay({8, 1, u"p"_s});
    const RequestId unsent = send(s, "sent on");
    s.courier.received(8, letter::encode(letter::Reply{unsent, 1, Fate::NotPrimary, {}}, 0));
    takeAll(s, 8);
    const RequestId waiting = send(s, "waits for the next");
    s.courier.cancel(waiting);
    EXPECT_TRUE(takeAll(s, 8).empty()) << "it has never had it";
}

TEST_F(CourierWays, AreNoneForTheRequestsOfThePrimaryItself)
{
    reign(s, Reign::Primary, 1);
    const RequestId own = send(s, "own");
    ASSERT_EQ(s.deliveries.size(), 1U);
    s.courier.cancel(own);
    EXPECT_TRUE(*s.deliveries[0].canceled);
    EXPECT_TRUE(s.courier.isDrained()) << "nobody waits for it";
    s.echo();
    EXPECT_TRUE(s.answers.empty());
    reign(s, Reign::Withheld, 1);
    s.courier.cancel(send(s, "withheld"));
    reign(s, Reign::Primary, 1);
    EXPECT_EQ(s.deliveries.size(), 1U);
}

TEST_F(CourierWays, CarryNothingForADroppedPeer)
{
    s.courier.greeted(5, u"x"_s);
    s.courier.received(5, "garbage");
    s.take();
    EXPECT_EQ(s.dropped, Connections{5});
    EXPECT_EQ(s.counted("lettersRejected"), 1U);
    s.courier.received(5, letter::encode(letter::Reply{}, 0));
    EXPECT_EQ(s.counted("lettersOfStrangers"), 1U);
    s.courier.greeted(6, u"y"_s);
    s.courier.received(6, letter::encode(letter::Reply{}, 0));
    EXPECT_EQ(s.counted("lettersMisplaced"), 1U);
}

TEST_F(CourierWays, LeaveNoLengthBehindInAnOutbox)
{
    const auto outgoing = [](quint64 number, qsizetype size) {
        return std::make_shared<Outgoing>(RequestId{1, number}, QByteArray(size, 'x'));
    };
    Outbox outbox(Instant{});
    outbox.add(outgoing(1, 3 * letter::PieceSize), 0);
    outbox.add(outgoing(2, 100), 0);
    outbox.add(letter::Cancel{}, {}, Instant{});
    EXPECT_GT(outbox.size(), 3 * letter::PieceSize + 100);
    EXPECT_TRUE(outbox.remove({1, 2}));
    EXPECT_FALSE(outbox.remove({1, 2}));
    while (!outbox.isEmpty())
        outbox.takeFrame(Instant{});
    EXPECT_EQ(outbox.size(), 0);
}

} // namespace
