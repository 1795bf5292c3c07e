// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/prooftoken.h"
#include "core/terms.h"
#include "watcher/bridge.h"
#include "watcher/driverline.h"

#include <QDeadlineTimer>

#include <memory>

namespace QtFailover::Internal {

/// The library's thread for one run: makes the adapters and the driver there, and takes them down there.
///
/// Used in the Watcher's thread. What goes wrong at start-up (directory, socket, bus) is told by the driver. The run
/// ends when the driver has stopped, or by quit(); Bridge::ended() then comes when everything is let go of.
class Engine final
{
public:
    Engine(const Terms &terms, std::shared_ptr<Bridge> bridge, std::shared_ptr<DriverLine> line,
           std::shared_ptr<ProofToken> token);
    /// A thread that is still busy is left to itself: it owns what it uses, and ends as soon as it can. Never waits.
    ~Engine();

    /// False: the system gives no thread.
    bool start();
    /// Takes everything down as soon as the thread gets to it, in whatever state the driver is. Returns at once.
    void quit();
    /// Blocks until the thread has ended (true) or `deadline`.
    bool wait(QDeadlineTimer deadline);

private:
    Q_DISABLE_COPY_MOVE(Engine)
    class Thread;

    std::unique_ptr<Thread> m_thread;
};

} // namespace QtFailover::Internal
