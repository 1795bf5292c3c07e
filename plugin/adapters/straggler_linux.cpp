// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/straggler.h"

#include <QSemaphore>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <system_error>
#include <thread>
#include <utility>

#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

namespace QtFailover::Internal {

namespace {

constexpr unsigned AllAbove = std::numeric_limits<unsigned>::max();

bool closeRange(unsigned first, unsigned last, unsigned flags)
{
#ifdef SYS_close_range
    return ::syscall(SYS_close_range, first, last, flags) == 0;
#else
    Q_UNUSED(first)
    Q_UNUSED(last)
    Q_UNUSED(flags)
    return false;
#endif
}

/// Gives the calling thread a table of its own with these alone, or changes nothing.
bool keepOnly(std::vector<int> descriptors)
{
    constexpr unsigned Unshare = 1U << 1; // CLOSE_RANGE_UNSHARE
    std::sort(descriptors.begin(), descriptors.end());
    unsigned next = descriptors.empty() ? 0 : unsigned(descriptors.back()) + 1;
    if (!closeRange(next, AllAbove, Unshare))
        return false;
    next = 0;
    for (const int descriptor : descriptors) {
        if (unsigned(descriptor) > next)
            closeRange(next, unsigned(descriptor) - 1, 0);
        next = unsigned(descriptor) + 1;
    }
    return true;
}

/// The first version of what sched_setattr(2) takes; the C library has it from 2.41 on.
struct Scheduling {
    std::uint32_t size = sizeof(Scheduling);
    std::uint32_t policy = 0;
    std::uint64_t flags = 0;
    std::int32_t nice = 0;
    std::uint32_t priority = 0;
    std::uint64_t runtime = 0; ///< ns; the time slice
    std::uint64_t deadline = 0;
    std::uint64_t period = 0;
};

constexpr std::uint64_t LongestSlice = 100'000'000;
constexpr std::uint64_t UsualSlice = 0;

/// Of a thread that shares its processor fairly; any other is left as it is.
void setSlice(pid_t thread, std::uint64_t slice)
{
    Scheduling scheduling;
    if (::syscall(SYS_sched_getattr, thread, &scheduling, sizeof(scheduling), 0) != 0
        || (scheduling.policy != SCHED_OTHER && scheduling.policy != SCHED_BATCH))
        return;
    scheduling.runtime = slice;
    ::syscall(SYS_sched_setattr, thread, &scheduling, 0);
}

/// What the kernel walks through when the calling thread dies, with words that say that somebody waits for them.
class RobustFutexes
{
public:
    RobustFutexes()
    {
        ::syscall(SYS_get_robust_list, 0, &m_before, &m_sizeBefore);
        const auto owner = std::uint32_t(::syscall(SYS_gettid)) | FUTEX_WAITERS;
        robust_list *next = &m_head.list;
        for (Futex &futex : m_futexes) {
            futex = {{next}, owner};
            next = &futex.entry;
        }
        m_head = {{next}, offsetof(Futex, word), nullptr};
        ::syscall(SYS_set_robust_list, &m_head, sizeof(m_head));
    }
    ~RobustFutexes() { ::syscall(SYS_set_robust_list, m_before, m_sizeBefore); }
    Q_DISABLE_COPY_MOVE(RobustFutexes)

private:
    struct Futex {
        robust_list entry;
        std::uint32_t word;
    };

    std::array<Futex, ROBUST_LIST_LIMIT> m_futexes;
    robust_list_head m_head{};
    void *m_before = nullptr;
    std::size_t m_sizeBefore = sizeof(robust_list_head);
};

} // namespace

// Not a QThread: it has an event loop and with that a descriptor, which would be closed in the thread's own table and
// stay in that of all others.
class Straggler::Thread final
{
public:
    explicit Thread(std::vector<int> descriptors)
    {
        try {
            m_thread = std::thread([this, list = std::move(descriptors)] { run(list); });
        } catch (const std::system_error &) {
            return; // no more threads to be had
        }
        m_ready.acquire();
    }
    ~Thread()
    {
        if (m_id)
            setSlice(m_id, UsualSlice); // the sooner it gets to it
        m_end.release();
        if (m_thread.joinable())
            m_thread.join();
    }
    Q_DISABLE_COPY_MOVE(Thread)

private:
    void run(const std::vector<int> &descriptors)
    {
        ::pthread_setname_np(::pthread_self(), "qtfailover-last");
        if (!keepOnly(descriptors))
            return m_ready.release();
        m_id = pid_t(::syscall(SYS_gettid));
        setSlice(m_id, LongestSlice);
        const RobustFutexes last;
        m_ready.release();
        m_end.acquire();
    }

    pid_t m_id = 0; ///< 0: it could not have a table of its own, and has ended
    QSemaphore m_ready;
    QSemaphore m_end;
    std::thread m_thread;
};

Straggler::Straggler(std::vector<int> descriptors) : m_thread(std::make_unique<Thread>(std::move(descriptors))) {}
Straggler::~Straggler() = default;

} // namespace QtFailover::Internal
