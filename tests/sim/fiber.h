// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <functional>
#include <memory>

namespace QtFailover::Sim {

/// A thread of control of its own, switched by hand: what one simulated process runs on. All fibers of a
/// thread share it; only one runs at a time, and only resume() and suspend() switch.
class Fiber
{
public:
    explicit Fiber(std::function<void()> body);
    /// The body must have ended, or never have begun.
    ~Fiber();
    Fiber(const Fiber &) = delete;
    Fiber &operator=(const Fiber &) = delete;

    /// From outside: runs the body until it suspends or ends.
    void resume();
    /// From within the body: back to whoever resumed it.
    void suspend();
    bool isRunning() const;
    bool hasBegun() const;
    bool hasEnded() const;

private:
    struct Contexts;
    const std::unique_ptr<Contexts> d;
};

} // namespace QtFailover::Sim
