// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/localsystem.h"

#include "adapters/descriptor.h"
#include "adapters/names.h"
#include "ports/transport.h"

#include <QFile>
#include <QLocalSocket>

#include <algorithm>
#include <array>
#include <cstring>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>

namespace QtFailover::Internal::LocalSystem {

namespace {

std::error_code lastError() { return {errno, std::generic_category()}; }

QString socketPath(const QString &directory, quint64 inode) { return Names::path(directory, Names::Socket, inode); }

QString stagingPath(const QString &directory, quint64 inode) { return Names::path(directory, Names::Temporary, inode); }

Descriptor nonBlockingSocket()
{
#ifdef Q_OS_LINUX
    return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
#else
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM, 0));
    if (socket) {
        ::fcntl(socket.get(), F_SETFD, FD_CLOEXEC);
        ::fcntl(socket.get(), F_SETFL, ::fcntl(socket.get(), F_GETFL) | O_NONBLOCK);
    }
    return socket;
#endif
}

} // namespace

PeerUser peerUser(qintptr socket)
{
    const int fd = static_cast<int>(socket);
#ifdef Q_OS_LINUX
    ucred credentials{};
    socklen_t size = sizeof(credentials);
    const bool known = ::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0;
    const uid_t user = credentials.uid;
#else
    uid_t user = 0;
    gid_t group = 0;
    const bool known = ::getpeereid(fd, &user, &group) == 0;
#endif
    return known && user == ::geteuid() ? PeerUser::Own : PeerUser::Other;
}

void hangUp(qintptr socket)
{
    if (socket >= 0)
        ::shutdown(static_cast<int>(socket), SHUT_RDWR);
}

void refuse(qintptr socket)
{
    const Descriptor owner(static_cast<int>(socket));
    hangUp(socket);
}

qint64 write(qintptr socket, const std::vector<QByteArrayView> &parts)
{
#ifdef MSG_NOSIGNAL
    constexpr std::size_t AtOnce = 128; // of IOV_MAX, which is 1024 on all systems of today
    std::array<iovec, AtOnce> vectors;
    qint64 total = 0;
    for (auto part = parts.begin(); part != parts.end();) {
        msghdr message{};
        message.msg_iov = vectors.data();
        std::size_t size = 0;
        for (; part != parts.end() && message.msg_iovlen < AtOnce; ++part) {
            vectors[message.msg_iovlen++] = {const_cast<char *>(part->data()), static_cast<std::size_t>(part->size())};
            size += static_cast<std::size_t>(part->size());
        }
        const auto sent =
            uninterrupted([&] { return ::sendmsg(static_cast<int>(socket), &message, MSG_NOSIGNAL | MSG_DONTWAIT); });
        if (sent < 0)
            return errno == EAGAIN || errno == ENOBUFS ? total : -1;
        total += sent;
        if (static_cast<std::size_t>(sent) < size)
            break;
    }
    return total;
#else
    Q_UNUSED(socket)
    Q_UNUSED(parts)
    return 0; // QLocalSocket knows how to write without a SIGPIPE
#endif
}

QByteArray unread(qintptr socket)
{
    QByteArray bytes;
    std::array<char, 16384> buffer;
    while (socket >= 0 && bytes.size() < Transport::QueueCap) {
        const auto count =
            uninterrupted([&] { return ::recv(static_cast<int>(socket), buffer.data(), buffer.size(), MSG_DONTWAIT); });
        if (count <= 0)
            break;
        bytes.append(buffer.data(), count);
    }
    return bytes;
}

qintptr duplicate(qintptr socket) { return ::fcntl(static_cast<int>(socket), F_DUPFD_CLOEXEC, 0); }

void discard(qintptr duplicate) { const Descriptor owner(static_cast<int>(duplicate)); }

// QLocalSocket::connectToServer() spins for 30 s when the server's backlog is full, as a stopped server's
// becomes; here that is EAGAIN, an error like others.
std::error_code dial(const QString &directory, quint64 inode, QLocalSocket &socket)
{
    const QByteArray path = QFile::encodeName(socketPath(directory, inode));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (static_cast<std::size_t>(path.size()) >= sizeof(address.sun_path))
        return std::make_error_code(std::errc::filename_too_long);
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));

    Descriptor fd = nonBlockingSocket();
    if (!fd)
        return lastError();
    const auto *name = reinterpret_cast<const sockaddr *>(&address);
    if (uninterrupted([&] { return ::connect(fd.get(), name, sizeof(address)); }) != 0)
        return lastError();
    if (!socket.setSocketDescriptor(fd.get(), QLocalSocket::ConnectedState))
        return std::make_error_code(std::errc::bad_file_descriptor);
    fd.release();
    return {};
}

void stopAccepting(qintptr server)
{
    if (server < 0)
        return;
    const int listener = static_cast<int>(server);
    ::fcntl(listener, F_SETFL, ::fcntl(listener, F_GETFL) | O_NONBLOCK);
    hangUp(server);
    // Those who had queued up before would wait for ever if a forked child holds the descriptor.
    for (;;) {
        const int fd = uninterrupted([&] { return ::accept(listener, nullptr, nullptr); });
        if (fd < 0)
            return;
        refuse(fd);
    }
}

int connectionBound()
{
    constexpr rlim_t Most = 1024;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return Most;
    // Two descriptors a peer (socket and pidfd), and half of all stay with the application.
    return static_cast<int>(std::clamp<rlim_t>(limit.rlim_cur / 4, 16, Most));
}

QString prepareStaging(const QString &directory, quint64 inode)
{
    QString path = stagingPath(directory, inode);
    Files::remove(path);
    return path;
}

std::error_code putInPlace(const QString &directory, quint64 inode, Files::Identity *identity)
{
    const QString staging = stagingPath(directory, inode);
    Files::Status status;
    if (const auto error = Files::status(staging, &status))
        return error;
    *identity = status.identity;
    const QByteArray from = QFile::encodeName(staging);
    const QByteArray to = QFile::encodeName(socketPath(directory, inode));
    return ::rename(from.constData(), to.constData()) == 0 ? std::error_code() : lastError();
}

bool isInPlace(const QString &directory, quint64 inode, const Files::Identity &identity)
{
    return Files::isAt(socketPath(directory, inode), identity);
}

void takeAway(const QString &directory, quint64 inode, const Files::Identity &identity)
{
    if (isInPlace(directory, inode, identity))
        Files::remove(socketPath(directory, inode));
}

} // namespace QtFailover::Internal::LocalSystem
