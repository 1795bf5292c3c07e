// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDeadlineTimer>
#include <QFile>
#include <QThread>

#include <csignal>

namespace QtFailover::Test {

/// SIGSTOP; returns when the kernel says that the process has stopped: until one of its threads has come to the signal,
/// the others run on. False: it has not stopped within 10 s.
inline bool stopProcess(qint64 pid)
{
    const auto hasStopped = [pid] {
        QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
        if (!file.open(QIODevice::ReadOnly))
            return false;
        const QByteArray stat = file.readAll();
        return stat.sliced(stat.lastIndexOf(')') + 1).startsWith(" T");
    };
    if (::kill(pid_t(pid), SIGSTOP) != 0)
        return false;
    const QDeadlineTimer deadline(10'000);
    while (!hasStopped() && !deadline.hasExpired())
        QThread::yieldCurrentThread();
    return hasStopped();
}

} // namespace QtFailover::Test
