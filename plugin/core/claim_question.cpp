// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/claim.h"

#include <QCoreApplication>

#include <algorithm>

namespace QtFailover::Internal {

namespace {

/// Dead holders' guards passed on the way up (their children keep them), and waits for a candidate to go.
constexpr int StepsLimit = 64;

Claim::Yielded yieldedTo(const Answer &answer, const std::optional<Right> &holder)
{
    const bool primary = answer.standing == Standing::Primary;
    return {holder, std::nullopt, primary, primary ? NoEpoch : answer.epoch};
}

} // namespace

Claim::Next Claim::looked(const Survey &survey)
{
    if (survey.failure)
        return give(Lost{Lost::Unusable, survey.failure});
    m_survey = survey.rights;
    m_judged = 0;
    return judgeNext();
}

/// Every name has to be proven dead, from the highest down: a fencer that died before it removed what it had revoked,
/// and a claim that was abandoned, leave a free name above that of a living primary.
Claim::Next Claim::judgeNext()
{
    m_dumping = false;
    if (m_judged < m_survey.size()) {
        // A successor's lock is enough to connect to it, and the connection tells the rest. It must not have to answer
        // for its guard to everybody at the moment when it has the most to do.
        const bool isNew = m_plan.connects && m_judged == 0 && m_plan.tried != judgedRight();
        return perform(Step::Judge, op::Judge{judgedRight(), isNew});
    }
    if (m_plan.intent == Intent::LookOnly)
        return give(Vacant{m_survey.empty()});
    m_unread = m_survey.size();
    return inherit();
}

/// From the highest name that has a record: a claim that was given up after its link leaves a name without one, and
/// those below it.
Claim::Next Claim::inherit()
{
    if (m_unread == 0)
        return perform(Step::Count, op::Count{});
    return perform(Step::Inherit, op::Read{m_survey[--m_unread]});
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
        if (m_plan.fence != judgedRight())
            return perform(Step::Yield, op::Read{judgedRight()});
        m_fencing = true;
        break;
    case Verdict::Free:
    case Verdict::Dead:
        break;
    }
    ++m_judged;
    return judgeNext();
}

Claim::Next Claim::inherited(const std::optional<Record> &record)
{
    if (!record)
        return inherit();
    m_previous = record;
    if (!m_plan.anew && m_plan.startedAt < record->claimedAt) {
        m_plan.record.failedPromotions = record->failedPromotions + (record->settled ? 0 : 1);
        if (m_plan.record.failedPromotions >= CrashLoopLimit) {
            return give(Lost{Lost::CrashLoop,
                             {Error::CrashLoop,
                              QCoreApplication::translate("QtFailover",
                                                          "The last %1 instances that became primary failed while they "
                                                          "were promoted; no other follows them by itself. Remove the "
                                                          "cause, then start an instance or call takeOver().")
                                  .arg(m_plan.record.failedPromotions)},
                             m_fencing});
        }
    }
    return perform(Step::Count, op::Count{});
}

Claim::Next Claim::counted(const Counted &counted)
{
    if (counted.failure)
        return give(Lost{Lost::Unusable, counted.failure});
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
    if (m_fencing)
        return perform(Step::Inspect, op::Inspect{*m_plan.fence});
    return reserve();
}

Claim::Next Claim::reserve()
{
    if (m_epoch > m_floor)
        return perform(Step::Reserve, op::Reserve{std::min(m_epoch + FloorRange - 1, MaxEpoch)});
    return perform(Step::Speak, op::Speak{m_epoch});
}

} // namespace QtFailover::Internal
