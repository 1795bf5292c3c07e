// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/frame.h"
#include "core/messages.h"

#include <deque>

namespace QtFailover::Internal {

/// Letters that wait for one connection, in order. They are cut into frames when the connection has room, and not
/// before: until then one can be taken back, and its payload is shared with all other places that hold it.
class Outbox
{
public:
    explicit Outbox(Instant now) : m_progressAt(now) {}

    void add(const letter::Letter &letter, const QByteArray &payload, Instant now);
    /// The attempt is counted when the first piece goes out. `answered`: see letter::Request.
    void add(const OutgoingRequest &request, quint64 answered);
    /// Takes a request back; false: it is under way, or not here.
    bool remove(const RequestId &id);

    bool isEmpty() const { return m_items.empty(); }
    qint64 size() const { return m_size; } ///< bytes
    /// The next piece; not when empty.
    Frame takeFrame(Instant now);
    /// When the last piece was taken, or a letter was added with nothing before it: since then the peer has had
    /// something to read.
    Instant progressAt() const { return m_progressAt; }

private:
    struct Item {
        letter::Letter letter;
        QByteArray payload;
        OutgoingRequest request{};
        qsizetype sent = NotBegun; ///< bytes
    };
    static constexpr qsizetype NotBegun = -1;
    /// What a letter costs beside its payload.
    static constexpr qint64 Overhead = 128;

    std::deque<Item> m_items;
    qint64 m_size = 0;
    Instant m_progressAt;
};

} // namespace QtFailover::Internal
