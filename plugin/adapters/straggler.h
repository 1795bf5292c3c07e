// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <memory>
#include <vector>

namespace QtFailover::Internal {

/// A thread that is the last to go when this process is killed, with a table of descriptors of its own.
///
/// The kernel gives the memory of a dying process back in the last thread that uses it, which takes 2 ms for 30 MB
/// and 60 ms for 1 GiB, and closes the descriptors in the last one that shares them. As a rule that is the same thread,
/// and it frees before it closes (do_exit(): exit_mm(), exit_files()): all who wait for the end of a socket wait for
/// the memory. With this thread as the last one, they do not; only what it has in its own table ends after the memory.
/// No other thread is left by then, so what the others have held is free in truth.
///
/// Nothing makes a thread the last for certain. This one sleeps on its way out (LateSleep) while the others die, has
/// then the most to do of what the kernel allows, 2,048 robust futexes (get_robust_list(2)), and lets whoever wakes up
/// meanwhile go first: its time slice is the longest there is (sched_setattr(2), Linux 6.12), its share of the
/// processor the same as ever. Where others are later all the same, and on other systems, all is as without it.
class Straggler final
{
public:
    /// Returns when the thread has these descriptors, which are open: in 0.1 ms or so. As it has copies of them, it
    /// takes a shutdown(2) to end one of these connections in life. Of all others it rids itself at once, but nobody
    /// waits for that: to close a file of the application's is to wait for its file system (FUSE, NFS).
    explicit Straggler(std::vector<int> descriptors);
    /// Ends the thread, as a rule in a millisecond; its descriptors are closed then, or very soon if it was new.
    ~Straggler();
    Q_DISABLE_COPY_MOVE(Straggler)

private:
    class Thread;
    std::unique_ptr<Thread> m_thread;
};

} // namespace QtFailover::Internal
