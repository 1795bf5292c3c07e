// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ports/transport.h"

#include <chrono>
#include <functional>
#include <memory>

namespace QtFailover::Internal {

/// The sockets of a group on QLocalServer and QLocalSocket, and a pidfd for each peer where there are any.
///
/// Create, use and destroy it in one thread with an event loop. Nothing blocks, close() included: what is
/// queued then goes out while the event loop turns, for CloseDeadline at most; the destructor sends what the
/// kernel takes at once. closed() and died() come as soon as the kernel tells, in either order, and all that
/// the peer had sent comes before them. The destructor in a forked child touches nothing.
class LocalTransport final : public Transport
{
public:
    static constexpr std::chrono::seconds CloseDeadline{1};

    struct Counters {
        quint64 accepted = 0;
        quint64 rejectedUid = 0; ///< peers of another user
        quint64 badFrames = 0;   ///< connections lost to a frame of no length or over the cap
        quint64 overflows = 0;   ///< connections lost to a full queue, or refused for being too many
    };

    LocalTransport();
    ~LocalTransport() override;

    void setListener(Listener *listener) override;
    Failure listen(const QString &directory, quint64 inode) override;
    bool isListening() const override;
    void stopListening() override;
    Connection connectTo(const QString &directory, quint64 inode) override;
    void send(Connection connection, const QByteArray &frame) override;
    void sendAll(Connection connection, const std::vector<Frame> &frames) override;
    qint64 queued(Connection connection) const override;
    void close(Connection connection) override;
    void tellFirst(Connection connection) override;
    void forget(Connection connection) override;
    ProcessState state(Connection connection) override;
    qint64 peerPid(Connection connection) const override;

    /// Calls back when nothing is under way any more to those that had connected and were closed: at once, or while
    /// the event loop turns, CloseDeadline after the last close() at the latest.
    void whenSent(std::function<void()> callback);

    Counters counters() const;
    QVariantMap statistics() const override;

private:
    class Impl;
    std::unique_ptr<Impl> d;
};

} // namespace QtFailover::Internal
