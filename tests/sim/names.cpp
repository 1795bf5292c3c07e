// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "sim/process.h"

#include <algorithm>

namespace QtFailover::Sim {

using namespace std::chrono_literals;

Instant SimClock::now() const { return m_process.world().now(); }

Duration SimClock::suspended() const { return m_process.world().suspended; }

void SimClock::setAlarm(Instant at)
{
    const quint64 generation = ++m_generation;
    if (at == Never)
        return;
    World &world = m_process.world();
    world.at(std::max(at, world.now()) + world.random.between(1us, 60us), [this, generation] {
        if (generation != m_generation || !m_process.isAlive())
            return;
        m_process.post(Process::Alarms, [this, generation] {
            if (generation == m_generation && m_process.alarm)
                m_process.alarm();
        });
    });
}

void SimClock::onAlarm(std::function<void()> callback) { m_process.alarm = std::move(callback); }

bool SimRights::isOurs(Epoch epoch) const
{
    const Shared &shared = m_process.world().shared;
    const auto right = shared.rights.find(epoch);
    return right != shared.rights.end() && m_process.inode != 0 && right->second == m_process.inode;
}

Failure SimRights::open()
{
    m_process.step();
    if (const Failure shortage = m_process.noFile(QtFailover::Error::LockFailed))
        return shortage;
    Shared &shared = m_process.world().shared;
    const quint64 fresh = ++shared.lastInode;
    shared.locks[fresh] = {m_process.number(), true};
    m_process.step();
    unlock();
    m_process.inode = fresh;
    return {};
}

quint64 SimRights::inode() const { return m_process.inode; }

Survey SimRights::look()
{
    m_process.step();
    World &world = m_process.world();
    if (m_process.starves())
        return {{}, m_process.noFile(QtFailover::Error::DirectoryUnusable)};
    if (world.broken == Broken::VerifyBlind) {
        if (const Epoch linked = std::exchange(m_linked, NoEpoch); linked != NoEpoch) {
            Survey allowed = m_first;
            allowed.rights.push_back({linked, m_process.inode});
            return allowed;
        }
    }
    Survey survey;
    for (const auto &[epoch, lock] : world.shared.rights)
        survey.rights.push_back({epoch, lock});
    if (world.broken == Broken::HealBlind && m_process.gate)
        survey.rights.clear();
    m_first = survey;
    return survey;
}

Hold SimRights::hold(Epoch epoch)
{
    m_process.step();
    Shared &shared = m_process.world().shared;
    const auto right = shared.rights.find(epoch);
    if (right == shared.rights.end())
        return Hold::Vanished;
    const int owner = shared.locks[right->second].owner;
    if (owner && m_process.world().broken == Broken::ForcedUnlock && m_process.world().process(owner)->isStopped())
        return Hold::Free;
    return owner ? Hold::Held : Hold::Free;
}

LinkResult SimRights::link(Epoch epoch)
{
    m_process.step();
    World &world = m_process.world();
    Shared &shared = world.shared;
    const bool named = m_process.inode && shared.locks[m_process.inode].named;
    LinkResult result = LinkResult::Linked;
    if (!named)
        result = LinkResult::LockGone;
    else if (shared.rights.contains(epoch))
        result = LinkResult::Exists;
    else if (world.isFull())
        result = LinkResult::Failed;
    else
        shared.rights[epoch] = m_process.inode;
    if (result == LinkResult::Linked)
        m_linked = epoch;
    if (world.isTracing())
        world.trace(&m_process, QStringLiteral("link e.%1 -> %2").arg(epoch).arg(int(result)));
    return result;
}

bool SimRights::unlink(Epoch epoch)
{
    m_process.step();
    World &world = m_process.world();
    if (world.broken == Broken::UnlinkHighest && m_linked != NoEpoch && !m_first.rights.empty()) {
        Epoch highest = NoEpoch; // below the own one
        for (const Right &right : m_first.rights)
            highest = right.epoch < m_linked ? right.epoch : highest;
        if (epoch != highest)
            return true;
    }
    world.shared.rights.erase(epoch);
    if (world.isTracing())
        world.trace(&m_process, QStringLiteral("unlink e.%1").arg(epoch));
    return true;
}

bool SimRights::prove(Epoch epoch)
{
    m_process.step();
    return isOurs(epoch) || m_process.world().broken == Broken::ProofAlwaysTrue;
}

bool SimRights::revoke(Epoch epoch, const Record &record)
{
    m_process.step();
    if (!isOurs(epoch) || m_process.noFile(QtFailover::Error::LockFailed))
        return false;
    Shared &shared = m_process.world().shared;
    const quint64 fresh = ++shared.lastInode;
    shared.records[fresh] = record;
    m_process.step();
    if (!isOurs(epoch))
        return false;
    shared.rights[epoch] = fresh;
    if (m_process.world().isTracing())
        m_process.world().trace(&m_process, QStringLiteral("revoke e.%1").arg(epoch));
    return true;
}

void SimRights::unlock()
{
    m_process.step();
    Shared &shared = m_process.world().shared;
    if (const quint64 old = std::exchange(m_process.inode, 0)) {
        shared.records.erase(old);
        shared.locks[old] = {0, false};
    }
}

Failure SimRights::publish(const Record &record)
{
    m_process.step();
    World &world = m_process.world();
    if (const Failure shortage = m_process.noFile(QtFailover::Error::LockFailed))
        return shortage;
    const auto guard = world.shared.guards.find(record.epoch);
    const bool isGuarded = guard != world.shared.guards.end() && guard->second == m_process.number();
    if (!record.networkNamespace.isEmpty() && !isGuarded)
        world.violation(QStringLiteral("a record promises a guard of epoch %1 that is not bound").arg(record.epoch));
    world.shared.records[m_process.inode] = record;
    return {};
}

Failure SimRights::failure() const { return m_process.noFile(QtFailover::Error::LockFailed); }

std::optional<Record> SimRights::record(quint64 inode)
{
    m_process.step();
    if (m_process.starves())
        return std::nullopt;
    const auto &records = m_process.world().shared.records;
    const auto record = records.find(inode);
    return record == records.end() ? std::nullopt : std::optional(record->second);
}

void SimRights::sweep() { m_process.step(); }

Counted SimFloors::count()
{
    m_process.step();
    const World &world = m_process.world();
    if (m_process.starves())
        return {NoEpoch, NoEpoch, m_process.noFile(QtFailover::Error::DirectoryUnusable)};
    const Shared &shared = world.shared;
    const bool blind = world.broken == Broken::SpokenForgotten || (world.broken == Broken::HealBlind && m_process.gate);
    return {shared.spoken.empty() || blind ? NoEpoch : *shared.spoken.rbegin(),
            shared.floors.empty() || world.broken == Broken::SpokenForgotten || world.broken == Broken::NoFloor
                ? NoEpoch
                : *shared.floors.rbegin()};
}

SpeakResult SimFloors::speak(Epoch epoch)
{
    m_process.step();
    World &world = m_process.world();
    const bool fresh = world.shared.spoken.insert(epoch).second;
    if (world.isTracing())
        world.trace(&m_process, QStringLiteral("u.%1 %2").arg(epoch).arg(fresh));
    if (world.broken == Broken::SpokenForgotten)
        return SpeakResult::Spoken;
    m_process.step();
    return fresh && *world.shared.spoken.rbegin() == epoch ? SpeakResult::Spoken : SpeakResult::Exists;
}

Failure SimFloors::reserve(Epoch upTo)
{
    m_process.wait(m_process.world().random.between(100us, 5ms));
    m_process.world().shared.floors.insert(upTo);
    return {};
}

void SimFloors::reserveAhead(Epoch upTo, std::function<void(Failure)> done)
{
    World &world = m_process.world();
    world.after(world.random.between(100us, 5ms), [this, upTo, done = std::move(done)] {
        if (!m_process.isAlive())
            return;
        m_process.world().shared.floors.insert(upTo);
        m_process.post(Process::Hints, [done] { done({}); });
    });
}

void SimFloors::prune()
{
    m_process.step();
    auto &spoken = m_process.world().shared.spoken;
    while (spoken.size() > 4)
        spoken.erase(spoken.begin());
}

SimPorts::SimPorts(Process &process)
    : clock(process),
      rights(process),
      floors(process),
      guards(process, rights),
      transport(process),
      gate(process),
      bus(process),
      application(process)
{}

Ports SimPorts::all() { return {clock, rights, floors, guards, transport, gate, bus, application}; }

} // namespace QtFailover::Sim
