// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/terms.h"
#include "ports/token.h"
#include "watcher/bridge.h"
#include "watcher/driverline.h"

#include <QDeadlineTimer>

#include <functional>
#include <memory>

namespace QtFailover::Internal {

/// The driver and its ports for one run: made, used and taken down where they belong.
///
/// Used in the Watcher's thread. What goes wrong at start-up (directory, socket, bus) is told by the driver. The run
/// ends when the driver has stopped, or by quit(); Bridge::ended() then comes when everything is let go of.
class Engine
{
public:
    /// What a run brings; shared with the Watcher.
    struct Ways {
        std::shared_ptr<Mailbox> mailbox;
        std::shared_ptr<DriverLine> line;
        std::shared_ptr<Bridge> bridge;
    };

    /// On the operating system, with a thread of its own, or in World::current().
    static std::unique_ptr<Engine> make(const Terms &terms, const Ways &ways);
    virtual ~Engine() = default;

    virtual std::shared_ptr<Token> token() const = 0;
    /// False: the system gives no thread.
    virtual bool start() = 0;
    /// Takes everything down as soon as the thread gets to it, in whatever state the driver is. Returns at once.
    virtual void quit() = 0;
    /// Blocks until everything is taken down (true) or `deadline`.
    virtual bool wait(QDeadlineTimer deadline) = 0;
    /// Mailbox::waitUntil(), the other way round: whoever has to act meanwhile gets to it. The engine may be gone
    /// after it.
    virtual bool waitUntil(const std::function<bool()> &condition, QDeadlineTimer deadline) = 0;
    /// Its process has ended without a word.
    virtual bool hasCrashed() const { return false; }
    /// Its process is taken for dead: there is nobody to end in order.
    virtual bool hasVanished() const { return false; }
};

} // namespace QtFailover::Internal
