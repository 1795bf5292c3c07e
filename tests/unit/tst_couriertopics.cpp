// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/courierbench.h"

using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;
using Reign = Courier::Reign;

namespace {

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
    limits.topics = 3;
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
    EXPECT_FALSE(topics.put({u"d"_s, "x", {3, 3}, true})) << "three are kept";
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
    p.courier.publish(1, u"both"_s, "both", true);
    exchange();
    disconnect(q); // it misses the next one
    p.courier.publish(1, u"t"_s, "only s has it", true);
    p.courier.publish(1, u"both"_s, "newer", true);
    exchange();
    disconnect(s);
    reign(q, Reign::Primary, 2);
    q.courier.publish(2, u"both"_s, "newest", true);
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
    p.courier.publish(1, u"t"_s, kept, true);
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

TEST_F(CourierBench, APublicationWaitsWhileTheRoleCannotBeProved)
{
    Instance p = make("p");
    Instance s = make("s");
    reign(p, Reign::Primary, 1);
    connect(s, p, 1);
    exchange();
    reign(p, Reign::Withheld, 1);
    p.courier.publish(1, u"t"_s, "x", true);
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
    p.courier.publish(1, u"t"_s, "x", true);
    p.take();
    EXPECT_FALSE(p.courier.isDrained());
    exchange();
    EXPECT_FALSE(p.courier.isDrained());
    p.courier.setTime(Instant(limits.patience));
    EXPECT_TRUE(p.courier.isDrained());
}

TEST_F(CourierBench, OnlyThePrimarysOwnReignPublishes)
{
    Instance p = make("p");
    p.courier.publish(1, u"t"_s, "x", true);
    reign(p, Reign::Primary, 2);
    p.courier.publish(1, u"t"_s, "x", true);
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

} // namespace
