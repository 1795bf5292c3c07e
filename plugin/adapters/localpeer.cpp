// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/localpeer.h"

#include "adapters/localsystem.h"
#include "core/logging.h"

#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace QtFailover::Internal {

namespace {

/// Smaller pieces are copied behind their heads: each part costs the system more than so many bytes do.
constexpr qsizetype PartSize = 4096;

/// As much is read at a time, and small frames are then taken out of it: a call for each would cost more.
constexpr std::size_t ReadSize = 16384;

/// Large pieces stay where they are, and must be there for as long as the parts.
std::vector<QByteArray> partsOf(const std::vector<Frame> &frames)
{
    std::vector<QByteArray> parts;
    QByteArray together;
    for (const Frame &frame : frames) {
        Q_ASSERT(frame.size() > 0 && frame.size() <= Transport::FrameCap);
        together.append(FrameReader::header(frame.size())).append(frame.head);
        if (frame.length < PartSize) {
            together.append(frame.piece());
        } else {
            parts.push_back(std::exchange(together, {}));
            parts.push_back(QByteArray::fromRawData(frame.piece().data(), frame.piece().size()));
        }
    }
    if (!together.isEmpty())
        parts.push_back(together);
    return parts;
}

} // namespace

LocalPeer::LocalPeer(Origin origin, LocalTransport::Counters &counters, Tell tell, QObject *parent)
    : QObject(parent), m_origin(origin), m_counters(counters), m_tell(std::move(tell))
{}

LocalPeer::~LocalPeer()
{
    if (m_socket && m_phase == Phase::Closing)
        m_socket->flush();
    drop();
}

void LocalPeer::adopt(QLocalSocket *socket)
{
    socket->setParent(this);
    m_socket = socket;
    connect(socket, &QLocalSocket::connected, this, &LocalPeer::opened);
    connect(socket, &QLocalSocket::readyRead, this, &LocalPeer::readable);
    connect(socket, &QLocalSocket::bytesWritten, this, &LocalPeer::written);
    connect(socket, &QLocalSocket::errorOccurred, this, &LocalPeer::closedBySocket);
    connect(socket, &QLocalSocket::disconnected, this, &LocalPeer::closedBySocket);
    if (socket->state() == QLocalSocket::ConnectedState)
        opened();
}

void LocalPeer::opened()
{
    if (m_phase != Phase::Connecting)
        return;
    m_descriptor = m_socket->socketDescriptor();
    // Of an accepted connection the server knows already.
    if (m_origin == Origin::Dialled && LocalSystem::peerUser(m_descriptor) != LocalSystem::PeerUser::Own) {
        if (m_counters.rejectedUid++ == 0)
            qCWarning(lcTransport) << "closed a connection with another user; further ones are only counted";
        fail();
        return;
    }
    m_phase = Phase::Open;
    m_tell(Fact::Connected, {});
    if (m_socket)
        watch();
}

void LocalPeer::watch()
{
    m_watch = ProcessWatch::ofPeer(m_descriptor);
    if (m_watch.descriptor() >= 0) {
        m_death = new QSocketNotifier(m_watch.descriptor(), QSocketNotifier::Read, this);
        connect(m_death, &QSocketNotifier::activated, this, &LocalPeer::ended);
    } else if (m_watch.hasEnded()) {
        m_tell(Fact::Died, {});
    }
}

void LocalPeer::send(const std::vector<Frame> &frames)
{
    if (m_phase != Phase::Open)
        return;
    const std::vector<QByteArray> parts = partsOf(frames);
    // Now, not when the event loop comes by. And not through QLocalSocket: it closes at once when a write fails,
    // though the peer's last words may still be unread.
    qint64 sent = 0;
    if (m_socket->bytesToWrite() == 0) {
        sent = LocalSystem::write(m_descriptor, {parts.begin(), parts.end()});
        if (sent < 0) {
            lost();
            return;
        }
    }
    for (const QByteArray &part : parts) {
        const qint64 begin = std::min<qint64>(sent, part.size());
        sent -= begin;
        if (begin < part.size())
            m_socket->write(part.data() + begin, part.size() - begin);
    }
    if (m_socket->bytesToWrite() > Transport::QueueCap) {
        ++m_counters.overflows;
        qCWarning(lcTransport) << "process" << pid() << "does not read: its connection is closed";
        fail();
    } else if (m_socket->bytesToWrite() > 0 && m_spare < 0) {
        m_spare = LocalSystem::duplicate(m_descriptor);
    }
}

