// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "testing/fakeworld.h"

#include "testing/fakenetwork.h"
#include "testing/fakeplace.h"

#include <algorithm>

namespace QtFailover::Testing {

FakeWorld::FakeWorld()
    // Some time after the start of the machine: no moment lies before all moments.
    : m_now(std::chrono::hours(1))
{}

FakeWorld::~FakeWorld()
{
    const std::vector<InstancePtr> running = m_instances;
    for (const InstancePtr &instance : running)
        crash(instance);
}

std::unique_ptr<World::Place> FakeWorld::admit(const Terms &terms, Inhabitant &inhabitant)
{
    std::shared_ptr<Land> &land = m_lands[{terms.runtimeDirectory, terms.group, terms.scope}];
    if (!land)
        land = std::make_shared<Land>();
    auto instance = std::make_shared<Instance>();
    instance->id = terms.instanceId;
    instance->pid = ++m_lastPid;
    instance->land = land;
    instance->inhabitant = &inhabitant;
    m_instances.push_back(instance);
    return std::make_unique<FakePlace>(*this, instance);
}

bool FakeWorld::turn()
{
    const std::vector<InstancePtr> instances = m_instances;
    return std::any_of(instances.begin(), instances.end(), [](const InstancePtr &instance) {
        return instance->isAlive() && !instance->stopped && instance->inhabitant->turn();
    });
}

bool FakeWorld::step(Instant until)
{
    if (turn())
        return true;
    if (!hasBefore(until)) {
        if (until != Never)
            m_now = std::max(m_now, until);
        return false;
    }
    const auto next = m_calls.begin();
    m_now = std::max(m_now, next->first);
    const Call call = std::move(next->second);
    m_calls.erase(next);
    if (!call.first->isAlive())
        return true;
    if (call.first->stopped)
        call.first->missed.push_back(call.second);
    else
        call.second();
    return true;
}

void FakeWorld::runDue()
{
    while (step(m_now)) {
    }
}

void FakeWorld::at(Instant when, const InstancePtr &who, std::function<void()> what)
{
    m_calls.emplace(std::max(when, m_now), Call{who, std::move(what)});
    if (when <= m_now)
        wake();
}

void FakeWorld::wake()
{
    if (std::exchange(m_wakes, true))
        return;
    QMetaObject::invokeMethod(
        &m_waker,
        [this] {
            m_wakes = false;
            runDue();
        },
        Qt::QueuedConnection);
}

InstancePtr FakeWorld::find(const QString &id) const
{
    const auto found = std::find_if(m_instances.begin(), m_instances.end(),
                                    [&id](const InstancePtr &instance) { return instance->id == id; });
    return found == m_instances.end() ? nullptr : *found;
}

void FakeWorld::crash(const InstancePtr &who)
{
    World::Inhabitant *const inhabitant = who->inhabitant;
    FakeNetwork(*this).died(who);
    leave(who);
    if (inhabitant)
        inhabitant->vanish();
}

void FakeWorld::leave(const InstancePtr &who)
{
    if (!who->isAlive())
        return;
    FakeNetwork(*this).ended(who);
    who->inhabitant = nullptr;
    who->missed.clear();
    Land &land = *who->land;
    const auto isIts = [&who](const auto &entry) { return entry.second == who; };
    std::erase_if(land.locks, isIts);
    std::erase_if(land.servers, isIts);
    std::erase_if(land.guards, isIts);
    std::erase(m_instances, who);
}

void FakeWorld::stop(const InstancePtr &who)
{
    who->stopped = true;
    who->inhabitant->holdMainLoop();
}

void FakeWorld::resume(const InstancePtr &who)
{
    if (!std::exchange(who->stopped, false))
        return;
    // What is under way to it comes after what has come.
    std::deque<std::function<void()>> calls = std::exchange(who->missed, {});
    for (auto it = m_calls.begin(); it != m_calls.end() && it->first <= m_now;) {
        const bool isIts = it->second.first == who;
        if (isIts)
            calls.push_back(std::move(it->second.second));
        it = isIts ? m_calls.erase(it) : std::next(it);
    }
    for (auto &call : calls)
        post(who, std::move(call));
    if (!who->blocked)
        who->inhabitant->releaseMainLoop();
}

void FakeWorld::block(const InstancePtr &who)
{
    who->blocked = true;
    who->inhabitant->holdMainLoop();
}

void FakeWorld::unblock(const InstancePtr &who)
{
    who->blocked = false;
    if (!who->stopped)
        who->inhabitant->releaseMainLoop();
}

} // namespace QtFailover::Testing
