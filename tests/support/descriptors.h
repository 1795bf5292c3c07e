// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDir>
#include <QScopeGuard>
#include <QString>
#include <QStringList>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace QtFailover::Test {

/// How many descriptors a process has open, but for those that only a thread's own table has.
inline int openDescriptors(qint64 process = ::getpid())
{
    const QDir table(QStringLiteral("/proc/%1/fd").arg(process));
    return int(table.entryList(QDir::Files | QDir::Dirs | QDir::System | QDir::NoDotAndDotDot).size());
}

/// The numbers of those that a program has, too, once this process has started it.
inline QStringList inheritedDescriptors()
{
    const QDir table(QStringLiteral("/proc/self/fd"));
    QStringList numbers = table.entryList(QDir::Files | QDir::Dirs | QDir::System | QDir::NoDotAndDotDot);
    numbers.removeIf([](const QString &number) {
        const int flags = ::fcntl(number.toInt(), F_GETFD);
        return flags < 0 || (flags & FD_CLOEXEC);
    });
    return numbers;
}

/// No more descriptors for this process, but for so many, from the returned one's making to its end.
[[nodiscard]] inline auto withoutDescriptors(rlim_t butFor = 0)
{
    rlimit before{};
    ::getrlimit(RLIMIT_NOFILE, &before);
    const int next = ::dup(STDERR_FILENO);
    ::close(next);
    const rlimit few{static_cast<rlim_t>(next) + butFor, before.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &few);
    return qScopeGuard([before] { ::setrlimit(RLIMIT_NOFILE, &before); });
}

} // namespace QtFailover::Test
