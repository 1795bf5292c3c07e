// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "watcher/engine.h"
#include "watcher/world.h"

namespace QtFailover::Internal {

class Driver;

/// The driver in a world of the test kit's: no thread, no file, no socket.
class WorldEngine final : public Engine, public World::Inhabitant
{
public:
    WorldEngine(World &world, const Terms &terms, const Ways &ways);
    ~WorldEngine() override;

    std::shared_ptr<Token> token() const override { return m_token; }
    bool start() override;
    void quit() override { end(); }
    bool wait(QDeadlineTimer) override { return true; }
    /// The deadline counts in the world's time.
    bool waitUntil(const std::function<bool()> &condition, QDeadlineTimer deadline) override;
    bool hasCrashed() const override { return m_vanished; }
    /// Also while its main loop is held, which could not end it in order.
    bool hasVanished() const override { return m_vanished || m_ways.mailbox->isHeld(); }

    bool turn() override;
    void holdMainLoop() override { m_ways.mailbox->hold(); }
    void releaseMainLoop() override { m_ways.mailbox->release(); }
    void vanish() override;

private:
    Q_DISABLE_COPY_MOVE(WorldEngine)
    void end();

    World &m_world;
    const Terms m_terms;
    const Ways m_ways;
    std::unique_ptr<World::Place> m_place;
    const std::shared_ptr<Token> m_token;
    std::unique_ptr<Driver> m_driver;
    bool m_vanished = false;
};

} // namespace QtFailover::Internal
