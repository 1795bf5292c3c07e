// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What a primary takes, keeps and answers while its role cannot be proved, while it leaves, and after the end.

#include "unit/courierbench.h"

using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;
using Reign = Courier::Reign;
using Payloads = QList<QByteArray>;

namespace {

class CourierReigns : public CourierBench
{
protected:
    std::vector<Fate> fates(const Instance &sender) const
    {
        std::vector<Fate> list;
        for (const Answered &answered : sender.answers)
            list.push_back(answered.response.fate);
        return list;
    }
};

TEST_F(CourierReigns, LetOnlySoManyRequestsWaitForAProof)
{
    limits.allRequests = 2;
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Withheld, 1);
    connect(s, p, 1);
    for (const char *payload : {"a", "b", "c"})
        send(s, payload);
    exchange();
    EXPECT_EQ(fates(s), std::vector{Fate::TooLarge});
    reign(p, Reign::Primary, 1);
    EXPECT_EQ(p.delivered(), (Payloads{"a", "b"}));
}

TEST_F(CourierReigns, LetOnlySoManyBytesWaitForAProof)
{
    limits.total = 1000;
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Withheld, 1);
    connect(s, p, 1);
    for (const qsizetype size : {600, 401, 400})
        send(s, QByteArray(size, 'x'));
    exchange();
    EXPECT_EQ(fates(s), std::vector{Fate::TooLarge});
    reign(p, Reign::Primary, 1);
    ASSERT_EQ(p.deliveries.size(), 2U);
    EXPECT_EQ(p.deliveries[1].payload.size(), 400);
}

TEST_F(CourierReigns, HandOverNoRequestWithoutItsPayloadThatHadNoRoomMeanwhile)
{
    limits.total = 4 * letter::PieceSize;
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    send(s, QByteArray(3 * letter::PieceSize, 'x'));
    exchange();
    reign(p, Reign::Withheld, 1);
    send(s, QByteArray(3 * letter::PieceSize, 'y'));
    exchange();
    EXPECT_EQ(fates(s), std::vector{Fate::TooLarge});
    reign(p, Reign::Primary, 1);
    EXPECT_EQ(p.deliveries.size(), 1U);
}

TEST_F(CourierReigns, TakeNothingAlongIntoALaterOne)
{
    Instance p = make("p");
    p.courier.greeted(7, u"s"_s);
    reign(p, Reign::Withheld, 1);
    p.courier.received(7, letter::encode(letter::Request{{1, 1}, 1, 0}, 1) + "x");
    p.courier.publish({u"t"_s, "x", {1}, true});
    reign(p, Reign::None, NoEpoch);
    reign(p, Reign::Withheld, 3);
    reign(p, Reign::Primary, 3);
    EXPECT_TRUE(p.deliveries.empty()) << "its sender has asked the next primary";
    EXPECT_TRUE(p.published.empty());
    EXPECT_EQ(p.counted("publicationsDropped"), 0U);
}

TEST_F(CourierReigns, CountAnOwnRequestInHandAsSentOnceHoweverOftenTheProofIsLate)
{
    Instance p = make("p");
    Instance q = make("q");
    reign(p, Reign::Primary, 1);
    send(p, "own");
    for (int i = 0; i < 3; ++i) {
        reign(p, Reign::Withheld, 1);
        reign(p, Reign::Primary, 1);
    }
    EXPECT_EQ(p.deliveries.size(), 1U);
    reign(p, Reign::None, NoEpoch);
    reign(q, Reign::Primary, 2);
    connect(p, q, 2);
    exchange();
    ASSERT_EQ(q.deliveries.size(), 1U);
    EXPECT_EQ(q.deliveries[0].attempt, 2);
}

TEST_F(CourierReigns, FinishARequestThatComesAgainWhileTheyEnd)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    send(s, "a");
    exchange();
    reign(p, Reign::Demoting, 1);
    disconnect(s);
    connect(s, p, 1);
    exchange();
    EXPECT_EQ(s.counted("requestsMoved"), 0U) << "the handler has it";
    EXPECT_FALSE(p.courier.isDrained());
    p.echo();
    exchange();
    EXPECT_EQ(s.replies(), Payloads{"a"});
    EXPECT_EQ(p.deliveries.size(), 1U);
}

