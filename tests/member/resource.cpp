// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "member/resource.h"

#include <QFile>
#include <QScopeGuard>

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace QtFailover::Test {

namespace {

off_t placeOf(quint64 index) { return off_t(sizeof(Resource::Head) + index * sizeof(Resource::Effect)); }

template <typename T>
bool get(int fd, off_t at, T *value)
{
    const ssize_t size = ::pread(fd, value, sizeof(T), at);
    if (size == 0)
        *value = {};
    return size == 0 || size == ssize_t(sizeof(T));
}

template <typename T>
bool put(int fd, off_t at, const T &value)
{
    return ::pwrite(fd, &value, sizeof(T), at) == ssize_t(sizeof(T));
}

/// Waits while another process is at it, but not for one that was stopped in the midst.
bool lock(int fd)
{
    for (int i = 0; i < 2000; ++i) {
        if (::flock(fd, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return false;
        ::usleep(500);
    }
    return false;
}

} // namespace

Resource::Resource(const QString &path)
{
    if (!path.isEmpty())
        m_fd = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
}

Resource::~Resource()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

Resource::Answer Resource::seal(quint64 token, quint64 *value)
{
    if (m_fd < 0 || !lock(m_fd))
        return Answer::Unavailable;
    const auto unlock = qScopeGuard([this] { ::flock(m_fd, LOCK_UN); });
    Head head;
    if (!get(m_fd, 0, &head))
        return Answer::Unavailable;
    if (head.sealed > token)
        return Answer::Stale;
    head.sealed = token;
    Effect last;
    if (!put(m_fd, 0, head) || (head.count && !get(m_fd, placeOf(head.count - 1), &last)))
        return Answer::Unavailable;
    *value = last.value;
    return Answer::Accepted;
}

// Killed between the two writes, the effect has not happened: the head counts.
Resource::Answer Resource::write(quint64 token, quint64 value)
{
    if (m_fd < 0 || !lock(m_fd))
        return Answer::Unavailable;
    const auto unlock = qScopeGuard([this] { ::flock(m_fd, LOCK_UN); });
    Head head;
    if (!get(m_fd, 0, &head))
        return Answer::Unavailable;
    if (head.sealed != token)
        return Answer::Stale;
    if (!put(m_fd, placeOf(head.count), Effect{token, value}))
        return Answer::Unavailable;
    ++head.count;
    return put(m_fd, 0, head) ? Answer::Accepted : Answer::Unavailable;
}

QString Resource::check(const QString &path, quint64 *effects)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    const auto close = qScopeGuard([fd] { ::close(fd); });
    Head head;
    if (fd < 0 || !get(fd, 0, &head))
        return QStringLiteral("%1 cannot be read").arg(path);
    *effects = head.count;
    Effect before;
    for (quint64 i = 0; i < head.count; ++i) {
        Effect effect;
        if (!get(fd, placeOf(i), &effect))
            return QStringLiteral("effect %1 cannot be read").arg(i);
        if (effect.token < before.token)
            return QStringLiteral("effect %1 has the stale token %2 after %3")
                .arg(i)
                .arg(effect.token)
                .arg(before.token);
        if (effect.value != before.value + 1)
            return QStringLiteral("effect %1 of token %2 counts %3 after %4: one was lost")
                .arg(i)
                .arg(effect.token)
                .arg(effect.value)
                .arg(before.value);
        before = effect;
    }
    return {};
}

} // namespace QtFailover::Test
