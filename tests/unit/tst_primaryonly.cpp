// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Who is to run as primary or not at all, beside others.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using State = Election::State;

namespace {

class PrimaryOnly : public ElectionBench
{
protected:
    PrimaryOnly() { terms.candidacy = Candidacy::PrimaryOnly; }

    /// By its guard.
    void answerAs(Standing standing, Epoch epoch = 5)
    {
        Answer answer;
        answer.epoch = epoch;
        answer.kind = Answer::Answered;
        answer.standing = standing;
        others = {answer};
    }
    void startBesideACandidate()
    {
        appoint(5);
        record = recordOf(5, false);
        answerAs(Standing::Candidate);
        start();
        ASSERT_EQ(state(), State::Looking);
        advance(1s);
        ASSERT_EQ(state(), State::Looking) << "it may yet be rejected";
        EXPECT_EQ(noticed<notice::RoleChanged>(), 0);
        EXPECT_EQ(noticed<notice::ErrorOccurred>(), 0);
    }
    void expectTheEnd()
    {
        EXPECT_EQ(state(), State::Stopped);
        EXPECT_TRUE(reported(Error::OtherPrimary));
        EXPECT_EQ(noticed<notice::Stopped>(), 1);
        EXPECT_EQ(noticed<notice::RoleChanged>(), 0);
    }
};

} // namespace

TEST_F(PrimaryOnly, StopsBesideAPrimary)
{
    appoint(5);
    record = recordOf(5, true);
    start();
    expectTheEnd();
}

TEST_F(PrimaryOnly, StopsBesideAPrimaryWhoseMainLoopHasNotTurnedSinceItsPromotion)
{
    appoint(5);
    record = recordOf(5, false);
    answerAs(Standing::Primary);
    start();
    expectTheEnd();
}

TEST_F(PrimaryOnly, FollowsAPrimaryThatDumpsItsCoreWhileItStillHoldsItsLock)
{
    appoint(5);
    record = recordOf(5, true);
    process = ProcessState::Dumping;
    start();
    advance(1s);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 0);
}

TEST_F(PrimaryOnly, FollowsACandidateThatIsRejected)
{
    startBesideACandidate();
    held.clear();
    others.clear();
    advance(1s);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 0);
}

TEST_F(PrimaryOnly, StopsWhenACandidateIsPrimary)
{
    startBesideACandidate();
    record->settled = true;
    advance(1s);
    expectTheEnd();
}

TEST_F(PrimaryOnly, HasNoRoleBesideAClaimantThatHasNoNameYet)
{
    counted.spoken = 5;
    answerAs(Standing::Candidate);
    start();
    ASSERT_EQ(performed<op::Bind>(), 1);
    advance(1s);
    EXPECT_EQ(noticed<notice::RoleChanged>(), 0);
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 0);
    others.clear();
    advance(1s);
    EXPECT_EQ(role(), Role::Primary);
}
