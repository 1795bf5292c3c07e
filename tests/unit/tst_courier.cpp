// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/courierbench.h"

using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;
using Reign = Courier::Reign;
using Payloads = QList<QByteArray>;

namespace {

TEST_F(CourierBench, ARequestIsHandedOverOnceAndItsReplyComesBack)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 4);
    connect(s, p, 4);
    const RequestId id = send(s, "x");
    exchange();
    ASSERT_EQ(p.delivered(), Payloads{"x"});
    EXPECT_EQ(p.deliveries[0].id, id);
    EXPECT_EQ(p.deliveries[0].senderId, u"s"_s);
    EXPECT_EQ(p.deliveries[0].attempt, 1);
    EXPECT_EQ(p.deliveries[0].epoch, 4U);
    EXPECT_FALSE(p.courier.isDrained());
    p.echo();
    exchange();
    ASSERT_EQ(s.replies(), Payloads{"x"});
    EXPECT_EQ(s.answers[0].id, id);
    EXPECT_EQ(s.answers[0].handledBy, u"p"_s);
    EXPECT_EQ(s.answers[0].epoch, 4U);
    EXPECT_TRUE(p.courier.isDrained());
}

TEST_F(CourierBench, WhatHasNoReplyGoesToTheNextPrimaryInOrderBeforeAnythingNew)
{
    Instance p = make("p");
    Instance s = make("s");
    Instance q = make("q");
    send(s, "before anybody is primary");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    send(s, "b");
    send(s, "c");
    exchange();
    p.courier.answer(p.deliveries[1].ticket, {Fate::Done, "answered", {}});
    exchange();
    EXPECT_EQ(s.replies(), Payloads{"answered"});
    disconnect(s); // it crashed
    send(s, "d");
    reign(q, Reign::Primary, 2);
    connect(s, q, 2);
    send(s, "e");
    exchange();
    EXPECT_EQ(q.delivered(), (Payloads{"before anybody is primary", "c", "d", "e"}));
    EXPECT_EQ(q.deliveries[0].attempt, 2);
    EXPECT_EQ(q.deliveries[1].attempt, 2);
    EXPECT_EQ(q.deliveries[2].attempt, 1);
    EXPECT_EQ(q.deliveries[0].id, p.deliveries[0].id);
}

TEST_F(CourierBench, ThePrimaryItselfIsServedTheSameWayAndItsRequestsFollowTheRoleToo)
{
    Instance p = make("p");
    Instance q = make("q");
    send(p, "early");
    reign(p, Reign::Withheld, 1);
    EXPECT_TRUE(p.deliveries.empty()) << "not before it is primary";
    reign(p, Reign::Primary, 1);
    send(p, "b");
    EXPECT_EQ(p.delivered(), (Payloads{"early", "b"}));
    EXPECT_EQ(p.deliveries[0].senderId, u"p"_s);
    p.courier.answer(p.deliveries[0].ticket, {Fate::Done, "ok", {}});
    p.take();
    EXPECT_EQ(p.replies(), Payloads{"ok"});
    EXPECT_EQ(p.answers[0].handledBy, u"p"_s);
    reign(p, Reign::None, NoEpoch);
    EXPECT_TRUE(*p.deliveries[1].canceled);
    reign(q, Reign::Primary, 2);
    connect(p, q, 2);
    exchange();
    EXPECT_EQ(q.delivered(), Payloads{"b"});
    EXPECT_EQ(q.deliveries[0].attempt, 2);
}

TEST_F(CourierBench, ARequestThatComesAgainOverANewConnectionIsNotHandedOverAgain)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    send(s, "done");
    send(s, "in hand");
    exchange();
    p.courier.answer(p.deliveries[0].ticket, {Fate::Done, "the reply that is lost", {}});
    disconnect(s);
    connect(s, p, 1);
    exchange();
    EXPECT_EQ(p.deliveries.size(), 2U);
    EXPECT_EQ(s.replies(), Payloads{"the reply that is lost"});
    p.courier.answer(p.deliveries[1].ticket, {Fate::Done, "late", {}});
    exchange();
    EXPECT_EQ(s.replies(), (Payloads{"the reply that is lost", "late"}));
    EXPECT_EQ(p.counted("repliesRepeated"), 1U);
}

