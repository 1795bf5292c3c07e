// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#ifndef QTFAILOVER_TESTING_H
#define QTFAILOVER_TESTING_H

#include <QtFailover/config.h>

#include <chrono>
#include <functional>
#include <memory>

namespace QtFailover {

/// For tests of applications, in the CMake target `QtFailover::Testing`: not for the application itself.
namespace Testing {

/// A group within the process of a test, with a clock of its own that moves only when it is told to.
///
/// As long as it lives, every Watcher that is started, also by the application's own code, lives in it instead of on
/// the operating system: an *instance*, named by its Config::instanceId(). The library's election, its messages and the
/// Watcher are the real ones; locks, sockets and time are not. A fail over takes microseconds, a heartbeat timeout no
/// longer, and a test sees the same in every run.
///
/// Make it before the Watchers, in their thread, one at a time in a process, with a QCoreApplication. What is due at
/// the present moment happens in settle(), in the functions that move the clock, and whenever an event loop runs.
/// Watcher::waitForRole(), Watcher::waitForStopped() and the Watcher's destructor move the clock as far as they wait.
///
/// The functions that name an instance end the program with a message when none of that name is running.
///
/// What it does *not* show: D-Bus, damaged directories, full disks, and how fast a fail over is; for these use
/// processes. The timeouts of Messenger::request() and the intervals of Watcher::setProbe() are those of the real
/// clock.
class Group
{
public:
    Group();
    /// Watchers that are still running end as if they had crashed.
    ~Group();

    /// A configuration to start with: a group's name, `instanceId`, no D-Bus; else the defaults.
    Config config(const QString &instanceId) const;

    /// Everything happens that is due now: messages arrive, signals are emitted, handlers and event loops run.
    void settle();
    /// The clock moves on by `time`; on the way everything happens when it is due.
    void advance(std::chrono::milliseconds time);
    /// The same until `condition` holds, looked at after everything that happens, but by `atMost`. Returns whether it
    /// holds.
    bool advanceUntil(const std::function<bool()> &condition,
                      std::chrono::milliseconds atMost = std::chrono::minutes(5));
    /// How far the clock has moved.
    std::chrono::milliseconds elapsed() const;

    /// SIGKILL: its locks are free, its connections end, and its Watcher does and says nothing more. Destroy the
    /// Watcher, as its process would be gone, or keep it; a new one may take the same name.
    void crash(const QString &instanceId);
    /// SIGSTOP: it does nothing, and answers nobody, until resume(). In a slot or handler of its own, stop() and
    /// block() hold it as soon as that has returned. Destroyed meanwhile, its Watcher counts as crashed.
    void stop(const QString &instanceId);
    /// SIGCONT: it finds everything that has come meanwhile.
    void resume(const QString &instanceId);
    /// Its main loop does not turn until unblock(), but the library's own thread does. Destroyed meanwhile, its Watcher
    /// counts as crashed.
    void block(const QString &instanceId);
    void unblock(const QString &instanceId); ///< ends block()
    /// No connection from it or to it holds, until reconnect(). Its locks do.
    void isolate(const QString &instanceId);
    void reconnect(const QString &instanceId); ///< ends isolate()

private:
    Q_DISABLE_COPY_MOVE(Group)
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace Testing
} // namespace QtFailover

#endif
