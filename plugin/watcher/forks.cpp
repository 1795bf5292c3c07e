// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/forks.h"

#include <atomic>

#ifdef Q_OS_UNIX
#include <pthread.h>
#endif

namespace QtFailover::Internal {

namespace {
std::atomic<quint64> forks{0};
}

quint64 forkCount()
{
#ifdef Q_OS_UNIX
    [[maybe_unused]] static const int registered =
        ::pthread_atfork(nullptr, nullptr, [] { forks.fetch_add(1, std::memory_order_relaxed); });
#endif
    return forks.load(std::memory_order_relaxed);
}

} // namespace QtFailover::Internal
