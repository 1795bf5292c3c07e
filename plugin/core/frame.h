// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace QtFailover::Internal {

/// What goes to a peer as one frame: some bytes, and a piece of a payload after them that is not copied for it.
struct Frame {
    QByteArray head;
    QByteArray payload{}; ///< shared with whoever keeps it whole
    qsizetype begin = 0;  ///< of the piece
    qsizetype length = 0; ///< of the piece

    qsizetype size() const { return head.size() + length; }
    QByteArrayView piece() const { return QByteArrayView(payload).sliced(begin, length); }
    QByteArray toBytes() const { return QByteArray(head).append(piece()); }
};

} // namespace QtFailover::Internal
