// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/descriptor.h"

#include <QByteArray>
#include <QFile>
#include <QString>

#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>

namespace QtFailover::Test {

/// A client without manners: a non-blocking socket connected to the path; empty when the connect failed.
inline Internal::Descriptor rawConnect(const QString &path)
{
    Internal::Descriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
    if (!fd || ::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0)
        return {};
    return fd;
}

inline bool rawSend(const Internal::Descriptor &fd, const QByteArray &bytes)
{
    return ::send(fd.get(), bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL) == bytes.size();
}

/// The other end has closed; what it had sent is read and dropped.
inline bool rawIsClosed(const Internal::Descriptor &fd)
{
    char buffer[4096];
    ssize_t size = 0;
    do {
        size = ::recv(fd.get(), buffer, sizeof(buffer), MSG_DONTWAIT);
    } while (size > 0);
    return size == 0 || errno != EAGAIN;
}

} // namespace QtFailover::Test
