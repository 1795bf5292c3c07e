// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// A check asks for a primary at once, and steps before nobody for that.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using State = Election::State;

namespace {

class Checks : public ElectionBench
{
protected:
    void check()
    {
        event([](Election &e) { e.check(1, 10s); });
    }
};

} // namespace

TEST_F(Checks, MakeWhomNobodyComesBeforePrimaryAtOnce)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("me")});
    crash(5);
    ASSERT_EQ(state(), State::Looking);
    check();
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(checks, std::vector<CheckResult>{CheckResult::PromotedSelf});
}

TEST_F(Checks, LeaveTheRoleToTheSuccessorThatAPrimaryHasNamed)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("a"), QStringLiteral("me")});
    held.clear();
    receive(connection, wire::Released{5, Reason::Handover, QStringLiteral("a")});
    check();
    advance(Election::HandOverTime);
    EXPECT_EQ(performed<op::Bind>(), 0);
    advance(1s);
    EXPECT_EQ(role(), Role::Primary) << "it has let its time go by";
    EXPECT_EQ(checks, std::vector<CheckResult>{CheckResult::PromotedSelf});
}

TEST_F(Checks, LeaveTheRoleToAnybodyButADuplicate)
{
    startBeside(5);
    wire::Welcome welcome = welcomeOf(5, wire::Standing::Primary);
    welcome.duplicate = true;
    receive(connection, welcome);
    crash(5);
    ASSERT_EQ(state(), State::Looking);
    check();
    advance(Timeout - 10ms);
    EXPECT_EQ(performed<op::Bind>(), 0);
    advance(1s);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(Checks, TakeNothingFromTheWordOfTheUser)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("a"), QStringLiteral("me")});
    held.clear();
    receive(connection, wire::Released{5, Reason::Handover, QStringLiteral("a")});
    Answer claimant;
    claimant.epoch = counted.spoken = 6;
    claimant.kind = Answer::Answered;
    claimant.standing = Standing::Candidate;
    others = {claimant};
    event([](Election &e) { e.takeOver(); });
    ASSERT_EQ(state(), State::Looking) << "somebody is about to have the role";
    check();
    others.clear();
    advance(Election::HandOverTime / 2);
    EXPECT_EQ(role(), Role::Primary) << "and did not take it";
}