TEST_F(CourierBench, ADemotingPrimaryFinishesWhatItHasAndTheRestWaitsForTheNext)
{
    Instance p = make("p");
    Instance s = make("s");
    Instance q = make("q");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    send(s, "a");
    send(p, "own a");
    exchange();
    reign(p, Reign::Demoting, 1);
    send(s, "b");
    send(p, "own b");
    exchange();
    send(s, "c");
    exchange();
    EXPECT_EQ(p.delivered(), (Payloads{"own a", "a"}));
    EXPECT_EQ(s.counted("requestsMoved"), 1U) << "c was not even sent: it must not overtake b";
    EXPECT_FALSE(p.courier.isDrained());
    p.echo();
    EXPECT_FALSE(p.courier.isDrained()) << "a reply has not gone out yet";
    exchange();
    EXPECT_TRUE(p.courier.isDrained());
    EXPECT_EQ(s.replies(), Payloads{"a"});
    EXPECT_EQ(p.replies(), Payloads{"own a"});
    disconnect(s);
    reign(p, Reign::None, NoEpoch);
    reign(q, Reign::Primary, 2);
    connect(s, q, 2);
    connect(p, q, 2);
    exchange();
    EXPECT_EQ(q.delivered(), (Payloads{"b", "own b", "c"}));
}

TEST_F(CourierBench, NothingIsHandedOverOrAnsweredWhileTheRoleCannotBeProved)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    send(s, "a");
    exchange();
    reign(p, Reign::Withheld, 1);
    send(s, "b");
    send(p, "own");
    p.echo();
    exchange();
    EXPECT_EQ(p.delivered(), Payloads{"a"});
    EXPECT_TRUE(s.answers.empty());
    EXPECT_FALSE(p.courier.isDrained());
    reign(p, Reign::Primary, 1);
    exchange();
    EXPECT_EQ(p.delivered(), (Payloads{"a", "b", "own"}));
    EXPECT_EQ(s.replies(), Payloads{"a"});
}

TEST_F(CourierBench, WhatWasAnsweredAndPublishedMeanwhileGoesOutAlsoFromADemotingPrimary)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    send(s, "a");
    exchange();
    reign(p, Reign::Withheld, 1);
    send(s, "b");
    exchange();
    p.echo();
    p.courier.publish({u"t"_s, "x", {1}, false});
    reign(p, Reign::Demoting, 1);
    exchange();
    EXPECT_EQ(s.replies(), Payloads{"a"});
    EXPECT_EQ(s.published.size(), 1U);
    EXPECT_EQ(s.counted("requestsMoved"), 1U);
    EXPECT_TRUE(p.courier.isDrained());
}

TEST_F(CourierBench, WhatIsInHandEndsWithItsReignHoweverThatEnds)
{
    for (const auto &[next, epoch] : {std::pair(Reign::Primary, Epoch(2)), std::pair(Reign::None, Epoch(1))}) {
        Instance p = make("p");
        Instance s = make("s");
        reign(p, Reign::Primary, 1);
        connect(s, p, 1);
        send(s, "a");
        exchange();
        ASSERT_EQ(p.deliveries.size(), 1U);
        reign(p, next, epoch);
        EXPECT_TRUE(*p.deliveries[0].canceled) << epoch;
        disconnect(s);
    }
}

TEST_F(CourierBench, TheReplyOfAReignThatIsOverIsDroppedAndTheRequestSentOn)
{
    Instance p = make("p");
    Instance s = make("s");
    Instance q = make("q");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    send(s, "a");
    exchange();
    reign(p, Reign::Withheld, 1);
    p.echo(); // written while it cannot prove its role
    reign(p, Reign::None, NoEpoch);
    p.courier.answer(p.deliveries[0].ticket, {Fate::Done, "after the end", {}});
    exchange();
    EXPECT_TRUE(s.answers.empty());
    EXPECT_EQ(p.counted("answersLate"), 1U);
    disconnect(s);
    reign(q, Reign::Primary, 2);
    connect(s, q, 2);
    exchange();
    EXPECT_EQ(q.delivered(), Payloads{"a"});
    q.echo();
    exchange();
    EXPECT_EQ(s.replies(), Payloads{"a"});
}

