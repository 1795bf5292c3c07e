// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/election.h"

#include "core/causes.h"

#include <QCoreApplication>

#include <algorithm>

namespace QtFailover::Internal {

namespace {
/// More than a successor takes (1 ms on two idle processors).
constexpr std::chrono::milliseconds TakingOver{2};
} // namespace

void Election::handOver(const QString &instanceId)
{
    if (m_state == State::Primary)
        beginHandOver({.wanted = instanceId, .reason = Reason::Handover});
    else if (m_state == State::Healing)
        notHandedOver(cause::Healing);
    else
        notHandedOver(isPrimaryState() ? cause::UnderWay : cause::NotPrimary);
    flush();
}

void Election::shutdown(Reason reason)
{
    if (m_stopping || m_state == State::Stopped)
        return;
    m_stopping = true;
    m_stopReason = reason;
    m_stopBy = m_now + m_terms.shutdownTimeout;
    switch (m_state) {
    case State::Primary:
        beginHandOver({.wanted = {}, .reason = reason, .then = HandOver::Then::Stop});
        break;
    case State::Preparing:
        m_handOver->then = HandOver::Then::Stop;
        m_handOver->deadline = m_stopBy;
        m_handOver->giveToAnybody(reason);
        break;
    case State::Demoting:
        m_handOver->then = HandOver::Then::Stop;
        break;
    case State::Healing:
        fenced(Reason::Stopped);
        break;
    case State::Sealing:
        revokeUnconfirmed();
        stopNow();
        break;
    case State::Inactive:
    case State::Looking:
    case State::Attached:
    case State::Claiming:
    case State::Stopped:
        stopNow();
        break;
    }
    flush();
}

/// PREPARE: nothing has happened until the successor says ready.
void Election::beginHandOver(const HandOver &handOver)
{
    m_handOver = handOver;
    m_handOver->deadline = m_stopping ? m_stopBy : m_now + m_terms.shutdownTimeout;
    become(State::Preparing);
    askSuccessor();
}

void Election::askSuccessor()
{
    HandOver &plan = *m_handOver;
    plan.connection = nextInLine([&plan](const Member &member) {
        return (plan.wanted.isEmpty() ? !member.reserve : member.id == plan.wanted)
               && std::find(plan.refused.cbegin(), plan.refused.cend(), member.id) == plan.refused.cend();
    });
    if (!plan.connection) {
        if (plan.then == HandOver::Then::Stop) {
            plan.successor.clear();
            return proveAndDemote();
        }
        return handOverFailed(plan.wanted.isEmpty() ? cause::NoSuccessor : cause::NotACandidate);
    }
    plan.successor = peerId(plan.connection);
    act(effect::Send{plan.connection, wire::Prepare{m_epoch, plan.reason}});
    act(effect::PrepareRevocation{lastRecord()});
    // A part of what is left: however many are stopped, the demotion has its time.
    m_timers.set(Timer::Prepare, m_now + std::max(plan.deadline - m_now, Duration::zero()) / 4);
}

void Election::successorReady()
{
    m_timers.clear(Timer::Prepare);
    proveAndDemote();
}

void Election::successorGone(const QString &cause)
{
    m_timers.clear(Timer::Prepare);
    HandOver &plan = *m_handOver;
    plan.refused.push_back(plan.successor);
    if (plan.wanted.isEmpty() || plan.then == HandOver::Then::Stop)
        return askSuccessor();
    handOverFailed(cause);
}

void Election::handOverFailed(const QString &cause)
{
    if (m_state == State::Preparing) {
        m_timers.clear(Timer::Prepare);
        become(State::Primary);
        if (m_handOver->reason == Reason::TakenOver) {
            for (const auto &[connection, peer] : m_peers) {
                if (peer.greeted && peer.member.id == m_handOver->wanted)
                    act(effect::Send{connection, wire::TakeOverRefused{m_epoch, cause}});
            }
        }
        m_handOver.reset();
    }
    notHandedOver(cause);
}

void Election::notHandedOver(const QString &cause)
{
    reportAgain({Error::HandoverFailed,
                 QCoreApplication::translate("QtFailover", "The role was not handed over: %1.").arg(readable(cause))});
}

/// What has become of a hand-over: the one that was meant may have refused the role in the end.
void Election::succeededBy(const QString &id)
{
    const auto wanted = std::exchange(m_handedOverTo, std::nullopt);
    if (!wanted)
        return;
    if (id == m_terms.instanceId)
        notHandedOver(cause::TakenByNobody);
    else if (!wanted->isEmpty() && id != *wanted)
        notHandedOver(cause::NotTakenByWanted);
}

/// A primary that was stopped since its last beat may have been fenced: whoever is asked to write the last has to have
/// the role.
void Election::proveAndDemote()
{
    perform(op::Prove{m_epoch}, [this](const Outcome &outcome) {
        if (m_state != State::Preparing)
            return;
        if (outcome.as<Proof>().right)
            demote();
        else
            heal();
    });
}

/// The demotion handler still has the role and the token: it may write its last.
void Election::demote()
{
    become(State::Demoting);
    m_draining = false;
    const Reason told = m_handOver->then == HandOver::Then::Stop ? Reason::Stopped : m_handOver->reason;
    m_timers.set(Timer::Demotion, std::max(m_handOver->deadline, m_now));
    perform(op::Demote{{m_epoch, told, false}}, [this](const Outcome &outcome) {
        if (m_state == State::Demoting && !outcome.as<bool>())
            drain();
    });
}

void Election::demotionDone(Epoch epoch)
{
    if (m_state == State::Demoting && epoch == m_epoch && !m_draining)
        drain();
    flush();
}

/// The requests that the application has been given are finished and what others are to have is theirs, until the
/// deadline of the demotion.
void Election::drain()
{
    m_draining = true;
    perform(op::Drain{}, [this](const Outcome &outcome) {
        if (outcome.as<bool>())
            drained();
    });
}

void Election::drained()
{
    if (m_state == State::Demoting && m_draining)
        release();
    flush();
}

/// What is left with a right that was let go of in order.
Record Election::lastRecord() const
{
    Record record = m_record;
    record.settled = true;
    record.failedPromotions = 0;
    return record;
}

/// RELEASE: token off, the name revoked, the guard closed; only then the successor is told, and when it has had the
/// time to take over, all.
void Election::release()
{
    HandOver plan = *std::exchange(m_handOver, std::nullopt);
    // It may have gone meanwhile, or have connected anew.
    plan.connection = nextInLine([&plan](const Member &member) { return member.id == plan.successor; });
    const bool follows = plan.connection != 0;
    if (!follows)
        plan.successor.clear();
    const bool stays = plan.then == HandOver::Then::Stay;
    const Epoch epoch = m_epoch;
    act(effect::Withdraw{});
    act(effect::Revoke{epoch, lastRecord()});
    act(effect::FreeGuards{});
    const wire::Released released{epoch, plan.reason, plan.successor};
    if (follows)
        act(effect::Send{plan.connection, released});
    const int others = int(m_peers.size());
    std::erase_if(m_peers, [&](const auto &entry) {
        const auto &[connection, peer] = entry;
        const bool waits = connection != plan.connection;
        if (waits)
            m_parting.emplace_back(connection, released);
        return waits;
    });
    if (follows)
        m_timers.set(Timer::Parting, m_now + TakingOver);
    else
        part();
    act(effect::StopListening{});
    if (stays)
        endReign(Role::Secondary, plan.reason);
    else
        endReign(Role::Inactive, Reason::Stopped);
    setHealth(PrimaryHealth::Gone);
    if (stays) {
        forgetPrimaryMember();
        if (plan.reason == Reason::Handover)
            m_handedOverTo = plan.wanted;
        m_nextReason = plan.reason;
        m_chosen = plan.successor;
        becomeLooking();
        m_absentSince = m_now;
        m_turnAt = m_now + (follows ? HandOverTime : Duration::zero()) + (others + 1) * Duration(Turn);
        renewLock([this] { retry(retryCap()); });
    } else {
        stopNow();
    }
    flush(); // who hears of the end finds the role gone
    act(effect::Announce{epoch, plan.reason, plan.successor});
}

/// The others do not take the processors from the successor meanwhile.
void Election::part()
{
    m_timers.clear(Timer::Parting);
    for (const auto &[connection, released] : std::exchange(m_parting, {})) {
        act(effect::Send{connection, released});
        act(effect::Close{connection});
    }
}

/// The end of every reign, let go or lost.
void Election::endReign(Role role, Reason reason)
{
    dropPeers();
    for (const Timer timer : {Timer::Beat, Timer::MainLoop, Timer::Roster, Timer::Prepare, Timer::Demotion})
        m_timers.clear(timer);
    m_ping = 0;
    m_toldBusy = false;
    m_busyUntil = {};
    m_handOver.reset();
    m_snapshot.epoch = std::max(m_snapshot.epoch, m_epoch);
    const Epoch epoch = std::exchange(m_epoch, NoEpoch);
    count("demotions");
    setRole(role, reason);
    tell(notice::Demoted{epoch, reason});
}

/// After a right was given up: its lock goes with it, and the next claim needs a fresh one.
void Election::renewLock(const std::function<void()> &then)
{
    perform(op::Abandon{true}, [this, then](const Outcome &outcome) {
        m_opened = !outcome.as<Failure>();
        report(outcome.as<Failure>());
        then();
    });
}

void Election::stopNow()
{
    if (m_state == State::Stopped)
        return;
    if (m_claim && m_claim->step() == Claim::Step::Expire) { // it has its name, and a forked child may keep the lock
        Record left = m_claim->record();
        left.settled = true;
        act(effect::Revoke{left.epoch, left});
    }
    m_claim.reset();
    part();
    if (m_link && m_link->open) {
        if (m_link->reached)
            act(effect::Send{m_link->connection, wire::Leaving{m_link->right.epoch}});
        act(effect::Close{m_link->connection});
        m_link->connection = 0;
    }
    dropLink();
    dropPeers();
    listenOnBus(false);
    act(effect::Withdraw{});
    act(effect::StopListening{});
    act(effect::FreeGuards{});
    act(effect::Unlock{});
    m_timers.clearAll();
    m_epoch = NoEpoch;
    finishChecks(CheckResult::NotRunning);
    become(State::Stopped);
    setRole(Role::Inactive, Reason::Stopped);
    setHealth(PrimaryHealth::Unknown);
    setMembers({});
    tell(notice::Stopped{});
}

} // namespace QtFailover::Internal
