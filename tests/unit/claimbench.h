// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/claim.h"

#include <gtest/gtest.h>

namespace QtFailover::Internal {

using Step = Claim::Step;

inline constexpr Right Old{5, 50};
inline constexpr Right Lower{4, 40};
inline constexpr Right Own{6, 60};

inline Survey survey(std::vector<Right> rights = {}) { return {std::move(rights), {}}; }

inline Outcome outcome(auto value) { return {value, {}}; }

inline Outcome answers(std::vector<Answer> list = {}) { return {std::move(list), {}}; }

inline Answer answer(Epoch epoch, Answer::Kind kind, Standing standing = Standing::Candidate)
{
    Answer made;
    made.epoch = epoch;
    made.kind = kind;
    made.standing = standing;
    return made;
}

inline Answer answered(Epoch epoch, Standing standing) { return answer(epoch, Answer::Answered, standing); }

inline Answer silent(Epoch epoch) { return answer(epoch, Answer::Silent); }

inline Answer dead(Epoch epoch) { return answer(epoch, Answer::Dead); }

inline Outcome noRecord() { return {std::optional<Record>(), {}}; }

inline Failure someFailure() { return {Error::DirectoryUnusable, QStringLiteral("broken")}; }

/// Leads one claim along the path of a fail over from epoch 5 to 6, as far as the test wants.
class ClaimTest : public testing::Test
{
protected:
    void begin(Claim::Plan plan = {})
    {
        claim.emplace(plan);
        next = claim->begin();
    }
    void give(const Outcome &given) { next = claim->finished(given); }

    /// The outcomes of a fail over without any trouble, up to the given step.
    void leadTo(Step step, std::vector<Right> names = {Old})
    {
        while (claim->step() != step) {
            switch (claim->step()) {
            case Step::Look:
            case Step::LookAgain:
                give(outcome(survey(names)));
                break;
            case Step::Judge:
                give(outcome(claim->epoch() == NoEpoch && fencing ? Verdict::Held : Verdict::Free));
                break;
            case Step::Inherit:
                give(noRecord());
                break;
            case Step::Count:
            case Step::Recount:
                give(outcome(Counted{5, 1000}));
                break;
            case Step::Bind:
                give(outcome(BindResult::Bound));
                break;
            case Step::Ask:
                give(answers());
                break;
            case Step::Reserve:
            case Step::Listen:
                give(outcome(Failure{}));
                break;
            case Step::Speak:
                give(outcome(SpeakResult::Spoken));
                break;
            case Step::Inspect:
            case Step::Recheck:
                give(outcome(ProcessState::Stopped));
                break;
            case Step::Link:
                give(outcome(LinkResult::Linked));
                break;
            case Step::Verify: {
                std::vector<Right> after = names;
                after.push_back(Own);
                give(outcome(survey(after)));
                break;
            }
            case Step::Prove:
                give(outcome(Proof{true, true}));
                break;
            case Step::Unlink:
                give(outcome(true));
                break;
            default:
                FAIL() << "the claim does not come to this step";
            }
        }
    }
    void beginFencing()
    {
        fencing = true;
        Claim::Plan plan;
        plan.fence = Old;
        begin(plan);
    }

    template <typename T>
    const T *ending() const
    {
        return std::get_if<T>(&next);
    }
    std::optional<Claim::Lost::Cause> lostFor() const
    {
        const auto *lost = ending<Claim::Lost>();
        return lost ? std::optional(lost->cause) : std::nullopt;
    }
    template <typename T>
    const T *operation() const
    {
        const auto *found = std::get_if<Operation>(&next);
        return found ? std::get_if<T>(found) : nullptr;
    }
    /// Everything is given up, with or without a fresh lock.
    void expectAbandon(bool renew)
    {
        ASSERT_EQ(claim->step(), Step::Abandon);
        ASSERT_TRUE(operation<op::Abandon>());
        EXPECT_EQ(operation<op::Abandon>()->renew, renew);
        give(outcome(Failure{}));
    }

    std::optional<Claim> claim;
    Claim::Next next;
    bool fencing = false;
};

} // namespace QtFailover::Internal
