// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "filelock.h"

#include <QFile>
#include <QLockFile>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <sys/file.h>
#include <sys/stat.h>
#endif

namespace Demo {

#ifdef Q_OS_UNIX

namespace {

bool liesAtItsPath(const QFile &file)
{
    struct stat opened = {};
    struct stat found = {};
    return ::fstat(file.handle(), &opened) == 0 && ::stat(QFile::encodeName(file.fileName()).constData(), &found) == 0
           && opened.st_dev == found.st_dev && opened.st_ino == found.st_ino;
}

} // namespace

FileLock::FileLock(QFile &file) : m_file(file)
{
    if (::flock(file.handle(), LOCK_EX | LOCK_NB) != 0) {
        m_state = errno == EWOULDBLOCK || errno == EINTR ? State::Busy : State::Failed;
    } else if (liesAtItsPath(file)) {
        m_state = State::Held;
    } else {
        ::flock(file.handle(), LOCK_UN);
        m_state = State::Busy;
    }
}

FileLock::~FileLock()
{
    if (m_state == State::Held)
        ::flock(m_file.handle(), LOCK_UN);
}

#else

FileLock::FileLock(QFile &file)
    : m_file(file), m_fallback(std::make_unique<QLockFile>(file.fileName() + QStringLiteral(".lock")))
{
    if (m_fallback->tryLock(0))
        m_state = State::Held;
    else
        m_state = m_fallback->error() == QLockFile::LockFailedError ? State::Busy : State::Failed;
}

FileLock::~FileLock() = default;

#endif

} // namespace Demo
