// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "member/witness.h"

#include "monotonic.h"

#include <QFile>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace QtFailover::Test {

namespace {
constexpr std::size_t Bytes = sizeof(Testimony) * Witness::Capacity;
}

Witness::Witness(const QString &path)
{
    if (path.isEmpty())
        return;
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 || ::ftruncate(fd, off_t(Bytes)) != 0)
        qFatal("cannot make the witness's file");
    void *memory = ::mmap(nullptr, Bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    ::close(fd);
    if (memory == MAP_FAILED)
        qFatal("cannot map the witness's file");
    m_entries = static_cast<Testimony *>(memory);
}

Witness::~Witness()
{
    if (m_entries)
        ::munmap(m_entries, Bytes);
}

void Witness::claimed(quint64 epoch)
{
    if (!m_entries)
        return;
    if (m_count == Capacity)
        qFatal("the witness's file is full");
    Testimony &entry = m_entries[m_count];
    entry.claimedAt = Demo::monotonicNs();
    entry.epoch = epoch;
    ++m_count;
}

Testimony *Witness::entry(quint64 epoch)
{
    for (int i = m_count - 1; i >= 0; --i) {
        if (m_entries[i].epoch == epoch)
            return &m_entries[i];
    }
    return nullptr;
}

std::vector<const Testimony *> Witness::read(const QString &path, std::vector<char> &storage)
{
    std::vector<const Testimony *> found;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return found;
    storage.resize(Bytes + alignof(Testimony));
    auto *aligned = reinterpret_cast<char *>((reinterpret_cast<quintptr>(storage.data()) + alignof(Testimony) - 1)
                                             / alignof(Testimony) * alignof(Testimony));
    const qint64 size = file.read(aligned, Bytes);
    for (qint64 at = 0; at + qint64(sizeof(Testimony)) <= size; at += sizeof(Testimony)) {
        const auto *entry = reinterpret_cast<const Testimony *>(aligned + at);
        if (entry->epoch == 0)
            break;
        found.push_back(entry);
    }
    return found;
}

} // namespace QtFailover::Test
