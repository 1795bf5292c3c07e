// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/claim.h"

#include <QCoreApplication>
#include <QDebug>

#include <algorithm>
#include <iterator>

namespace QtFailover::Internal {

namespace {

/// Rounds begun anew because others raced; then the caller waits a little.
constexpr int RoundsLimit = 16;
/// Dead holders' guards passed on the way up (their children keep them), and waits for a candidate to go.
constexpr int StepsLimit = 64;

Failure failed(const Outcome &outcome)
{
    if (outcome.failure)
        return outcome.failure;
    return {Error::InternalError, QStringLiteral("an operation of the claim failed without saying why")};
}

Claim::Yielded yieldedTo(const Answer &answer, const std::optional<Right> &holder)
{
    const bool primary = answer.standing == Standing::Primary;
    return {holder, std::nullopt, primary, primary ? NoEpoch : answer.epoch};
}

} // namespace

Claim::Next Claim::begin()
{
    m_survey.clear();
    m_lower.clear();
    m_epoch = NoEpoch;
    m_previous.reset();
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
        return give(Yielded{m_survey.back(), outcome.as<std::optional<Record>>()});
    case Step::Inherit:
        return inherited(outcome.as<std::optional<Record>>());
    case Step::Count:
        return counted(outcome.as<Counted>());
    case Step::Bind:
        if (outcome.as<BindResult>() == BindResult::InUse)
            return perform(Step::Contend, op::Ask{m_epoch});
        return bound(outcome.as<BindResult>());
    case Step::Contend:
        return contended(outcome.as<std::vector<Answer>>().at(0));
    case Step::JudgeAll:
        return judgedOther(outcome.as<Verdict>());
    case Step::LookAgain:
        if (outcome.as<Survey>().rights != m_survey)
            return again(false);
        return perform(Step::Ask, op::AskOthers{});
    case Step::Ask:
        return asked(outcome.as<std::vector<Answer>>());
    case Step::Reserve:
        m_warning = outcome.as<Failure>();
        return perform(Step::Speak, op::Speak{m_epoch});
    case Step::Speak:
        return spoken(outcome);
    case Step::Listen:
        return listening(outcome);
    case Step::Recheck: {
        const ProcessState state = outcome.as<ProcessState>();
        if (state == ProcessState::Debugged || state == ProcessState::Frozen)
            return give(Lost{Lost::NotFenceable, {}});
        return perform(Step::Link, op::Link{m_epoch});
    }
    case Step::Link:
        return linked(outcome);
    case Step::Verify:
        return verified(outcome.as<Survey>());
    case Step::Recount:
        return recounted(outcome.as<Counted>());
    case Step::JudgeLower:
        // Whoever is not proven dead may still answer with a belief that is L old.
        if (const Verdict verdict = outcome.as<Verdict>(); verdict == Verdict::Held || verdict == Verdict::Dumping)
            m_wait = true;
        return perform(Step::Unlink, op::Unlink{m_lower.back().epoch});
    case Step::Unlink:
        m_lower.pop_back();
        return nextLower();
    case Step::Prove:
        if (!outcome.as<Proof>().right)
            return again(true);
        m_step = Step::Ended;
        return Won{m_plan.record, m_previous ? m_previous->instanceId : QString(), m_fencing, m_warning};
    case Step::Abandon:
        m_step = Step::Ended;
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
        return perform(Step::Judge, op::Judge{m_survey.back()});
    case Step::Ask:
        return perform(Step::Ask, op::AskOthers{});
    default:
        Q_ASSERT(m_step == Step::Expire);
        return perform(Step::Prove, op::Prove{m_epoch});
    }
}

Claim::Next Claim::looked(const Survey &survey)
{
    if (survey.failure)
        return give(Lost{Lost::Unusable, survey.failure});
    m_survey = survey.rights;
    if (!m_survey.empty())
        return perform(Step::Judge, op::Judge{m_survey.back()});
    if (m_plan.intent == Intent::LookOnly)
        return give(Vacant{});
    return perform(Step::Count, op::Count{});
}

Claim::Next Claim::judged(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Vanished:
        return again(false);
    case Verdict::Dumping:
        if (!m_dumping) {
            m_dumping = true;
            return Pause{DumpingPause};
        }
        break;
    case Verdict::Held:
        if (m_plan.intent == Intent::LookOnly || m_plan.fence != m_survey.back())
            return perform(Step::Yield, op::Read{m_survey.back()});
        m_fencing = true;
        break;
    case Verdict::Free:
    case Verdict::Dead:
        break;
    }
    if (m_plan.intent == Intent::LookOnly)
        return give(Vacant{});
    return perform(Step::Inherit, op::Read{m_survey.back()});
}

