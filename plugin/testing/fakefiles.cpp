// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "testing/fakefiles.h"

#include "testing/fakeworld.h"

namespace QtFailover::Testing {

bool Land::isHeld(Epoch epoch, quint64 inode)
{
    const std::lock_guard lock(mutex);
    const auto right = rights.find(epoch);
    return inode != 0 && right != rights.end() && right->second == inode;
}

Failure FakeRights::open()
{
    unlock();
    m_me->inode = ++m_me->land->lastInode;
    m_me->land->locks[m_me->inode] = m_me;
    return {};
}

Survey FakeRights::look()
{
    Survey survey;
    for (const auto &[epoch, inode] : m_me->land->rights)
        survey.rights.push_back({epoch, inode});
    return survey;
}

Hold FakeRights::hold(Epoch epoch)
{
    const auto right = m_me->land->rights.find(epoch);
    if (right == m_me->land->rights.end())
        return Hold::Vanished;
    return m_me->land->locks.contains(right->second) ? Hold::Held : Hold::Free;
}

LinkResult FakeRights::link(Epoch epoch)
{
    if (!m_me->inode)
        return LinkResult::LockGone;
    const std::lock_guard lock(m_me->land->mutex);
    return m_me->land->rights.emplace(epoch, m_me->inode).second ? LinkResult::Linked : LinkResult::Exists;
}

bool FakeRights::unlink(Epoch epoch)
{
    const std::lock_guard lock(m_me->land->mutex);
    m_me->land->rights.erase(epoch);
    return true;
}

bool FakeRights::revoke(Epoch epoch, const Record &record)
{
    if (!prove(epoch))
        return false;
    const quint64 fresh = ++m_me->land->lastInode;
    m_me->land->records[fresh] = record;
    const std::lock_guard lock(m_me->land->mutex);
    m_me->land->rights[epoch] = fresh;
    return true;
}

void FakeRights::unlock()
{
    if (const quint64 old = std::exchange(m_me->inode, 0)) {
        m_me->land->records.erase(old);
        m_me->land->locks.erase(old);
    }
}

Failure FakeRights::publish(const Record &record)
{
    m_me->land->records[m_me->inode] = record;
    return {};
}

std::optional<Record> FakeRights::record(quint64 inode)
{
    const auto record = m_me->land->records.find(inode);
    return record == m_me->land->records.end() ? std::nullopt : std::optional(record->second);
}

Counted FakeFloors::count()
{
    const Land &land = *m_me->land;
    Counted counted;
    counted.spoken = land.spoken.empty() ? NoEpoch : *land.spoken.rbegin();
    counted.floor = land.floors.empty() ? NoEpoch : *land.floors.rbegin();
    return counted;
}

SpeakResult FakeFloors::speak(Epoch epoch)
{
    const bool isHighest = m_me->land->spoken.empty() || epoch > *m_me->land->spoken.rbegin();
    return m_me->land->spoken.insert(epoch).second && isHighest ? SpeakResult::Spoken : SpeakResult::Exists;
}

Failure FakeFloors::reserve(Epoch upTo)
{
    m_me->land->floors.insert(upTo);
    return {};
}

void FakeFloors::reserveAhead(Epoch upTo, std::function<void(Failure)> done)
{
    reserve(upTo);
    m_world.post(m_me, [done = std::move(done)] { done({}); });
}

BindResult FakeGuards::bind(Epoch epoch)
{
    return m_me->land->guards.emplace(epoch, m_me).second ? BindResult::Bound : BindResult::InUse;
}

bool FakeGuards::isBound(Epoch epoch) const
{
    const auto guard = m_me->land->guards.find(epoch);
    return guard != m_me->land->guards.end() && guard->second == m_me;
}

void FakeGuards::free()
{
    std::erase_if(m_me->land->guards, [this](const auto &guard) { return guard.second == m_me; });
}

Answer FakeGuards::ask(Epoch epoch)
{
    Answer answer;
    answer.epoch = epoch;
    const auto guard = m_me->land->guards.find(epoch);
    if (guard == m_me->land->guards.end())
        return answer; // refused
    const InstancePtr &holder = guard->second;
    if (holder->stopped) {
        answer.kind = Answer::Silent;
        answer.process = ProcessState::Stopped;
        return answer;
    }
    if (holder->asked)
        m_world.post(holder, holder->asked);
    answer.kind = Answer::Answered;
    answer.standing = holder->standing;
    answer.instanceId = holder->id;
    return answer;
}

std::vector<Answer> FakeGuards::askOthers()
{
    std::vector<Answer> answers;
    for (const auto &[epoch, holder] : m_me->land->guards) {
        if (holder != m_me)
            answers.push_back(ask(epoch));
    }
    return answers;
}

} // namespace QtFailover::Testing
