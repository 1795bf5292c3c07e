// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/framereader.h"

#include <QtEndian>

#include <algorithm>

namespace QtFailover::Internal {

std::span<char> FrameReader::room()
{
    if (m_broken)
        return {};
    const auto at = static_cast<std::size_t>(m_at);
    if (m_frame.isEmpty())
        return std::span(m_header).subspan(at);
    return std::span(m_frame.data(), static_cast<std::size_t>(m_frame.size())).subspan(at);
}

void FrameReader::filled(qsizetype count)
{
    m_at += count;
    if (m_frame.isEmpty()) {
        if (m_at == qsizetype(m_header.size()))
            beginFrame();
    } else if (m_at == m_frame.size()) {
        m_frames.push_back(std::exchange(m_frame, {}));
        m_at = 0;
    }
}

void FrameReader::beginFrame()
{
    const qint64 size = qFromBigEndian<quint32>(m_header.data());
    m_broken = size == 0 || size > m_cap;
    if (!m_broken)
        m_frame = QByteArray(size, Qt::Uninitialized);
    m_at = 0;
}

void FrameReader::append(QByteArrayView bytes)
{
    for (std::span<char> to = room(); !to.empty() && !bytes.isEmpty(); to = room()) {
        const qsizetype count = std::min<qsizetype>(qsizetype(to.size()), bytes.size());
        std::copy_n(bytes.data(), count, to.data());
        bytes = bytes.sliced(count);
        filled(count);
    }
}

QByteArray FrameReader::header(qsizetype size)
{
    QByteArray bytes(qsizetype(sizeof(quint32)), Qt::Uninitialized);
    qToBigEndian(static_cast<quint32>(size), bytes.data());
    return bytes;
}

} // namespace QtFailover::Internal
