// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "sim/network.h"

#include "sim/process.h"

#include <algorithm>

namespace QtFailover::Sim {

using namespace std::chrono_literals;

const Network::Half *Network::find(const Process &process, Connection connection) const
{
    const auto half = m_halves.find({process.number(), connection});
    return half == m_halves.end() ? nullptr : &half->second;
}

/// Puts it on its way to the near end of `half`.
void Network::tell(const Half &half, News news, const QByteArray &frame, Duration least)
{
    End &end = half.near();
    end.ending = end.ending || news == News::Closed || news == News::Died;
    Instant arrival = m_world.now() + least + m_world.random.between(20us, 300us);
    if (news != News::Died)
        arrival = end.last = std::max(arrival, end.last);
    m_world.at(arrival, [pipe = half.pipe, side = std::size_t(half.side), news, frame] {
        End &to = pipe->ends[side];
        Process *const process = to.process;
        if (!process->isAlive() || !to.known)
            return;
        process->post(int(to.number), [pipe, side, news, frame] {
            End &at = pipe->ends[side];
            Transport::Listener *const listener = at.process->listener;
            if (!listener || !at.known || (!at.open && news != News::Died))
                return;
            switch (news) {
            case News::Connected:
                return listener->connected(at.number);
            case News::Accepted:
                return listener->accepted(at.number);
            case News::Frame:
                return listener->received(at.number, frame);
            case News::Closed:
                at.open = false;
                return listener->closed(at.number);
            case News::Died:
                return listener->died(at.number);
            }
        });
    });
}

Connection Network::connect(Process &client, quint64 inode)
{
    auto pipe = std::make_shared<Pipe>();
    pipe->ends[0].process = &client;
    pipe->ends[0].number = ++client.lastConnection;
    const Half half{pipe, 0};
    m_halves.emplace(Key{client.number(), pipe->ends[0].number}, half);
    m_world.after(m_world.random.between(5us, 200us), [this, half, inode] {
        End &near = half.near();
        if (!near.process->isAlive() || !near.open)
            return;
        const auto socket = m_world.shared.sockets.find(inode);
        Process *const server = socket == m_world.shared.sockets.end() ? nullptr : m_world.process(socket->second);
        if (!server || !server->isAlive() || server->served != inode || m_world.now() < server->cutUntil
            || m_world.now() < near.process->cutUntil)
            return tell(half, News::Closed);
        half.pipe->established = true;
        half.far().process = server;
        half.far().number = ++server->lastConnection;
        const Half other{half.pipe, 1};
        m_halves.emplace(Key{server->number(), half.far().number}, other);
        tell(half, News::Connected);
        tell(other, News::Accepted);
    });
    return pipe->ends[0].number;
}

void Network::send(Process &from, Connection connection, const QByteArray &frame)
{
    const Half *const half = find(from, connection);
    if (half && half->pipe->established && half->near().open)
        tell({half->pipe, 1 - half->side}, News::Frame, frame);
}

void Network::close(Process &from, Connection connection)
{
    const Half *const half = find(from, connection);
    if (!half || !half->near().open)
        return;
    half->near().open = false;
    if (half->pipe->established)
        tell({half->pipe, 1 - half->side}, News::Closed);
}

void Network::forget(Process &from, Connection connection)
{
    close(from, connection);
    if (const Half *const half = find(from, connection))
        half->near().known = false;
}

bool Network::connects(const Process &one, const Process &other) const
{
    return std::any_of(m_halves.begin(), m_halves.end(), [&](const auto &entry) {
        const Half &half = entry.second;
        return half.near().process == &one && half.far().process == &other && half.near().open && half.far().open
               && !half.near().ending && !half.far().ending;
    });
}

void Network::cut(Process &process, Duration length)
{
    m_world.trace(&process, QStringLiteral("is cut off"));
    process.cutUntil = m_world.now() + length;
    for (const auto &[key, half] : m_halves) {
        if (key.first != process.number() || !half.pipe->established || !half.near().open || !half.far().open)
            continue;
        tell(half, News::Closed);
        tell({half.pipe, 1 - half.side}, News::Closed);
    }
}

ProcessState Network::state(Process &from, Connection connection) const
{
    const Half *const half = find(from, connection);
    if (!half || !half->near().known || !half->pipe->established || !m_world.pidfd)
        return ProcessState::Unknown;
    const Process &peer = *half->far().process;
    if (peer.isProvenDead())
        return ProcessState::Dead;
    return peer.isStopped() ? ProcessState::Stopped : ProcessState::Running;
}

void Network::killed(Process &process, Instant reaped)
{
    const Duration ending = m_world.random.between(50us, 2ms);
    for (const auto &[key, half] : m_halves) {
        if (key.first != process.number() || !half.pipe->established)
            continue;
        const Half other{half.pipe, 1 - half.side};
        if (half.near().open) {
            half.near().open = false;
            tell(other, News::Closed, {}, ending);
        }
        if (m_world.pidfd)
            tell(other, News::Died, {}, reaped - m_world.now());
    }
}

} // namespace QtFailover::Sim
