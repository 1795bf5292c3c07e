// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/straggler.h"
#include "ports/transport.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <set>
#include <unordered_map>

namespace QtFailover::Internal {

class LocalPeer;

/// Who hears of it when, should this process be killed: one peer first, and the other accepted ones last, while that
/// one takes over. Where nobody would, nothing is arranged.
///
/// Thread: the one that created it, which has an event loop.
class FarewellOrder final : public QObject
{
public:
    using Peers = std::unordered_map<Connection, LocalPeer *>;

    explicit FarewellOrder(const Peers &peers);

    /// 0: nobody.
    void setFirst(Connection connection);
    /// A peer has come or gone.
    void changed();

private:
    LocalPeer *find(Connection connection) const;
    void arrange();

    const Peers &m_peers;
    Connection m_first = 0;
    std::optional<Straggler> m_straggler;
    std::set<Connection> m_last; ///< whom the straggler tells
    QTimer m_gathering;
};

} // namespace QtFailover::Internal
