// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "member/resource.h"

#include <QFile>

#include <bit>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace QtFailover::Test {

namespace {

quint64 pack(Resource::State state) { return std::bit_cast<quint64>(state); }
Resource::State unpack(quint64 bits) { return std::bit_cast<Resource::State>(bits); }

} // namespace

Resource::Resource(const QString &path)
{
    if (path.isEmpty())
        return;
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || ::ftruncate(fd, sizeof(Shared)) != 0)
        qFatal("cannot make the resource");
    void *memory = ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    ::close(fd);
    if (memory == MAP_FAILED)
        qFatal("cannot map the resource");
    m_shared = static_cast<Shared *>(memory);
}

Resource::~Resource()
{
    if (m_shared)
        ::munmap(m_shared, sizeof(Shared));
}

Resource::Answer Resource::seal(quint64 token, quint64 *count)
{
    if (!m_shared)
        return Answer::Unavailable;
    quint64 before = m_shared->state;
    do {
        if (unpack(before).sealed > token)
            return Answer::Stale;
        *count = unpack(before).count;
    } while (!m_shared->state.compare_exchange_weak(before, pack({quint32(token), quint32(*count)})));
    return Answer::Accepted;
}

Resource::Answer Resource::write(quint64 token, quint64 count)
{
    if (!m_shared)
        return Answer::Unavailable;
    quint64 before = pack({quint32(token), quint32(count)});
    if (m_shared->state.compare_exchange_strong(before, pack({quint32(token), quint32(count + 1)})))
        return Answer::Accepted;
    if (unpack(before).sealed == token)
        ++m_shared->conflicts;
    return Answer::Stale;
}

Resource::State Resource::state() const { return m_shared ? unpack(m_shared->state) : State(); }

quint64 Resource::conflicts() const { return m_shared ? m_shared->conflicts.load() : 0; }

} // namespace QtFailover::Test