void LocalPeer::close()
{
    if (m_phase != Phase::Open) {
        retire();
        m_phase = Phase::Closing;
        return;
    }
    m_phase = Phase::Closing;
    m_socket->flush();
    written();
    if (m_socket)
        QTimer::singleShot(LocalTransport::CloseDeadline, this, &LocalPeer::retire);
}

void LocalPeer::deleteWhenClosed()
{
    m_isLeft = true;
    if (!m_socket)
        deleteLater();
}

void LocalPeer::tellFirst()
{
    if (m_descriptor >= 0 && !m_farewell)
        m_farewell = Farewell(int(m_descriptor), Farewell::Turn::Third);
}

qint64 LocalPeer::queued() const { return m_socket ? m_socket->bytesToWrite() : 0; }

void LocalPeer::drop()
{
    m_phase = Phase::Closing;
    retire();
    delete m_death; // before the descriptor it watches
    m_watch = ProcessWatch();
}

void LocalPeer::readable()
{
    if (m_phase != Phase::Open) {
        m_socket->skip(m_socket->bytesAvailable());
        return;
    }
    read();
    takeFrames();
}

void LocalPeer::read()
{
    std::array<char, ReadSize> buffer;
    for (auto room = m_reader.room(); !room.empty(); room = m_reader.room()) {
        const bool isLarge = room.size() >= buffer.size();
        const std::span<char> to = isLarge ? room : buffer;
        const qint64 count = m_socket->read(to.data(), qint64(to.size()));
        if (count <= 0)
            return;
        if (isLarge)
            m_reader.filled(count);
        else
            m_reader.append({buffer.data(), count});
    }
}

void LocalPeer::written()
{
    if (!m_socket || m_socket->bytesToWrite() > 0)
        return;
    LocalSystem::discard(std::exchange(m_spare, -1));
    if (m_phase == Phase::Closing)
        retire();
    else if (m_phase == Phase::Open)
        m_tell(Fact::Drained, {});
}

// It has closed its descriptor, whose number it still tells: by now that may be a file or a socket of the
// application's, opened in another thread. It has read to the end before, unless a write of what was queued has failed.
void LocalPeer::closedBySocket()
{
    m_descriptor = m_spare;
    lost();
}

void LocalPeer::lost()
{
    salvage();
    fail();
}

void LocalPeer::ended()
{
    m_death->setEnabled(false);
    salvage();
    m_tell(Fact::Died, {});
}

void LocalPeer::salvage()
{
    if (m_phase != Phase::Open)
        return;
    read();
    m_reader.append(LocalSystem::unread(m_descriptor));
    takeFrames();
}

void LocalPeer::takeFrames()
{
    if (auto frames = m_reader.take(); !frames.empty())
        m_tell(Fact::Received, std::move(frames));
    if (m_reader.isBroken() && m_phase == Phase::Open) {
        ++m_counters.badFrames;
        qCWarning(lcTransport) << "process" << pid() << "sent no frame of ours: its connection is closed";
        fail();
    }
}

void LocalPeer::fail()
{
    retire();
    if (m_phase != Phase::Connecting && m_phase != Phase::Open)
        return;
    m_phase = Phase::Lost;
    m_tell(Fact::Closed, {});
}

// Often from within a signal of the socket, hence later. The other end is told now, and also where a forked
// child holds the descriptor.
void LocalPeer::retire()
{
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    LocalSystem::hangUp(m_descriptor);
    m_descriptor = -1;
    LocalSystem::discard(std::exchange(m_spare, -1));
    m_farewell = Farewell();
    m_socket->deleteLater();
    m_socket = nullptr;
    if (m_isLeft)
        deleteLater();
}

} // namespace QtFailover::Internal
