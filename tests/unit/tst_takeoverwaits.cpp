// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// A take-over beside a primary that does not answer, and where this instance cannot be primary.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using State = Election::State;

namespace {

class TakeOverWaits : public ElectionBench
{
protected:
    /// By its silence alone it would be fenced later than any take-over lasts.
    TakeOverWaits()
    {
        terms.policy = HungPrimaryPolicy::Fence;
        terms.heartbeatInterval = 5s;
        terms.heartbeatTimeout = 15s;
        terms.shutdownTimeout = 5s;
    }
    void takeOver()
    {
        event([](Election &e) { e.takeOver(); });
    }
    void expectTheRole() const
    {
        EXPECT_EQ(role(), Role::Primary);
        EXPECT_EQ(election->snapshot().lastReason, Reason::TakenOver);
        EXPECT_FALSE(reported(Error::HandoverFailed));
    }
    /// The only failure that was told of the take-over.
    QString failure() const
    {
        QStringList said;
        for (const Notice &notice : notices) {
            const auto *error = std::get_if<notice::ErrorOccurred>(&notice);
            if (error && error->failure.error == Error::HandoverFailed)
                said.append(error->failure.text);
        }
        return said.join(u'|');
    }
};

} // namespace

TEST_F(TakeOverWaits, NoLongerWhenItIsAskedForAgain)
{
    startBeside(5, HungPrimaryPolicy::Fence);
    advance(1s);
    takeOver();
    advance(100ms);
    takeOver();
    advance(4900ms + ProofLifetime);
    expectTheRole();
}

TEST_F(TakeOverWaits, AnewForAPrimaryThatWasHeardSinceItWasAskedFirst)
{
    startBeside(5, HungPrimaryPolicy::Fence);
    advance(1s);
    takeOver();
    advance(50ms);
    receive(connection, wire::Beat{5, 1, wire::Standing::Primary, {}, {}});
    advance(50ms);
    takeOver();
    advance(4999ms);
    EXPECT_EQ(state(), State::Attached);
    advance(1ms + ProofLifetime);
    expectTheRole();
}

TEST_F(TakeOverWaits, NoLongerThanItsOwnTimeThoughThePrimaryBeatsMoreSeldom)
{
    terms.shutdownTimeout = 1s;
    startBeside(5, HungPrimaryPolicy::Fence);
    advance(100ms);
    takeOver();
    advance(terms.shutdownTimeout + ProofLifetime);
    expectTheRole();
}

TEST_F(TakeOverWaits, LongEnoughForAPrimaryToAnswerHoweverShortItsTimeIs)
{
    terms.shutdownTimeout = 10ms;
    startBeside(5, HungPrimaryPolicy::Fence);
    advance(100ms);
    takeOver();
    advance(1s);
    EXPECT_EQ(state(), State::Attached);
    EXPECT_NE(failure(), QString());
}

TEST_F(TakeOverWaits, NotWhereTheOwnDirectoryIsAtFaultAndSaysSo)
{
    terms.shutdownTimeout = 10s;
    startBeside(5, HungPrimaryPolicy::Fence);
    advance(100ms);
    linkFails = true;
    takeOver();
    advance(terms.heartbeatInterval + ProofLifetime);
    EXPECT_TRUE(failure().contains(QLatin1String("full"))) << failure().toStdString();
}

TEST_F(TakeOverWaits, NotForADirectoryThatCannotBeOpenedAndSaysSo)
{
    openFailure = {Error::DirectoryUnusable, QStringLiteral("There is no directory.")};
    start();
    takeOver();
    EXPECT_TRUE(failure().endsWith(QLatin1String(": There is no directory."))) << failure().toStdString();
}