Claim::Next Claim::inherited(const std::optional<Record> &record)
{
    m_previous = record;
    m_plan.record.failedPromotions = 0;
    if (record && !m_plan.anew && m_plan.startedAt < record->claimedAt) {
        m_plan.record.failedPromotions = record->failedPromotions + (record->settled ? 0 : 1);
        if (m_plan.record.failedPromotions >= CrashLoopLimit) {
            return give(Lost{Lost::CrashLoop,
                             {Error::CrashLoop,
                              QCoreApplication::translate("QtFailover",
                                                          "The last %1 instances that became primary failed while they "
                                                          "were promoted; no other follows them by itself. Remove the "
                                                          "cause, then start an instance or call takeOver().")
                                  .arg(m_plan.record.failedPromotions)}});
        }
    }
    return perform(Step::Count, op::Count{});
}

Claim::Next Claim::counted(const Counted &counted)
{
    m_floor = counted.floor;
    if (m_survey.empty())
        m_epoch = std::max({counted.spoken, counted.floor, m_plan.heard});
    else
        m_epoch = std::max(m_survey.back().epoch, counted.spoken);
    ++m_epoch;
    return bind();
}

Claim::Next Claim::bind()
{
    if (m_epoch > MaxEpoch)
        return give(
            Lost{Lost::Unusable,
                 {Error::InternalError, QCoreApplication::translate("QtFailover", "There are no epochs left.")}});
    return perform(Step::Bind, op::Bind{m_epoch});
}

Claim::Next Claim::bound(BindResult result)
{
    m_guarded = result == BindResult::Bound;
    if (m_guarded)
        return perform(Step::LookAgain, op::Look{});
    m_judged = 0;
    return nextOther();
}

/// Who cannot be asked by its guard has to be proven dead: an abandoned claim leaves a free name above that of a
/// living primary. The highest has been judged already, or is the one that is fenced.
Claim::Next Claim::nextOther()
{
    if (++m_judged >= m_survey.size())
        return perform(Step::LookAgain, op::Look{});
    return perform(Step::JudgeAll, op::Judge{m_survey[m_survey.size() - 1 - m_judged]});
}

Claim::Next Claim::judgedOther(Verdict verdict)
{
    if (verdict == Verdict::Vanished)
        return again(false);
    if (verdict == Verdict::Free || verdict == Verdict::Dead)
        return nextOther();
    return give(Yielded{m_survey[m_survey.size() - 1 - m_judged], std::nullopt});
}

Claim::Next Claim::contended(const Answer &answer)
{
    switch (answer.kind) {
    case Answer::Refused:
    case Answer::Dead:
    case Answer::Foreign:
        if (++m_pauses > StepsLimit)
            return give(Lost{});
        ++m_epoch;
        return bind();
    case Answer::Answered:
        return give(yieldedTo(answer, std::nullopt));
    case Answer::Silent:
        break;
    }
    return give(Lost{Lost::SilentGuard, {}});
}

Claim::Next Claim::asked(const std::vector<Answer> &answers)
{
    bool candidateAbove = false;
    m_wait = m_fencing;
    for (const Answer &answer : answers) {
        if (answer.epoch == m_epoch || answer.kind == Answer::Refused || answer.kind == Answer::Dead
            || answer.kind == Answer::Foreign)
            continue;
        const bool fenced = m_plan.fence && answer.epoch == m_plan.fence->epoch;
        const bool revoked = !m_survey.empty() && answer.epoch < m_survey.back().epoch && !inSurvey(answer.epoch);
        if (fenced || revoked) {
            m_fencing = m_fencing || fenced;
            m_wait = true;
            continue;
        }
        if (answer.kind == Answer::Silent)
            return give(Lost{Lost::SilentGuard, {}});
        if (answer.standing == Standing::Primary || answer.epoch < m_epoch) {
            const auto right = std::find_if(m_survey.cbegin(), m_survey.cend(),
                                            [&answer](const Right &r) { return r.epoch == answer.epoch; });
            return give(yieldedTo(answer, right == m_survey.cend() ? std::nullopt : std::optional(*right)));
        }
        candidateAbove = true;
    }
    if (candidateAbove) {
        if (++m_pauses > StepsLimit)
            return give(Lost{});
        return Pause{CandidatePause};
    }
    if (m_epoch > m_floor)
        return perform(Step::Reserve, op::Reserve{std::min(m_epoch + FloorRange - 1, MaxEpoch)});
    return perform(Step::Speak, op::Speak{m_epoch});
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
    // The highest one has been judged already, or is the one that is fenced.
    if (m_lower.back() == m_survey.back())
        return perform(Step::Unlink, op::Unlink{m_lower.back().epoch});
    return perform(Step::JudgeLower, op::Judge{m_lower.back()});
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
    static constexpr const char *Names[]{"Look",    "Judge",    "Yield",     "Inherit", "Count",   "Bind",
                                         "Contend", "JudgeAll", "LookAgain", "Ask",     "Reserve", "Speak",
                                         "Listen",  "Recheck",  "Link",      "Verify",  "Recount", "JudgeLower",
                                         "Unlink",  "Expire",   "Prove",     "Abandon", "Ended"};
    static_assert(std::size(Names) == std::size_t(Claim::Step::Ended) + 1);
    const QDebugStateSaver saver(debug);
    return debug.nospace() << Names[std::size_t(step)];
}

} // namespace QtFailover::Internal
