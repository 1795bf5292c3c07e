// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QThread>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QLocalSocket;
QT_END_NAMESPACE

namespace QtFailover::Bench {

/// One message with its length in front, if it is there as a whole.
std::optional<QByteArray> readMessage(QLocalSocket &socket);
void writeMessage(QLocalSocket &socket, const QByteArray &message);

/// Messages over a local socket that a thread of its own reads, as the library's does, and that are handled in the main
/// thread, as the application's are: with nothing but Qt's queued calls, and no promise of anything. What it takes
/// longer than a bare socket is the price of the border between the threads.
class ThreadedSocket final
{
public:
    enum class Writer {
        Thread, ///< a round trip wakes six threads, three in each process, as the library's
        Main    ///< four: a second socket carries the other direction, and the main thread writes it
    };
    using Handler = std::function<void(const QByteArray &message)>;

    /// `handler` is called in the main thread.
    ThreadedSocket(Writer writer, Handler handler);
    ~ThreadedSocket();

    void listen(const QString &path);
    /// Whether the other end was there.
    bool connectTo(const QString &path);
    void send(const QByteArray &message);

private:
    Q_DISABLE_COPY_MOVE(ThreadedSocket)

    void read(QLocalSocket *socket);
    void serve(QObject *owner, const QString &path, const std::function<void(QLocalSocket *)> &take);
    QLocalSocket *connected(QObject *owner, const QString &path);
    void inThread(const std::function<void()> &call);

    const Writer m_how;
    const Handler m_handler;
    QObject m_main;
    QObject *const m_own; ///< lives in the thread
    QThread m_thread;
    QLocalSocket *m_writer = nullptr; ///< belongs to the thread that writes
};

} // namespace QtFailover::Bench
