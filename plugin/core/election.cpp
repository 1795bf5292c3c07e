// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/election.h"

#include "core/causes.h"
#include "core/logging.h"
#include "core/succession.h"

#include <QDebug>
#include <QMetaEnum>

#include <algorithm>
#include <iterator>

namespace QtFailover::Internal {

Election::Election(const Terms &terms, quint32 seed) : m_terms(terms), m_backoff(seed)
{
    m_snapshot.instanceId = terms.instanceId;
    m_snapshot.enabled = terms.enabled;
}

void Election::start()
{
    if (m_state != State::Inactive)
        return;
    m_startedAt = m_absentSince = m_turnAt = m_now;
    become(State::Looking);
    perform(op::Open{}, [this](const Outcome &outcome) { opened(outcome.as<Failure>()); });
}

void Election::setEnabled(bool enabled)
{
    if (m_terms.enabled == enabled || m_state == State::Stopped)
        return;
    m_terms.enabled = m_snapshot.enabled = enabled;
    tell(notice::EnabledChanged{enabled});
    if (m_state == State::Sealing && !enabled) {
        callOff();
    } else if (holdsRight()) {
        sendRoster();
        bequeath();
        if (!enabled && m_state == State::Primary)
            beginHandOver({.wanted = {}, .reason = Reason::Handover});
        else if (!enabled && m_state == State::Preparing && !m_stopping)
            m_handOver->giveToAnybody(Reason::Handover);
    } else if (m_link && m_link->open) {
        if (m_link->reached) // or Hello says it
            act(effect::Send{m_link->connection, wire::Update{m_link->right.epoch, enabled}});
        standInLine();
    } else if (m_state == State::Looking) {
        m_timers.soonest(Timer::Look, m_now);
    }
    flush();
}

void Election::busConnected(bool connected)
{
    if (m_snapshot.busConnected == connected)
        return;
    m_snapshot.busConnected = connected;
    tell(notice::BusConnectedChanged{connected});
    flush();
}

/// Once for each cause since the bus was there last: a bus that is lost once more is new trouble.
void Election::busFailed(const Failure &failure)
{
    reportAgain(failure);
    flush();
}

void Election::tick()
{
    if (m_state == State::Stopped)
        return;
    const Instant due = m_timers.next();
    doubt(due);
    excuseMainLoop(due);
    if (m_timers.take(Timer::Claim, m_now) && m_claim)
        follow(m_claim->resume());
    if (m_timers.take(Timer::Look, m_now))
        look();
    if (m_timers.take(Timer::Promotion, m_now) && m_state == State::Sealing) {
        act(effect::CancelPromotion{m_epoch});
        promotionFailed(cause::NoAnswerToPromotion);
    }
    if (m_timers.take(Timer::Prepare, m_now) && m_state == State::Preparing)
        successorGone(cause::SuccessorSilent);
    if (m_timers.take(Timer::Demotion, m_now) && m_state == State::Demoting)
        release();
    if (m_timers.take(Timer::TakeOver, m_now) && m_state != State::Claiming) // or the claim says what became of it
        takeOverLate();
    if (m_timers.take(Timer::Parting, m_now))
        part();
    const bool asks = m_timers.take(Timer::MainLoop, m_now);
    if (m_timers.take(Timer::Beat, m_now))
        beat(); // which asks too, once it has its proof
    else if (asks)
        pingMainLoop();
    if (m_timers.take(Timer::Silence, m_now))
        watch();
    if (m_timers.take(Timer::Probe, m_now))
        probe();
    if (m_timers.take(Timer::Roster, m_now)) {
        sendRoster();
        bequeath();
    }
    if (m_timers.take(Timer::Check, m_now))
        expireChecks();
    flush();
}

void Election::completed(const Outcome &outcome)
{
    Q_ASSERT(!m_continuations.empty());
    const Continuation continuation = std::move(m_continuations.front());
    m_continuations.pop_front();
    continuation(outcome);
    flush();
}

Action Election::takeAction()
{
    Action action = std::move(m_actions.front());
    m_actions.pop_front();
    return action;
}

void Election::perform(Operation operation, Continuation continuation)
{
    act(std::move(operation));
    m_continuations.push_back(std::move(continuation));
}

bool Election::isPrimaryState() const
{
    return m_state == State::Primary || m_state == State::Healing || m_state == State::Preparing
           || m_state == State::Demoting;
}

bool Election::holdsRight() const { return m_state == State::Sealing || isPrimaryState(); }

/// The steps of the diagram. No table: a thread of the library may outlive the static objects.
static bool isLegal(Election::State from, Election::State to)
{
    using enum Election::State;
    const auto isOneOf = [to](auto... states) { return ((to == states) || ...); };
    switch (from) {
    case Inactive:
        return isOneOf(Looking, Stopped);
    case Looking:
        return isOneOf(Attached, Claiming, Stopped);
    case Attached:
        return isOneOf(Looking, Claiming, Stopped);
    case Claiming:
        return isOneOf(Looking, Attached, Sealing, Stopped);
    case Sealing:
        return isOneOf(Primary, Looking, Stopped);
    case Primary:
        return isOneOf(Healing, Preparing, Demoting, Looking);
    case Healing:
        return isOneOf(Primary, Looking);
    case Preparing:
        return isOneOf(Primary, Healing, Demoting, Looking);
    case Demoting:
        return isOneOf(Looking, Stopped);
    case Stopped:
        return false;
    }
    Q_UNREACHABLE();
}

/// The one place where the state changes: a step that the diagram does not have is a bug, and is said.
void Election::become(State state)
{
    if (m_state == state)
        return;
    if (!isLegal(m_state, state)) {
        qCCritical(lcElection) << m_terms.instanceId << "illegal step from" << m_state << "to" << state;
        Q_ASSERT_X(false, "Election::become", "illegal step");
    }
    qCDebug(lcElection).nospace() << m_terms.instanceId << ": " << m_state << " -> " << state << ", epoch "
                                  << (m_epoch ? m_epoch : m_snapshot.epoch);
    m_state = state;
    standInLine();
}

/// All are woken at once when a primary dies, and it is the successor's turn: it has made ready what it can, and the
/// others let it have the processors.
void Election::standInLine()
{
    const auto &members = m_snapshot.members;
    const bool waits = (m_state == State::Attached || m_state == State::Looking) && !members.empty();
    const auto isNamed = [this](const Member &m) { return m.successor && m.id == m_terms.instanceId; };
    const bool isNext =
        m_chosen.isEmpty() ? std::any_of(members.begin(), members.end(), isNamed) : m_chosen == m_terms.instanceId;
    const bool givesWay = waits && !isNext;
    if (std::exchange(m_givesWay, givesWay) != givesWay)
        act(effect::GiveWay{givesWay});
    if (m_state != State::Attached)
        return; // a server is the claim's, or needed for it
    const bool ahead = isNext && way().connection && mayStand();
    if (ahead || m_listensAhead)
        act(effect::ListenAhead{ahead});
    m_listensAhead = ahead;
}

/// Secondary without a way to a holder. What is to happen next is the caller's to schedule.
void Election::becomeLooking()
{
    dropLink();
    become(State::Looking);
    m_retry = {};
}

void Election::becomeAttached()
{
    become(State::Attached);
    m_timers.clear(Timer::Look);
}

void Election::becomePrimary()
{
    become(State::Primary);
    m_timers.clear(Timer::Promotion);
    m_timers.clear(Timer::Look);
    m_watched = {};
    m_backoff.reset();
    m_crashLooping = m_forced = m_anew = m_duplicate = false;
    m_chosen.clear();
    recovered();
    succeededBy(m_terms.instanceId);
    act(effect::SetPrimary{true});
    count("promotions");
    m_nextReason = Reason::PrimaryCrashed;
    setRole(Role::Primary, m_reason);
    tell(notice::Promoted{m_epoch, m_reason});
    setPrimarySeen(m_terms.instanceId, m_epoch);
    setHealth(PrimaryHealth::Alive);
    m_turnedAt = m_now;
    m_ping = 0; // only what the main loop is asked from now on shows that it has turned after the promotion
    finishChecks(CheckResult::PromotedSelf);
    m_takingOver = false;
    m_timers.clear(Timer::TakeOver);
    sendRoster();
    flush();
    sendBeats();
    m_timers.set(Timer::Beat, m_now + m_terms.heartbeatInterval);
    pingMainLoop();
    reserveAhead();
    bequeath();
    act(effect::Sweep{});
}

QDebug operator<<(QDebug debug, Election::State state)
{
    static constexpr const char *Names[]{"Inactive", "Looking", "Attached",  "Claiming", "Sealing",
                                         "Primary",  "Healing", "Preparing", "Demoting", "Stopped"};
    static_assert(std::size(Names) == std::size_t(Election::State::Stopped) + 1);
    const QDebugStateSaver saver(debug);
    return debug.nospace() << Names[std::size_t(state)];
}

} // namespace QtFailover::Internal
