// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDir>
#include <QString>

#include <unistd.h>

namespace QtFailover::Test {

/// How many descriptors a process has open, but for those that only a thread's own table has.
inline int openDescriptors(qint64 process = ::getpid())
{
    const QDir table(QStringLiteral("/proc/%1/fd").arg(process));
    return int(table.entryList(QDir::Files | QDir::Dirs | QDir::System | QDir::NoDotAndDotDot).size());
}

} // namespace QtFailover::Test
