// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/record.h"
#include "ports/guards.h"
#include "ports/transport.h"
#include "watcher/world.h"

#include <array>
#include <deque>
#include <map>
#include <mutex>
#include <set>

namespace QtFailover::Testing {

using namespace QtFailover::Internal;

struct Instance;
using InstancePtr = std::shared_ptr<Instance>;

/// What lies in the directories of one group and scope, and in the kernel's table of abstract sockets.
struct Land {
    std::mutex mutex;                       ///< of `rights`, which fencingToken() reads in any thread
    std::map<Epoch, quint64> rights;        ///< e.<T>, by the inode of its lock
    std::map<quint64, InstancePtr> locks;   ///< who holds them
    std::map<quint64, Record> records;      ///< r.<inode>
    std::map<quint64, InstancePtr> servers; ///< s.<inode>, and who listens there
    std::map<Epoch, InstancePtr> guards;    ///< who has bound them
    std::set<Epoch> spoken;                 ///< u.<T>
    std::set<Epoch> floors;                 ///< f.<R>
    quint64 lastInode = 0;

    bool isHeld(Epoch epoch, quint64 inode);
};

/// A connection between two instances. Each end has a number of its own.
struct Pipe {
    struct End {
        InstancePtr instance;
        Connection number = 0;
        bool open = true;
        bool known = true; ///< not forgotten
    };
    std::array<End, 2> ends;
    bool established = false;
};

struct Half {
    std::shared_ptr<Pipe> pipe;
    std::size_t side = 0;
    Pipe::End &here() const { return pipe->ends[side]; }
    Pipe::End &there() const { return pipe->ends[1 - side]; }
    Half other() const { return {pipe, 1 - side}; }
};

/// One process.
struct Instance {
    QString id;
    qint64 pid = 0;
    std::shared_ptr<Land> land;
    World::Inhabitant *inhabitant = nullptr; ///< nullptr: the process is gone
    bool stopped = false;
    bool blocked = false;
    bool isolated = false;
    std::deque<std::function<void()>> missed; ///< what has come while it was stopped

    // What its ports have to remember
    quint64 inode = 0;  ///< of its own lock
    quint64 served = 0; ///< the inode under which it listens
    Standing standing = Standing::Candidate;
    Transport::Listener *listener = nullptr;
    std::function<void()> alarm;
    std::function<void()> lost;  ///< the token
    std::function<void()> asked; ///< a guard
    std::map<Connection, Half> connections;
    Connection lastConnection = 0;

    bool isAlive() const { return inhabitant != nullptr; }
};

} // namespace QtFailover::Testing
