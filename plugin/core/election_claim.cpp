// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/election.h"

#include "core/causes.h"
#include "core/logging.h"

#include <QCoreApplication>

#include <algorithm>

namespace QtFailover::Internal {

namespace {
/// The first look after a loss; the kernel frees a dead process's lock within a millisecond or so of the
/// end of its socket (measured: 0.2 to 3.4 ms), and its pidfd wakes us before that.
constexpr std::chrono::microseconds FirstRetry{500};
constexpr std::chrono::seconds LastRetry{1};
} // namespace

void Election::opened(const Failure &failure)
{
    m_opened = !failure || failure.error == Error::EpochFloorUnavailable;
    tellOfFloors(failure);
    if (m_opened)
        return look();
    becomeSecondaryRole(Reason::Unspecified);
    takeOverFailed(cause::withoutFullStop(failure.text));
    if (m_now >= m_backoff.until()) // a look meanwhile is no attempt
        m_backoff.failed(m_now);
    m_timers.set(Timer::Look, m_backoff.until());
}

/// Whether this instance may claim now, turn aside.
bool Election::mayStand() const
{
    if (!m_terms.enabled)
        return false;
    if (m_forced)
        return true;
    // In a crash loop too: the claim ends at the dead one's record, unless somebody has succeeded meanwhile.
    if (m_now < m_backoff.until())
        return false;
    const bool standsBack = m_duplicate || (m_terms.candidacy == Candidacy::SecondaryOnly && !m_takingOver);
    return !standsBack || m_now - m_absentSince >= m_terms.heartbeatTimeout;
}

void Election::look()
{
    if ((m_state != State::Looking && m_state != State::Attached) || m_claim)
        return;
    if (!m_opened) {
        perform(op::Open{}, [this](const Outcome &outcome) { opened(outcome.as<Failure>()); });
        return;
    }
    const bool stand = mayStand() && (m_forced || isMyTurn());
    if (stand && m_candidate != NoEpoch)
        return lookBeside(m_candidate);
    if (stand && fenceable())
        claim(Claim::Intent::Claim, m_link->right);
    else
        claim(stand && m_state == State::Looking ? Claim::Intent::Claim : Claim::Intent::LookOnly);
}

/// Whoever has yielded to a candidate claims again only after that guard is gone or says that it is primary's. The
/// candidate waits until no guard above its own is bound, and need never see that of one that comes and goes.
void Election::lookBeside(Epoch candidate)
{
    perform(op::Ask{candidate}, [this](const Outcome &outcome) {
        const Answer &answer = outcome.as<std::vector<Answer>>().at(0);
        if (answer.kind == Answer::Answered && answer.standing == Standing::Candidate)
            return claim(Claim::Intent::LookOnly);
        m_candidate = NoEpoch;
        look();
    });
}

void Election::claim(Claim::Intent intent, std::optional<Right> fence)
{
    if (intent == Claim::Intent::Claim)
        become(State::Claiming);
    count(intent == Claim::Intent::Claim ? "claims" : "looks");
    m_claim.emplace(Claim::Plan{.intent = intent,
                                .fence = fence,
                                .onlyStopped = fence && !m_link->open,
                                .connects = m_terms.candidacy != Candidacy::PrimaryOnly,
                                .tried = m_tried,
                                .heard = std::max(m_snapshot.epoch, m_givenUp),
                                .anew = m_anew,
                                .startedAt = m_startedAt,
                                .record = record()});
    follow(m_claim->begin());
}

void Election::follow(const Claim::Next &next)
{
    if (const auto *operation = std::get_if<Operation>(&next)) {
        perform(*operation, [this](const Outcome &outcome) {
            if (m_claim)
                follow(m_claim->finished(outcome));
        });
        return;
    }
    if (const auto *pause = std::get_if<Claim::Pause>(&next)) {
        m_timers.set(Timer::Claim, m_now + pause->length);
        return;
    }
    m_claim.reset();
    if (!std::holds_alternative<Claim::Won>(next)) {
        dropPeers();
        const auto *lost = std::get_if<Claim::Lost>(&next);
        if (lost && lost->cause == Claim::Lost::Unusable)
            takeOverFailed(cause::withoutFullStop(lost->failure.text));
        else if (!m_timers.isSet(Timer::TakeOver))
            takeOverFailed(cause::PrimarySilent);
    }
    if (const auto *result = std::get_if<Claim::Yielded>(&next))
        yielded(*result);
    else if (const auto *none = std::get_if<Claim::Vacant>(&next))
        vacant(*none);
    else if (const auto *result2 = std::get_if<Claim::Lost>(&next))
        lost(*result2);
    else
        won(std::get<Claim::Won>(next));
}

/// Another instance holds the right, or claims it: be its secondary.
void Election::yielded(const Claim::Yielded &yielded)
{
    m_silentGuards = 0;
    m_candidate = yielded.candidate;
    const bool isSettled = yielded.record && yielded.record->settled && yielded.record->epoch == yielded.holder->epoch;
    if (m_terms.candidacy == Candidacy::PrimaryOnly)
        return yieldedForGood(yielded, isSettled);
    becomeSecondaryRole(Reason::Unspecified);
    if (isSettled)
        setPrimarySeen(yielded.record->instanceId, yielded.record->epoch);
    if (yielded.primary)
        m_backoff.reset();
    if (!yielded.holder)
        return yieldedToAGuard(yielded.primary);
    m_namelessSince.reset();
    if (m_link && m_link->right == *yielded.holder) {
        if (m_link->open) { // the holder is unchanged, and its connection stands
            if (m_state != State::Attached)
                becomeAttached();
            if (m_vigil.isSilent() || m_link->hung)
                m_timers.set(Timer::Look, m_now + m_terms.heartbeatInterval);
            if (m_takingOver && m_now < ignoresTakeOverFrom())
                m_timers.soonest(Timer::Look, ignoresTakeOverFrom());
            return;
        }
        if (m_state == State::Claiming)
            become(State::Looking);
        // Its lock outlives its socket: dying (the next look will tell), or its socket was deleted.
        if (m_retry >= std::min<Duration>(std::chrono::milliseconds(8), retryCap())) {
            listenOnBus(true);
            return attach(*yielded.holder, yielded.record);
        }
        return retry(retryCap());
    }
    flush(); // the role is known; to make a connection takes longer than all the rest
    attach(*yielded.holder, yielded.record);
}

/// To run as primary or not at all is over beside a primary. A candidate may yet be rejected, or die.
void Election::yieldedForGood(const Claim::Yielded &yielded, bool isSettled)
{
    const auto stop = [this] {
        report({Error::OtherPrimary,
                QCoreApplication::translate("QtFailover", "Another instance of %1 is primary; this one was told to run "
                                                          "as primary or not at all.")
                    .arg(m_terms.group)});
        stopNow();
    };
    if (yielded.primary || isSettled)
        return stop();
    if (m_state == State::Claiming)
        become(State::Looking);
    if (!yielded.holder)
        return retry(retryCap());
    perform(op::Ask{yielded.holder->epoch}, [this, stop](const Outcome &outcome) {
        const Answer &answer = outcome.as<std::vector<Answer>>().at(0);
        if (m_state != State::Looking)
            return;
        if (answer.kind == Answer::Answered && answer.standing == Standing::Primary)
            stop(); // its main loop has not turned since
        else
            retry(retryCap());
    });
}

/// A living instance has no name in the directory: it is about to claim one, or to make a deleted one anew, or it
/// lives with another directory.
void Election::yieldedToAGuard(bool isPrimary)
{
    if (!isPrimary && isBesideTheLiving())
        becomeAttached(); // to whom is to be fenced by that candidate, or by us after it
    else {
        dropLink();
        become(State::Looking); // and look ever more seldom
    }
    retry(LastRetry);
    if (!isPrimary)
        return m_namelessSince.reset();
    m_namelessSince = m_namelessSince.value_or(m_now);
    // By then a primary with this directory has made its name anew.
    if (m_now - *m_namelessSince >= m_terms.heartbeatTimeout) {
        report({Error::DirectoryUnusable,
                QCoreApplication::translate("QtFailover", "Another instance of %1 is primary, but not in this runtime "
                                                          "directory, and cannot be reached. Start both with the same "
                                                          "XDG_RUNTIME_DIR, or set Config::runtimeDirectory.")
                    .arg(m_terms.group)});
    }
}

/// Nobody holds the highest right, and this instance did not claim it.
void Election::vacant(const Claim::Vacant &vacant)
{
    // Somebody has deleted the names of a holder that lives. It mends them when it runs; where it hangs, only who
    // stands beside it knows whose guard it is, and whom to fence.
    if (vacant.nameless && m_state == State::Attached && isBesideTheLiving())
        return m_timers.soonest(Timer::Look, std::max(m_turnAt, m_now + m_terms.heartbeatInterval));
    if (!vacant.nameless)
        idIsFree();
    setHealth(PrimaryHealth::Gone);
    m_timers.clear(Timer::Silence);
    listenOnBus(false);
    m_watched = {};
    if (m_state == State::Attached) {
        if (m_link && m_link->wasPrimary(m_snapshot.epoch)) // and the end of its connection is still to be read
            m_nextReason = Reason::PrimaryCrashed;
        awaitTurn();
        becomeLooking();
    }
    if (m_terms.candidacy != Candidacy::PrimaryOnly || m_candidate == NoEpoch) // or that one decides on the role
        becomeSecondaryRole(Reason::Unspecified);
    retry(retryCap());
    if (mayStand() && m_candidate == NoEpoch)
        m_timers.soonest(Timer::Look, std::max(m_turnAt, m_now));
    if (!m_terms.enabled)
        finishChecks(CheckResult::NotRunning);
}

void Election::lost(const Claim::Lost &lost)
{
    if (m_state == State::Claiming)
        become(State::Looking);
    if (m_link && m_link->open && (lost.cause != Claim::Lost::CrashLoop || lost.fencing))
        becomeAttached();
    const bool isBesideAnother = lost.cause != Claim::Lost::CrashLoop && lost.cause != Claim::Lost::Unusable;
    if (m_terms.candidacy != Candidacy::PrimaryOnly || !isBesideAnother) // it is primary, or has no role
        becomeSecondaryRole(Reason::Unspecified);
    switch (lost.cause) {
    case Claim::Lost::Raced:
        break;
    case Claim::Lost::NotFenceable:
        m_vigil.seen(false);
        break;
    case Claim::Lost::SilentGuard:
        // A claimant or primary that is stopped, or has just begun to run: it is said when it lasts.
        if (++m_silentGuards == 10)
            reportAgain({Error::LockFailed,
                         QCoreApplication::translate(
                             "QtFailover", "An instance of %1 holds the guard of the role but does not answer: it "
                                           "is stopped or frozen. Let it go on, or end it.")
                             .arg(m_terms.group)});
        break;
    case Claim::Lost::CrashLoop:
        if (!lost.fencing) { // who was fenced before the loop began is no primary that may be watched
            dropLink();
            setHealth(PrimaryHealth::Gone);
        }
        if (std::exchange(m_crashLooping, true))
            report(lost.failure);
        else
            reportAgain(lost.failure); // one that a primary has ended was another
        break;
    case Claim::Lost::Unusable:
        report(lost.failure);
        if (m_now >= m_backoff.until()) // a look meanwhile is no attempt
            m_backoff.failed(m_now);
        m_opened = false; // directory and lock anew
        break;
    }
    m_forced = m_anew = false;
    if (m_state == State::Looking)
        retry(retryCap());
    else
        m_timers.soonest(Timer::Look, m_now + m_terms.heartbeatInterval);
}

/// The next look, soon at first and then ever later, `atMost` in the end.
void Election::retry(Duration atMost)
{
    m_retry = std::clamp<Duration>(2 * m_retry, FirstRetry, atMost);
    m_timers.soonest(Timer::Look, m_now + m_retry);
}

Duration Election::retryCap() const
{
    return std::clamp<Duration>(m_terms.heartbeatInterval / 2, std::chrono::milliseconds(5), LastRetry);
}

Record Election::record() const
{
    Record record;
    record.instanceId = m_terms.instanceId;
    record.pid = m_terms.pid;
    record.policy = m_terms.policy;
    record.heartbeatInterval = m_terms.heartbeatInterval;
    record.heartbeatTimeout = m_terms.heartbeatTimeout;
    record.claimedAt = m_now;
    record.busyUntil = m_busyUntil;
    return record;
}

} // namespace QtFailover::Internal
