// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/dbus/busprobe.h"

#include <QSocketNotifier>
#include <QtEndian>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace QtFailover::Internal {

namespace {

/// No answer to these few lines is longer.
constexpr qsizetype LongestAnswer = 4096;

#ifdef MSG_NOSIGNAL
constexpr int SendFlags = MSG_NOSIGNAL;
#else
constexpr int SendFlags = 0;
#endif

/// A call of Hello() in D-Bus' wire format, little endian, serial 1 (D-Bus Specification, "Message Protocol").
QByteArray helloMessage()
{
    const auto number = [](quint32 value) {
        QByteArray bytes(sizeof value, Qt::Uninitialized);
        qToLittleEndian(value, bytes.data());
        return bytes;
    };
    const auto padded = [](QByteArray bytes) { return bytes.append((8 - bytes.size() % 8) % 8, '\0'); };

    struct {
        char code;
        char type;
        QByteArray value;
    } const fields[] = {
        {1, 'o', "/org/freedesktop/DBus"},
        {6, 's', "org.freedesktop.DBus"},
        {2, 's', "org.freedesktop.DBus"},
        {3, 's', "Hello"},
    };
    QByteArray header;
    for (const auto &field : fields) {
        const char signature[] = {field.code, 1, field.type, '\0'};
        header = padded(header);
        header += QByteArray(signature, sizeof signature) + number(quint32(field.value.size())) + field.value;
        header += '\0';
    }
    const char start[] = {'l', 1, 0, 1};
    return padded(QByteArray(start, sizeof start) + number(0) + number(1) + number(quint32(header.size())) + header);
}

/// Non-blocking and closed on exec; no descriptor where there is none left.
Descriptor openSocket()
{
#ifdef SOCK_CLOEXEC
    // At once: another thread may start a process meanwhile.
    return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
#else
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM, 0));
    if (socket) {
        ::fcntl(socket.get(), F_SETFD, FD_CLOEXEC);
        ::fcntl(socket.get(), F_SETFL, O_NONBLOCK);
#ifdef SO_NOSIGPIPE
        const int on = 1;
        ::setsockopt(socket.get(), SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
    }
    return socket;
#endif
}

} // namespace

BusProbe::BusProbe(std::chrono::milliseconds deadline, QObject *parent) : QObject(parent)
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(deadline);
    connect(&m_deadline, &QTimer::timeout, this, [this] { settle(State::Silent); });
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &BusProbe::tryNext);
}

BusProbe::~BusProbe() = default;

void BusProbe::start(const QList<BusSocket> &sockets)
{
    stop();
    m_sockets = sockets;
    m_best = State::Unsupported;
    m_next.start(0);
}

void BusProbe::stop()
{
    m_next.stop();
    disconnectSocket();
}

void BusProbe::tryNext()
{
    if (m_sockets.isEmpty()) {
        Q_EMIT finished(m_best, {});
        return;
    }
    m_current = m_sockets.takeFirst();
    const State state = connectTo(m_current);
    if (state != State::Answering)
        settle(state);
}

void BusProbe::settle(State state)
{
    disconnectSocket();
    if (state == State::Answering) {
        Q_EMIT finished(state, m_current.entry);
        return;
    }
    m_best = std::max(m_best, state);
    m_next.start(0);
}

/// Answering: somebody listens, and the conversation has begun.
BusProbe::State BusProbe::connectTo(const BusSocket &socket)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    // An abstract name begins with a null byte, and a path ends with one.
    if (socket.name.size() + 1 > qsizetype(sizeof address.sun_path))
        return State::Absent;
    const bool abstract = socket.kind == BusSocket::Abstract;
    std::memcpy(address.sun_path + (abstract ? 1 : 0), socket.name.constData(), std::size_t(socket.name.size()));
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + std::size_t(socket.name.size()) + 1);

    m_socket = openSocket();
    if (!m_socket)
        return State::Untried;
    const auto *where = reinterpret_cast<const sockaddr *>(&address);
    if (uninterrupted([&] { return ::connect(m_socket.get(), where, length); }) == -1)
        return errno == EAGAIN ? State::Silent : State::Absent;

    m_received.clear();
    m_stage = Stage::Authenticating;
    m_readable = std::make_unique<QSocketNotifier>(m_socket.get(), QSocketNotifier::Read);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &BusProbe::read);
    m_deadline.start();
    const QByteArray uid = QByteArray::number(::geteuid()).toHex();
    const bool begun = write(QByteArray(1, '\0') + "AUTH EXTERNAL " + uid + "\r\n");
    return begun ? State::Answering : State::Absent;
}

void BusProbe::read()
{
    char bytes[LongestAnswer];
    const auto count = uninterrupted([&] { return ::recv(m_socket.get(), bytes, sizeof bytes, 0); });
    if (count == -1 && errno == EAGAIN)
        return;
    if (count <= 0) {
        settle(State::Absent);
        return;
    }
    m_received.append(bytes, count);
    const State state = judge();
    if (state != State::Silent || m_received.size() > LongestAnswer)
        settle(state == State::Silent ? State::Refusing : state);
}

/// Silent: the answer is not complete.
BusProbe::State BusProbe::judge()
{
    if (m_stage == Stage::Authenticating) {
        const qsizetype end = m_received.indexOf("\r\n");
        if (end < 0)
            return State::Silent;
        if (!m_received.startsWith("OK ") || !write("BEGIN\r\n" + helloMessage()))
            return State::Refusing;
        m_received.remove(0, end + 2);
        m_stage = Stage::Greeting;
    }
    // The first message that a bus sends is its reply to Hello; the second byte says of which type it is.
    if (m_received.size() < 2)
        return State::Silent;
    constexpr char methodReturn = 2;
    return m_received.at(1) == methodReturn ? State::Answering : State::Refusing;
}

/// False: the peer has gone, or takes nothing; the socket's empty buffer is larger than all that is sent.
bool BusProbe::write(const QByteArray &bytes)
{
    const auto size = std::size_t(bytes.size());
    return uninterrupted([&] { return ::send(m_socket.get(), bytes.constData(), size, SendFlags); })
           == qsizetype(bytes.size());
}

void BusProbe::disconnectSocket()
{
    m_deadline.stop();
    if (m_readable) {
        // It may be the sender of the signal that brought us here.
        m_readable->setEnabled(false);
        m_readable.release()->deleteLater();
    }
    m_socket = Descriptor();
}

} // namespace QtFailover::Internal
