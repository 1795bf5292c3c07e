// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/topics.h"

#include <gtest/gtest.h>

#include <QStringList>

using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;

namespace {

class TopicsTest : public testing::Test
{
protected:
    static MessageLimits limits()
    {
        MessageLimits limits;
        limits.topics = 2; // and 4 of those that are told
        limits.retained = 50;
        return limits;
    }
    bool put(const QString &topic, const QByteArray &payload)
    {
        return topics.put({topic, payload, {2, ++m_last}, true});
    }
    bool remove(const QString &topic) { return put(topic, {}); }
    static QStringList names(const letter::Catalog &catalog)
    {
        QStringList list;
        for (const auto &[topic, edition] : catalog)
            list.append(topic);
        return list;
    }

    Topics topics{limits()};

private:
    quint64 m_last = 0;
};

TEST_F(TopicsTest, KeepAsManyAsHaveRoomAndChangeThoseStill)
{
    for (const auto &topic : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
        EXPECT_TRUE(put(topic, "x"));
    EXPECT_FALSE(put(u"e"_s, "x"));
    EXPECT_TRUE(put(u"b"_s, "y"));
    EXPECT_EQ(topics.count(), 4U);
    EXPECT_EQ(names(topics.catalog()), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    EXPECT_EQ(topics.find(u"b"_s)->payload, "y");
    EXPECT_FALSE(topics.find(u"e"_s));
}

TEST_F(TopicsTest, KeepBytesUpToTheBoundAndCountWhatIsReplaced)
{
    EXPECT_TRUE(put(u"a"_s, QByteArray(60, 'x')));
    EXPECT_TRUE(put(u"b"_s, QByteArray(40, 'x')));
    EXPECT_FALSE(put(u"a"_s, QByteArray(61, 'x')));
    EXPECT_TRUE(put(u"a"_s, QByteArray(50, 'x')));
    EXPECT_EQ(topics.size(), 90);
    EXPECT_FALSE(put(u"c"_s, QByteArray(11, 'x')));
    EXPECT_TRUE(remove(u"b"_s));
    EXPECT_EQ(topics.size(), 50);
    EXPECT_TRUE(put(u"c"_s, QByteArray(50, 'x')));
}

TEST_F(TopicsTest, ThatComeAndGoAndComeAgainAreCountedOnce)
{
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(put(u"a"_s, "x"));
        EXPECT_EQ(topics.count(), 1U);
        EXPECT_TRUE(remove(u"a"_s));
        EXPECT_TRUE(remove(u"a"_s));
        EXPECT_EQ(topics.count(), 0U);
    }
}

TEST_F(TopicsTest, OfTheRemovedTheOldestAreForgotten)
{
    put(u"kept"_s, "x");
    for (const auto &topic : {u"d"_s, u"b"_s, u"c"_s, u"a"_s, u"e"_s}) {
        put(topic, "x");
        remove(topic);
        EXPECT_LE(topics.catalog().size(), 4U);
    }
    EXPECT_EQ(names(topics.catalog()), (QStringList{u"a"_s, u"c"_s, u"e"_s, u"kept"_s}));
}

TEST_F(TopicsTest, WhoHasTheSameLacksNothingAndWhoIsOlderLacksTheNewOnes)
{
    put(u"a"_s, "old");
    put(u"b"_s, "x");
    const letter::Catalog before = topics.catalog();
    EXPECT_TRUE(topics.missingIn(before).empty());
    put(u"a"_s, "new");
    const std::vector<Published> missing = topics.missingIn(before);
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_EQ(missing[0].payload, "new");
    EXPECT_EQ(topics.all().size(), 2U);
}

TEST_F(TopicsTest, AreWantedWhereTheOtherHasANewerEditionOfAnEarlierReign)
{
    topics.put({u"a"_s, "x", {2, 5}, true});
    const auto wanted = [this](const QString &topic, Edition edition, Epoch reign) {
        return names(topics.newerIn({{topic, edition}}, reign)) == QStringList{topic};
    };
    EXPECT_TRUE(wanted(u"a"_s, {2, 6}, 3));
    EXPECT_TRUE(wanted(u"unknown"_s, {1, 1}, 3));
    EXPECT_FALSE(wanted(u"a"_s, {2, 5}, 3)) << "it is here";
    EXPECT_FALSE(wanted(u"a"_s, {1, 9}, 3)) << "it is older";
    EXPECT_FALSE(wanted(u"a"_s, {3, 1}, 3)) << "these the primary makes";
    EXPECT_FALSE(wanted(u"unknown"_s, {4, 1}, 3));
}

TEST_F(TopicsTest, AreForgottenWithAllTheirRoom)
{
    put(u"a"_s, QByteArray(100, 'x'));
    put(u"b"_s, {});
    topics.clear();
    EXPECT_EQ(topics.count(), 0U);
    EXPECT_EQ(topics.size(), 0);
    EXPECT_TRUE(topics.all().empty());
    EXPECT_TRUE(topics.put({u"a"_s, QByteArray(100, 'y'), {1, 1}, true})) << "of another group";
}

} // namespace
