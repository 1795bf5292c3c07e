// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/courierbench.h"

using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;
using Reign = Courier::Reign;

namespace {

const Published aThousandBytes{u"a"_s, QByteArray(1000, 'x'), {1}, true};

TEST_F(CourierBench, AnOldEpochNeverOverwritesANewerOne)
{
    Topics topics(limits);
    EXPECT_TRUE(topics.put({u"t"_s, "2.1", {2, 1}, true}));
    EXPECT_FALSE(topics.put({u"t"_s, "1.9", {1, 9}, true}));
    EXPECT_FALSE(topics.put({u"t"_s, "2.1 again", {2, 1}, true}));
    EXPECT_TRUE(topics.put({u"t"_s, "2.2", {2, 2}, true}));
    EXPECT_TRUE(topics.put({u"t"_s, "3.1", {3, 1}, true}));
    EXPECT_EQ(topics.find(u"t"_s)->payload, "3.1");
}

TEST_F(CourierBench, TopicsMayComeAndGoWithoutEndAndARemovedOneStaysAway)
{
    limits.topics = 2;
    Topics topics(limits);
    const auto name = [](int number) { return QString::number(number); };
    EXPECT_TRUE(topics.put({u"kept"_s, "x", {1, 1}, true}));
    for (int i = 0; i < 20; ++i) {
        EXPECT_TRUE(topics.put({name(i), "x", {2, quint64(2 * i + 1)}, true})) << i;
        EXPECT_TRUE(topics.put({name(i), {}, {2, quint64(2 * i + 2)}, true})) << i;
    }
    EXPECT_EQ(topics.count(), 1U);
    EXPECT_FALSE(topics.put({name(19), "older", {1, 1}, true}));
    EXPECT_TRUE(topics.put({u"b"_s, "x", {3, 1}, true}));
    EXPECT_TRUE(topics.put({u"c"_s, "x", {3, 2}, true}));
    EXPECT_TRUE(topics.put({u"d"_s, "x", {3, 3}, true}));
    EXPECT_FALSE(topics.put({u"e"_s, "x", {3, 4}, true})) << "twice as many as may be published are kept";
    EXPECT_EQ(topics.find(u"kept"_s)->payload, "x");
}

TEST_F(CourierBench, ANewPrimaryAndItsSecondariesBringTheirTopicsTogether)
{
    Instance p = make("p");
    Instance q = make("q");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(q, p, 1);
    connect(s, p, 1);
    exchange();
    p.courier.publish({u"both"_s, "both", {1}, true});
    exchange();
    disconnect(q); // it misses the next one
    p.courier.publish({u"t"_s, "only s has it", {1}, true});
    p.courier.publish({u"both"_s, "newer", {1}, true});
    exchange();
    disconnect(s);
    reign(q, Reign::Primary, 2);
    q.courier.publish({u"both"_s, "newest", {2}, true});
    q.take();
    connect(s, q, 2);
    Instance late = make("late");
    connect(late, q, 2);
    exchange();
    for (Instance *instance : {&q, &s, &late}) {
        std::map<QString, QByteArray> last;
        for (const Published &value : instance->published)
            last[value.topic] = value.payload;
        EXPECT_EQ(last[u"t"_s], "only s has it") << qPrintable(instance->id);
        EXPECT_EQ(last[u"both"_s], "newest") << qPrintable(instance->id);
    }
    EXPECT_EQ(late.published.size(), 2U);
}

TEST_F(CourierBench, ARetainedTopicIsNotLostToAPrimaryWithoutRoomForRequests)
{
    limits.total = 4 * letter::PieceSize;
    const QByteArray kept(2 * letter::PieceSize, 'k');
    Instance p = make("p");
    Instance q = make("q");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    exchange();
    p.courier.publish({u"t"_s, kept, {1}, true});
    exchange();
    disconnect(s);
    reign(q, Reign::Primary, 2);
    send(q, QByteArray(3 * letter::PieceSize, 'x')); // in hand: the room is taken
    connect(s, q, 2);
    exchange();
    ASSERT_EQ(q.published.size(), 1U);
    EXPECT_EQ(q.published[0].payload.size(), kept.size());
    Instance late = make("late");
    connect(late, q, 2);
    exchange();
    ASSERT_EQ(late.published.size(), 1U);
    EXPECT_EQ(late.published[0].payload.size(), kept.size());
}

TEST_F(CourierBench, AnApplicationThatTakesNothingIsToldOfABoundedMuchAndLaterHowTheTopicsAre)
{
    limits.untold = 10 * aThousandBytes.size();
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    exchange();
    for (int i = 0; i < 10; ++i) {
        p.courier.publish({u"a"_s, QByteArray(1000, char('0' + i)), {1}, true});
        p.courier.publish({u"t"_s, QByteArray(1000, 'x'), {1}, false});
    }
    p.courier.publish({u"b"_s, QByteArray(1000, 'x'), {1}, true});
    p.courier.publish({u"b"_s, {}, {1}, true});
    exchange();
    ASSERT_EQ(s.published.size(), 10U);
    EXPECT_EQ(s.published[8].payload[0], '4');
    EXPECT_EQ(s.counted("publicationsUntold"), 5U) << "no topic among them";
    s.published.clear(); // it takes them now
    p.courier.publish({u"t"_s, "after", {1}, false});
    exchange();
    ASSERT_EQ(s.published.size(), 3U) << "each topic once, before what comes after";
    EXPECT_EQ(s.published[0].topic, u"a"_s);
    EXPECT_EQ(s.published[0].payload[0], '9');
    EXPECT_EQ(s.published[1].topic, u"b"_s);
    EXPECT_TRUE(s.published[1].payload.isEmpty());
    EXPECT_EQ(s.published[2].payload, "after");
    p.take();
    EXPECT_EQ(p.published.size(), 23U) << "of its own an application is told without a bound: it makes them";
}

TEST_F(CourierBench, WhatIsToldLateWaitsForRoomToo)
{
    limits.untold = 2 * aThousandBytes.size();
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    exchange();
    const auto publish = [&](const QString &topic) {
        p.courier.publish({topic, QByteArray(1000, 'x'), {1}, true});
        exchange();
    };
    for (const auto &topic : {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s})
        publish(topic);
    const auto told = [&s] {
        QStringList topics;
        for (const Published &value : std::exchange(s.published, {}))
            topics.append(value.topic);
        s.take();
        return topics;
    };
    EXPECT_EQ(told(), (QStringList{u"a"_s, u"b"_s}));
    publish(u"c"_s);
    EXPECT_EQ(told(), (QStringList{u"c"_s, u"d"_s}));
    EXPECT_EQ(told(), (QStringList{u"e"_s, u"c"_s})) << "it has changed since";
    EXPECT_EQ(told(), QStringList{});
}

TEST_F(CourierBench, APublicationWaitsWhileTheRoleCannotBeProved)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    exchange();
    reign(p, Reign::Withheld, 1);
    p.courier.publish({u"t"_s, "x", {1}, true});
    p.take();
    exchange();
    EXPECT_TRUE(p.published.empty());
    EXPECT_TRUE(s.published.empty());
    reign(p, Reign::Primary, 1);
    exchange();
    EXPECT_EQ(p.published.size(), 1U);
    EXPECT_EQ(s.published.size(), 1U);
}

