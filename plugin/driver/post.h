// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/courier.h"
#include "core/election.h"
#include "ports/desk.h"
#include "ports/gate.h"
#include "ports/transport.h"

namespace QtFailover::Internal {

/// Carries letters for the driver: tells the Courier how the election stands, its actions to the application, and its
/// frames to the transport, a little at a time, so that heartbeats and probes have their way past them.
class Post
{
public:
    /// Bytes of letters that are given to the transport for one connection at a time.
    static constexpr qint64 Window = 2 * letter::PieceSize;

    /// Without a desk nobody takes part in messages.
    Post(const QString &instanceId, Transport &transport, Gate &gate, Desk *desk);

    Courier &courier() { return m_courier; }
    /// Before each event for the courier, and after each of the election's.
    void follow(const Election &election);
    /// After each event. The connections that the courier has given up: closed, and to be told to the election.
    [[nodiscard]] std::vector<Connection> deliver();
    /// There is more to send, and nothing that will wake us.
    bool isHurried() const { return m_hurried; }
    /// An answer or a request waits for a proof of the right that failed just now.
    bool lacksProof() const { return m_lacksProof; }

private:
    void send(Connection connection);

    Courier m_courier;
    Transport &m_transport;
    Gate &m_gate;
    Desk *const m_desk;
    bool m_hurried = false;
    bool m_lacksProof = false;
};

} // namespace QtFailover::Internal
