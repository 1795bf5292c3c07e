// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace QtFailover::Internal {

/// Cuts a stream of bytes into frames: four bytes of length, big-endian, then as many bytes. A length of zero
/// or over the cap breaks the stream for good, as nothing after it can be trusted.
class FrameReader final
{
public:
    enum class Next { Frame, Incomplete, Broken };

    explicit FrameReader(qint64 cap) : m_cap(cap) {}

    void append(const QByteArray &bytes);
    Next next(QByteArray *frame);

    static QByteArray header(qsizetype size);

private:
    const qint64 m_cap;
    QByteArray m_bytes;
    qsizetype m_at = 0; ///< what lies before has been handed out
    bool m_broken = false;
};

} // namespace QtFailover::Internal
