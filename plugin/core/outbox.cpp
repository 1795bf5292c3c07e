// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/outbox.h"

#include <algorithm>

namespace QtFailover::Internal {

void Outbox::add(const letter::Letter &letter, const QByteArray &payload, Instant now)
{
    if (m_items.empty())
        m_progressAt = now;
    m_size += payload.size() + Overhead;
    m_items.push_back({letter, payload});
}

void Outbox::add(const OutgoingRequest &request, quint64 answered)
{
    m_size += request->payload.size() + Overhead;
    m_items.push_back({letter::Request{request->id, 0, answered}, request->payload, request});
}

bool Outbox::remove(const RequestId &id)
{
    const auto found = std::find_if(m_items.begin(), m_items.end(), [&id](const Item &item) {
        return item.request && item.request->id == id && item.sent == NotBegun;
    });
    if (found == m_items.end())
        return false;
    m_size -= found->payload.size() + Overhead;
    m_items.erase(found);
    return true;
}

Frame Outbox::takeFrame(Instant now)
{
    m_progressAt = now;
    Item &item = m_items.front();
    const qsizetype size = item.payload.size();
    Frame frame;
    if (item.sent == NotBegun) {
        if (item.request)
            std::get<letter::Request>(item.letter).attempt = ++item.request->attempts;
        item.sent = std::min(size, letter::PieceSize);
        frame = {letter::encode(item.letter, size), item.payload, 0, item.sent};
        m_size -= Overhead + item.sent;
    } else {
        const qsizetype piece = std::min(size - item.sent, letter::PieceSize);
        frame = {letter::encode(letter::More{}, 0), item.payload, item.sent, piece};
        item.sent += piece;
        m_size -= piece;
    }
    if (item.sent == size)
        m_items.pop_front();
    return frame;
}

} // namespace QtFailover::Internal