TEST_F(CourierBench, ADemotionWaitsForItsLastPublicationsButNotForAPeerThatDoesNotRead)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    exchange();
    p.courier.greeted(77, u"mute"_s);
    reign(p, Reign::Demoting, 1);
    p.courier.publish({u"t"_s, "x", {1}, true});
    p.take();
    EXPECT_FALSE(p.courier.isDrained());
    exchange();
    EXPECT_FALSE(p.courier.isDrained());
    p.courier.setTime(Instant(limits.patience));
    EXPECT_TRUE(p.courier.isDrained());
}

TEST_F(CourierBench, ADemotionWaitsUntilANewcomerHasWhatIsRetained)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    p.courier.publish({u"t"_s, "x", {1}, true});
    p.take();
    EXPECT_EQ(p.courier.patienceEnds(), Never);
    connect(s, p, 1);
    reign(p, Reign::Demoting, 1);
    EXPECT_FALSE(p.courier.isDrained());
    EXPECT_EQ(p.courier.patienceEnds(), Instant(limits.patience));
    exchange();
    EXPECT_TRUE(p.courier.isDrained());
    EXPECT_EQ(s.published.size(), 1U);
    p.courier.greeted(1, s.id);
    EXPECT_TRUE(p.courier.isDrained()) << "it was welcomed again, and is no newcomer";
    p.courier.greeted(77, u"mute"_s);
    EXPECT_FALSE(p.courier.isDrained());
    p.courier.setTime(p.courier.patienceEnds());
    EXPECT_TRUE(p.courier.isDrained()) << "it has not asked for them";
}

