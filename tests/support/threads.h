// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QString>
#include <QStringList>

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
