// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/election.h"

#include "core/causes.h"

#include <QCoreApplication>

#include <algorithm>

namespace QtFailover::Internal {

namespace {

/// Whose reign was the one before: a promotion that failed was none.
QString reignBefore(const std::optional<Record> &previous, const QString &heardOf)
{
    if (!previous)
        return {};
    return previous->settled && previous->failedPromotions > 0 ? heardOf : previous->instanceId;
}

Failure failedPromotion(Epoch epoch, const QString &cause)
{
    return {Error::PromotionFailed,
            QCoreApplication::translate("QtFailover", "The promotion to epoch %1 failed: %2. The role is free for the "
                                                      "next instance; this one tries again later.")
                .arg(epoch)
                .arg(cause::withoutFullStop(readable(cause)))};
}

} // namespace

void Election::won(const Claim::Won &won)
{
    dropLink();
    listenOnBus(false);
    m_timers.clear(Timer::Silence);
    m_timers.clear(Timer::Probe);
    m_silentGuards = 0;
    m_namelessSince.reset();
    m_record = won.record;
    m_epoch = won.record.epoch;
    m_previousId = reignBefore(won.previous, m_snapshot.primaryId);
    if (won.fenced) {
        count("fences");
        m_nextReason = Reason::PrimaryUnresponsive;
    }
    // If this comes to nothing, the next one is not by the user's word.
    const bool isBySelf = won.fenced || m_nextReason == Reason::PrimaryCrashed;
    m_reason = m_takingOver && isBySelf ? Reason::TakenOver : m_nextReason;
    report(won.warning);
    if (m_snapshot.primaryId != m_terms.instanceId && !m_snapshot.primaryId.isEmpty())
        setHealth(PrimaryHealth::Gone);
    become(State::Sealing);
    if (!m_terms.enabled)
        return callOff();
    act(effect::Grant{m_epoch});
    greetWaiting();
    // Long before the handler is done, the others may connect: they must not take it for dead.
    m_timers.set(Timer::Beat, m_now + m_terms.heartbeatInterval);
    m_timers.set(Timer::Promotion, m_now + m_terms.promotionTimeout);
    const Epoch epoch = m_epoch;
    perform(op::Promote{{m_epoch, m_reason, m_previousId, m_backoff.failedPromotions() + 1}},
            [this, epoch](const Outcome &outcome) {
                if (m_state == State::Sealing && m_epoch == epoch && !outcome.as<bool>())
                    confirm();
            });
}

void Election::promotionAnswered(Epoch epoch, bool accepted, const QString &error)
{
    if (m_state != State::Sealing || epoch != m_epoch)
        return;
    if (accepted)
        confirm();
    else
        promotionFailed(error);
    flush();
}

/// The names once more, and only then the role.
void Election::confirm()
{
    proveClaim([this] { becomePrimary(); });
}

/// Without the names, all that the handler does is in vain.
void Election::proveClaim(const std::function<void()> &then)
{
    perform(op::Prove{m_epoch}, [this, then](const Outcome &outcome) {
        if (m_state != State::Sealing)
            return;
        if (outcome.as<Proof>().right)
            then();
        else
            claimLost();
    });
}

/// By somebody who removes files, or to another instance, while this one was stopped.
void Election::claimLost()
{
    perform(op::Look{}, [this](const Outcome &outcome) {
        if (m_state != State::Sealing)
            return;
        const Survey &survey = outcome.as<Survey>();
        const bool isFenced = std::any_of(survey.rights.begin(), survey.rights.end(),
                                          [this](const Right &right) { return right.epoch > m_epoch; });
        count("abandonedPromotions");
        act(effect::CancelPromotion{m_epoch});
        if (survey.failure) {
            report(survey.failure);
            reportAgain(failedPromotion(m_epoch, survey.failure.text)); // also where that was told before
        } else if (isFenced) {
            reportAgain({Error::PromotionFailed,
                         QCoreApplication::translate("QtFailover", "The promotion to epoch %1 was given up: another "
                                                                   "instance has taken the role while this one hung.")
                             .arg(m_epoch)});
        } else {
            reportAgain({Error::LockLost,
                         QCoreApplication::translate(
                             "QtFailover", "The promotion to epoch %1 was given up: its lock was deleted or replaced "
                                           "meanwhile. This instance tries again; leave the files in the runtime "
                                           "directory to QtFailover.")
                             .arg(m_epoch)});
        }
        abandonClaim();
        if (!m_timers.isSet(Timer::TakeOver))
            takeOverFailed(cause::RightLost);
        if (m_terms.candidacy != Candidacy::PrimaryOnly || !isFenced) // which is to have no role beside another
            becomeSecondaryRole(Reason::PromotionFailed);
        retry(retryCap());
    });
}

void Election::promotionFailed(const QString &cause)
{
    count("failedPromotions");
    Record record = m_record;
    ++record.failedPromotions;
    record.settled = true;
    act(effect::Withdraw{});
    act(effect::Revoke{m_epoch, record});
    report(failedPromotion(m_epoch, cause));
    abandonClaim();
    takeOverFailed(
        cause::withoutFullStop(cause)); // or it would take the role from the next primary, to be rejected again
    m_backoff.promotionFailed(m_now);
    m_absentSince = m_now;
    m_forced = m_anew = false;
    becomeSecondaryRole(Reason::PromotionFailed);
    retry(retryCap());
}

/// It did not fail: the user has changed their mind before it was confirmed.
void Election::revokeUnconfirmed()
{
    act(effect::CancelPromotion{m_epoch});
    act(effect::Withdraw{});
    m_record.settled = true;
    act(effect::Revoke{m_epoch, m_record});
}

/// Disabled between the beginning of the claim and its confirmation: the next in rank is to be primary.
void Election::callOff()
{
    count("promotionsCalledOff");
    revokeUnconfirmed();
    abandonClaim();
    takeOverFailed(cause::DisabledMeanwhile);
    m_absentSince = m_now;
    m_forced = m_anew = false;
    becomeSecondaryRole(Reason::Unspecified);
    retry(retryCap());
}

/// Gives up a right that was won and not confirmed.
void Election::abandonClaim()
{
    act(effect::Withdraw{});
    dropPeers();
    m_timers.clear(Timer::Promotion);
    m_timers.clear(Timer::Beat);
    m_timers.clear(Timer::MainLoop);
    m_givenUp = m_epoch; // no primary has had it
    m_epoch = NoEpoch;
    become(State::Looking);
    renewLock([] {});
}

} // namespace QtFailover::Internal
