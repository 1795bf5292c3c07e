// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "bench/messages_floors.h"

#include <QLocalServer>
#include <QLocalSocket>

#include <utility>

namespace QtFailover::Bench {

std::optional<QByteArray> readMessage(QLocalSocket &socket)
{
    quint32 size = 0;
    if (socket.peek(reinterpret_cast<char *>(&size), sizeof(size)) != sizeof(size)
        || socket.bytesAvailable() < qint64(sizeof(size) + size))
        return std::nullopt;
    socket.skip(sizeof(size));
    return socket.read(size);
}

void writeMessage(QLocalSocket &socket, const QByteArray &message)
{
    const auto size = quint32(message.size());
    socket.write(reinterpret_cast<const char *>(&size), sizeof(size));
    socket.write(message);
}

namespace {
/// The direction back, where it has a socket of its own.
QString backPath(const QString &path) { return path + QStringLiteral("-back"); }
} // namespace

ThreadedSocket::ThreadedSocket(Writer writer, Handler handler)
    : m_how(writer), m_handler(std::move(handler)), m_own(new QObject)
{
    m_own->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_own, &QObject::deleteLater);
    m_thread.start();
}

ThreadedSocket::~ThreadedSocket()
{
    m_thread.quit();
    m_thread.wait();
}

void ThreadedSocket::inThread(const std::function<void()> &call)
{
    QMetaObject::invokeMethod(m_own, call, Qt::BlockingQueuedConnection);
}

void ThreadedSocket::read(QLocalSocket *socket)
{
    QObject::connect(socket, &QIODevice::readyRead, socket, [this, socket] {
        while (const auto message = readMessage(*socket)) {
            QMetaObject::invokeMethod(
                &m_main, [this, message = *message] { m_handler(message); }, Qt::QueuedConnection);
        }
    });
}

void ThreadedSocket::serve(QObject *owner, const QString &path, const std::function<void(QLocalSocket *)> &take)
{
    auto *server = new QLocalServer(owner);
    if (!server->listen(path))
        qFatal("cannot listen at %s", qPrintable(path));
    QObject::connect(server, &QLocalServer::newConnection, server,
                     [server, take] { take(server->nextPendingConnection()); });
}

void ThreadedSocket::listen(const QString &path)
{
    if (m_how == Writer::Main)
        serve(&m_main, backPath(path), [this](QLocalSocket *socket) { m_writer = socket; });
    inThread([&] {
        serve(m_own, path, [this](QLocalSocket *socket) {
            if (m_how == Writer::Thread)
                m_writer = socket;
            read(socket);
        });
    });
}

QLocalSocket *ThreadedSocket::connected(QObject *owner, const QString &path)
{
    auto *socket = new QLocalSocket(owner);
    socket->connectToServer(path);
    return socket->waitForConnected(1000) ? socket : nullptr;
}

bool ThreadedSocket::connectTo(const QString &path)
{
    QLocalSocket *reader = nullptr;
    if (m_how == Writer::Main)
        m_writer = connected(&m_main, path);
    inThread([&] {
        reader = connected(m_own, m_how == Writer::Main ? backPath(path) : path);
        if (m_how == Writer::Thread)
            m_writer = reader;
        if (reader)
            read(reader);
    });
    return reader && m_writer;
}

void ThreadedSocket::send(const QByteArray &message)
{
    if (m_how == Writer::Main)
        return writeMessage(*m_writer, message);
    QMetaObject::invokeMethod(
        m_own, [this, message] { writeMessage(*m_writer, message); }, Qt::QueuedConnection);
}

} // namespace QtFailover::Bench
