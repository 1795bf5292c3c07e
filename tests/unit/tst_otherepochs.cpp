// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Every message says the epoch it is about, and one of another epoch is refused.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using State = Election::State;

namespace {

class OtherEpochs : public ElectionBench
{
protected:
    /// Primary of epoch 6, with one secondary.
    Connection startAsPrimaryOfSix()
    {
        counted.spoken = 5;
        start();
        EXPECT_EQ(election->epoch(), 6u);
        return join("a");
    }
    qulonglong stale()
    {
        event([](Election &e) { e.setEnabled(!e.snapshot().enabled); }); // publishes what was counted
        return election->snapshot().statistics.value(QStringLiteral("staleMessages")).toULongLong();
    }
    bool closes(Connection which) const
    {
        return std::any_of(actions.begin(), actions.end(), [which](const Action &action) {
            const auto *close = std::get_if<effect::Close>(&action);
            return close && close->connection == which;
        });
    }
    std::set<std::size_t> kindsSent;
    void noteSent(Epoch epoch)
    {
        for (const Action &action : actions) {
            if (const auto *send = std::get_if<effect::Send>(&action)) {
                kindsSent.insert(send->message.index());
                EXPECT_EQ(wire::epochOf(send->message), epoch) << "message " << send->message.index();
            }
        }
    }
};

TEST_F(OtherEpochs, EveryMessageOfASecondarySaysItsEpoch)
{
    startBeside(5);
    event([](Election &e) { e.check(1, 1s); });
    event([](Election &e) { e.setEnabled(false); });
    receive(connection, wire::Prepare{5});
    event([](Election &e) { e.setEnabled(true); });
    receive(connection, wire::Prepare{5});
    event([](Election &e) { e.takeOver(); });
    event([](Election &e) { e.shutdown(Reason::Stopped); });
    noteSent(5);
    // Hello, Probe, Update, Refuse, Ready, TakeOver, Leaving
    EXPECT_EQ(kindsSent.size(), 7u);
}

TEST_F(OtherEpochs, EveryMessageOfAPrimarySaysItsEpoch)
{
    const Connection peer = startAsPrimaryOfSix();
    advance(Interval);
    receive(peer, wire::Probe{6, 1});
    receive(peer, wire::TakeOver{6});
    receive(peer, wire::Refuse{6, {}});
    receive(peer, wire::TakeOver{6});
    receive(peer, wire::Ready{6});
    noteSent(6);
    // Welcome, ProbeReply, Roster, Beat, Prepare, TakeOverRefused, Released
    EXPECT_EQ(kindsSent.size(), 7u);
}

TEST_F(OtherEpochs, AHelloToAnotherRightIsRefused)
{
    startAsPrimaryOfSix();
    for (const Epoch epoch : {Epoch(0), Epoch(5), Epoch(7)}) {
        forgetPast();
        const Connection stranger = accept();
        wire::Hello late = hello("late");
        late.epoch = epoch;
        receive(stranger, late);
        EXPECT_TRUE(closes(stranger)) << epoch;
        EXPECT_TRUE(sent<wire::Welcome>().empty()) << epoch;
        EXPECT_EQ(election->peerId(stranger), QString());
    }
    EXPECT_EQ(stale(), 3u);
}

TEST_F(OtherEpochs, NothingOfAnotherEpochMovesAPrimary)
{
    const Connection peer = startAsPrimaryOfSix();
    advance(10ms); // the roster's pause
    for (const Epoch epoch : {Epoch(0), Epoch(5), Epoch(7)}) {
        forgetPast();
        for (const wire::Message &message : std::vector<wire::Message>{
                 wire::Probe{epoch, 9}, wire::Update{epoch, false}, wire::TakeOver{epoch}, wire::Leaving{epoch}})
            receive(peer, message);
        advance(10ms);
        noteSent(6);
        EXPECT_TRUE(kindsSent.empty()) << epoch;
        EXPECT_FALSE(closes(peer)) << epoch;
    }
    EXPECT_EQ(state(), State::Primary);
    EXPECT_EQ(stale(), 12u);
}

TEST_F(OtherEpochs, ARefusalOfAnotherEpochEndsNoTakeOver)
{
    startBeside(5);
    event([](Election &e) { e.takeOver(); });
    forgetPast();
    receive(connection, wire::TakeOverRefused{4, QStringLiteral("old")});
    EXPECT_FALSE(reported(Error::HandoverFailed));
    receive(connection, wire::TakeOverRefused{5, QStringLiteral("no")});
    EXPECT_TRUE(reported(Error::HandoverFailed));
}

} // namespace
