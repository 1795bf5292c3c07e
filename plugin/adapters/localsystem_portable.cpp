// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/localsystem.h"

#include <QCryptographicHash>
#include <QLocalSocket>

// Where local sockets are named pipes (Windows): there is no file to lose, and access is the pipe's own, which
// QLocalServer::UserAccessOption restricts to the user.

namespace QtFailover::Internal::LocalSystem {

namespace {

QString pipeName(const QString &directory, quint64 inode)
{
    const QByteArray hash = QCryptographicHash::hash(directory.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QStringLiteral("qtfailover-%1-%2").arg(QLatin1String(hash.first(16))).arg(inode);
}

} // namespace

PeerUser peerUser(qintptr socket)
{
    Q_UNUSED(socket)
    return PeerUser::Own;
}

void hangUp(qintptr socket) { Q_UNUSED(socket) }

void refuse(qintptr socket)
{
    QLocalSocket owner;
    owner.setSocketDescriptor(socket);
    owner.abort();
}

qint64 write(qintptr socket, const std::vector<QByteArrayView> &parts)
{
    Q_UNUSED(socket)
    Q_UNUSED(parts)
    return 0;
}

QByteArray unread(qintptr socket)
{
    Q_UNUSED(socket)
    return {};
}

qintptr duplicate(qintptr socket)
{
    Q_UNUSED(socket)
    return -1;
}

void discard(qintptr duplicate) { Q_UNUSED(duplicate) }

std::error_code dial(const QString &directory, quint64 inode, QLocalSocket &socket)
{
    socket.connectToServer(pipeName(directory, inode));
    if (socket.state() == QLocalSocket::UnconnectedState)
        return std::make_error_code(std::errc::connection_refused);
    return {};
}

void stopAccepting(qintptr server) { Q_UNUSED(server) }

int connectionBound() { return 1024; }

QString prepareStaging(const QString &directory, quint64 inode) { return pipeName(directory, inode); }

std::error_code putInPlace(const QString &directory, quint64 inode, Files::Identity *identity)
{
    Q_UNUSED(directory)
    Q_UNUSED(inode)
    Q_UNUSED(identity)
    return {};
}

bool isInPlace(const QString &directory, quint64 inode, const Files::Identity &identity)
{
    Q_UNUSED(directory)
    Q_UNUSED(inode)
    Q_UNUSED(identity)
    return true;
}

void takeAway(const QString &directory, quint64 inode, const Files::Identity &identity)
{
    Q_UNUSED(directory)
    Q_UNUSED(inode)
    Q_UNUSED(identity)
}

} // namespace QtFailover::Internal::LocalSystem
