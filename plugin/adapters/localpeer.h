// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/farewell.h"
#include "adapters/framereader.h"
#include "adapters/localtransport.h"
#include "adapters/processwatch.h"

#include <QLocalSocket>
#include <QObject>
#include <QPointer>

#include <functional>
#include <vector>

QT_BEGIN_NAMESPACE
class QSocketNotifier;
QT_END_NAMESPACE

namespace QtFailover::Internal {

/// One connection of LocalTransport: a socket that carries frames, and the process at its other end. The socket
/// may go first or the process, or the socket alone: a child forked by a dead peer keeps it open.
///
/// Whoever is told a fact may call any member; to get rid of the peer it calls drop() and deleteLater().
class LocalPeer final : public QObject
{
public:
    enum class Origin { Accepted, Dialled };
    enum class Fact {
        Connected,
        Received,
        Closed, ///< not by close() or drop()
        Died,
        Drained ///< queued() is 0 again
    };
    /// `frames`: those of Received, in order; the reception may end amid them by any call of a member.
    using Tell = std::function<void(Fact fact, std::vector<QByteArray> frames)>;

    LocalPeer(Origin origin, LocalTransport::Counters &counters, Tell tell, QObject *parent);
    ~LocalPeer() override;

    /// Takes over a socket that is connected or connecting.
    void adopt(QLocalSocket *socket);
    void send(const std::vector<Frame> &frames);
    /// Sends what is queued, for LocalTransport::CloseDeadline at most. From now on nothing is told but a death.
    void close();
    /// After close(): its object goes with the socket.
    void deleteWhenClosed();
    qint64 queued() const; ///< bytes that the system has not taken yet
    /// Ends everything at once; nothing more is told.
    void drop();

    Origin origin() const { return m_origin; }
    /// There is a connection, and close() has not been called.
    bool isOpen() const { return m_phase == Phase::Open; }
    bool hasSocket() const { return m_socket; }
    /// close() has been called.
    bool isClosing() const { return m_phase == Phase::Closing; }
    ProcessState state() const { return m_watch.state(); }
    qint64 pid() const { return m_watch.pid(); }
    qintptr descriptor() const { return m_descriptor; } ///< -1: there is no connection

    /// Should this process be killed, then this peer hears of it before the others.
    void tellFirst();
    void tellInTurn() { m_farewell = Farewell(); }

private:
    enum class Phase { Connecting, Open, Closing, Lost };

    void opened();
    void watch();
    void readable();
    void written();
    void closedBySocket();
    void lost();
    void ended();
    void salvage();
    void read();
    void takeFrames();
    void fail();
    void retire();

    const Origin m_origin;
    Phase m_phase = Phase::Connecting;
    bool m_isLeft = false; ///< by deleteWhenClosed()
    LocalTransport::Counters &m_counters;
    Tell m_tell;
    QPointer<QLocalSocket> m_socket;
    qintptr m_descriptor = -1; ///< of the socket while it is open
    qintptr m_spare = -1;      ///< another of the same, while something is queued
    Farewell m_farewell;
    FrameReader m_reader{Transport::FrameCap};
    ProcessWatch m_watch;
    QPointer<QSocketNotifier> m_death;
};

} // namespace QtFailover::Internal
