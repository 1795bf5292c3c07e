// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDir>
#include <QFile>
#include <QString>

#include <unistd.h>

namespace QtFailover::Test {

/// A cgroup of version 2 with one frozen process; both end with the object, the process thawed.
class FrozenCgroup final
{
public:
    FrozenCgroup()
        : m_directory((QFile::exists(QStringLiteral("/sys/fs/cgroup/cgroup.procs"))
                           ? QStringLiteral("/sys/fs/cgroup")
                           : QStringLiteral("/sys/fs/cgroup/unified"))
                      + QStringLiteral("/qtfailover-test-%1").arg(::getpid()))
    {}
    ~FrozenCgroup()
    {
        write(QStringLiteral("/cgroup.freeze"), "0");
        write(QStringLiteral("/../cgroup.procs"), m_member);
        ::rmdir(QFile::encodeName(m_directory).constData());
    }
    bool take(qint64 pid)
    {
        m_member = QByteArray::number(pid);
        return QDir().mkdir(m_directory) && write(QStringLiteral("/cgroup.procs"), m_member)
               && write(QStringLiteral("/cgroup.freeze"), "1");
    }

private:
    Q_DISABLE_COPY_MOVE(FrozenCgroup)

    bool write(const QString &name, const QByteArray &text)
    {
        QFile file(m_directory + name);
        return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(text) == text.size();
    }

    const QString m_directory;
    QByteArray m_member;
};

} // namespace QtFailover::Test
