// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "childprocess.h"

#include <QCoreApplication>
#include <QProcess>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#endif
#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace Demo {

void startChild(QProcess &process, const QStringList &arguments)
{
#ifdef Q_OS_UNIX
    const pid_t parent = ::getpid();
    // Between fork and exec: only what is async-signal-safe.
    process.setChildProcessModifier([parent] {
        ::setpgid(0, 0);
#ifdef Q_OS_LINUX
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() != parent) // it died before the line above
            ::_exit(1);
#else
        Q_UNUSED(parent)
#endif
    });
#endif
    process.start(QCoreApplication::applicationFilePath(), arguments);
}

} // namespace Demo
