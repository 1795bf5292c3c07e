// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/files.h"

#include <QByteArray>
#include <QString>

#include <system_error>
#include <vector>

QT_BEGIN_NAMESPACE
class QLocalSocket;
QT_END_NAMESPACE

/// What QLocalServer and QLocalSocket leave to the operating system. Nothing here blocks.
namespace QtFailover::Internal::LocalSystem {

enum class PeerUser { Own, Other };

/// For an accepted socket the user who connected; for a connected one the user who listens.
PeerUser peerUser(qintptr socket);
/// Ends the connection for every holder of the descriptor, forked children included.
void hangUp(qintptr socket);
/// Hangs up and closes.
void refuse(qintptr socket);
/// How many bytes of `parts`, one after the other, the kernel took at once, from none to all; below zero: the
/// connection is broken.
qint64 write(qintptr socket, const std::vector<QByteArrayView> &parts);
/// What has arrived and not been read yet.
QByteArray unread(qintptr socket);
/// Another descriptor of the same socket, for discard(); below zero: there is none to be had.
qintptr duplicate(qintptr socket);
void discard(qintptr duplicate);
/// Connects; never waits. An error: there will be no signal. Otherwise the socket is connected or connecting.
std::error_code dial(const QString &directory, quint64 inode, QLocalSocket &socket);
/// Refuses the next connection, and those not accepted yet, for every holder of the descriptor.
void stopAccepting(qintptr server);
/// How many peers this process should serve, given its limit of descriptors.
int connectionBound();

// The socket file. QLocalServer::close() removes whatever lies at the name it listens at, and listen() finds a
// left-over in its way. So it listens at a name of its own first, and the file is then renamed to s.<inode>:
// it appears there already listening, replaces the left-over, and Qt's own removal finds nothing.

/// The name to listen at first, free of left-overs.
QString prepareStaging(const QString &directory, quint64 inode);
std::error_code putInPlace(const QString &directory, quint64 inode, Files::Identity *identity);
bool isInPlace(const QString &directory, quint64 inode, const Files::Identity &identity);
/// Leaves another's file alone.
void takeAway(const QString &directory, quint64 inode, const Files::Identity &identity);

} // namespace QtFailover::Internal::LocalSystem
