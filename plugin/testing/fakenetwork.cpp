// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "testing/fakenetwork.h"

#include "testing/fakeworld.h"

namespace QtFailover::Testing {

namespace {

/// On its way to this end, to its listener in its turn.
template <typename Tell>
void tell(FakeWorld &world, const Half &half, Tell tell)
{
    world.post(half.here().instance, [half, tell] {
        Pipe::End &end = half.here();
        if (end.known && end.instance->listener)
            tell(end, *end.instance->listener);
    });
}

void tellEnd(FakeWorld &world, const Half &half)
{
    tell(world, half, [](Pipe::End &end, Transport::Listener &listener) {
        if (std::exchange(end.open, false))
            listener.closed(end.number);
    });
}

} // namespace

void FakeNetwork::died(const InstancePtr &who)
{
    for (const auto &[number, half] : who->connections) {
        if (half.pipe->established) {
            tell(m_world, half.other(),
                 [](const Pipe::End &end, Transport::Listener &listener) { listener.died(end.number); });
        }
    }
}

void FakeNetwork::ended(const InstancePtr &who)
{
    for (const auto &[number, half] : std::exchange(who->connections, {})) {
        if (half.pipe->established && half.here().open)
            tellEnd(m_world, half.other());
        half.here().open = false;
    }
}

void FakeNetwork::cut(const InstancePtr &who)
{
    for (const auto &[number, half] : who->connections) {
        if (half.pipe->established && half.here().open) {
            tellEnd(m_world, half);
            tellEnd(m_world, half.other());
        }
    }
}

const Half *FakeTransport::find(Connection connection) const
{
    const auto found = m_me->connections.find(connection);
    return found == m_me->connections.end() ? nullptr : &found->second;
}

Failure FakeTransport::listen(const QString &, quint64 inode)
{
    stopListening();
    m_me->land->servers[inode] = m_me;
    m_me->served = inode;
    return {};
}

bool FakeTransport::isListening() const { return m_me->served && m_me->land->servers.contains(m_me->served); }

void FakeTransport::stopListening() { m_me->land->servers.erase(std::exchange(m_me->served, 0)); }

Connection FakeTransport::connectTo(const QString &, quint64 inode)
{
    const Half half{std::make_shared<Pipe>(), 0};
    half.here().instance = m_me;
    half.here().number = ++m_me->lastConnection;
    m_me->connections.emplace(half.here().number, half);
    m_world.post(m_me, [this, half, inode] { reach(half, inode); });
    return half.here().number;
}

void FakeTransport::reach(const Half &half, quint64 inode)
{
    if (!half.here().open)
        return;
    const auto server = m_me->land->servers.find(inode);
    if (server == m_me->land->servers.end() || m_me->isolated || server->second->isolated)
        return tellEnd(m_world, half);
    const InstancePtr &peer = server->second;
    const Half other = half.other();
    other.here().instance = peer;
    other.here().number = ++peer->lastConnection;
    peer->connections.emplace(other.here().number, other);
    half.pipe->established = true;
    tell(m_world, other, [](const Pipe::End &end, Transport::Listener &listener) { listener.accepted(end.number); });
    tell(m_world, half, [](const Pipe::End &end, Transport::Listener &listener) { listener.connected(end.number); });
}

void FakeTransport::send(Connection connection, const QByteArray &frame)
{
    const Half *const half = find(connection);
    if (!half || !half->pipe->established || !half->here().open)
        return;
    tell(m_world, half->other(), [frame](const Pipe::End &end, Transport::Listener &listener) {
        if (end.open)
            listener.received(end.number, frame);
    });
}

void FakeTransport::close(Connection connection)
{
    const Half *const half = find(connection);
    if (half && std::exchange(half->here().open, false) && half->pipe->established)
        tellEnd(m_world, half->other());
}

void FakeTransport::forget(Connection connection)
{
    close(connection);
    if (const Half *const half = find(connection))
        half->here().known = false;
}

ProcessState FakeTransport::state(Connection connection)
{
    const Half *const half = find(connection);
    if (!half || !half->here().known || !half->pipe->established)
        return ProcessState::Unknown;
    const Instance &peer = *half->there().instance;
    if (!peer.isAlive())
        return ProcessState::Dead;
    return peer.stopped ? ProcessState::Stopped : ProcessState::Running;
}

qint64 FakeTransport::peerPid(Connection connection) const
{
    const Half *const half = find(connection);
    return half && half->pipe->established ? half->there().instance->pid : 0;
}

} // namespace QtFailover::Testing
