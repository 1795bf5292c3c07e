// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/election.h"

#include "core/causes.h"
#include "core/logging.h"

#include <QCoreApplication>

namespace QtFailover::Internal {

void Election::proofLost()
{
    if (m_state == State::Sealing)
        proveClaim([this] { act(effect::Grant{m_epoch}); });
    if (m_state == State::Primary || m_state == State::Preparing)
        perform(op::Prove{m_epoch}, [this](const Outcome &outcome) {
            if (m_state != State::Primary && m_state != State::Preparing)
                return;
            if (!outcome.as<Proof>().right)
                return heal();
            act(effect::Grant{m_epoch}); // somebody has put the name back
            act(effect::SetPrimary{true});
        });
    flush();
}

/// HEAL: the name is gone or is not ours any more. Either somebody has taken the role, or somebody has deleted
/// files; then, with our guard still bound, they are made anew, and the epoch stays.
void Election::heal()
{
    if (m_state == State::Preparing && m_stopping)
        m_timers.clear(Timer::Prepare); // it goes on when that is mended
    else if (m_state == State::Preparing)
        handOverFailed(cause::LockLost);
    if (m_state != State::Healing) {
        become(State::Healing);
        count("heals");
        qCWarning(lcLock) << m_terms.instanceId << "lost the name of epoch" << m_epoch << "- healing, or yielding";
    }
    findObjection([this] { relink(); });
}

/// Looks for anything that speaks against the own epoch; both before the link and after it.
void Election::findObjection(const std::function<void()> &none)
{
    perform(op::Look{}, [this, none](const Outcome &looked) {
        if (m_state != State::Healing)
            return;
        const Survey &survey = looked.as<Survey>();
        if (survey.failure)
            return notHealed(survey.failure); // not known
        for (const Right &right : survey.rights) {
            if (right.epoch > m_epoch)
                return fenced(Reason::Fenced);
        }
        perform(op::Count{}, [this, none](const Outcome &counted) {
            if (m_state != State::Healing)
                return;
            if (counted.as<Counted>().failure)
                return notHealed(counted.as<Counted>().failure);
            if (counted.as<Counted>().spoken > m_epoch)
                return fenced(Reason::LockLost);
            perform(op::AskOthers{}, [this, none](const Outcome &asked) {
                if (m_state != State::Healing)
                    return;
                report(asked.failure);
                for (const Answer &answer : asked.as<std::vector<Answer>>()) {
                    // A guard above that is merely bound must not demote: its claimant yields to us.
                    if (answer.epoch > m_epoch && answer.kind == Answer::Answered
                        && answer.standing == Standing::Primary)
                        return fenced(Reason::Fenced);
                }
                none();
            });
        });
    });
}

void Election::relink()
{
    perform(op::Prove{m_epoch}, [this](const Outcome &proof) {
        if (m_state != State::Healing)
            return;
        if (proof.as<Proof>().right)
            return healed();
        perform(op::Open{}, [this](const Outcome &opened) {
            if (m_state != State::Healing)
                return;
            if (opened.as<Failure>() && opened.as<Failure>().error != Error::EpochFloorUnavailable)
                return notHealed(opened.as<Failure>());
            tellOfFloors(opened.as<Failure>());
            perform(op::Listen{m_record}, [this](const Outcome &listening) {
                if (m_state != State::Healing)
                    return;
                if (listening.as<Failure>())
                    return notHealed(listening.as<Failure>());
                perform(op::Link{m_epoch}, [this](const Outcome &linked) {
                    if (m_state != State::Healing)
                        return;
                    switch (linked.as<LinkResult>()) {
                    case LinkResult::Linked:
                        return findObjection([this] { healed(); });
                    case LinkResult::Exists:
                        return fenced(Reason::LockLost);
                    case LinkResult::LockGone:
                    case LinkResult::Failed:
                        return notHealed(linked.failure);
                    }
                });
            });
        });
    });
}

void Election::healed()
{
    act(effect::Grant{m_epoch});
    act(effect::SetPrimary{true});
    become(State::Primary);
    recovered();
    bequeath();
    qCInfo(lcLock) << m_terms.instanceId << "has healed the names of epoch" << m_epoch;
    if (m_stopping) // the damage has interrupted the hand-over
        return beginHandOver({.wanted = {}, .reason = m_stopReason, .then = HandOver::Then::Stop});
    beat();
    if (!m_terms.enabled) // since, perhaps
        beginHandOver({.wanted = {}, .reason = Reason::Handover});
}

/// Tries again before long. Who is told to stop meanwhile does not wait for that: a role without its names cannot be
/// handed over.
void Election::notHealed(const Failure &failure)
{
    report(failure);
    if (m_stopping)
        return fenced(Reason::Stopped);
    m_timers.soonest(Timer::Beat, m_now + retryCap());
}

/// The role is gone already: nothing of the new primary's is touched.
void Election::fenced(Reason reason)
{
    act(effect::Withdraw{});
    perform(op::Demote{{m_epoch, reason, true}}, [](const Outcome &) {});
    endReign(Role::Secondary, reason);
    if (reason == Reason::LockLost)
        reportAgain({Error::LockLost,
                     QCoreApplication::translate("QtFailover", "This instance of %1 is no longer primary: its lock of "
                                                               "epoch %2 was deleted or replaced. Leave the files in "
                                                               "the runtime directory to QtFailover.")
                         .arg(m_terms.group)
                         .arg(m_snapshot.epoch)});
    setHealth(PrimaryHealth::Unknown);
    forgetPrimaryMember();
    becomeLooking();
    m_absentSince = m_now;
    m_turnAt = m_now + Turn;
    renewLock([this] {
        if (m_stopping)
            stopNow();
        else
            look();
    });
}

} // namespace QtFailover::Internal
