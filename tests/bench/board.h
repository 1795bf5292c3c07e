// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Where the measured processes write down what they see. No Qt: the floor uses it too.

#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <ctime>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace QtFailover::Bench {

/// CLOCK_MONOTONIC, in nanoseconds: one clock for all processes of a machine.
inline std::int64_t nowNs()
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

/// What a process notes. Times are of nowNs(), taken where the event is received; 0: not yet.
enum Entry {
    Ready,       ///< when it stood in its place: connected, queued, or its first role known
    Called,      ///< just before start() or handOver()
    Taken,       ///< when it had the role: the lock, the name, or roleChanged(Primary)
    LeftAt,      ///< roleChanged(Secondary) after it was primary
    Attached,    ///< primaryChanged
    Role,        ///< QtFailover::Role
    Epoch,       ///< of the primary it knows of
    Instances,   ///< how many instances it knows of
    LongestTurn, ///< the longest event in the application's thread, in nanoseconds of the clock
    LongestWork, ///< the same, of the thread's CPU time: without the waits for a processor
    FirstTrue,   ///< isPrimary(), asked all the time by another thread
    LastTrue,
    HeapBytes, ///< answer to `h`
    Answered,  ///< how many commands were carried out
    EntryCount
};

struct Seat {
    std::array<std::atomic<std::int64_t>, EntryCount> entries;

    void note(Entry entry, std::int64_t value) { entries[entry].store(value, std::memory_order_release); }
    std::int64_t read(Entry entry) const { return entries[entry].load(std::memory_order_acquire); }
};

/// A file in memory that all processes map, with a seat for each.
class Board
{
public:
    static constexpr int SeatCount = 512;

    /// Makes the file where it is missing. Nothing on failure.
    static Seat *open(const char *path)
    {
        constexpr std::size_t Size = sizeof(Seat) * SeatCount;
        const int fd = ::open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (fd < 0 || ::ftruncate(fd, off_t(Size)) != 0)
            return nullptr;
        void *mapped = ::mmap(nullptr, Size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        ::close(fd);
        return mapped == MAP_FAILED ? nullptr : static_cast<Seat *>(mapped);
    }
};

} // namespace QtFailover::Bench
