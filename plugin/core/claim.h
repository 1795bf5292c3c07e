// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/operations.h"

namespace QtFailover::Internal {

/// One run along the protocol's claim path: from LOOK to a right that is won, or to the reason why not.
///
/// Pure: next() and finished() pass operations and their outcomes; the steps are those of the model in
/// tests/model. A claim that ends other than by Won has given up whatever it held.
class Claim
{
public:
    enum class Step {
        Look,
        Judge,   ///< DEAD(x), or FENCEABLE(x), of each name
        Yield,   ///< somebody holds one: who is it?
        Inherit, ///< the dead one's record: its place in a crash loop
        Count,
        Bind,
        Contend, ///< the guard is in use: by whom?
        LookAgain,
        Ask,
        Inspect, ///< FENCEABLE(H), before an epoch is spoken for
        Reserve,
        Speak,
        Listen,
        Recheck, ///< FENCEABLE(H), once more
        Link,
        Verify,
        Recount, ///< and no u.* above that came since Count
        Unlink,
        Expire, ///< the wait of L
        Prove,  ///< the name is still there: only then the promotion handler gets the token
        Abandon,
        Ended
    };
    enum class Intent {
        LookOnly, ///< find the holder, claim nothing
        Claim
    };

    struct Plan {
        Intent intent = Intent::Claim;
        std::optional<Right> fence; ///< a living holder that may be fenced
        bool onlyStopped = false;   ///< nothing else speaks against it: while it is stopped
        bool connects = true;       ///< whom it yields to is connected to next
        std::optional<Right> tried; ///< a connection to its holder has been tried
        Epoch heard = NoEpoch;      ///< the highest epoch known by word of mouth
        bool anew = false;          ///< takeOver(): a crash loop is forgiven
        Instant startedAt{};        ///< of this instance
        Record record;              ///< published with the socket; epoch and failedPromotions are filled in
    };

    // How it ends
    struct Pause {
        Duration length;
    };
    struct Yielded {
        std::optional<Right> holder;  ///< none: known by its guard alone
        std::optional<Record> record; ///< of that holder
        bool primary = false;         ///< it said so itself, by its guard
        Epoch candidate = NoEpoch;    ///< of the candidate that goes first
    };
    struct Vacant {
        bool nameless = false; ///< as there are no names, which says nothing of who lives
    };
    struct Lost {
        enum Cause { Raced, SilentGuard, NotFenceable, CrashLoop, Unusable };
        Cause cause = Raced;
        Failure failure;
        bool fencing = false; ///< the living holder that may be fenced still has its name
    };
    struct Won {
        Record record;
        std::optional<Record> previous;
        bool fenced = false;
        Failure warning;
    };
    using Next = std::variant<Operation, Pause, Yielded, Vacant, Lost, Won>;

    static constexpr std::chrono::milliseconds DumpingPause{20};
    static constexpr std::chrono::milliseconds CandidatePause{2};
    static constexpr int CrashLoopLimit = 3;
    static constexpr Epoch FloorRange = 256; ///< epochs reserved at a time

    explicit Claim(const Plan &plan) : m_plan(plan) {}

    Step step() const { return m_step; }
    Epoch epoch() const { return m_epoch; }
    const Record &record() const { return m_plan.record; } ///< as it is published

    Next begin();
    Next finished(const Outcome &outcome);
    Next resume(); ///< after a Pause

private:
    Next looked(const Survey &survey);
    Next judgeNext();
    Next judged(Verdict verdict);
    Next inherit();
    Next inherited(const std::optional<Record> &record);
    Next counted(const Counted &counted);
    Next bind();
    Next contended(const Answer &answer);
    Next asked(const std::vector<Answer> &answers);
    bool mayFence(ProcessState state) const;
    Next reserve();
    Next spoken(const Outcome &outcome);
    Next listening(const Outcome &outcome);
    Next linked(const Outcome &outcome);
    Next verified(const Survey &survey);
    Next recounted(const Counted &counted);
    Next nextLower();
    Next again(bool renew);
    Next give(Next ending, bool renew = false);
    void warn(const Failure &failure);
    Next perform(Step step, Operation operation);
    const Right &judgedRight() const { return m_survey[m_survey.size() - 1 - m_judged]; }
    bool inSurvey(Epoch epoch) const;

    Plan m_plan;
    Step m_step = Step::Look;
    std::vector<Right> m_survey;
    std::vector<Right> m_lower;
    std::size_t m_judged = 0; ///< of the survey, from its end
    std::size_t m_unread = 0; ///< of the survey, whose record was not looked for yet
    Epoch m_epoch = NoEpoch;
    Epoch m_floor = NoEpoch;
    std::optional<Record> m_previous;
    Failure m_warning;
    bool m_dumping = false;
    bool m_fencing = false;
    bool m_wait = false;
    bool m_guarded = true;
    int m_rounds = 0;
    int m_pauses = 0;
    Next m_ending = Vacant{};
};

QDebug operator<<(QDebug debug, Claim::Step step);

} // namespace QtFailover::Internal
