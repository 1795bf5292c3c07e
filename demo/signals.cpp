// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "signals.h"

#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace Demo {

#ifdef Q_OS_UNIX

namespace {

std::array<int, 2> ends{-1, -1};

// Only what is async-signal-safe.
void onSignal(int signalNumber)
{
    const int savedErrno = errno;
    const auto byte = static_cast<unsigned char>(signalNumber);
    [[maybe_unused]] const ssize_t written = ::write(ends[1], &byte, 1); // full: enough have been told already
    errno = savedErrno;
}

} // namespace

Signals::Signals(QObject *parent) : QObject(parent)
{
    if (::pipe(ends.data()) != 0)
        qFatal("No pipe for signals");
    for (const int end : ends) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    auto *notifier = new QSocketNotifier(ends[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        unsigned char byte = 0;
        while (::read(ends[0], &byte, 1) == 1)
            Q_EMIT received(byte);
    });
    struct sigaction action = {};
    action.sa_handler = &onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
    // A reader of our stdout that has gone is no reason to leave the group without a word.
    std::signal(SIGPIPE, SIG_IGN);
}

#else

Signals::Signals(QObject *parent) : QObject(parent) {}

#endif

} // namespace Demo
