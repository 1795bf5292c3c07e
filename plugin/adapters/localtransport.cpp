// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/localtransport.h"

#include "adapters/farewellorder.h"
#include "adapters/localpeer.h"
#include "adapters/localserver.h"
#include "adapters/localsystem.h"
#include "core/logging.h"

#include <QCoreApplication>
#include <QLocalSocket>

#include <algorithm>
#include <deque>
#include <functional>

namespace QtFailover::Internal {

// Facts come from the event loop (a socket, a pidfd) or arise within a call of the port (a write that fails).
// All go through one queue: the former are told at once, the latter when the event loop turns.
class LocalTransport::Impl final : public QObject
{
public:
    ~Impl() override;

    Connection connectTo(const QString &directory, quint64 inode);
    void tellFirst(Connection connection) { m_farewells.setFirst(connection); }
    void close(Connection connection);
    void forget(Connection connection);

    LocalPeer *find(Connection connection) const;
    void whenSent(std::function<void()> callback);

    /// While one lives, a call of the port is on the stack and the listener must not be called.
    class Call
    {
    public:
        explicit Call(Impl &impl) : m_impl(impl) { ++m_impl.m_calls; }
        ~Call() { --m_impl.m_calls; }
        Q_DISABLE_COPY_MOVE(Call)

    private:
        Impl &m_impl;
    };

    Listener *listener = nullptr;
    LocalServer server{[this](qintptr descriptor) { accept(descriptor); }, this};
    Counters counters;
    const qint64 creator = QCoreApplication::applicationPid();

private:
    struct Event {
        Connection connection;
        LocalPeer::Fact fact;
        std::vector<QByteArray> frames;
    };

    LocalPeer *add(LocalPeer::Origin origin, Connection *connection);
    void accept(qintptr descriptor);
    void tell(Event event);
    void deliver();
    void deliver(Event event);
    bool isTold(const Event &event) const;

    FarewellOrder::Peers m_peers;
    Connection m_last = 0;
    FarewellOrder m_farewells{m_peers};

    std::deque<Event> m_events;
    int m_leaving = 0; ///< peers that are closed, and not gone
    std::function<void()> m_whenSent;
    int m_calls = 0;
    bool m_isDelivering = false;
};

LocalTransport::Impl::~Impl()
{
    listener = nullptr;
    server.stop();
    for (const auto &[connection, peer] : m_peers)
        delete peer;
}

LocalPeer *LocalTransport::Impl::find(Connection connection) const
{
    const auto found = m_peers.find(connection);
    return found == m_peers.end() ? nullptr : found->second;
}

LocalPeer *LocalTransport::Impl::add(LocalPeer::Origin origin, Connection *connection)
{
    *connection = ++m_last;
    const auto tell = [this, number = m_last](LocalPeer::Fact fact, std::vector<QByteArray> frames) {
        this->tell({number, fact, std::move(frames)});
    };
    auto *peer = new LocalPeer(origin, counters, tell, this);
    m_peers.emplace(m_last, peer);
    return peer;
}

void LocalTransport::Impl::accept(qintptr descriptor)
{
    const auto isServed = [](const auto &entry) {
        return entry.second->origin() == LocalPeer::Origin::Accepted && entry.second->hasSocket();
    };
    if (std::count_if(m_peers.begin(), m_peers.end(), isServed) >= LocalSystem::connectionBound()) {
        if (counters.overflows++ == 0)
            qCWarning(lcTransport) << "too many connections: refused a new one; further ones are only counted";
        LocalSystem::refuse(descriptor);
        return;
    }
    if (LocalSystem::peerUser(descriptor) != LocalSystem::PeerUser::Own) {
        if (counters.rejectedUid++ == 0)
            qCWarning(lcTransport) << "refused a connection of another user; further ones are only counted";
        LocalSystem::refuse(descriptor);
        return;
    }
    auto *socket = new QLocalSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        qCWarning(lcTransport) << "cannot serve a connection:" << socket->errorString();
        delete socket;
        LocalSystem::refuse(descriptor);
        return;
    }
    ++counters.accepted;
    Connection connection = 0;
    add(LocalPeer::Origin::Accepted, &connection)->adopt(socket);
    m_farewells.changed();
}

Connection LocalTransport::Impl::connectTo(const QString &directory, quint64 inode)
{
    Connection connection = 0;
    LocalPeer *peer = add(LocalPeer::Origin::Dialled, &connection);
    auto *socket = new QLocalSocket(this);
    if (const auto error = LocalSystem::dial(directory, inode, *socket)) {
        qCInfo(lcTransport) << "cannot connect to" << inode << "in" << directory << ":" << error.message().c_str();
        delete socket;
        tell({connection, LocalPeer::Fact::Closed, {}});
    } else {
        peer->adopt(socket);
    }
    return connection;
}

void LocalTransport::Impl::close(Connection connection)
{
    LocalPeer *peer = find(connection);
    if (!peer)
        return;
    peer->close();
    if (peer->origin() == LocalPeer::Origin::Dialled)
        return;
    m_peers.erase(connection);
    ++m_leaving;
    connect(peer, &QObject::destroyed, this, [this] {
        if (--m_leaving == 0 && m_whenSent)
            m_whenSent();
    });
    peer->deleteWhenClosed();
    m_farewells.changed();
}

