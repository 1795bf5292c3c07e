// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What guards say, and to whom.

#include "guardsfixture.h"

#include "adapters/boundguards.h"
#include "support/rawsocket.h"
#include "support/waitfor.h"

#include <algorithm>
#include <numeric>
#include <vector>

using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

class AbstractGuardsTest : public GuardsTest
{};

} // namespace

TEST_F(AbstractGuardsTest, AnswersWithEpochStandingAndId)
{
    const auto peer = holder(5);
    Answer answer = guards.ask(5);
    EXPECT_EQ(answer.kind, Answer::Answered);
    EXPECT_EQ(answer.epoch, 5u);
    EXPECT_EQ(answer.standing, Standing::Candidate);
    EXPECT_EQ(answer.instanceId, u"holder-5"_s);
    ASSERT_EQ(peer->say(u"primary"_s), u"done"_s);
    EXPECT_EQ(guards.ask(5).standing, Standing::Primary);
}

TEST_F(AbstractGuardsTest, BindsWhatNobodyHolds)
{
    const auto peer = holder(5);
    EXPECT_EQ(guards.bind(5), BindResult::InUse);
    EXPECT_FALSE(guards.isBound(5));
    EXPECT_EQ(guards.bind(6), BindResult::Bound);
    EXPECT_TRUE(guards.isBound(6));
    EXPECT_EQ(guards.bind(6), BindResult::Bound);
    EXPECT_EQ(peer->say(u"bind 6"_s), u"in use"_s);
    guards.free();
    EXPECT_FALSE(guards.isBound(6));
    EXPECT_EQ(peer->say(u"bind 6"_s), u"bound"_s);
}

TEST_F(AbstractGuardsTest, AreFreeAgainWhenTheyWereAPrimarys)
{
    ASSERT_EQ(guards.bind(1), BindResult::Bound);
    guards.setStanding(Standing::Primary);
    QCoreApplication::processEvents();
    guards.free();
    AbstractGuards others(group, {});
    EXPECT_EQ(others.bind(1), BindResult::Bound);
}

TEST_F(AbstractGuardsTest, AreOtherGuardsWithAnotherKeyScopeOrGroup)
{
    ASSERT_EQ(guards.bind(1), BindResult::Bound);
    AbstractGuards keyed(group, QString());
    keyed.setKey("/somewhere/else");
    AbstractGuards scoped(group, u"scope"_s);
    for (AbstractGuards *other : {&keyed, &scoped}) {
        EXPECT_TRUE(other->askOthers().empty());
        EXPECT_EQ(other->bind(1), BindResult::Bound);
    }
    AbstractGuards same(group, QString());
    EXPECT_EQ(same.bind(1), BindResult::InUse);
}

TEST_F(AbstractGuardsTest, RefuseWhereNobodyEverWas)
{
    const Answer answer = guards.ask(1);
    EXPECT_EQ(answer.kind, Answer::Refused);
    EXPECT_EQ(answer.epoch, 1u);
}

TEST_F(AbstractGuardsTest, AnswerOthersWhileTheyAskThemselves)
{
    const auto silent = holder(5);
    const auto asker = holder(6);
    ASSERT_EQ(guards.bind(7), BindResult::Bound);
    silent->stop();
    // The event loop does not turn here: whatever is answered is answered from within ask(). On a loaded machine
    // one question may fall between two of ours.
    QString heard;
    for (int round = 0; round < 50 && !heard.startsWith(u"answered"_s); ++round) {
        asker->tell(u"ask 7"_s);
        EXPECT_EQ(guards.ask(5).kind, Answer::Silent);
        heard = asker->line();
    }
    EXPECT_EQ(heard, u"answered candidate me"_s);
}

TEST_F(AbstractGuardsTest, TwoClaimantsThatAskOneAnotherBothGetTheirAnswer)
{
    const auto one = holder(1);
    const auto two = holder(2);
    for (int round = 0; round < 100; ++round) {
        one->tell(u"ask 2"_s);
        two->tell(u"ask 1"_s);
        EXPECT_EQ(one->line(), u"answered candidate holder-2"_s);
        EXPECT_EQ(two->line(), u"answered candidate holder-1"_s);
    }
}

TEST_F(AbstractGuardsTest, FindAllOthersInOrder)
{
    const auto nine = holder(9);
    const auto ten = holder(10);
    const auto two = holder(2);
    ASSERT_EQ(guards.bind(3), BindResult::Bound);
    two->stop();
    std::vector<Answer> answers;
    // On a loaded machine an answer may come too late, as for a claim, which asks again.
    ASSERT_TRUE(waitFor([&] {
        answers = guards.askOthers();
        return std::count_if(answers.cbegin(), answers.cend(),
                             [](const Answer &answer) { return answer.kind == Answer::Answered; })
               == 2;
    }));
    ASSERT_EQ(answers.size(), 3u);
    EXPECT_EQ(answers[0].epoch, 2u);
    EXPECT_EQ(answers[0].kind, Answer::Silent);
    EXPECT_EQ(answers[1].epoch, 9u);
    EXPECT_EQ(answers[1].kind, Answer::Answered);
    EXPECT_EQ(answers[2].epoch, 10u);
    EXPECT_EQ(answers[2].instanceId, u"holder-10"_s);
}

TEST_F(AbstractGuardsTest, AreFoundByNetlinkAndInProcAlike)
{
    for (Epoch epoch = 1; epoch <= 200; ++epoch)
        ASSERT_EQ(guards.bind(epoch), BindResult::Bound);
    std::vector<Epoch> expected(200);
    std::iota(expected.begin(), expected.end(), 1);
    EXPECT_EQ(BoundGuards::listFromProc(prefix()), expected);
    if (const auto found = BoundGuards::listByNetlink(prefix()))
        EXPECT_EQ(*found, expected);
    else
        GTEST_SKIP() << "this kernel has no CONFIG_UNIX_DIAG";
}

TEST_F(AbstractGuardsTest, TellThatTheyWereAskedOnceTheCallHasReturned)
{
    ASSERT_EQ(guards.bind(1), BindResult::Bound);
    int told = 0;
    guards.onAsked([&] { ++told; });
    EXPECT_EQ(guards.ask(1).kind, Answer::Answered);
    EXPECT_EQ(told, 0);
    EXPECT_TRUE(waitFor([&] { return told == 1; }));
    EXPECT_EQ(guards.ask(1).kind, Answer::Answered);
    EXPECT_TRUE(waitFor([&] { return told == 2; })) << "each time";
}

TEST_F(AbstractGuardsTest, CloseThoseWhoWaitWhenTheyAreFreed)
{
    ASSERT_EQ(guards.bind(4), BindResult::Bound);
    const Descriptor raw = rawConnect(4);
    ASSERT_TRUE(raw);
    guards.free();
    EXPECT_TRUE(rawIsClosed(raw));
}

TEST_F(AbstractGuardsTest, KnowTheirNetworkNamespace) { EXPECT_TRUE(guards.networkNamespace().startsWith("net:[")); }
