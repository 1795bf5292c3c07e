// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

#include <array>
#include <span>
#include <utility>
#include <vector>

namespace QtFailover::Internal {

/// Cuts a stream of bytes into frames: four bytes of length, big-endian, then as many bytes. A length of zero
/// or over the cap breaks the stream for good, as nothing after it can be trusted.
///
/// It gives the room for the bytes to come, so that they are read to where they stay.
class FrameReader final
{
public:
    explicit FrameReader(qint64 cap) : m_cap(cap) {}

    /// For the next bytes of the stream; empty when it is broken.
    std::span<char> room();
    /// The first `count` bytes of room() are there.
    void filled(qsizetype count);
    /// Both, for bytes that are elsewhere.
    void append(QByteArrayView bytes);

    /// All frames that are whole, in order; each once.
    std::vector<QByteArray> take() { return std::exchange(m_frames, {}); }
    bool isBroken() const { return m_broken; }

    static QByteArray header(qsizetype size);

private:
    using Header = std::array<char, sizeof(quint32)>;

    void beginFrame();

    const qint64 m_cap;
    Header m_header{};
    QByteArray m_frame; ///< empty: its length is still to come
    qsizetype m_at = 0; ///< bytes of the header, or of the frame
    std::vector<QByteArray> m_frames;
    bool m_broken = false;
};

} // namespace QtFailover::Internal
