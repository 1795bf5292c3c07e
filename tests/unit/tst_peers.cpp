// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Who is taken as a peer by the holder of the right, what each of them may ask, and who is let go of.

#include "electionbench.h"

#include "core/causes.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using State = Election::State;

namespace {

class Peers : public ElectionBench
{
protected:
    template <typename T>
    bool has(Connection which) const
    {
        return std::any_of(actions.begin(), actions.end(), [which](const Action &action) {
            const auto *effect = std::get_if<T>(&action);
            return effect && effect->connection == which;
        });
    }
    bool closes(Connection which) const { return has<effect::Close>(which); }
    bool forgets(Connection which) const { return has<effect::Forget>(which); }
    quint64 rejected()
    {
        advance(Interval); // publishes what was counted
        return election->snapshot().statistics.value(QStringLiteral("framesRejected")).toULongLong();
    }
    QStringList members() const
    {
        QStringList ids;
        for (const Member &member : election->snapshot().members)
            ids.append(member.id);
        return ids;
    }
    /// About to fence the primary of epoch 5: the name of epoch 6 is linked, the right is not won yet.
    void claimSix()
    {
        terms.policy = HungPrimaryPolicy::Fence;
        startBeside(5, HungPrimaryPolicy::Fence);
        tellRoster(5, {QStringLiteral("me")});
        advance(Timeout + 10ms);
        ASSERT_EQ(state(), State::Claiming);
        forgetPast();
    }
    void winSix()
    {
        advance(ProofLifetime + 10ms);
        ASSERT_EQ(role(), Role::Primary);
        ASSERT_EQ(election->epoch(), 6u);
    }
};

TEST_F(Peers, AreForgottenByWhoNeitherHoldsTheRightNorClaimsIt)
{
    startBeside(5);
    const Connection lost = accept();
    EXPECT_TRUE(forgets(lost));
    forgetPast();
    receive(lost, hello("a"));
    EXPECT_TRUE(actions.empty());
}

TEST_F(Peers, ThatWaitForTheEndOfAClaimMayChangeTheirMindsMeanwhile)
{
    claimSix();
    const Connection disabled = join("disabled", 0, 6);
    const Connection enabled = join("enabled", 0, 6);
    receive(disabled, wire::Update{6, false});
    receive(enabled, wire::Update{5, false}); // said to the one before
    winSix();
    EXPECT_FALSE(closes(disabled));
    EXPECT_FALSE(closes(enabled));
    ASSERT_EQ(members(), (QStringList{QStringLiteral("me"), QStringLiteral("enabled"), QStringLiteral("disabled")}));
    EXPECT_TRUE(election->snapshot().members[1].enabled);
    EXPECT_FALSE(election->snapshot().members[2].enabled);
}

TEST_F(Peers, ThatLeaveDuringAClaimAreNotGreetedAfterIt)
{
    claimSix();
    const Connection leaving = join("leaving", 0, 6);
    const Connection staying = join("staying", 0, 6);
    const Connection silent = accept();
    receive(leaving, wire::Leaving{6});
    receive(staying, wire::Leaving{5});
    receive(staying, wire::Probe{6, 1});
    EXPECT_TRUE(closes(leaving));
    winSix();
    ASSERT_EQ(sent<wire::Welcome>().size(), 1u);
    EXPECT_EQ(sent<wire::Welcome>()[0].first, staying);
    EXPECT_FALSE(closes(silent)) << "it has time to say hello yet";
    receive(silent, hello("late"));
    ASSERT_EQ(sent<wire::Welcome>().size(), 2u);
    EXPECT_EQ(sent<wire::Welcome>()[1].first, silent);
}

TEST_F(Peers, ThatAskBeforeTheyHaveSaidHelloGetNoAnswer)
{
    start();
    const Connection stranger = accept();
    receive(stranger, wire::Probe{1, 1});
    EXPECT_TRUE(closes(stranger));
    EXPECT_TRUE(sent<wire::ProbeReply>().empty());
    EXPECT_EQ(rejected(), 1u);
}

TEST_F(Peers, OfAnotherGroupOrScopeOrWithoutAnIdAreNotGreeted)
{
    terms.scope = QStringLiteral("s");
    start();
    wire::Hello good = hello("a");
    good.scope = terms.scope;
    wire::Hello ofAnotherGroup = good;
    ofAnotherGroup.group = QStringLiteral("h");
    wire::Hello ofAnotherScope = good;
    ofAnotherScope.scope.clear();
    wire::Hello ofNobody = good;
    ofNobody.id.clear();
    for (const wire::Hello &strange : {ofAnotherGroup, ofAnotherScope, ofNobody}) {
        const Connection stranger = accept();
        receive(stranger, strange);
        EXPECT_TRUE(closes(stranger));
    }
    EXPECT_TRUE(sent<wire::Welcome>().empty());
    EXPECT_EQ(rejected(), 3u);
    const Connection peer = accept();
    receive(peer, good);
    EXPECT_EQ(sent<wire::Welcome>().size(), 1u);
    receive(peer, good);
    EXPECT_TRUE(closes(peer)) << "once is enough";
    EXPECT_EQ(sent<wire::Welcome>().size(), 1u);
}

TEST_F(Peers, WithTheSameIdAndProcessNumberAreTwoIfTheyHaveNotStartedAtOnce)
{
    start();
    const Connection first = accept();
    wire::Hello ofOneNamespace = hello("a");
    receive(first, ofOneNamespace);
    wire::Hello ofAnother = ofOneNamespace;
    ofAnother.startedAt = now;
    receive(accept(), ofAnother);
    EXPECT_FALSE(forgets(first));
    ASSERT_EQ(sent<wire::Welcome>().size(), 2u);
    EXPECT_TRUE(sent<wire::Welcome>()[1].second.duplicate);
}

TEST_F(Peers, AreToldAtOnceHowLongAPrimaryIsExpectedToBeBusy)
{
    start();
    const Connection early = join("early");
    EXPECT_TRUE(sent<wire::Beat>().empty());
    event([](Election &e) { e.expectBusy(10s); });
    forgetPast();
    const Connection late = join("late");
    ASSERT_EQ(sent<wire::Beat>().size(), 1u);
    EXPECT_EQ(sent<wire::Beat>()[0].first, late) << "not the " << early << ", who knows it";
    EXPECT_EQ(sent<wire::Beat>()[0].second.busyFor, 10s);
}

TEST_F(Peers, AreToldAtOnceThatAPrimaryIsBusy)
{
    start();
    advance(2 * Interval + 50ms);
    ASSERT_EQ(election->snapshot().health, PrimaryHealth::Busy);
    forgetPast();
    join("late");
    ASSERT_EQ(sent<wire::Beat>().size(), 1u);
    EXPECT_GT(sent<wire::Beat>()[0].second.mainLoopAge, Interval);
}

TEST_F(Peers, AreNoDuplicatesAnyMoreOnlyOfTheOneThatIsGone)
{
    start();
    join("b");
    join("b");
    const Connection dying = join("a");
    const Connection next = join("a");
    forgetPast();
    event([dying](Election &e) { e.closed(dying); });
    ASSERT_EQ(sent<wire::Welcome>().size(), 1u);
    EXPECT_EQ(sent<wire::Welcome>()[0].first, next);
}

TEST_F(Peers, ThatLeaveTakeNothingOver)
{
    start();
    const Connection peer = join("a");
    advance(10ms);
    ASSERT_EQ(members().size(), 2);
    receive(peer, wire::Leaving{1});
    EXPECT_EQ(state(), State::Primary);
    EXPECT_TRUE(closes(peer));
    advance(10ms);
    EXPECT_EQ(members(), QStringList{QStringLiteral("me")});
}

TEST_F(Peers, ThatAreDisabledOrDuplicatesAreRefusedATakeOver)
{
    start();
    const Connection disabled = join("a");
    receive(disabled, wire::Update{1, false});
    join("b");
    const Connection duplicate = join("b");
    for (const Connection peer : {disabled, duplicate}) {
        forgetPast();
        receive(peer, wire::TakeOver{1});
        ASSERT_EQ(sent<wire::TakeOverRefused>().size(), 1u);
        EXPECT_EQ(sent<wire::TakeOverRefused>()[0].first, peer);
        EXPECT_EQ(sent<wire::TakeOverRefused>()[0].second.error, cause::NotACandidate);
        EXPECT_EQ(state(), State::Primary);
    }
}

TEST_F(Peers, OtherThanTheSuccessorNeitherAnswerNorEndAHandOver)
{
    start();
    const Connection asked = join("a");
    const Connection other = join("b", 5);
    event([](Election &e) { e.handOver(QStringLiteral("a")); });
    ASSERT_EQ(sent<wire::Prepare>().size(), 1u);
    ASSERT_EQ(sent<wire::Prepare>()[0].first, asked);
    receive(other, wire::Ready{1});
    EXPECT_EQ(state(), State::Preparing);
    receive(other, wire::Refuse{1, QStringLiteral("no")});
    EXPECT_EQ(state(), State::Preparing);
    event([other](Election &e) { e.closed(other); });
    EXPECT_EQ(state(), State::Preparing);
    EXPECT_FALSE(reported(Error::HandoverFailed));
    receive(asked, wire::Ready{1});
    ASSERT_EQ(sent<wire::Released>().size(), 1u);
    EXPECT_EQ(sent<wire::Released>()[0].second.successorId, QStringLiteral("a"));
}

TEST_F(Peers, ThatAnswerTwiceChangeNothingInADemotionThatGoesOn)
{
    demotionHandler = true;
    start();
    const Connection peer = join("a");
    event([](Election &e) { e.handOver({}); });
    receive(peer, wire::Ready{1});
    ASSERT_EQ(state(), State::Demoting);
    receive(peer, wire::Ready{1});
    receive(peer, wire::Refuse{1, QStringLiteral("no")});
    EXPECT_EQ(state(), State::Demoting);
    EXPECT_EQ(performed<op::Demote>(), 1);
    EXPECT_FALSE(reported(Error::HandoverFailed));
}

TEST_F(Peers, AreLetGoOfWhereTheSameInstanceHasConnectedAgain)
{
    start();
    const Connection first = accept();
    const wire::Hello same = hello("a");
    receive(first, same);
    const Connection again = accept();
    receive(again, same);
    EXPECT_TRUE(forgets(first));
    EXPECT_FALSE(sent<wire::Welcome>().back().second.duplicate);
    advance(10ms);
    EXPECT_EQ(members(), (QStringList{QStringLiteral("me"), QStringLiteral("a")}));
}

TEST_F(Peers, AreWelcomedWithAllThatTheyHaveToKnowOfThePrimary)
{
    terms.scope = QStringLiteral("s");
    terms.policy = HungPrimaryPolicy::Fence;
    start();
    wire::Hello first = hello("a");
    first.scope = terms.scope;
    receive(accept(), first);
    ASSERT_EQ(sent<wire::Welcome>().size(), 1u);
    const wire::Welcome welcome = sent<wire::Welcome>()[0].second;
    EXPECT_EQ(welcome.group, terms.group);
    EXPECT_EQ(welcome.scope, terms.scope);
    EXPECT_EQ(welcome.id, terms.instanceId);
    EXPECT_EQ(welcome.pid, terms.pid);
    EXPECT_EQ(welcome.standing, wire::Standing::Primary);
    EXPECT_EQ(welcome.policy, HungPrimaryPolicy::Fence);
    EXPECT_EQ(welcome.heartbeatInterval, Interval);
}

TEST_F(Peers, HearOfTheOthersOnceThePromotionIsOver)
{
    promotionHandler = true;
    start();
    join("a");
    advance(10ms);
    EXPECT_TRUE(sent<wire::Roster>().empty());
    EXPECT_EQ(noticed<notice::InstancesChanged>(), 0) << "before the role";
    EXPECT_EQ(carriedOut<effect::Bequeath>(), 0);
    join("b");
    event([](Election &e) { e.promotionAnswered(1, true, {}); });
    advance(50ms);
    EXPECT_EQ(sent<wire::Roster>().size(), 2u) << "one to each";
}

TEST_F(Peers, AreNoInstancesBeforeTheyHaveSaidHello)
{
    start();
    const Connection stranger = accept();
    join("a");
    advance(Interval);
    EXPECT_EQ(members(), (QStringList{QStringLiteral("me"), QStringLiteral("a")}));
    for (const Action &action : actions) {
        const auto *send = std::get_if<effect::Send>(&action);
        EXPECT_FALSE(send && send->connection == stranger);
    }
}

TEST_F(Peers, AreNoSuccessorsBeforeTheyHaveSaidHello)
{
    start();
    accept();
    event([](Election &e) { e.handOver({}); });
    EXPECT_EQ(state(), State::Primary);
    EXPECT_TRUE(reported(Error::HandoverFailed));
    EXPECT_TRUE(sent<wire::Prepare>().empty());
}

TEST_F(Peers, LoseTheirConnectionIfTheyDoNotSayHelloInTime)
{
    start();
    join("a");
    const Connection mute = accept();
    advance(5s);
    EXPECT_EQ(carriedOut<effect::Forget>(), 0);
    advance(2 * Interval);
    EXPECT_EQ(carriedOut<effect::Forget>(), 1);
    EXPECT_TRUE(forgets(mute));
    forgetPast();
    receive(mute, hello("late"));
    EXPECT_TRUE(actions.empty());
}

} // namespace
