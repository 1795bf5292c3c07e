// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/time.h"
#include "ports/transport.h"

#include <array>
#include <map>
#include <memory>

namespace QtFailover::Sim {

using namespace QtFailover::Internal;

class Process;
class World;

/// The local sockets between the processes. Frames of one direction keep their order and come before the end of
/// the stream; between connections there is no order, and the news of a death come apart from both.
class Network
{
public:
    explicit Network(World &world) : m_world(world) {}

    Connection connect(Process &client, quint64 inode);
    void send(Process &from, Connection connection, const QByteArray &frame);
    void close(Process &from, Connection connection);
    void forget(Process &from, Connection connection);
    /// All its connections end, and for a while there are no new ones: a partition, as far as there is one on a
    /// machine.
    void cut(Process &process, Duration length);
    /// There is a connection that both take for open, and nothing under way says otherwise.
    bool connects(const Process &one, const Process &other) const;
    ProcessState state(Process &from, Connection connection) const;
    /// The process is gone: its ends close, and whoever holds its pidfd is told after `reaped`.
    void killed(Process &process, Instant reaped);

private:
    struct End {
        Process *process = nullptr;
        Connection number = 0;
        bool open = true;    ///< it may still be told of frames and the end
        bool ending = false; ///< the end is under way to it
        bool known = true;   ///< not forgotten
        Instant last{};      ///< when the newest thing under way to it arrives
    };
    struct Pipe {
        std::array<End, 2> ends; ///< the client's, the server's
        bool established = false;
    };
    using Key = std::pair<int, Connection>;
    struct Half {
        std::shared_ptr<Pipe> pipe;
        int side;
        End &near() const { return pipe->ends[std::size_t(side)]; }
        End &far() const { return pipe->ends[std::size_t(1 - side)]; }
    };
    enum class News { Connected, Accepted, Frame, Closed, Died };

    const Half *find(const Process &process, Connection connection) const;
    void tell(const Half &half, News news, const QByteArray &frame = {}, Duration least = {});

    World &m_world;
    std::map<Key, Half> m_halves;
};

} // namespace QtFailover::Sim
