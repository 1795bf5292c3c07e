// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/dbus/busaddress.h"
#include "adapters/descriptor.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

QT_BEGIN_NAMESPACE
class QSocketNotifier;
QT_END_NAMESPACE

namespace QtFailover::Internal {

/// Finds out whether a bus answers, without ever waiting for it.
///
/// QtDBus connects with blocking calls, and all QtDBus connections of a process share the thread that blocks:
/// a stopped bus holds it for minutes. So a bus proves first, on a socket that nobody else uses, that it
/// authenticates and answers Hello. QLocalSocket is no help: to a listener whose backlog is full it tries
/// again without a pause, and a stopped bus' backlog fills up with the probes of the past.
class BusProbe final : public QObject
{
    Q_OBJECT

public:
    /// What is at a bus' address, the best of all its sockets.
    enum class State {
        Unsupported, ///< no Unix socket among the addresses
        Absent,      ///< nobody listens, or the connection is ended
        Refusing,    ///< it answers, but not with a welcome
        Silent,      ///< it does not answer in time: stopped, or its queue of connections is full
        Untried,     ///< no descriptor is left to ask it with
        Answering
    };
    Q_ENUM(State)

    explicit BusProbe(std::chrono::milliseconds deadline = std::chrono::seconds(2), QObject *parent = nullptr);
    ~BusProbe() override;

    /// Tries the sockets one after the other, each for the deadline, until one answers. Ends with finished();
    /// a probe that is under way is given up.
    void start(const QList<BusSocket> &sockets);
    void stop();

Q_SIGNALS:
    /// Never from within start(). `entry` is the address that answered; empty but for Answering.
    void finished(QtFailover::Internal::BusProbe::State state, const QString &entry);

private:
    void tryNext();
    void settle(State state);
    State connectTo(const BusSocket &socket);
    void read();
    State judge();
    bool write(const QByteArray &bytes);
    void disconnectSocket();

    QList<BusSocket> m_sockets;
    BusSocket m_current;
    State m_best = State::Unsupported;
    Descriptor m_socket;
    std::unique_ptr<QSocketNotifier> m_readable;
    QByteArray m_received;
    enum class Stage { Authenticating, Greeting } m_stage = Stage::Authenticating;
    QTimer m_deadline{this};
    QTimer m_next{this};
};

} // namespace QtFailover::Internal
