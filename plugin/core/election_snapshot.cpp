// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/election.h"

#include "core/logging.h"

#include <algorithm>
#include <utility>

namespace QtFailover::Internal {

void Election::becomeSecondaryRole(Reason reason)
{
    if (m_snapshot.role != Role::Secondary)
        setRole(Role::Secondary, reason);
}

void Election::setRole(Role role, Reason reason)
{
    if (m_snapshot.role == role)
        return;
    const Role previous = std::exchange(m_snapshot.role, role);
    m_snapshot.lastReason = reason;
    qCInfo(lcElection).nospace() << m_terms.instanceId << ": role " << role << ", was " << previous << ", epoch "
                                 << std::max(m_epoch, m_snapshot.epoch) << ", reason " << reason;
    tell(notice::RoleChanged{role, previous, std::max(m_epoch, m_snapshot.epoch), reason});
}

void Election::setPrimarySeen(const QString &id, Epoch epoch)
{
    if (m_snapshot.primaryId == id && m_snapshot.epoch == epoch)
        return;
    m_snapshot.primaryId = id;
    m_snapshot.epoch = std::max(m_snapshot.epoch, epoch);
    tell(notice::PrimaryChanged{id, m_snapshot.epoch});
}

void Election::setHealth(PrimaryHealth health)
{
    if (m_snapshot.health == health)
        return;
    qCInfo(lcElection).nospace() << m_terms.instanceId << ": primary " << m_snapshot.primaryId << " is " << health;
    m_snapshot.health = health;
    tell(notice::HealthChanged{health});
}

void Election::setMembers(std::vector<Member> members)
{
    if (m_snapshot.members == members)
        return;
    m_snapshot.members = std::move(members);
    standInLine();
    tell(notice::InstancesChanged{});
}

/// It has let go; who stands where in line is as before.
void Election::forgetPrimaryMember()
{
    if (std::erase_if(m_snapshot.members, [](const Member &member) { return member.role == Role::Primary; }))
        tell(notice::InstancesChanged{});
}

void Election::report(const Failure &failure)
{
    if (!failure)
        return;
    // The same trouble at every retry is one trouble, until recovered(), and so are two that take turns.
    const auto [trouble, isNew] = m_troubles.try_emplace(failure.error, failure.text);
    if (!isNew && std::exchange(trouble->second, failure.text) == failure.text)
        return;
    qCWarning(lcElection).nospace() << m_terms.instanceId << ": " << failure.error << ": " << failure.text;
    m_snapshot.failure = failure;
    tell(notice::ErrorOccurred{failure});
}

/// What fails in the same way from now on is another trouble. But neither a lock nor a reign mends a state directory.
void Election::recovered()
{
    std::erase_if(m_troubles, [](const auto &trouble) { return trouble.first != Error::EpochFloorUnavailable; });
    const auto lasting = m_troubles.find(Error::EpochFloorUnavailable); // told before the one that is over
    m_snapshot.failure = lasting == m_troubles.end() ? Failure{} : Failure{lasting->first, lasting->second};
}

/// What follows from the state directory: that it cannot be written, or that it can again.
void Election::tellOfFloors(const Failure &failure)
{
    if (failure)
        return report(failure);
    recoveredFrom(Error::EpochFloorUnavailable);
}

void Election::recoveredFrom(Error error)
{
    m_troubles.erase(error);
    if (m_snapshot.failure.error == error)
        m_snapshot.failure = {};
}

/// For what the user has asked for and did not get, for the beginning of what has come to an end before, and for what
/// is told but once anyway: said each time.
void Election::reportAgain(const Failure &failure)
{
    m_troubles.erase(failure.error);
    report(failure);
}

void Election::flush()
{
    if (!m_notices.empty())
        publish();
    for (const effect::Checked &answer : std::exchange(m_answers, {}))
        act(answer);
}

/// State first, then the notices in the order that the application may rely on.
void Election::publish()
{
    std::stable_sort(m_notices.begin(), m_notices.end(),
                     [](const Notice &a, const Notice &b) { return a.index() < b.index(); });
    m_snapshot.statistics.clear();
    for (const auto &[name, value] : m_counters)
        m_snapshot.statistics.insert(name, value);
    act(effect::Publish{m_snapshot, std::exchange(m_notices, {})});
}

} // namespace QtFailover::Internal
