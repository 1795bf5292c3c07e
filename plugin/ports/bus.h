// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/snapshot.h"
#include "core/terms.h"

#include <functional>

namespace QtFailover::Internal {

/// The session bus: a second path, never a condition and never an authority. Nothing here blocks the caller,
/// whatever state the bus is in; what is asked of it before it is connected is done (names, properties) or
/// forgotten (signals) when it is.
class Bus
{
public:
    /// Makes the line of FormatStatus(). Called in any thread, when somebody asks.
    using Status = std::function<QString()>;

    /// Told in the library's thread.
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void busConnected(bool connected) = 0;
        virtual void busFailed(const Failure &failure) = 0; ///< DBusUnavailable, DBusNameTaken: once per cause
        virtual void busSetEnabled(bool enabled) = 0;
        virtual void busHandOver(const QString &instanceId) = 0;
        virtual void busTakeOver() = 0;
        /// Ping(): answer with Bus::answerPing(ticket) once the application's main loop has turned.
        virtual void busPing(quint64 ticket) = 0;
        /// CheckFailover(): answer with Bus::answerCheck(ticket, …).
        virtual void busCheck(quint64 ticket) = 0;
        /// A signal Heartbeat or Promoted of this group came from another instance's connection.
        virtual void busHeard(const QString &instanceId, quint64 epoch) = 0;
    };

    virtual ~Bus() = default;

    virtual void setListener(Listener *listener) = 0;
    virtual void open(const Terms &terms) = 0;
    /// Gives up the names and the connection; waits for the bus for a bounded time at most (200 ms). The listener
    /// is told nothing more, until setListener() is called again.
    virtual void close() = 0;
    /// Properties, with PropertiesChanged for those that differ; owns <base>.Primary while role is Primary
    /// (taking it from a stopped owner), gives it up otherwise.
    virtual void publish(const Snapshot &snapshot, const Status &status) = 0;
    /// What FormatStatus() and Statistics() answer from now on. Wakes nobody.
    virtual void refresh(const Status &status, const QVariantMap &statistics) = 0;
    virtual void heartbeat(quint64 epoch, quint64 sequence, quint32 mainLoopAgeMs) = 0;
    virtual void shutdownAnnounced(quint64 epoch, Reason reason, const QString &successorId) = 0;
    virtual void promoted(quint64 epoch, Reason reason) = 0;
    virtual void roleChanged(Role role, Role previous, quint64 epoch) = 0;
    /// Whether to hear the other instances' signals (Listener::busHeard()): only while the local connection to
    /// the primary is lost, as every beat that is listened to wakes this process.
    virtual void listen(bool on) = 0;
    virtual void answerPing(quint64 ticket) = 0;
    virtual void answerCheck(quint64 ticket, const QString &result) = 0;
};

} // namespace QtFailover::Internal
