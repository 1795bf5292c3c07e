// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/latesleep.h"

#include "adapters/descriptor.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <string>
#include <system_error>
#include <thread>

#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace QtFailover::Internal {

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

/// Closes the slow files as soon as that thread polls them.
void closeWhenPolled(pid_t thread, const Files &files, const std::atomic<bool> &isOver)
{
    ::pthread_setname_np(::pthread_self(), "qtfailover-aide");
    constexpr int Looks = 1000; // without /proc there is nothing to be seen
    for (int look = 0; look < Looks && !isOver; ++look) {
        if (sleepsInPoll(thread)) {
            std::for_each(files.begin() + 1, files.end(), [](const pollfd &file) { ::close(file.fd); });
            return;
        }
        std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
}

bool pollOnce(int event)
{
    Files files{pollfd{event, POLLIN, 0}};
    std::generate(files.begin() + 1, files.end(), [] { return pollfd{openSlowFile(), 0, 0}; });
    std::atomic<bool> isOver = false;
    std::thread aide;
    try {
        aide = std::thread(closeWhenPolled, pid_t(::syscall(SYS_gettid)), files, std::cref(isOver));
    } catch (const std::system_error &) { // no more threads to be had
    }
    ::syscall(SYS_ppoll, files.data(), files.size(), nullptr, nullptr, 0);
    isOver = true;
    if (aide.joinable())
        aide.join();
    return files[0].revents != 0;
}

} // namespace

void LateSleep::until(int event)
{
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, nullptr);
    while (!pollOnce(event)) { // a stop of the process is an end of the call, too
    }
}

} // namespace QtFailover::Internal
