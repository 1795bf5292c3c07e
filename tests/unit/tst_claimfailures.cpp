// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What cannot be read or removed, for want of descriptors say, must never be taken for what is not there.

#include "unit/claimbench.h"

#include <QDebug>

using namespace QtFailover;
using namespace QtFailover::Internal;

namespace {

const Failure Shortage{Error::DirectoryUnusable, QStringLiteral("too many open files")};

/// A fencing of epoch 5 by epoch 6; `broken` is the step whose operation fails.
class ClaimFailures : public ::testing::TestWithParam<Step>
{
protected:
    Outcome answer(Step step) const
    {
        const bool fails = step == GetParam();
        switch (step) {
        case Step::Look:
        case Step::LookAgain:
            return outcome(fails ? Survey{{}, Shortage} : Survey{{Old}, {}});
        case Step::Verify:
            return outcome(fails ? Survey{{}, Shortage} : Survey{{Old, Own}, {}});
        case Step::Judge:
            return outcome(Verdict::Held);
        case Step::Inherit:
            return outcome(std::optional<Record>());
        case Step::Count:
        case Step::Recount:
            return outcome(fails ? Counted{0, 0, Shortage} : Counted{5, 1000});
        case Step::Bind:
            return outcome(BindResult::Bound);
        case Step::Ask:
            return outcome(std::vector<Answer>());
        case Step::Speak:
            return {fails ? SpeakResult::Failed : SpeakResult::Spoken, Shortage};
        case Step::Listen:
        case Step::Reserve:
        case Step::Abandon:
            return outcome(fails ? Shortage : Failure{});
        case Step::Inspect:
        case Step::Recheck:
            return outcome(ProcessState::Stopped);
        case Step::Link:
            return {fails ? LinkResult::Failed : LinkResult::Linked, Shortage};
        case Step::Unlink:
            return {!fails, Shortage};
        case Step::Prove:
            return outcome(Proof{true, true});
        default:
            ADD_FAILURE() << "the claim does not come to this step";
            return {};
        }
    }

    Claim::Next run()
    {
        Claim::Plan plan;
        plan.fence = Old;
        Claim claim(plan);
        Claim::Next next = claim.begin();
        for (int steps = 0; steps < 100; ++steps) {
            if (const auto *operation = std::get_if<Operation>(&next)) {
                if (const auto *abandon = std::get_if<op::Abandon>(operation))
                    renewed = abandon->renew;
                linked = linked || std::holds_alternative<op::Link>(*operation);
                next = claim.finished(answer(claim.step()));
            } else if (std::holds_alternative<Claim::Pause>(next)) {
                next = claim.resume();
            } else {
                return next;
            }
        }
        ADD_FAILURE() << "the claim does not end";
        return next;
    }

    bool linked = false;
    bool renewed = false;
};

} // namespace

TEST_P(ClaimFailures, AtAnyStepLoseTheClaimWithTheCause)
{
    const Claim::Next next = run();
    const auto *lost = std::get_if<Claim::Lost>(&next);
    ASSERT_TRUE(lost);
    EXPECT_EQ(lost->cause, Claim::Lost::Unusable);
    EXPECT_EQ(lost->failure.text, Shortage.text);
    EXPECT_EQ(renewed, linked && GetParam() != Step::Link) << "what has been linked keeps its name: a fresh lock";
}

INSTANTIATE_TEST_SUITE_P(Of, ClaimFailures,
                         ::testing::Values(Step::Look, Step::LookAgain, Step::Count, Step::Speak, Step::Listen,
                                           Step::Link, Step::Verify, Step::Recount, Step::Unlink),
                         [](const auto &given) {
                             QString text;
                             QDebug(&text) << given.param;
                             return text.trimmed().toStdString();
                         });
