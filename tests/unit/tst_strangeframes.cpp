// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/electionbench.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

using State = Election::State;

/// What comes from the other end of a connection and is no message for us.
class StrangeFrames : public ElectionBench
{
protected:
    static QByteArray ofAnotherVersion()
    {
        return QCborValue(QCborArray{wire::ProtocolVersion + 1, 0, QCborMap{}}).toCbor();
    }
    void receiveBytes(Connection from, const QByteArray &frame)
    {
        event([&](Election &e) { e.received(from, frame); });
    }
    bool hasClosed(Connection which) const
    {
        return std::any_of(actions.begin(), actions.end(), [which](const Action &action) {
            const auto *close = std::get_if<effect::Close>(&action);
            return close && close->connection == which;
        });
    }
    quint64 rejected() const
    {
        return election->snapshot().statistics.value(QStringLiteral("framesRejected")).toULongLong();
    }
};

TEST_F(StrangeFrames, OfAPrimaryOfAnotherVersionAreSaidOnceAndItKeepsTheRole)
{
    appoint(5);
    start();
    for (int tries = 0; tries < 5; ++tries) {
        event([this](Election &e) { e.connected(connection); });
        receiveBytes(connection, ofAnotherVersion());
        EXPECT_TRUE(hasClosed(connection));
        advance(Interval);
    }
    EXPECT_TRUE(reported(Error::ProtocolMismatch));
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 1);
    EXPECT_EQ(role(), Role::Secondary);
    EXPECT_EQ(performed<op::Link>(), 0);
    held.clear();
    advance(Interval);
    EXPECT_EQ(role(), Role::Primary) << "once that primary is dead";
}

TEST_F(StrangeFrames, OfAPrimaryThatAreNoMessageCloseTheConnectionAndItIsTriedAgain)
{
    startBeside(5);
    forgetPast();
    const Connection first = connection;
    receiveBytes(first, "rubbish");
    EXPECT_TRUE(hasClosed(first));
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 0);
    advance(Interval);
    EXPECT_NE(connection, first);
    welcome(5);
    EXPECT_EQ(state(), State::Attached);
    EXPECT_EQ(role(), Role::Secondary);
}

TEST_F(StrangeFrames, OfASecondaryCloseItsConnectionAndAreCounted)
{
    start();
    ASSERT_EQ(role(), Role::Primary);
    const Connection good = join("good");
    advance(10ms);
    forgetPast();
    for (const QByteArray &frame : {ofAnotherVersion(), QByteArray("rubbish"), QByteArray()}) {
        const Connection bad = accept();
        receiveBytes(bad, frame);
        EXPECT_TRUE(hasClosed(bad)) << frame.toHex().constData();
    }
    EXPECT_FALSE(hasClosed(good));
    EXPECT_TRUE(notices.empty());
    advance(Interval);
    EXPECT_EQ(rejected(), 3u);
    EXPECT_FALSE(sent<wire::Beat>().empty());
    EXPECT_EQ(role(), Role::Primary);
}
