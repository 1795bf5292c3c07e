// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ports/transport.h"

#include <QByteArray>
#include <QHash>
#include <QList>

#include <functional>

namespace QtFailover::Test {

/// Keeps what a transport tells, per connection and in order.
class RecordingListener final : public Internal::Transport::Listener
{
public:
    enum class Fact { Accepted, Connected, Received, Closed, Died };

    void accepted(Internal::Connection connection) override
    {
        acceptedConnections.append(connection);
        add(connection, Fact::Accepted);
    }
    void connected(Internal::Connection connection) override { add(connection, Fact::Connected); }
    void received(Internal::Connection connection, QByteArray frame) override
    {
        frames[connection].append(frame);
        add(connection, Fact::Received);
        if (whenReceived)
            whenReceived(connection);
    }
    void closed(Internal::Connection connection) override { add(connection, Fact::Closed); }
    void died(Internal::Connection connection) override { add(connection, Fact::Died); }

    qsizetype count(Internal::Connection connection, Fact fact) const { return facts.value(connection).count(fact); }
    bool has(Internal::Connection connection, Fact fact) const { return count(connection, fact) > 0; }

    std::function<void(Internal::Connection)> whenReceived;
    QList<Internal::Connection> acceptedConnections;
    QHash<Internal::Connection, QList<Fact>> facts;
    QHash<Internal::Connection, QList<QByteArray>> frames;

private:
    void add(Internal::Connection connection, Fact fact) { facts[connection].append(fact); }
};

} // namespace QtFailover::Test
