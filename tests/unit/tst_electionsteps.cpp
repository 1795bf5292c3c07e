// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/electionbench.h"

#include <QDebug>

#include <array>
#include <map>
#include <sstream>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

using State = Election::State;

namespace {

/// From each state (row), by each event (column), to which state, once all that is due at that moment has been done.
/// A dot: it stays. `Late` is half a second in which nobody says anything, `Garbage` a frame of the holder that is
/// no message; `NameAbove` is found, as `NameLost`, by a proof that fails.
constexpr const char *Matrix = R"(
            Inactive  Looking   Attached  Claiming  Sealing   Primary   Healing   Preparing Demoting  Stopped
Start       Primary   .         .         .         .         .         .         .         .         .
Shutdown    Stopped   Stopped   Stopped   Stopped   Stopped   Stopped   Stopped   .         .         .
Disable     .         .         .         .         Looking   .         .         .         .         .
Enable      .         Primary   .         .         .         .         .         .         .         .
HandOver    .         .         .         .         .         .         .         .         .         .
TakeOver    .         .         .         .         .         .         .         .         .         .
ExpectBusy  .         .         .         .         .         .         .         .         .         .
Check       .         .         .         .         .         .         .         .         .         .
Accept      .         .         .         .         Primary   .         .         .         .         .
Reject      .         .         .         .         Looking   .         .         .         .         .
Done        .         .         .         .         .         .         .         .         Looking   .
Turned      .         .         .         .         .         .         .         .         .         .
Joined      .         .         .         .         .         .         .         .         .         .
PeerLost    .         .         .         .         .         .         .         Primary   .         .
Ready       .         .         .         .         .         .         .         Looking   .         .
Refuse      .         .         .         .         .         .         .         Primary   .         .
AskedToGo   .         .         .         .         .         Preparing .         .         .         .
Prepare     .         .         .         .         .         .         .         .         .         .
Released    .         .         Looking   .         .         .         .         .         .         .
Garbage     .         .         Looking   .         .         .         .         .         .         .
HolderLost  .         .         Primary   .         .         .         .         .         .         .
BusHeard    .         .         .         .         .         .         .         .         .         .
NameLost    .         .         .         .         Looking   .         .         Primary   .         .
NameAbove   .         .         .         .         Looking   Attached  .         Attached  .         .
Late        .         .         .         Primary   Looking   .         .         Primary   Looking   .
)";

constexpr std::array States{State::Inactive, State::Looking, State::Attached,  State::Claiming, State::Sealing,
                            State::Primary,  State::Healing, State::Preparing, State::Demoting, State::Stopped};

std::string text(State state)
{
    QString word;
    QDebug(&word).nospace() << state;
    return word.toStdString();
}

bool isPrimary(State state)
{
    return state == State::Primary || state == State::Healing || state == State::Preparing || state == State::Demoting;
}

} // namespace

/// The diagram in election.h, walked.
class ElectionSteps : public ElectionBench
{
protected:
    using Events = std::map<std::string, std::function<void()>>;

    void leadTo(State wanted)
    {
        names.clear();
        held.clear();
        linkFails = false;
        counted = {};
        connection = 0;
        peer = Nobody;
        promotionHandler = wanted == State::Sealing;
        demotionHandler = wanted == State::Demoting;
        terms.policy = wanted == State::Claiming ? HungPrimaryPolicy::Fence : HungPrimaryPolicy::Wait;
        terms.enabled = wanted != State::Looking;
        switch (wanted) {
        case State::Inactive:
            election.emplace(terms, 1);
            break;
        case State::Looking:
        case State::Sealing:
            start();
            break;
        case State::Primary:
            start();
            peer = join("a");
            break;
        case State::Attached:
            startBeside(5);
            break;
        case State::Claiming:
            startBeside(5, HungPrimaryPolicy::Fence);
            advance(Timeout + 50ms);
            break;
        case State::Healing:
            start();
            names.clear();
            linkFails = true;
            event([](Election &e) { e.proofLost(); });
            break;
        case State::Preparing:
        case State::Demoting:
            start();
            peer = join("a");
            event([](Election &e) { e.handOver({}); });
            if (wanted == State::Demoting)
                receive(peer, wire::Ready{1});
            break;
        case State::Stopped:
            start();
            event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
            break;
        }
        ASSERT_EQ(text(state()), text(wanted));
        forgetPast();
    }

    /// Without a candidate where one would make the step another one.
    void dropPeer()
    {
        event([this](Election &e) { e.closed(std::exchange(peer, Nobody)); });
    }

