// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// The names are deleted beside a primary that hangs, and cannot mend them.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using State = Election::State;

namespace {

class LostNames : public ElectionBench
{
protected:
    /// Secondary of a primary of epoch 5 that was stopped right after its directory had been deleted.
    void startBesideAStoppedOne(HungPrimaryPolicy policy, const QStringList &secondaries)
    {
        terms.policy = policy;
        startBeside(5, policy);
        tellRoster(5, secondaries);
        names.clear();
        process = ProcessState::Stopped;
        Answer silent;
        silent.epoch = 5;
        silent.kind = Answer::Silent;
        others = {silent};
        forgetPast();
    }
    PrimaryHealth health() const { return election->snapshot().health; }
};

TEST_F(LostNames, AreMadeAnewOnceThoughTheMainLoopIsToBeAskedAtTheSameTime)
{
    start();
    listenFails = true;
    names.clear();
    event([](Election &e) { e.proofLost(); });
    ASSERT_EQ(state(), State::Healing);
    listenFails = false;
    now += Interval + 1ms; // the beat is due, and the main loop has not answered for as long
    event([](Election &e) { e.tick(); });
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(performed<op::Demote>(), 0);
    EXPECT_EQ(performed<op::Link>(), 2) << "the claim's, and one more";
}

TEST_F(LostNames, AreNoDeathOfTheirHolder)
{
    startBesideAStoppedOne(HungPrimaryPolicy::Wait, {QStringLiteral("me")});
    advance(10 * Timeout);
    EXPECT_EQ(state(), State::Attached);
    EXPECT_EQ(health(), PrimaryHealth::Stopped);
    EXPECT_EQ(role(), Role::Secondary);
    EXPECT_EQ(performed<op::Link>(), 0);
}

TEST_F(LostNames, DoNotKeepAHungHolderFromBeingFenced)
{
    startBesideAStoppedOne(HungPrimaryPolicy::Fence, {QStringLiteral("me")});
    advance(Timeout + ProofLifetime + 10ms);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->epoch(), 6u);
    EXPECT_EQ(election->snapshot().lastReason, Reason::PrimaryUnresponsive);
}

TEST_F(LostNames, AreNotForgottenInTheTurnsOfOthersNorAfterAFailure)
{
    startBesideAStoppedOne(HungPrimaryPolicy::Fence, {QStringLiteral("other"), QStringLiteral("me")});
    listenFails = true; // the directory is gone too
    advance(Timeout + 2 * Duration(Election::Turn));
    ASSERT_TRUE(reported(Error::ListenFailed));
    listenFails = false;
    advance(2s); // it stands back for a while, and looks without claiming
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->epoch(), 7u) << "6 was spoken for";
}

TEST_F(LostNames, AreNotForgottenByWhoLetsAnotherCandidateGoFirst)
{
    startBesideAStoppedOne(HungPrimaryPolicy::Fence, {QStringLiteral("me")});
    counted.spoken = 6;
    Answer candidate;
    candidate.epoch = 6;
    candidate.kind = Answer::Answered;
    candidate.standing = Standing::Candidate;
    others.push_back(candidate);
    advance(Timeout + ProofLifetime + 10ms);
    ASSERT_EQ(state(), State::Attached);
    ASSERT_EQ(health(), PrimaryHealth::Stopped);
    others.pop_back(); // it dies
    advance(2s);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->epoch(), 7u);
}

TEST_F(LostNames, LeaveNobodyBesideTheDead)
{
    startBesideAStoppedOne(HungPrimaryPolicy::Wait, {QStringLiteral("me")});
    process = ProcessState::Dumping;
    others[0].kind = Answer::Dead;
    advance(Timeout);
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->snapshot().lastReason, Reason::PrimaryCrashed);
}

TEST_F(LostNames, LeaveNobodyBesideTheDeadEvenUntilTheTimeout)
{
    startBesideAStoppedOne(HungPrimaryPolicy::Wait, {QStringLiteral("me")});
    process = ProcessState::Dumping;
    others[0].kind = Answer::Dead;
    advance(Interval * 3 / 2); // a beat is late
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(LostNames, AreLeftBehindWithTheHungHolderWhereAnotherIsPrimary)
{
    startBesideAStoppedOne(HungPrimaryPolicy::Fence, {QStringLiteral("me")});
    counted.spoken = 7;
    Answer another;
    another.epoch = 7;
    another.kind = Answer::Answered;
    another.standing = Standing::Primary;
    others.push_back(another);
    ASSERT_NE(election->way().connection, 0u);
    advance(Timeout);
    EXPECT_EQ(state(), State::Looking);
    EXPECT_EQ(election->way().connection, 0u) << "messages are not for it any more";
    ASSERT_EQ(carriedOut<effect::Forget>(), 1);
    EXPECT_EQ(std::get<effect::Forget>(actions.at(placeOf<effect::Forget>())).connection, connection);
    forgetPast();
    advance(2 * Timeout);
    now += 10s;
    event([](Election &e) { e.tick(); });
    EXPECT_EQ(performed<op::Inspect>(), 0) << "there is nobody";
}

TEST_F(LostNames, AreFoundAgainWhereTheHolderHasMendedThem)
{
    startBesideAStoppedOne(HungPrimaryPolicy::Wait, {QStringLiteral("me")});
    advance(2 * Timeout);
    ASSERT_EQ(state(), State::Attached);
    names = {{5, 205}};
    held.insert(205);
    others.clear();
    receive(connection, wire::Beat{5, 1, wire::Standing::Primary, {}, {}});
    EXPECT_EQ(health(), PrimaryHealth::Alive);
    advance(2 * Timeout);
    EXPECT_EQ(state(), State::Attached);
    EXPECT_EQ(role(), Role::Secondary);
}

TEST_F(LostNames, ThatCannotBeMendedKeepNobodyFromStopping)
{
    start();
    join("a");
    event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
    ASSERT_EQ(state(), State::Preparing);
    names.clear();
    listenFails = true; // nor is there a directory for a new one
    event([](Election &e) { e.proofLost(); });
    EXPECT_TRUE(reported(Error::ListenFailed));
    EXPECT_EQ(state(), State::Stopped);
    EXPECT_EQ(noticed<notice::Demoted>(), 1);
    EXPECT_EQ(noticed<notice::Stopped>(), 1);
}

TEST_F(LostNames, ThatCannotBeMendedAreToldOfEachTimeButOnce)
{
    start();
    for (int time = 1; time <= 2; ++time) {
        forgetPast();
        names.clear();
        listenFails = true;
        event([](Election &e) { e.proofLost(); });
        advance(5 * Interval);
        ASSERT_EQ(state(), State::Healing);
        EXPECT_EQ(noticed<notice::ErrorOccurred>(), 1) << time;
        listenFails = false;
        advance(2 * Interval);
        ASSERT_EQ(state(), State::Primary);
    }
}

TEST_F(LostNames, AreWhyAPrimaryCannotHandOver)
{
    start();
    join("a");
    names.clear();
    listenFails = true;
    event([](Election &e) { e.proofLost(); });
    ASSERT_EQ(state(), State::Healing);
    event([](Election &e) { e.handOver({}); });
    EXPECT_TRUE(reported(Error::HandoverFailed));
    EXPECT_TRUE(election->snapshot().failure.text.contains(QStringLiteral("its lock was lost")));
}

} // namespace