TEST_F(CourierBench, ACancelledRequestIsTakenBackOrItsHandlerIsTold)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    const RequestId handed = send(s, "handed over");
    exchange();
    const RequestId queued = send(s, "still here");
    s.courier.cancel(queued);
    s.courier.cancel(handed);
    s.courier.cancel(handed);
    exchange();
    EXPECT_EQ(p.delivered(), Payloads{"handed over"});
    EXPECT_TRUE(*p.deliveries[0].canceled);
    EXPECT_TRUE(p.courier.isDrained()) << "nobody waits for it";
    p.echo();
    exchange();
    EXPECT_TRUE(s.answers.empty());
}

TEST_F(CourierBench, ACancellationReachesThePrimaryThatHasTheRequestOverTheNextConnection)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    const RequestId away = send(s, "cancelled while the connection is away");
    const RequestId queued = send(s, "cancelled while it waits to be sent again");
    const RequestId lost = send(s, "its cancellation is lost with the connection");
    exchange();
    s.courier.cancel(lost);
    disconnect(s);
    s.courier.cancel(away);
    connect(s, p, 1);
    s.courier.cancel(queued);
    exchange();
    EXPECT_TRUE(*p.deliveries[0].canceled);
    EXPECT_TRUE(*p.deliveries[1].canceled);
    send(s, "the next");
    exchange();
    EXPECT_TRUE(*p.deliveries[2].canceled);
    EXPECT_EQ(p.deliveries.size(), 4U);
    EXPECT_FALSE(*p.deliveries[3].canceled);
    EXPECT_FALSE(p.courier.isDrained());
    p.echo(3);
    exchange();
    EXPECT_TRUE(p.courier.isDrained()) << "nobody waits for the others";
}

TEST_F(CourierBench, LettersOfManyPiecesArriveWhole)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    Payloads sent;
    for (const qsizetype size : {qsizetype(0), qsizetype(1), letter::PieceSize - 1, letter::PieceSize,
                                 letter::PieceSize + 1, 5 * letter::PieceSize}) {
        sent.append(QByteArray(size, char('a' + sent.size())));
        send(s, sent.back());
    }
    exchange();
    p.echo();
    exchange();
    EXPECT_TRUE(p.delivered() == sent);
    EXPECT_TRUE(s.replies() == sent);
}

TEST_F(CourierBench, ARequestInHandMayStillBeCancelledOnceAnotherWasSentOn)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    const RequestId handed = send(s, "handed over");
    exchange();
    reign(p, Reign::Demoting, 1);
    send(s, "for the next");
    exchange();
    ASSERT_EQ(s.counted("requestsMoved"), 1U);
    s.courier.cancel(handed);
    exchange();
    EXPECT_TRUE(*p.deliveries[0].canceled);
    EXPECT_TRUE(p.courier.isDrained()) << "nobody waits for it";
}

TEST_F(CourierBench, AHundredThousandRequestsLeaveNothingBehind)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    constexpr int Rounds = 1000;
    constexpr int PerRound = 100;
    std::size_t replies = 0;
    for (int round = 0; round < Rounds; ++round) {
        for (int i = 0; i < PerRound; ++i)
            send(s, "x");
        if (round % 50 == 49) {
            disconnect(s);
            connect(s, p, 1);
        }
        exchange();
        p.echo();
        exchange();
        replies += s.answers.size();
        s.answers.clear();
        p.deliveries.clear();
    }
    EXPECT_EQ(replies, std::size_t(Rounds * PerRound));
    EXPECT_TRUE(p.courier.isDrained());
    EXPECT_EQ(p.counted("requestsTaken"), quint64(Rounds * PerRound));
}

} // namespace
