// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/failure.h"
#include "core/frame.h"
#include "ports/process.h"

#include <QByteArray>
#include <QVariantMap>

#include <functional>
#include <vector>

namespace QtFailover::Internal {

/// A connection's number; never used twice in a process. 0: none.
using Connection = quint64;

/// Connections between the instances of a group: local stream sockets s.<inode> in the group's directory.
///
/// Frames are delimited by the adapter (length first, capped); their bytes belong to core/wire.h. Only
/// processes of the same user get through; a peer that sends a frame over the cap, or whose send queue
/// passes its cap, loses its connection. Nothing blocks.
class Transport
{
public:
    static constexpr qint64 FrameCap = 1 << 20;      ///< bytes of one frame
    static constexpr qint64 QueueCap = 4 * FrameCap; ///< bytes waiting for one peer that does not read

    /// Told in the library's thread, never from within a call to the transport.
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void accepted(Connection connection) = 0;  ///< somebody connected to the own server
        virtual void connected(Connection connection) = 0; ///< an own connect() got through; proves no life
        virtual void received(Connection connection, QByteArray frame) = 0;
        virtual void closed(Connection connection) = 0; ///< end of stream, error or refused; state() still answers
        virtual void died(Connection connection) = 0;   ///< the peer's process has ended (pidfd); once
        virtual void drained(Connection) {}             ///< what queued() told of has gone to the system
        /// Runs `tell`, which tells the facts that have come at once, such as all frames of one read.
        virtual void together(const std::function<void()> &tell) { tell(); }
    };

    virtual ~Transport() = default;

    virtual void setListener(Listener *listener) = 0;
    /// Listens at <directory>/s.<inode>; a left-over file there is removed first, as `inode` is our own. Nothing is
    /// done where it listens there already; else what it has listened to is closed before it listens anew.
    virtual Failure listen(const QString &directory, quint64 inode) = 0;
    /// Listening, and the socket file at the path is still the own one.
    virtual bool isListening() const = 0;
    /// Stops accepting; never removes a socket file that is not its own. Connections stay.
    virtual void stopListening() = 0;
    /// Connects to <directory>/s.<inode>. Always answered by connected() or closed().
    virtual Connection connectTo(const QString &directory, quint64 inode) = 0;
    virtual void send(Connection connection, const QByteArray &frame) = 0;
    /// The same, for many frames at the cost of one.
    virtual void sendAll(Connection connection, const std::vector<Frame> &frames)
    {
        for (const Frame &frame : frames)
            send(connection, frame.toBytes());
    }
    /// How many bytes wait for the peer to read, beside those that the system has taken. Once there were some,
    /// drained() tells when there are none.
    virtual qint64 queued(Connection) const { return 0; }
    /// Sends what is queued (bounded), then closes; closed() is not told. An accepted connection is forgotten with
    /// that. Of one to somebody else's server died() is told and state() answers until forget().
    virtual void close(Connection connection) = 0;
    /// Should this process be killed, that peer hears of it before the others; 0: none does.
    virtual void tellFirst(Connection) {}
    /// Closes without sending, and drops the pidfd.
    virtual void forget(Connection connection) = 0;
    /// Of the peer's process, by its pidfd where there is one.
    virtual ProcessState state(Connection connection) = 0;
    virtual qint64 peerPid(Connection connection) const = 0; ///< 0: unknown
    /// What it has turned away so far, by name; for Watcher::statistics().
    virtual QVariantMap statistics() const { return {}; }
};

} // namespace QtFailover::Internal
