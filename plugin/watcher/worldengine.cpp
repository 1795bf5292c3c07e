// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/worldengine.h"

#include "driver/driver.h"

#include <atomic>
#include <utility>

namespace QtFailover::Internal {

namespace {
std::atomic<World *> theWorld{nullptr};

/// The same in each run of a test, and another one for each instance.
quint32 seedOf(const Terms &terms) { return qChecksum(terms.instanceId.toUtf8()); }
} // namespace

World *World::current() { return theWorld; }

void setWorld(World *world) { theWorld = world; }

WorldEngine::WorldEngine(World &world, const Terms &terms, const Ways &ways)
    : m_world(world), m_terms(terms), m_ways(ways), m_place(world.admit(terms, *this)), m_token(m_place->token())
{}

WorldEngine::~WorldEngine()
{
    m_ways.bridge->onStopped({});
    m_ways.line->detach();
}

bool WorldEngine::start()
{
    m_driver = std::make_unique<Driver>(m_terms, m_place->ports(*m_ways.bridge, m_ways.bridge.get()), seedOf(m_terms));
    m_ways.bridge->onStopped([this] { m_place->post([this] { end(); }); }); // not within the driver's own call
    m_place->post([this] { m_driver->start(); });
    m_ways.line->attach(*m_driver, [this](std::function<void()> call) { m_place->post(std::move(call)); });
    return true;
}

bool WorldEngine::turn()
{
    // A letter may be the last one for this run.
    const Ways ways = m_ways;
    const bool hasCalled = ways.line->deliver();
    const bool hasRead = ways.mailbox->drain();
    return hasCalled || hasRead;
}

bool WorldEngine::waitUntil(const std::function<bool()> &condition, QDeadlineTimer deadline)
{
    if (m_vanished)
        return condition(); // the world may be gone, too
    World &world = m_world;
    const std::shared_ptr<Mailbox> mailbox = m_ways.mailbox; // this may be gone any time
    const Instant end =
        deadline.isForever() ? Never : world.now() + std::chrono::nanoseconds(deadline.remainingTimeNSecs());
    while (!condition()) {
        if (mailbox->drain())
            continue; // its last letters come when it has left the world
        if (mailbox->isClosed() || !world.step(end))
            return condition();
    }
    return true;
}

void WorldEngine::end()
{
    if (!m_driver)
        return;
    m_ways.line->detach();
    m_token->withdraw();
    m_driver.reset();
    m_place.reset();
    m_ways.bridge->ended();
}

void WorldEngine::vanish()
{
    m_vanished = true;
    m_ways.bridge->onStopped({});
    m_ways.line->detach();
    m_ways.mailbox->close();
    m_ways.bridge->close();
    m_driver.reset();
    m_place.reset();
}

} // namespace QtFailover::Internal
