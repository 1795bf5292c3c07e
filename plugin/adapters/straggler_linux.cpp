// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/straggler.h"

#include "adapters/descriptor.h"
#include "adapters/latesleep.h"

#include <QSemaphore>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include <dirent.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <sys/eventfd.h>
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

/// Gives the calling thread a table of its own with copies of all, or changes nothing. Not unshare(2), which sandboxes
/// forbid.
bool takeTable()
{
    constexpr unsigned Unshare = 1U << 1; // CLOSE_RANGE_UNSHARE
    return closeRange(AllAbove, AllAbove, Unshare);
}

void keepOnly(std::vector<int> descriptors)
{
    std::sort(descriptors.begin(), descriptors.end());
    unsigned next = 0;
    for (const int descriptor : descriptors) {
        if (unsigned(descriptor) > next)
            closeRange(next, unsigned(descriptor) - 1, 0);
        next = unsigned(descriptor) + 1;
    }
    closeRange(next, AllAbove, 0);
}

/// A close may wait for the file's file system, and those after it wait with it: first what cannot wait. Until it is
/// closed here, the other end of a pipe or a connection does not see the application close it.
void closeEndsBut(const std::vector<int> &descriptors)
{
    const std::unique_ptr<DIR, int (*)(DIR *)> table(::opendir("/proc/thread-self/fd"), ::closedir);
    while (const dirent *entry = table ? ::readdir(table.get()) : nullptr) {
        const std::string_view name = entry->d_name;
        int descriptor = -1;
        std::from_chars(name.data(), name.data() + name.size(), descriptor);
        if (std::find(descriptors.begin(), descriptors.end(), descriptor) != descriptors.end())
            continue;
        std::array<char, 16> text;
        const ssize_t size = ::readlinkat(::dirfd(table.get()), entry->d_name, text.data(), text.size());
        const std::string_view target(text.data(), std::size_t(std::max<ssize_t>(size, 0)));
        if (target.starts_with("socket:") || target.starts_with("pipe:") || target.starts_with("anon_inode:"))
            ::close(descriptor);
    }
}

/// Where a file system hangs, each thread hangs: so many are enough.
constexpr int MostClosing = 4;
std::atomic<int> threadsClosing = 0;

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
        if (threadsClosing >= MostClosing || !m_end)
            return;
        descriptors.push_back(m_end.get());
        try {
            m_thread = std::thread(
                [state = m_state, list = std::move(descriptors), end = m_end.get()] { run(*state, list, end); });
        } catch (const std::system_error &) {
            return; // no more threads to be had
        }
        m_state->ready.acquire();
    }
    ~Thread()
    {
        ::eventfd_write(m_end.get(), 1);
        if (!m_thread.joinable())
            return;
        if (m_state->isClosing) {
            m_thread.detach(); // it may hang with a file system, and ends by itself
            return;
        }
        if (m_state->id)
            setSlice(m_state->id, UsualSlice); // the sooner it gets to it
        m_thread.join();
    }
    Q_DISABLE_COPY_MOVE(Thread)

private:
    struct State {
        pid_t id = 0;                        ///< 0: it could not have a table of its own, and has ended
        std::atomic<bool> isClosing = false; ///< the copies of the application's descriptors
        QSemaphore ready;
    };

    static void run(State &state, const std::vector<int> &descriptors, int end)
    {
        ::pthread_setname_np(::pthread_self(), "qtfailover-last");
        if (!takeTable())
            return state.ready.release();
        state.id = pid_t(::syscall(SYS_gettid));
        const RobustFutexes last;
        state.isClosing = true;
        ++threadsClosing;
        state.ready.release();
        closeEndsBut(descriptors);
        keepOnly(descriptors);
        --threadsClosing;
        LateSleep::until(end, [&state] {
            if (!state.isClosing)
                return;
            setSlice(state.id, LongestSlice); // not before: others would have had their turn first
            state.isClosing = false;
        });
        keepOnly({}); // whoever joins it does not wait for the kernel to do so
    }

    const std::shared_ptr<State> m_state = std::make_shared<State>(); ///< with the thread, which may outlive this
    const Descriptor m_end{::eventfd(0, EFD_CLOEXEC)};
    std::thread m_thread;
};

Straggler::Straggler(std::vector<int> descriptors) : m_thread(std::make_unique<Thread>(std::move(descriptors))) {}
Straggler::~Straggler() = default;

} // namespace QtFailover::Internal
