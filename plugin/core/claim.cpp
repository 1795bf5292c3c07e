// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/claim.h"

#include <QDebug>

#include <algorithm>
#include <iterator>

namespace QtFailover::Internal {

namespace {

/// Rounds begun anew because others raced; then the caller waits a little.
constexpr int RoundsLimit = 16;

Failure failed(const Outcome &outcome)
{
    if (outcome.failure)
        return outcome.failure;
    return {Error::InternalError, QStringLiteral("an operation of the claim failed without saying why")};
}

} // namespace

Claim::Next Claim::begin()
{
    m_survey.clear();
    m_lower.clear();
    m_epoch = NoEpoch;
    m_previous.reset();
    m_plan.record.failedPromotions = 0;
    m_warning = {};
    m_dumping = m_fencing = m_wait = false;
    m_guarded = true;
    m_pauses = 0;
    return perform(Step::Look, op::Look{});
}

Claim::Next Claim::finished(const Outcome &outcome)
{
    switch (m_step) {
    case Step::Look:
        return looked(outcome.as<Survey>());
    case Step::Judge:
        return judged(outcome.as<Verdict>());
    case Step::Yield:
        return give(Yielded{judgedRight(), outcome.as<std::optional<Record>>()});
    case Step::Inherit:
        return inherited(outcome.as<std::optional<Record>>());
    case Step::Count:
        return counted(outcome.as<Counted>());
    case Step::Bind:
        if (outcome.as<BindResult>() == BindResult::InUse)
            return perform(Step::Contend, op::Ask{m_epoch});
        m_guarded = outcome.as<BindResult>() == BindResult::Bound;
        warn(outcome.failure);
        return perform(Step::LookAgain, op::Look{});
    case Step::Contend:
        return contended(outcome.as<std::vector<Answer>>().at(0));
    case Step::LookAgain:
        if (outcome.as<Survey>().failure)
            return give(Lost{Lost::Unusable, outcome.as<Survey>().failure});
        if (outcome.as<Survey>().rights != m_survey)
            return again(false);
        return perform(Step::Ask, op::AskOthers{});
    case Step::Ask:
        warn(outcome.failure);
        return asked(outcome.as<std::vector<Answer>>());
    case Step::Inspect:
        if (!mayFence(outcome.as<ProcessState>()))
            return give(Lost{Lost::NotFenceable, {}});
        return reserve();
    case Step::Reserve:
        warn(outcome.as<Failure>());
        return perform(Step::Speak, op::Speak{m_epoch});
    case Step::Speak:
        return spoken(outcome);
    case Step::Listen:
        return listening(outcome);
    case Step::Recheck:
        if (!mayFence(outcome.as<ProcessState>()))
            return give(Lost{Lost::NotFenceable, {}});
        return perform(Step::Link, op::Link{m_epoch});
    case Step::Link:
        return linked(outcome);
    case Step::Verify:
        return verified(outcome.as<Survey>());
    case Step::Recount:
        return recounted(outcome.as<Counted>());
    case Step::Unlink:
        // A lower right whose name stays could still be used.
        if (!outcome.as<bool>())
            return give(Lost{Lost::Unusable, failed(outcome)}, true);
        m_lower.pop_back();
        return nextLower();
    case Step::Prove:
        if (!outcome.as<Proof>().right)
            return again(true);
        m_step = Step::Ended;
        return Won{m_plan.record, m_previous, m_fencing, m_warning};
    case Step::Abandon:
        m_step = Step::Ended;
        if (outcome.as<Failure>())
            return Lost{Lost::Unusable, outcome.as<Failure>()}; // there is no lock to claim with
        if (std::holds_alternative<Pause>(m_ending))
            return begin();
        return m_ending;
    case Step::Expire:
    case Step::Ended:
        break;
    }
    Q_UNREACHABLE();
}

Claim::Next Claim::resume()
{
    switch (m_step) {
    case Step::Judge:
        return perform(Step::Judge, op::Judge{judgedRight()});
    case Step::Ask:
        return perform(Step::Ask, op::AskOthers{});
    default:
        Q_ASSERT(m_step == Step::Expire);
        return perform(Step::Prove, op::Prove{m_epoch});
    }
}

bool Claim::mayFence(ProcessState state) const
{
    return m_plan.onlyStopped ? state == ProcessState::Stopped
                              : state != ProcessState::Debugged && state != ProcessState::Frozen;
}

Claim::Next Claim::spoken(const Outcome &outcome)
{
    switch (outcome.as<SpeakResult>()) {
    case SpeakResult::Spoken:
        break;
    case SpeakResult::Exists:
        return again(false);
    case SpeakResult::Failed:
        return give(Lost{Lost::Unusable, failed(outcome)});
    }
    m_plan.record.epoch = m_epoch;
    return perform(Step::Listen, op::Listen{m_plan.record});
}

Claim::Next Claim::listening(const Outcome &outcome)
{
    if (outcome.as<Failure>())
        return give(Lost{Lost::Unusable, outcome.as<Failure>()});
    if (m_fencing)
        return perform(Step::Recheck, op::Inspect{*m_plan.fence});
    return perform(Step::Link, op::Link{m_epoch});
}

Claim::Next Claim::linked(const Outcome &outcome)
{
    switch (outcome.as<LinkResult>()) {
    case LinkResult::Linked:
        return perform(Step::Verify, op::Look{});
    case LinkResult::Exists:
        return again(false);
    case LinkResult::LockGone:
        return again(true);
    case LinkResult::Failed:
        break;
    }
    return give(Lost{Lost::Unusable, failed(outcome)});
}

Claim::Next Claim::verified(const Survey &survey)
{
    if (survey.failure)
        return give(Lost{Lost::Unusable, survey.failure}, true);
    for (const Right &right : survey.rights) {
        if (right.epoch < m_epoch)
            m_lower.push_back(right);
        const bool known = std::find(m_survey.cbegin(), m_survey.cend(), right) != m_survey.cend();
        if (right.epoch != m_epoch && !known)
            return again(true);
    }
    return perform(Step::Recount, op::Count{});
}

/// The number of step 1 is stale by now. Whoever has spoken for a higher epoch may have been primary of it, and its
/// name be deleted: the lower epoch must not be used after it.
Claim::Next Claim::recounted(const Counted &counted)
{
    if (counted.failure)
        return give(Lost{Lost::Unusable, counted.failure}, true);
    if (counted.spoken > m_epoch)
        return again(true);
    // Without guards a fencer that died before its wait is known by its record alone.
    if (!m_guarded && m_previous && !m_previous->settled)
        m_wait = true;
    return nextLower();
}

Claim::Next Claim::nextLower()
{
    if (m_lower.empty()) {
        m_step = Step::Expire;
        if (m_wait)
            return Pause{ProofLifetime};
        return resume();
    }
    return perform(Step::Unlink, op::Unlink{m_lower.back().epoch});
}

/// It goes on without this; the first is told when it has won.
void Claim::warn(const Failure &failure)
{
    if (!m_warning)
        m_warning = failure;
}

bool Claim::inSurvey(Epoch epoch) const
{
    return std::any_of(m_survey.cbegin(), m_survey.cend(), [epoch](const Right &r) { return r.epoch == epoch; });
}

/// Begin anew, having given up the guard, the server and, after a link, the lock.
Claim::Next Claim::again(bool renew)
{
    if (++m_rounds > RoundsLimit)
        return give(Lost{}, renew);
    return give(Pause{}, renew);
}

Claim::Next Claim::give(Next ending, bool renew)
{
    m_ending = std::move(ending);
    const bool holdsNothing = m_step == Step::Look || m_step == Step::Judge || m_step == Step::Yield
                              || m_step == Step::Inherit || m_step == Step::Count;
    if (!holdsNothing)
        return perform(Step::Abandon, op::Abandon{renew});
    m_step = Step::Ended;
    if (std::holds_alternative<Pause>(m_ending))
        return begin();
    return m_ending;
}

Claim::Next Claim::perform(Step step, Operation operation)
{
    m_step = step;
    return operation;
}

QDebug operator<<(QDebug debug, Claim::Step step)
{
    static constexpr const char *Names[]{"Look",    "Judge",     "Yield",   "Inherit", "Count",   "Bind",
                                         "Contend", "LookAgain", "Ask",     "Inspect", "Reserve", "Speak",
                                         "Listen",  "Recheck",   "Link",    "Verify",  "Recount", "Unlink",
                                         "Expire",  "Prove",     "Abandon", "Ended"};
    static_assert(std::size(Names) == std::size_t(Claim::Step::Ended) + 1);
    const QDebugStateSaver saver(debug);
    return debug.nospace() << Names[std::size_t(step)];
}

} // namespace QtFailover::Internal
