// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Whoever has asked for a change of the primary is told one thing of it: that it has come, or that it has failed.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using State = Election::State;

namespace {

class Outcomes : public ElectionBench
{
protected:
    void takeOverAndSayReady()
    {
        startBeside(5);
        event([](Election &e) { e.takeOver(); });
        advance(terms.shutdownTimeout - 10ms);
        receive(connection, wire::Prepare{5, Reason::TakenOver});
        ASSERT_EQ(sent<wire::Ready>().size(), 1u);
    }
    void beat() { receive(connection, wire::Beat{5, ++m_sequence, wire::Standing::Primary, {}, {}}); }

private:
    quint64 m_sequence = 0;
};

TEST_F(Outcomes, OfATakeOverIsNoFailureWhileThePrimaryLetsGo)
{
    takeOverAndSayReady();
    for (Duration demotion{}; demotion < terms.shutdownTimeout; demotion += Interval) {
        advance(Interval);
        beat();
    }
    held.clear();
    receive(connection, wire::Released{5, Reason::TakenOver, terms.instanceId});
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->snapshot().lastReason, Reason::TakenOver);
    EXPECT_FALSE(reported(Error::HandoverFailed));
}

TEST_F(Outcomes, OfATakeOverIsAFailureWhereThePrimaryHangsMeanwhile)
{
    takeOverAndSayReady();
    advance(10ms);
    EXPECT_FALSE(reported(Error::HandoverFailed));
    advance(Timeout + Interval);
    EXPECT_TRUE(reported(Error::HandoverFailed));
    EXPECT_EQ(state(), State::Attached);
}

TEST_F(Outcomes, OfATakeOverIsAFailureWhereThePrimaryThinksBetterOfIt)
{
    takeOverAndSayReady();
    receive(connection, wire::TakeOverRefused{5, QStringLiteral("the lock was lost")});
    EXPECT_TRUE(reported(Error::HandoverFailed));
}

} // namespace
