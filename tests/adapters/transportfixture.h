// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/localtransport.h"
#include "adapters/names.h"
#include "support/peerprocess.h"
#include "support/rawsocket.h"
#include "support/recordinglistener.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

namespace QtFailover::Test {

/// A fresh directory, a transport that listens there as inode 7, and one that connects.
class TransportTest : public testing::Test
{
protected:
    using Fact = RecordingListener::Fact;
    static constexpr quint64 Inode = 7;

    TransportTest()
    {
        server.setListener(&atServer);
        client.setListener(&atClient);
    }

    void listen() { ASSERT_FALSE(server.listen(directory.path(), Inode)); }
    QString socketPath() const { return Internal::Names::path(directory.path(), Internal::Names::Socket, Inode); }

    /// A connection of the client's that the server has accepted, as the one and the other know it.
    struct Pair {
        Internal::Connection client = 0;
        Internal::Connection server = 0;
    };
    Pair connectPair()
    {
        const auto before = atServer.acceptedConnections.size();
        const auto connection = client.connectTo(directory.path(), Inode);
        EXPECT_TRUE(waitFor(
            [&] { return atClient.has(connection, Fact::Connected) && atServer.acceptedConnections.size() > before; }));
        return {connection, atServer.acceptedConnections.value(before)};
    }

    /// A peer without manners and without an event loop, and what the server calls it.
    struct Raw {
        Internal::Descriptor socket;
        Internal::Connection connection = 0;
    };
    Raw connectRaw()
    {
        const auto before = atServer.acceptedConnections.size();
        Raw raw{rawConnect(socketPath())};
        EXPECT_TRUE(waitFor([&] { return atServer.acceptedConnections.size() > before; }));
        raw.connection = atServer.acceptedConnections.value(before);
        return raw;
    }

    /// A connection to a peer process that listens as inode 7.
    Internal::Connection connectToPeer(PeerProcess &peer)
    {
        EXPECT_EQ(peer.say(QStringLiteral("listen %1 %2").arg(directory.path()).arg(Inode)),
                  QStringLiteral("listening"));
        const auto connection = client.connectTo(directory.path(), Inode);
        EXPECT_TRUE(waitFor([&] { return atClient.has(connection, Fact::Connected); }));
        return connection;
    }

    /// Frames go both ways on a connection made now.
    bool serves()
    {
        const Pair pair = connectPair();
        client.send(pair.client, "question");
        if (!waitFor([&] { return atServer.frames.value(pair.server) == QList<QByteArray>{"question"}; }))
            return false;
        server.send(pair.server, "answer");
        return waitFor([&] { return atClient.frames.value(pair.client) == QList<QByteArray>{"answer"}; });
    }

    QTemporaryDir directory;
    RecordingListener atServer;
    RecordingListener atClient;
    Internal::LocalTransport server;
    Internal::LocalTransport client;
};

} // namespace QtFailover::Test
