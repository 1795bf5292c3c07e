// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/framereader.h"

#include <QtEndian>

namespace QtFailover::Internal {

namespace {
constexpr qsizetype HeaderSize = sizeof(quint32);
}

void FrameReader::append(const QByteArray &bytes)
{
    if (m_at == m_bytes.size()) {
        m_bytes = bytes;
    } else {
        m_bytes.remove(0, m_at);
        m_bytes.append(bytes);
    }
    m_at = 0;
}

FrameReader::Next FrameReader::next(QByteArray *frame)
{
    const qsizetype left = m_bytes.size() - m_at;
    if (m_broken)
        return Next::Broken;
    if (left < HeaderSize)
        return Next::Incomplete;
    const qint64 size = qFromBigEndian<quint32>(m_bytes.constData() + m_at);
    if (size == 0 || size > m_cap) {
        m_broken = true;
        return Next::Broken;
    }
    if (left - HeaderSize < size)
        return Next::Incomplete;
    *frame = m_bytes.mid(m_at + HeaderSize, size);
    m_at += HeaderSize + size;
    return Next::Frame;
}

QByteArray FrameReader::header(qsizetype size)
{
    QByteArray bytes(HeaderSize, Qt::Uninitialized);
    qToBigEndian(static_cast<quint32>(size), bytes.data());
    return bytes;
}

} // namespace QtFailover::Internal
