// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QList>
#include <QString>
#include <QStringList>

#include <set>

#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

namespace QtFailover::Test {

/// The thread of that name in a process; 0: there is none.
inline pid_t threadNamed(qint64 process, const QByteArray &name)
{
    const QDir tasks(QStringLiteral("/proc/%1/task").arg(process));
    const QStringList ids = tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &id : ids) {
        QFile comm(tasks.filePath(id + QStringLiteral("/comm")));
        if (comm.open(QIODevice::ReadOnly) && comm.readAll() == name + '\n')
            return id.toInt();
    }
    return 0;
}

/// The numbers in its table of descriptors.
inline std::set<int> tableOf(pid_t thread, qint64 process = ::getpid())
{
    std::set<int> numbers;
    const QDir table(QStringLiteral("/proc/%1/task/%2/fd").arg(process).arg(thread));
    const QStringList names = table.entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot);
    for (const QString &name : names)
        numbers.insert(name.toInt());
    return numbers;
}

/// The system call in which it sleeps, and its arguments. Empty, or one word: none.
inline QList<QByteArray> callOf(pid_t thread, qint64 process = ::getpid())
{
    QFile file(QStringLiteral("/proc/%1/task/%2/syscall").arg(process).arg(thread));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ') : QList<QByteArray>();
}

/// The kernel gives a thread a table of descriptors of its own (Linux 5.9, and where no sandbox forbids it).
inline bool givesTables()
{
#ifdef SYS_close_range
    constexpr unsigned Last = ~0U;
    return ::syscall(SYS_close_range, Last, Last, 0) == 0;
#else
    return false;
#endif
}

} // namespace QtFailover::Test
