// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// A roster goes to all and wakes them, so those who come together are told of in one.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

namespace {

class Rosters : public ElectionBench
{
protected:
    /// One newcomer in each millisecond.
    void joinEachMillisecond(int count)
    {
        for (int i = 0; i < count; ++i) {
            join(qPrintable(QStringLiteral("s%1").arg(++m_joined)));
            advance(1ms);
        }
    }
    /// The numbers of members in the rosters that one who has been here all the time was sent.
    std::vector<std::size_t> rostersFor(Connection first) const
    {
        std::vector<std::size_t> sizes;
        for (const auto &[to, roster] : sent<wire::Roster>()) {
            if (to == first)
                sizes.push_back(roster.members.size());
        }
        return sizes;
    }

private:
    int m_joined = 0;
};

TEST_F(Rosters, TellOfThoseWhoComeTogetherOnce)
{
    start();
    const Connection first = join("first");
    joinEachMillisecond(8);
    EXPECT_EQ(rostersFor(first), std::vector<std::size_t>{});
    advance(5ms);
    EXPECT_EQ(rostersFor(first), std::vector<std::size_t>{10});
}

TEST_F(Rosters, KeepNobodyWaitingForThoseWhoComeOneAfterAnother)
{
    start();
    const Connection first = join("first");
    advance(10ms);
    forgetPast();
    joinEachMillisecond(150);
    EXPECT_GE(rostersFor(first).size(), 1u);
    EXPECT_LE(rostersFor(first).size(), 2u);
    advance(25ms);
    EXPECT_EQ(rostersFor(first).back(), 152u);
}

TEST_F(Rosters, TakeInADuplicateWhenTheOtherIsGone)
{
    start();
    const Connection dying = join("a");
    const Connection next = join("a"); // its next run, which has come before the end of the last was seen
    ASSERT_TRUE(sent<wire::Welcome>().back().second.duplicate);
    forgetPast();
    event([dying](Election &e) { e.closed(dying); });
    ASSERT_EQ(sent<wire::Welcome>().size(), 1u);
    EXPECT_EQ(sent<wire::Welcome>()[0].first, next);
    EXPECT_FALSE(sent<wire::Welcome>()[0].second.duplicate);
    advance(10ms);
    EXPECT_EQ(election->snapshot().members.size(), 2u);
    event([](Election &e) { e.handOver(QStringLiteral("a")); });
    EXPECT_EQ(sent<wire::Prepare>().size(), 1u);
}

TEST_F(Rosters, TakeInTheOldestOfSeveralDuplicates)
{
    start();
    wire::Hello run = hello("a");
    run.startedAt = Instant(1s);
    const Connection first = join(run);
    run.startedAt = Instant(3s);
    join(run);
    run.startedAt = Instant(2s);
    const Connection second = join(run);
    event([first](Election &e) { e.closed(first); });
    EXPECT_EQ(sent<wire::Welcome>().back().first, second);
    EXPECT_FALSE(sent<wire::Welcome>().back().second.duplicate);
}

TEST_F(Rosters, LeaveTheIdToWhomHadItFirstHoweverLateItComesToANewPrimary)
{
    start();
    wire::Hello older = hello("a");
    wire::Hello younger = older;
    older.startedAt = Instant(1s);
    younger.startedAt = Instant(2s);
    const Connection early = join(younger);
    ASSERT_FALSE(sent<wire::Welcome>().back().second.duplicate);
    event([](Election &e) { e.handOver(QStringLiteral("a")); });
    ASSERT_EQ(sent<wire::Prepare>().size(), 1u);
    forgetPast();
    const Connection late = join(older);
    const auto told = sent<wire::Welcome>();
    ASSERT_EQ(told.size(), 2u);
    EXPECT_EQ(told[0].first, early);
    EXPECT_TRUE(told[0].second.duplicate);
    EXPECT_EQ(told[1].first, late);
    EXPECT_FALSE(told[1].second.duplicate);
    ASSERT_EQ(sent<wire::Prepare>().size(), 1u) << "the one that was asked is not to be primary any more";
    EXPECT_EQ(sent<wire::Prepare>()[0].first, late);
    younger.pid += 1;
    join(younger);
    EXPECT_TRUE(sent<wire::Welcome>().back().second.duplicate);
}

TEST_F(Rosters, KeepTheIdWithWhomConnectsAgainBesideADuplicate)
{
    start();
    join("a");
    const wire::Hello first = hello("a");
    join("a");
    ASSERT_TRUE(sent<wire::Welcome>().back().second.duplicate);
    const Connection again = join(first); // its old connection has ended, which is not seen yet
    EXPECT_FALSE(sent<wire::Welcome>().back().second.duplicate);
    advance(10ms);
    EXPECT_EQ(election->snapshot().members.size(), 2u);
    event([](Election &e) { e.handOver(QStringLiteral("a")); });
    ASSERT_EQ(sent<wire::Prepare>().size(), 1u);
    EXPECT_EQ(sent<wire::Prepare>()[0].first, again);
}

TEST_F(Rosters, DoNotCallOneselfPrimaryAnyMoreWhoHasLostTheRole)
{
    start();
    join("a");
    advance(10ms);
    ASSERT_EQ(election->snapshot().members.size(), 2u);
    names = {{2, 102}};
    held = {102};
    forgetPast();
    event([](Election &e) { e.proofLost(); });
    ASSERT_EQ(role(), Role::Secondary);
    for (const Member &member : election->snapshot().members)
        EXPECT_EQ(member.role, Role::Secondary) << qPrintable(member.id);
    EXPECT_EQ(noticed<notice::InstancesChanged>(), 1);
}

} // namespace
