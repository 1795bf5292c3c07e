// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

/// What the application is told, and in which order.
class Notices : public ElectionBench
{
protected:
    /// The kinds in each batch, in the order in which they are told.
    std::vector<std::vector<std::size_t>> batches() const
    {
        std::vector<std::vector<std::size_t>> all;
        for (const Action &action : actions) {
            if (const auto *publish = std::get_if<effect::Publish>(&action)) {
                all.emplace_back();
                for (const Notice &notice : publish->notices)
                    all.back().push_back(notice.index());
            }
        }
        return all;
    }
    template <typename T>
    static std::size_t kind()
    {
        return Notice(std::in_place_type<T>, T{}).index();
    }
};

TEST_F(Notices, OfAPromotionBeginWithTheRoleAndEndWithTheInstances)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("me")});
    forgetPast();
    crash(5);
    const auto told = batches();
    const auto promotion = std::find_if(told.begin(), told.end(), [](const auto &batch) {
        return std::find(batch.begin(), batch.end(), kind<notice::Promoted>()) != batch.end();
    });
    ASSERT_NE(promotion, told.end());
    EXPECT_TRUE(std::is_sorted(promotion->begin(), promotion->end()));
    const std::vector<std::size_t> wanted{kind<notice::RoleChanged>(), kind<notice::Promoted>(),
                                          kind<notice::PrimaryChanged>(), kind<notice::InstancesChanged>()};
    EXPECT_TRUE(std::includes(promotion->begin(), promotion->end(), wanted.begin(), wanted.end()));
}

TEST_F(Notices, AreInTheContractsOrder)
{
    EXPECT_LT(kind<notice::RoleChanged>(), kind<notice::Promoted>());
    EXPECT_LT(kind<notice::Promoted>(), kind<notice::Demoted>());
    EXPECT_LT(kind<notice::Demoted>(), kind<notice::PrimaryChanged>());
    EXPECT_LT(kind<notice::PrimaryChanged>(), kind<notice::HealthChanged>());
    EXPECT_LT(kind<notice::HealthChanged>(), kind<notice::InstancesChanged>());
}

TEST_F(Notices, TellOfAnAbsenceByTheHealthAlone)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("me")});
    forgetPast();
    crash(5);
    advance(10ms); // the successor goes first
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Gone);
    EXPECT_EQ(noticed<notice::PrimaryChanged>(), 0);
    EXPECT_EQ(election->snapshot().primaryId, QStringLiteral("p5"));
}

TEST_F(Notices, OfAFirstInstanceWhosePromotionFailsSayThatItIsSecondary)
{
    promotionHandler = true;
    start();
    event([](Election &e) { e.promotionAnswered(1, false, QStringLiteral("no")); });
    EXPECT_EQ(noticed<notice::RoleChanged>(), 1);
    const auto *change = std::get_if<notice::RoleChanged>(&notices.front());
    ASSERT_TRUE(change);
    EXPECT_EQ(change->role, Role::Secondary);
    EXPECT_EQ(change->previous, Role::Inactive);
}

TEST_F(Notices, OfOneThatStartsDisabledSayThatItIsSecondary)
{
    terms.enabled = false;
    start();
    EXPECT_EQ(noticed<notice::RoleChanged>(), 1);
    EXPECT_EQ(role(), Role::Secondary);
    EXPECT_EQ(performed<op::Bind>(), 0);
    EXPECT_EQ(performed<op::Link>(), 0);
}

TEST_F(Notices, TellANewcomerBesideASilentPrimaryWhoItIsFromTheRecord)
{
    appoint(5);
    record = recordOf(5, true);
    process = ProcessState::Stopped;
    start();
    EXPECT_EQ(role(), Role::Secondary);
    EXPECT_EQ(election->snapshot().primaryId, QStringLiteral("p5"));
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Unknown);
    advance(Timeout - 1ms);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Unknown) << "its clock of silence starts at its own start";
    advance(1ms);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Stopped);
}

TEST_F(Notices, AccuseNobodyAfterASuspendOfTheMachine)
{
    terms.policy = HungPrimaryPolicy::Fence;
    startBeside(5, HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("me")});
    advance(Interval);
    suspended += 8h; // CLOCK_MONOTONIC stands still meanwhile
    now += Timeout;
    forgetPast();
    event([](Election &e) { e.tick(); });
    EXPECT_EQ(sent<wire::Probe>().size(), 1u);
    EXPECT_EQ(noticed<notice::HealthChanged>(), 0);
    EXPECT_EQ(performed<op::Link>(), 0);
}

TEST_F(Notices, AccuseNobodyAfterTheOwnPause)
{
    terms.policy = HungPrimaryPolicy::Fence;
    startBeside(5, HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("me")});
    now += 10 * Timeout; // stopped, and woken
    forgetPast();
    event([](Election &e) { e.tick(); });
    EXPECT_EQ(sent<wire::Probe>().size(), 1u);
    EXPECT_EQ(noticed<notice::HealthChanged>(), 0);
    receive(connection, wire::ProbeReply{sent<wire::Probe>()[0].second.ticket, 5, wire::Standing::Primary});
    advance(Timeout - 1ms);
    EXPECT_EQ(performed<op::Link>(), 0);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Alive);
}

TEST_F(Notices, SayOnceThatACrashLoopHasLeftNobodyBesideAFencedPrimaryThatIsStillStopped)
{
    terms.policy = HungPrimaryPolicy::Fence;
    startBeside(5, HungPrimaryPolicy::Fence);
    tellRoster(5, {QStringLiteral("other"), QStringLiteral("me")});
    process = ProcessState::Stopped;
    // Others have fenced it, and died of their promotions.
    names = {{8, 108}};
    record.emplace();
    record->epoch = 8;
    record->failedPromotions = 3;
    record->claimedAt = now + 1s;
    forgetPast();
    advance(20 * Timeout);
    EXPECT_TRUE(reported(Error::CrashLoop));
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Gone);
    EXPECT_LE(noticed<notice::HealthChanged>(), 2) << "Stopped, then Gone";
}

TEST_F(Notices, TellThatAPrimaryThatHasLetGoIsNoInstanceAnyMore)
{
    startBeside(5);
    Member primary;
    primary.id = QStringLiteral("p5");
    primary.role = Role::Primary;
    Member me;
    me.id = QStringLiteral("me");
    me.enabled = false; // nor will there be another roster
    receive(connection, wire::Roster{5, {primary, me}});
    event([](Election &e) { e.setEnabled(false); });
    forgetPast();
    receive(connection, wire::Released{5, Reason::PrimaryShutdown, {}});
    EXPECT_EQ(election->snapshot().members, std::vector<Member>{me});
    EXPECT_EQ(noticed<notice::InstancesChanged>(), 1);
}
