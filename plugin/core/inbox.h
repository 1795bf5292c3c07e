// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/letters.h"

#include <utility>

namespace QtFailover::Internal {

/// Puts the pieces that come over one connection together again.
class Inbox
{
public:
    enum class Next {
        Incomplete,
        Begun, ///< Incomplete, and this was the first piece: letter() and announced() tell what will come
        Whole, ///< letter() and takePayload()
        Broken ///< no letter can follow
    };

    explicit Inbox(qint64 cap) : m_cap(cap) {} ///< bytes of one payload; twice as many of a list of topics

    Next add(QByteArray frame);
    const letter::Letter &letter() const { return m_letter; }
    QByteArray takePayload() { return std::exchange(m_payload, {}); }
    qint64 announced() const { return m_left > 0 && !m_discarding ? m_payload.size() + m_left : 0; } ///< bytes
    /// The letter that has begun is received, but its payload is not kept.
    void discard();
    bool isDiscarding() const { return m_discarding; } ///< also of the letter that is whole

private:
    Next take(QByteArrayView piece);

    qint64 m_cap;
    letter::Letter m_letter;
    QByteArray m_payload;
    qint64 m_left = 0;      ///< bytes to come of the letter that has begun
    bool m_unknown = false; ///< it is of a newer version
    bool m_discarding = false;
};

} // namespace QtFailover::Internal
