// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/descriptor.h"

#ifdef Q_OS_LINUX
#include <algorithm>

#include <fcntl.h>
#include <sys/resource.h>
#endif

namespace QtFailover::Internal {

/// Has a descriptor closed early when this process is killed.
///
/// The kernel lets go of what a dying process has open from the highest descriptor down (do_exit() queues the files
/// as they come, task_work_run() takes the last one first), and every peer it wakes on the way takes the processor
/// from it. What the successor waits for must therefore have the highest numbers: a second descriptor of the
/// same open file is enough, as the file goes when the last one does. For the same reason this one has to be gone
/// before the file is closed in life. Without effect where there is no descriptor left, and on other systems.
class Farewell final
{
public:
    enum class Turn { First, Second, Third };

    Farewell() = default;
#ifdef Q_OS_LINUX
    Farewell(int descriptor, Turn turn) : m_copy(::fcntl(descriptor, F_DUPFD_CLOEXEC, lowest(turn))) {}

    explicit operator bool() const { return bool(m_copy); }
    int descriptor() const { return m_copy.get(); }

    /// The table of descriptors grows once and for all, now: as several threads share it, each growth waits for
    /// milliseconds until nobody reads the old one.
    static void makeRoom() { const Farewell largest(STDIN_FILENO, Turn::First); }

private:
    /// A sixteenth of the numbers for each turn, below 1024 so that the table stays small.
    static int lowest(Turn turn)
    {
        rlimit limit{};
        const rlim_t end = ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? std::min<rlim_t>(limit.rlim_cur, 1024) : 1024;
        return int(end - (rlim_t(turn) + 1) * (end / 16));
    }

    Descriptor m_copy;
#else
    Farewell(qintptr, Turn) {}
    explicit operator bool() const { return false; }
    static void makeRoom() {}
#endif
};

} // namespace QtFailover::Internal
