// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sys/stat.h>

namespace QtFailover::Test {

/// Sets an environment variable, and puts it back with the object.
class EnvironmentGuard final
{
public:
    EnvironmentGuard(const char *name, const QByteArray &value)
        : m_name(name), m_before(qgetenv(name)), m_wasSet(qEnvironmentVariableIsSet(name))
    {
        if (value.isNull())
            qunsetenv(name);
        else
            qputenv(name, value);
    }
    ~EnvironmentGuard()
    {
        if (m_wasSet)
            qputenv(m_name, m_before);
        else
            qunsetenv(m_name);
    }

private:
    Q_DISABLE_COPY_MOVE(EnvironmentGuard)

    const char *const m_name;
    const QByteArray m_before;
    const bool m_wasSet;
};

/// Permission bits, not following a symbolic link; -1 when there is nothing.
inline int modeOf(const QString &path)
{
    struct stat found;
    return ::lstat(QFile::encodeName(path).constData(), &found) == 0 ? int(found.st_mode & 07777) : -1;
}

inline bool setMode(const QString &path, mode_t mode)
{
    return ::chmod(QFile::encodeName(path).constData(), mode) == 0;
}

inline bool exists(const QString &path) { return modeOf(path) != -1; }

inline void writeFile(const QString &path, const QByteArray &bytes = {})
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
}

/// As if nobody had touched the file for so long.
inline void makeOld(const QString &path, time_t seconds = 60)
{
    timespec now;
    ::clock_gettime(CLOCK_REALTIME, &now);
    const timespec then[2] = {{now.tv_sec - seconds, 0}, {now.tv_sec - seconds, 0}};
    ::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), then, AT_SYMLINK_NOFOLLOW);
}

/// Names in a directory that begin so.
inline QStringList namesIn(const QString &directory, const QString &pattern)
{
    return QDir(directory).entryList({pattern}, QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot,
                                     QDir::Name);
}

} // namespace QtFailover::Test
