// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/farewellorder.h"

#include "adapters/localpeer.h"

#include <vector>

namespace QtFailover::Internal {

namespace {
/// Those who come and go within this time are one change: each makes a thread anew.
constexpr std::chrono::milliseconds Gathering{20};
} // namespace

FarewellOrder::FarewellOrder(const Peers &peers) : m_peers(peers)
{
    m_gathering.setSingleShot(true);
    m_gathering.setInterval(Gathering);
    connect(&m_gathering, &QTimer::timeout, this, &FarewellOrder::arrange);
}

LocalPeer *FarewellOrder::find(Connection connection) const
{
    const auto found = m_peers.find(connection);
    return found == m_peers.end() ? nullptr : found->second;
}

void FarewellOrder::setFirst(Connection connection)
{
    if (connection == m_first)
        return;
    if (LocalPeer *before = find(m_first))
        before->tellInTurn();
    m_first = connection;
    if (m_last.count(m_first) > 0)
        m_straggler.reset(); // which would tell it late until the next is arranged
    if (LocalPeer *first = find(m_first))
        first->tellFirst();
    changed();
}

void FarewellOrder::changed()
{
    if ((m_first || m_straggler) && !m_gathering.isActive())
        m_gathering.start();
}

void FarewellOrder::arrange()
{
    if (!find(m_first))
        return m_straggler.reset();
    std::set<Connection> last;
    std::vector<int> descriptors;
    for (const auto &[connection, peer] : m_peers) {
        if (peer->origin() == LocalPeer::Origin::Accepted && peer->isOpen() && connection != m_first) {
            last.insert(connection);
            descriptors.push_back(int(peer->descriptor()));
        }
    }
    if (m_straggler && m_last == last)
        return;
    m_last = std::move(last);
    m_straggler.emplace(std::move(descriptors));
}

} // namespace QtFailover::Internal