    Events events(State from)
    {
        return {
            {"Start", [this] { event([](Election &e) { e.start(); }); }},
            {"Shutdown",
             [this, from] {
                 if (from == State::Primary)
                     dropPeer();
                 event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
             }},
            {"Disable",
             [this, from] {
                 if (from == State::Primary)
                     dropPeer();
                 event([](Election &e) { e.setEnabled(false); });
             }},
            {"Enable", [this] { event([](Election &e) { e.setEnabled(true); }); }},
            {"HandOver",
             [this, from] {
                 if (from == State::Primary)
                     dropPeer();
                 event([](Election &e) { e.handOver({}); });
             }},
            {"TakeOver", [this] { event([](Election &e) { e.takeOver(); }); }},
            {"ExpectBusy", [this] { event([](Election &e) { e.expectBusy(1s); }); }},
            {"Check", [this] { event([](Election &e) { e.check(1, 1s); }); }},
            {"Accept", [this] { event([](Election &e) { e.promotionAnswered(1, true, {}); }); }},
            {"Reject", [this] { event([](Election &e) { e.promotionAnswered(1, false, {}); }); }},
            {"Done", [this] { event([](Election &e) { e.demotionDone(1); }); }},
            {"Turned", [this] { event([](Election &e) { e.mainLoopTurned(1); }); }},
            {"Joined", [this] { join("late"); }},
            {"PeerLost", [this] { dropPeer(); }},
            {"Ready", [this] { receive(peer, wire::Ready{1}); }},
            {"Refuse",
             [this] {
                 receive(peer, wire::Refuse{1, QStringLiteral("no")});
             }},
            {"AskedToGo", [this] { receive(peer, wire::TakeOver{1}); }},
            {"Prepare", [this] { receive(connection, wire::Prepare{5}); }},
            {"Released",
             [this] {
                 held.clear();
                 receive(connection, wire::Released{5, Reason::PrimaryShutdown, QStringLiteral("other")});
             }},
            {"Garbage",
             [this] {
                 event([this](Election &e) { e.received(connection ? connection : Nobody, QByteArrayLiteral("?")); });
             }},
            {"HolderLost", [this] { crash(5); }},
            {"BusHeard", [this] { event([](Election &e) { e.busHeard(QStringLiteral("p5"), 5); }); }},
            {"NameLost",
             [this] {
                 names.clear();
                 event([](Election &e) { e.proofLost(); });
             }},
            {"NameAbove",
             [this] {
                 names = {{7, 107}};
                 held = {107};
                 event([](Election &e) { e.proofLost(); });
             }},
            // Long enough for promotionTimeout and shutdownTimeout, too short for a second attempt.
            {"Late", [this, from] { advance(from == State::Demoting ? terms.shutdownTimeout : Duration(501ms)); }},
        };
    }

    static constexpr Connection Nobody = 9999;
    Connection peer = Nobody;
};

TEST_F(ElectionSteps, LeadFromEachStateByEachEventWhereTheMatrixSays)
{
    std::istringstream lines(Matrix);
    std::string line;
    std::getline(lines, line); // empty
    std::getline(lines, line);
    std::istringstream header(line);
    for (const State state : States) {
        std::string word;
        header >> word;
        ASSERT_EQ(word, text(state));
    }
    std::size_t rows = 0;
    while (std::getline(lines, line)) {
        std::istringstream row(line);
        std::string name;
        row >> name;
        ++rows;
        for (const State from : States) {
            std::string to;
            ASSERT_TRUE(row >> to) << name << " has no entry for " << text(from);
            SCOPED_TRACE(text(from) + " by " + name);
            leadTo(from);
            const Events all = events(from);
            ASSERT_TRUE(all.contains(name));
            all.at(name)();
            advance(0ms);
            EXPECT_EQ(text(state()), to == "." ? text(from) : to);
            EXPECT_EQ(role() == Role::Primary, isPrimary(state())) << "role and state disagree";
        }
    }
    EXPECT_EQ(rows, events(State::Inactive).size()) << "an event without a row";
}

TEST_F(ElectionSteps, ReleaseTheNameOfARightThatIsCalledOffByDisabling)
{
    leadTo(State::Sealing);
    event([](Election &e) { e.setEnabled(false); });
    EXPECT_GE(placeOf<effect::CancelPromotion>(), 0);
    ASSERT_GE(placeOf<effect::Revoke>(), 0);
    EXPECT_LT(placeOf<effect::Withdraw>(), placeOf<effect::Revoke>());
    const auto &revoke = std::get<effect::Revoke>(actions[std::size_t(placeOf<effect::Revoke>())]);
    EXPECT_TRUE(revoke.record.settled) << "it did not fail: it was called off";
    EXPECT_EQ(role(), Role::Secondary);
    EXPECT_FALSE(reported(Error::PromotionFailed));
}

TEST_F(ElectionSteps, DoNotAskTheApplicationToBePrimaryOfAClaimThatWasDisabledOnTheWay)
{
    leadTo(State::Claiming);
    event([](Election &e) { e.setEnabled(false); });
    advance(ProofLifetime);
    EXPECT_EQ(role(), Role::Secondary);
    EXPECT_EQ(performed<op::Promote>(), 0);
    EXPECT_GE(placeOf<effect::Revoke>(), 0);
}
