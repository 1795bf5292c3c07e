// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/inbox.h"

namespace QtFailover::Internal {

namespace {
bool listsTopics(const letter::Letter &letter)
{
    return std::holds_alternative<letter::Catalogue>(letter) || std::holds_alternative<letter::Want>(letter);
}
} // namespace

Inbox::Next Inbox::add(QByteArray frame)
{
    letter::Decoded decoded = letter::decode(frame);
    if (decoded.fault == letter::Decoded::Fault::Garbage)
        return Next::Broken;
    const QByteArrayView piece = QByteArrayView(frame).sliced(decoded.begin);
    const bool continues =
        std::holds_alternative<letter::More>(decoded.letter) && decoded.fault == letter::Decoded::Fault::None;
    if (continues)
        return m_left > 0 && !piece.isEmpty() ? take(piece) : Next::Broken;
    // The names of all the topics that have room, removed ones too, may take more than a payload may: up to 25 MiB.
    if (m_left > 0 || decoded.size > (listsTopics(decoded.letter) ? 2 * m_cap : m_cap))
        return Next::Broken;
    m_unknown = decoded.fault == letter::Decoded::Fault::Unknown;
    m_letter = std::move(decoded.letter);
    m_left = decoded.size;
    m_discarding = m_unknown;
    m_payload.clear();
    if (!m_unknown && piece.size() == m_left && m_left > 0) {
        m_left = 0;
        frame.remove(0, decoded.begin); // the rest stays where it is
        m_payload = std::move(frame);
        return Next::Whole;
    }
    if (!m_discarding)
        m_payload.reserve(m_left);
    const Next next = take(piece);
    return next == Next::Incomplete && !m_unknown ? Next::Begun : next;
}

Inbox::Next Inbox::take(QByteArrayView piece)
{
    if (piece.size() > m_left)
        return Next::Broken;
    m_left -= piece.size();
    if (!m_discarding)
        m_payload.append(piece);
    if (m_left > 0 || m_unknown)
        return Next::Incomplete;
    return Next::Whole;
}

void Inbox::discard()
{
    m_discarding = true;
    m_payload = {};
}

} // namespace QtFailover::Internal
