// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/topicsahead.h"

#include <gtest/gtest.h>

using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;

namespace {

class TopicsAheadTest : public testing::Test
{
protected:
    static MessageLimits limits()
    {
        MessageLimits limits;
        limits.topics = 2;
        limits.retained = 10;
        return limits;
    }
    bool add(const QString &topic, qsizetype size) { return ahead.add(Reign, topic, size, told); }
    /// What was added comes back from the library's thread.
    void tell(const QString &topic, qsizetype size)
    {
        EXPECT_TRUE(told.put({topic, QByteArray(size, 'x'), {Reign, ++m_last}, true}));
        ahead.arrived(Reign, topic, told);
    }

    static constexpr Epoch Reign = 1;
    Topics told{limits()};
    TopicsAhead ahead{limits()};

private:
    quint64 m_last = 0;
};

TEST_F(TopicsAheadTest, MayFillTheBoundsAndNotMore)
{
    EXPECT_TRUE(add(u"a"_s, 4));
    EXPECT_TRUE(add(u"b"_s, 6));
    EXPECT_FALSE(add(u"b"_s, 7));
    EXPECT_FALSE(add(u"c"_s, 1));
    EXPECT_TRUE(add(u"b"_s, 5));
    EXPECT_FALSE(add(u"c"_s, 1)) << "there are two";
    EXPECT_TRUE(add(u"b"_s, 0)) << "it is removed";
    EXPECT_TRUE(add(u"c"_s, 6));
}

TEST_F(TopicsAheadTest, CountTheLastOfEachTopicAloneAndOnlyUntilItIsTold)
{
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(add(u"a"_s, 9));
        EXPECT_TRUE(add(u"a"_s, 8));
        tell(u"a"_s, 9);
        EXPECT_TRUE(add(u"b"_s, 2)) << "8 are to come";
        EXPECT_FALSE(add(u"b"_s, 3));
        tell(u"a"_s, 8);
        EXPECT_FALSE(add(u"a"_s, 9));
        tell(u"b"_s, 2);
        EXPECT_EQ(told.size(), 10);
        EXPECT_FALSE(add(u"c"_s, 1));
        EXPECT_TRUE(add(u"b"_s, 0));
        tell(u"b"_s, 0);
    }
}

TEST_F(TopicsAheadTest, GiveTheirPlaceBackWhenTheyAreRemoved)
{
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(add(u"a"_s, 1));
        EXPECT_TRUE(add(u"b"_s, 1));
        EXPECT_FALSE(add(u"c"_s, 1));
        tell(u"a"_s, 1);
        tell(u"b"_s, 1);
        EXPECT_FALSE(add(u"c"_s, 1));
        EXPECT_TRUE(add(u"a"_s, 0));
        EXPECT_TRUE(add(u"b"_s, 0));
        tell(u"a"_s, 0);
        tell(u"b"_s, 0);
    }
}

TEST_F(TopicsAheadTest, LeaveNothingBehindWhereTheyAreRefused)
{
    EXPECT_TRUE(add(u"a"_s, 5));
    for (int i = 0; i < 3; ++i) {
        EXPECT_FALSE(add(u"b"_s, 6));
        EXPECT_FALSE(add(u"a"_s, 11));
    }
    ahead.arrived(Reign, u"b"_s, told); // of nothing that is on its way
    EXPECT_TRUE(add(u"b"_s, 5));
    EXPECT_FALSE(add(u"c"_s, 1));
    tell(u"a"_s, 5);
    EXPECT_FALSE(add(u"b"_s, 6));
    tell(u"b"_s, 5);
    EXPECT_TRUE(add(u"b"_s, 4)) << "it takes no more";
}

TEST_F(TopicsAheadTest, EndWithTheirReign)
{
    EXPECT_TRUE(ahead.add(1, u"a"_s, 6, told));
    EXPECT_TRUE(ahead.add(1, u"b"_s, 4, told));
    EXPECT_TRUE(ahead.add(3, u"c"_s, 10, told));
    EXPECT_FALSE(ahead.add(3, u"a"_s, 1, told));
    ahead.arrived(1, u"c"_s, told); // of the reign before
    EXPECT_FALSE(ahead.add(3, u"a"_s, 1, told));
    EXPECT_TRUE(ahead.add(3, u"c"_s, 9, told));
    EXPECT_TRUE(ahead.add(3, u"a"_s, 1, told));
}

TEST_F(TopicsAheadTest, MayChangeWhatIsOverTheBoundsButNotLetItGrow)
{
    for (const auto &topic : {u"a"_s, u"b"_s, u"c"_s})
        tell(topic, 5); // brought together from two instances
    EXPECT_TRUE(add(u"a"_s, 5));
    EXPECT_FALSE(add(u"a"_s, 6));
    EXPECT_TRUE(add(u"b"_s, 0));
    EXPECT_TRUE(add(u"c"_s, 0));
    EXPECT_TRUE(add(u"c"_s, 5));
    EXPECT_FALSE(add(u"b"_s, 1));
}

} // namespace