void LocalTransport::Impl::whenSent(std::function<void()> callback)
{
    if (m_leaving == 0)
        return callback();
    m_whenSent = std::move(callback);
}

void LocalTransport::Impl::forget(Connection connection)
{
    LocalPeer *peer = find(connection);
    if (!peer)
        return;
    peer->drop();
    peer->deleteLater();
    m_peers.erase(connection);
    m_farewells.changed();
}

void LocalTransport::Impl::tell(Event event)
{
    m_events.push_back(std::move(event));
    if (m_isDelivering)
        return;
    if (m_calls == 0)
        deliver();
    else
        QMetaObject::invokeMethod(
            this, [this] { deliver(); }, Qt::QueuedConnection);
}

void LocalTransport::Impl::deliver()
{
    m_isDelivering = true;
    const auto tellAll = [this] {
        while (!m_events.empty()) {
            Event event = std::move(m_events.front());
            m_events.pop_front();
            deliver(std::move(event));
        }
    };
    while (listener && !m_events.empty()) // what it does at the end of one turn may be told in another
        listener->together(tellAll);
    m_events.clear();
    m_isDelivering = false;
}

/// Not when it was forgotten meanwhile, or closed.
bool LocalTransport::Impl::isTold(const Event &event) const
{
    const LocalPeer *peer = find(event.connection);
    return peer && listener && (!peer->isClosing() || event.fact == LocalPeer::Fact::Died);
}

void LocalTransport::Impl::deliver(Event event)
{
    if (!isTold(event))
        return;
    switch (event.fact) {
    case LocalPeer::Fact::Connected:
        if (find(event.connection)->origin() == LocalPeer::Origin::Accepted)
            listener->accepted(event.connection);
        else
            listener->connected(event.connection);
        break;
    case LocalPeer::Fact::Received:
        for (QByteArray &frame : event.frames) {
            if (isTold(event)) // the frame before may have been the last straw
                listener->received(event.connection, std::move(frame));
        }
        break;
    case LocalPeer::Fact::Closed:
        listener->closed(event.connection);
        break;
    case LocalPeer::Fact::Died:
        listener->died(event.connection);
        break;
    case LocalPeer::Fact::Drained:
        listener->drained(event.connection);
        break;
    }
}

LocalTransport::LocalTransport() : d(std::make_unique<Impl>()) {}

LocalTransport::~LocalTransport()
{
    if (QCoreApplication::applicationPid() != d->creator)
        static_cast<void>(d.release()); // a forked child: the sockets are the parent's
}

void LocalTransport::setListener(Listener *listener) { d->listener = listener; }

Failure LocalTransport::listen(const QString &directory, quint64 inode)
{
    const Impl::Call call(*d);
    return d->server.listen(directory, inode);
}

bool LocalTransport::isListening() const { return d->server.isListening(); }

void LocalTransport::stopListening()
{
    const Impl::Call call(*d);
    d->server.stop();
    d->tellFirst(0); // those who are left have another primary
}

Connection LocalTransport::connectTo(const QString &directory, quint64 inode)
{
    const Impl::Call call(*d);
    return d->connectTo(directory, inode);
}

void LocalTransport::send(Connection connection, const QByteArray &frame)
{
    const Impl::Call call(*d);
    if (LocalPeer *peer = d->find(connection))
        peer->send({Frame{frame}});
}

void LocalTransport::sendAll(Connection connection, const std::vector<Frame> &frames)
{
    const Impl::Call call(*d);
    if (LocalPeer *peer = d->find(connection))
        peer->send(frames);
}

qint64 LocalTransport::queued(Connection connection) const
{
    const LocalPeer *peer = d->find(connection);
    return peer ? peer->queued() : 0;
}

void LocalTransport::close(Connection connection)
{
    const Impl::Call call(*d);
    d->close(connection);
}

void LocalTransport::tellFirst(Connection connection) { d->tellFirst(connection); }

void LocalTransport::forget(Connection connection)
{
    const Impl::Call call(*d);
    d->forget(connection);
}

ProcessState LocalTransport::state(Connection connection)
{
    const LocalPeer *peer = d->find(connection);
    return peer ? peer->state() : ProcessState::Unknown;
}

qint64 LocalTransport::peerPid(Connection connection) const
{
    const LocalPeer *peer = d->find(connection);
    return peer ? peer->pid() : 0;
}

void LocalTransport::whenSent(std::function<void()> callback) { d->whenSent(std::move(callback)); }

LocalTransport::Counters LocalTransport::counters() const { return d->counters; }

QVariantMap LocalTransport::statistics() const
{
    return {{QStringLiteral("connectionsAccepted"), d->counters.accepted},
            {QStringLiteral("connectionsOverflowed"), d->counters.overflows},
            {QStringLiteral("framesBroken"), d->counters.badFrames},
            {QStringLiteral("strangersRefused"), d->counters.rejectedUid}};
}

} // namespace QtFailover::Internal
