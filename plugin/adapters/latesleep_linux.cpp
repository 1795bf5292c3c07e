// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/latesleep.h"

#include "adapters/descriptor.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <string>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace QtFailover::Internal {

#ifndef SYS_ppoll // where time has 64 bits alone
#define SYS_ppoll SYS_ppoll_time64
#endif

namespace {

/// Each is a sleep. A user has 128 such instances or more.
constexpr std::size_t SlowFiles = 2;

using Files = std::array<pollfd, 1 + SlowFiles>;

/// -1: there is none to be had.
int openSlowFile()
{
    const int file = ::inotify_init1(IN_CLOEXEC);
    if (file >= 0)
        ::inotify_add_watch(file, "/", IN_DELETE_SELF); // of which there never is anything to tell
    return file;
}

bool sleepsInPoll(pid_t thread)
{
    const std::string path = "/proc/self/task/" + std::to_string(thread) + "/syscall";
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    std::array<char, 32> text{};
    const ssize_t size = file ? ::read(file.get(), text.data(), text.size()) : 0;
    long call = -1; // also where it is "running"
    if (size > 0)
        std::from_chars(text.data(), text.data() + size, call);
    return call == SYS_ppoll;
}

void closeSlow(const Files &files)
{
    std::for_each(files.begin() + 1, files.end(), [](const pollfd &file) { ::close(file.fd); });
}

/// As soon as that thread polls them. False: that has not been seen.
bool closeWhenPolled(pid_t thread, const Files &files, const std::atomic<bool> &isOver)
{
    constexpr int Looks = 1000; // it may not be to be seen at all
    for (int look = 0; look < Looks && !isOver; ++look) {
        if (sleepsInPoll(thread)) {
            closeSlow(files);
            return true;
        }
        std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
    return false;
}

/// False: a signal or a stop of the process has ended it before.
bool pollOnce(int event, const std::function<void()> &beforehand)
{
    Files files{pollfd{event, POLLIN, 0}};
    std::generate(files.begin() + 1, files.end(), [] { return pollfd{openSlowFile(), 0, 0}; });
    bool areClosed = false;
    std::atomic<bool> isOver = false;
    std::thread aide;
    try {
        aide = std::thread([files, &areClosed, &isOver, thread = pid_t(::syscall(SYS_gettid))] {
            ::pthread_setname_np(::pthread_self(), "qtfailover-aide");
            areClosed = closeWhenPolled(thread, files, isOver);
        });
    } catch (const std::system_error &) { // no more threads to be had
    }
    beforehand();
    const long count = ::syscall(SYS_ppoll, files.data(), files.size(), nullptr, nullptr, 0);
    const bool hasEnded = count < 0 ? errno != EINTR : files[0].revents != 0;
    isOver = true;
    if (aide.joinable())
        aide.join();
    if (!areClosed)
        closeSlow(files);
    return hasEnded;
}

} // namespace

void LateSleep::until(int event, const std::function<void()> &beforehand)
{
    while (!pollOnce(event, beforehand)) {
    }
}

} // namespace QtFailover::Internal