TEST_F(CourierBench, ADemotionWaitsForNoNewcomerWhereNothingIsRetained)
{
    Instance p = make("p");
    reign(p, Reign::Primary, 1);
    p.courier.publish({u"t"_s, "x", {1}, true});
    p.courier.publish({u"t"_s, {}, {1}, true});
    p.take();
    p.courier.greeted(77, u"mute"_s);
    reign(p, Reign::Demoting, 1);
    EXPECT_TRUE(p.courier.isDrained());
}

TEST_F(CourierBench, ATopicThatTookTheRoomOfARemovedOneReachesThoseThatMissedBoth)
{
    limits.retained = 10;
    Instance p = make("p");
    Instance q = make("q");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    connect(q, p, 1);
    p.courier.publish({u"kept"_s, QByteArray(5, 'k'), {1}, true});
    p.courier.publish({u"removed"_s, QByteArray(5, 'r'), {1}, true});
    exchange();
    disconnect(q);
    disconnect(s);
    p.courier.publish({u"removed"_s, {}, {1}, true});
    p.courier.publish({u"added"_s, QByteArray(5, 'a'), {1}, true});
    connect(s, p, 1);
    exchange();
    const auto has = [](const Instance &instance, const QString &topic) {
        return std::any_of(instance.published.begin(), instance.published.end(),
                           [&topic](const Published &value) { return value.topic == topic; });
    };
    EXPECT_EQ(s.published.size(), 4U);
    EXPECT_TRUE(has(s, u"added"_s));

    disconnect(s);
    reign(q, Reign::Primary, 2); // it has missed both too
    connect(s, q, 2);
    exchange();
    EXPECT_EQ(q.published.size(), 4U);
    EXPECT_TRUE(has(q, u"added"_s));
}

TEST_F(CourierBench, AllTopicsThatHaveRoomAreToldOfHoweverLongTheirNames)
{
    limits.topics /= 64;
    limits.message /= 64;
    const std::size_t most = 2 * std::size_t(limits.topics);
    std::vector<Published> removed;
    for (std::size_t i = 0; i < most; ++i)
        removed.push_back({QString::number(i).rightJustified(limits.topicLength, u'\u6f22'), {}, {1, i + 1}, true});
    Instance p = make("p");
    Instance s = make("s");
    s.courier.restore(removed);
    reign(p, Reign::Primary, 2);
    connect(s, p, 2);
    exchange();
    EXPECT_TRUE(p.dropped.empty());
    EXPECT_EQ(p.published.size(), most);
}

TEST_F(CourierBench, OnlyThePrimarysOwnReignPublishes)
{
    Instance p = make("p");
    p.courier.publish({u"t"_s, "x", {1}, true});
    reign(p, Reign::Primary, 2);
    p.courier.publish({u"t"_s, "x", {1}, true});
    p.take();
    EXPECT_TRUE(p.published.empty());
    EXPECT_EQ(p.counted("publicationsDropped"), 2U);
    p.courier.greeted(7, u"liar"_s);
    const auto claim = [&](Edition edition) {
        p.courier.received(7, letter::encode(letter::Publication{u"t"_s, edition, true}, 1) + "y");
        p.take();
    };
    claim({2, 1});
    claim({3, 1});
    EXPECT_TRUE(p.published.empty()) << "of its own reign it knows best";
    claim({1, 1});
    EXPECT_EQ(p.published.size(), 1U);
}

TEST_F(CourierBench, AnEarlierTopicIsToldBeforeALaterOneThatHasRoom)
{
    limits.untold = aThousandBytes.size() + 500;
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    for (const auto &topic : {u"a"_s, u"b"_s})
        p.courier.publish({topic, QByteArray(1000, 'x'), {1}, true});
    p.courier.publish({u"b"_s, "short", {1}, false});
    p.courier.publish({u"c"_s, "short", {1}, true});
    exchange();
    ASSERT_EQ(s.published.size(), 1U);
    EXPECT_EQ(s.counted("publicationsUntold"), 1U) << "it would have overtaken the topic";
    std::exchange(s.published, {}); // it takes them now
    s.take();
    ASSERT_EQ(s.published.size(), 2U);
    EXPECT_EQ(s.published[0].topic, u"b"_s);
    EXPECT_EQ(s.published[1].topic, u"c"_s);
}