TEST_F(CourierReigns, GiveAReplyThatWasLostOnceMoreHoweverLittleRoomThereIs)
{
    for (const Reign end : {Reign::Primary, Reign::Demoting}) {
        limits.total = 4 * letter::PieceSize;
        Instance p = make("p");
        Instance s = make("s");
        Instance other = make("other");
        reign(p, Reign::Primary, 1);
        connect(s, p, 1);
        connect(other, p, 1);
        send(s, QByteArray(3 * letter::PieceSize, 'x'));
        exchange();
        ASSERT_EQ(p.deliveries.size(), 1U);
        p.courier.answer(p.deliveries[0].ticket, {Fate::Done, "done", {}});
        disconnect(s); // before it has come
        send(other, QByteArray(3 * letter::PieceSize, 'y'));
        exchange();
        ASSERT_EQ(p.deliveries.size(), 2U);
        reign(p, end, 1);
        connect(s, p, 1);
        exchange();
        EXPECT_EQ(s.replies(), Payloads{"done"});
        EXPECT_EQ(p.deliveries.size(), 2U) << "the handler has done it";
    }
}

TEST_F(CourierReigns, AnswerWithAsMuchAsALetterMayHaveAndNoMore)
{
    limits.message = 100;
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    send(s, "a");
    send(s, "b");
    send(p, "own");
    exchange();
    ASSERT_EQ(p.deliveries.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i)
        p.courier.answer(p.deliveries[i].ticket, {Fate::Done, QByteArray(qsizetype(99 + i), 'r'), {}});
    p.take();
    exchange();
    EXPECT_EQ(fates(p), std::vector{Fate::Done});
    EXPECT_EQ(fates(s), (std::vector{Fate::Done, Fate::TooLarge}));
    EXPECT_TRUE(s.dropped.empty());
}

TEST_F(CourierReigns, SayNothingToWhoHasCancelledOrHasItsReply)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    const RequestId canceled = send(s, "canceled");
    const RequestId withdrawn = send(s, "withdrawn");
    exchange();
    s.courier.cancel(canceled);
    s.courier.cancel(withdrawn);
    exchange();
    p.courier.answer(p.deliveries[0].ticket, {Fate::Done, "x", {}});
    EXPECT_EQ(p.courier.connectionsWithMail(), std::vector<Connection>{});
    p.courier.answer(p.deliveries[1].ticket, {Fate::NotPrimary, {}, {}});
    EXPECT_EQ(p.courier.connectionsWithMail(), std::vector<Connection>{});
    EXPECT_EQ(p.counted("requestsAnswered"), 1U);
    EXPECT_EQ(p.counted("answersLate"), 0U);

    p.courier.greeted(9, u"x"_s);
    p.courier.received(9, letter::encode(letter::Request{{1, 1}, 1, 5}, 1) + "x");
    EXPECT_EQ(p.counted("requestsSettled"), 1U);
    EXPECT_EQ(p.courier.connectionsWithMail(), std::vector<Connection>{});
}

TEST_F(CourierReigns, AreNotConfusedByAPeerThatBorrowsTheSenderOfThePrimaryItself)
{
    Instance p = make("p");
    reign(p, Reign::Primary, 1);
    const RequestId own{qHash(p.id), 1};
    p.courier.greeted(7, u"liar"_s);
    p.courier.received(7, letter::encode(letter::Request{{own.sender, 2}, 1, 0}, 1) + "x");
    p.courier.gone(7);
    EXPECT_EQ(send(p, "own"), own);
    ASSERT_EQ(p.deliveries.size(), 2U);
    p.echo();
    EXPECT_EQ(p.replies(), Payloads{"own"});
}

TEST_F(CourierReigns, AreNotDrainedWhileSomethingWaitsForAProof)
{
    Instance p = make("p");
    reign(p, Reign::Withheld, 1);
    EXPECT_TRUE(p.courier.isDrained());
    p.courier.publish({u"t"_s, "x", {1}, true});
    EXPECT_FALSE(p.courier.isDrained());
}

} // namespace
