// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/abstractguards.h"
#include "adapters/guardquestions.h"
#include "adapters/guardtext.h"
#include "support/peerprocess.h"

#include <gtest/gtest.h>

#include <QUuid>

#include <memory>

#include <unistd.h>

namespace QtFailover::Test {

/// Guards of a fresh group each.
class GuardsTest : public testing::Test
{
protected:
    GuardsTest() { guards.setInstanceId(QStringLiteral("me")); }

    /// A process that holds the guard of the epoch.
    std::unique_ptr<PeerProcess> holder(Internal::Epoch epoch)
    {
        auto peer = std::make_unique<PeerProcess>();
        EXPECT_EQ(peer->say(QStringLiteral("group ") + group), QStringLiteral("done"));
        EXPECT_EQ(peer->say(QStringLiteral("id holder-%1").arg(epoch)), QStringLiteral("done"));
        EXPECT_EQ(peer->say(QStringLiteral("bind %1").arg(epoch)), QStringLiteral("bound"));
        return peer;
    }

    QByteArray prefix() const { return Internal::GuardText::prefix(::geteuid(), group, QString(), {}); }

    Internal::Descriptor rawConnect(Internal::Epoch epoch) const
    {
        Internal::Descriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        const Internal::GuardAddress address(prefix(), epoch);
        if (::connect(fd.get(), address.get(), address.size) != 0)
            return {};
        return fd;
    }

    const QString group = QStringLiteral("test-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    Internal::AbstractGuards guards{group, QString()};
};

} // namespace QtFailover::Test