TEST_F(CourierBench, ATopicThatIsForgottenBeforeItCouldBeToldIsNotTold)
{
    limits.untold = aThousandBytes.size();
    limits.topics = 1; // and two of those that are told
    Instance s = make("s");
    s.courier.setWay({1, 1, u"p"_s});
    quint64 number = 0;
    const auto receive = [&](const QString &topic, const QByteArray &payload) {
        const letter::Publication publication{topic, {1, ++number}, true};
        s.courier.received(1, letter::encode(publication, payload.size()) + payload);
    };
    receive(u"a"_s, QByteArray(1000, 'x'));
    s.take();
    receive(u"forgotten"_s, "x");
    receive(u"forgotten"_s, {});
    receive(u"a"_s, "x");
    receive(u"last"_s, "x");
    s.take();
    ASSERT_EQ(s.published.size(), 1U);
    s.published.clear(); // it takes them now
    s.take();
    ASSERT_EQ(s.published.size(), 2U);
    EXPECT_EQ(s.published[0].topic, u"a"_s);
    EXPECT_EQ(s.published[1].topic, u"last"_s);
}

TEST_F(CourierBench, WhoBringsATopicIsNotToldOfItAndWhoLacksNothingNotAsked)
{
    Instance p = make("p");
    p.courier.greeted(7, u"s"_s);
    p.courier.greeted(8, u"other"_s);
    const letter::Publication brought{u"t"_s, {1, 1}, true};
    const auto receive = [&p](const letter::Letter &letter, const QByteArray &payload) {
        p.courier.received(7, letter::encode(letter, payload.size()) + payload);
        p.take();
    };
    p.courier.restore({{u"kept"_s, "x", {1, 1}, true}});
    receive(letter::Catalogue{}, letter::encodeCatalog({}));
    EXPECT_FALSE(p.courier.hasMail(7)) << "it is not primary";
    reign(p, Reign::Primary, 2);
    receive(letter::Publication{u"u"_s, {1, 1}, false}, "x");
    EXPECT_TRUE(p.published.empty()) << "of another reign, and not retained";
    receive(brought, "x");
    EXPECT_EQ(p.courier.connectionsWithMail(), std::vector<Connection>{8});
    receive(letter::Catalogue{}, letter::encodeCatalog({{u"kept"_s, {1, 1}}, {u"t"_s, {1, 1}}}));
    EXPECT_EQ(p.courier.connectionsWithMail(), std::vector<Connection>{8});
}

TEST_F(CourierBench, ACatalogueOfMoreTopicsThanAnybodyKeepsLosesItsConnection)
{
    limits.topics = 2;
    Instance p = make("p");
    reign(p, Reign::Primary, 2);
    letter::Catalog catalog;
    for (const Connection connection : {7, 8}) {
        while (catalog.size() < std::size_t(connection - 3)) // four, then five
            catalog.emplace_back(QString::number(catalog.size()), Edition{1, 1});
        const QByteArray payload = letter::encodeCatalog(catalog);
        p.courier.greeted(connection, QString::number(connection));
        p.courier.received(connection, letter::encode(letter::Catalogue{}, payload.size()) + payload);
        p.take();
    }
    EXPECT_EQ(p.dropped, std::vector<Connection>{8});
    EXPECT_EQ(p.courier.connectionsWithMail(), std::vector<Connection>{7}) << "it is asked for the four";
}

TEST_F(CourierBench, ATopicThatIsLongerThanItMayBeIsTakenFromNobody)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 2);
    p.courier.greeted(7, u"x"_s);
    s.courier.setWay({7, 2, u"x"_s});
    for (const qsizetype size : {1024, 1025}) {
        for (const bool retained : {true, false})
            s.courier.received(7, letter::encode(letter::Publication{QString(size, u't'), {2, 1}, retained}, 1) + "x");
        p.courier.received(7, letter::encode(letter::Publication{QString(size, u't'), {1, 1}, true}, 1) + "x");
    }
    p.take();
    s.take();
    EXPECT_EQ(p.published.size(), 1U);
    EXPECT_EQ(s.published.size(), 2U);
}

TEST_F(CourierBench, AWantThatCannotBeReadOrIsOfSomethingUnknownIsIgnored)
{
    Instance s = make("s");
    s.courier.setWay({1, 1, u"p"_s});
    s.courier.takeFrame(1);
    for (const QByteArray &payload : {QByteArray("garbage"), letter::encodeCatalog({{u"unknown"_s, {}}})})
        s.courier.received(1, letter::encode(letter::Want{}, payload.size()) + payload);
    EXPECT_EQ(s.courier.connectionsWithMail(), std::vector<Connection>{});
    EXPECT_EQ(s.counted("lettersMisplaced"), 1U);
}

} // namespace
