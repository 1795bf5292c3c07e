// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QProcess>

#include <csignal>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif
#include <unistd.h>

namespace QtFailover::Test {

/// Before start(), in the main thread: the process is killed when that thread ends, also if the test aborts or is
/// killed itself, so that no destructor runs.
inline void diesWithTest(QProcess &process)
{
#ifdef Q_OS_LINUX
    const pid_t test = ::getpid();
    // Between fork and exec: only what is async-signal-safe.
    process.setChildProcessModifier([test] {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != test) // it died before the line above
            ::_exit(1);
    });
#else
    Q_UNUSED(process)
#endif
}

} // namespace QtFailover::Test
