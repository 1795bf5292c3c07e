// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDir>
#include <QFile>
#include <QString>

#include <unistd.h>

namespace QtFailover::Test {

/// A fresh cgroup with one frozen process, where this machine lets us make one; both end with the object, the process
/// thawed.
class FrozenCgroup final
{
public:
    enum class Version { One, Two };

    explicit FrozenCgroup(Version version = Version::Two)
        : m_freezer(version == Version::One ? versionOne() : versionTwo()),
          m_directory(m_freezer.root + QStringLiteral("/qtfailover-test-%1").arg(::getpid()))
    {}
    ~FrozenCgroup()
    {
        write(m_freezer.file, m_freezer.thaw);
        write(QStringLiteral("/../cgroup.procs"), m_member);
        ::rmdir(QFile::encodeName(m_directory).constData());
    }
    bool take(qint64 pid)
    {
        m_member = QByteArray::number(pid);
        return QDir().mkdir(m_directory) && write(QStringLiteral("/cgroup.procs"), m_member)
               && write(m_freezer.file, m_freezer.freeze);
    }

private:
    Q_DISABLE_COPY_MOVE(FrozenCgroup)

    struct Freezer {
        QString root;
        QString file;
        QByteArray freeze;
        QByteArray thaw;
    };
    static Freezer versionOne()
    {
        return {QStringLiteral("/sys/fs/cgroup/freezer"), QStringLiteral("/freezer.state"), "FROZEN", "THAWED"};
    }
    static Freezer versionTwo()
    {
        const QString unified = QStringLiteral("/sys/fs/cgroup");
        const bool isAlone = QFile::exists(unified + QStringLiteral("/cgroup.procs"));
        return {isAlone ? unified : unified + QStringLiteral("/unified"), QStringLiteral("/cgroup.freeze"), "1", "0"};
    }

    bool write(const QString &name, const QByteArray &text)
    {
        QFile file(m_directory + name);
        return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(text) == text.size();
    }

    const Freezer m_freezer;
    const QString m_directory;
    QByteArray m_member;
};

} // namespace QtFailover::Test
