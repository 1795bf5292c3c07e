// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "testing/instance.h"

namespace QtFailover::Testing {

class FakeWorld;

/// What happens to the connections of an instance from without.
class FakeNetwork
{
public:
    explicit FakeNetwork(FakeWorld &world) : m_world(world) {}

    /// The other ends learn of its death (pidfd).
    void died(const InstancePtr &who);
    /// All its connections end, and it has none any more.
    void ended(const InstancePtr &who);
    /// All its connections are lost, for both sides.
    void cut(const InstancePtr &who);

private:
    FakeWorld &m_world;
};

/// Sockets that lose nothing, keep the order, and take no time.
class FakeTransport final : public Transport
{
public:
    FakeTransport(FakeWorld &world, InstancePtr me) : m_world(world), m_me(std::move(me)) {}

    void setListener(Listener *listener) override { m_me->listener = listener; }
    Failure listen(const QString &directory, quint64 inode) override;
    bool isListening() const override;
    void stopListening() override;
    Connection connectTo(const QString &directory, quint64 inode) override;
    void send(Connection connection, const QByteArray &frame) override;
    void close(Connection connection) override;
    void forget(Connection connection) override;
    ProcessState state(Connection connection) override;
    qint64 peerPid(Connection connection) const override;

private:
    const Half *find(Connection connection) const;
    void reach(const Half &half, quint64 inode);

    FakeWorld &m_world;
    const InstancePtr m_me;
};

} // namespace QtFailover::Testing
