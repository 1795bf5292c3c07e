// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/electionbench.h"

#include <QDebug>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

using State = Election::State;

/// From each state, by each event, to which state: the diagram in election.h, walked.
class ElectionSteps : public ElectionBench
{
protected:
    void leadTo(State wanted)
    {
        names.clear();
        held.clear();
        linkFails = false;
        counted = {};
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
        case State::Primary:
            start();
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
        ASSERT_EQ(int(state()), int(wanted));
    }
    Connection peer = 0;
};

namespace {

enum class Event {
    Start,
    Shutdown,
    Disable,
    HandOver,
    TakeOver,
    NameLost,
    NameAbove,
    PeerLost,
    HolderLost,
    Accept,
    Reject,
    Done,
    Late
};

struct Step {
    State from;
    Event event;
    State to;
};

constexpr const char *EventNames[]{"Start",    "Shutdown",   "Disable", "HandOver", "TakeOver", "NameLost", "NameAbove",
                                   "PeerLost", "HolderLost", "Accept",  "Reject",   "Done",     "Late"};

std::string text(const Step &step)
{
    QString words;
    QDebug(&words).nospace() << step.from << " by " << EventNames[int(step.event)];
    return words.toStdString();
}

} // namespace

TEST_F(ElectionSteps, LeadWhereTheDiagramSays)
{
    using S = State;
    using E = Event;
    constexpr Step Steps[]{
        {S::Inactive, E::Start, S::Primary},       {S::Inactive, E::Shutdown, S::Stopped},
        {S::Looking, E::Shutdown, S::Stopped},     {S::Looking, E::Start, S::Looking},
        {S::Looking, E::HandOver, S::Looking},     {S::Looking, E::TakeOver, S::Looking},
        {S::Attached, E::Shutdown, S::Stopped},    {S::Attached, E::Disable, S::Attached},
        {S::Attached, E::TakeOver, S::Attached},   {S::Attached, E::HolderLost, S::Primary},
        {S::Claiming, E::Shutdown, S::Stopped},    {S::Claiming, E::HandOver, S::Claiming},
        {S::Claiming, E::Disable, S::Claiming},    {S::Sealing, E::Accept, S::Primary},
        {S::Sealing, E::Reject, S::Looking},       {S::Sealing, E::Late, S::Looking},
        {S::Sealing, E::Shutdown, S::Stopped},     {S::Sealing, E::HandOver, S::Sealing},
        {S::Sealing, E::TakeOver, S::Sealing},     {S::Primary, E::Start, S::Primary},
        {S::Primary, E::Shutdown, S::Stopped},     {S::Primary, E::HandOver, S::Primary},
        {S::Primary, E::Disable, S::Primary},      {S::Primary, E::TakeOver, S::Primary},
        {S::Primary, E::NameLost, S::Primary},     {S::Primary, E::NameAbove, S::Attached},
        {S::Primary, E::Accept, S::Primary},       {S::Preparing, E::PeerLost, S::Primary},
        {S::Preparing, E::Late, S::Primary},       {S::Preparing, E::NameLost, S::Primary},
        {S::Preparing, E::NameAbove, S::Attached}, {S::Preparing, E::HandOver, S::Preparing},
        {S::Demoting, E::Done, S::Looking},        {S::Demoting, E::Late, S::Looking},
        {S::Demoting, E::PeerLost, S::Demoting},   {S::Demoting, E::HandOver, S::Demoting},
        {S::Demoting, E::NameLost, S::Demoting},   {S::Demoting, E::Shutdown, S::Demoting},
        {S::Healing, E::Shutdown, S::Stopped},     {S::Healing, E::HandOver, S::Healing},
        {S::Healing, E::Late, S::Healing},         {S::Healing, E::NameAbove, S::Healing},
        {S::Stopped, E::Start, S::Stopped},        {S::Stopped, E::Shutdown, S::Stopped},
        {S::Stopped, E::TakeOver, S::Stopped},     {S::Stopped, E::HandOver, S::Stopped},
        {S::Stopped, E::Late, S::Stopped},
    };
    for (const Step &step : Steps) {
        SCOPED_TRACE(text(step));
        leadTo(step.from);
        switch (step.event) {
        case E::Start:
            event([](Election &e) { e.start(); });
            break;
        case E::Shutdown:
            event([](Election &e) { e.shutdown(Reason::PrimaryShutdown); });
            break;
        case E::Disable:
            event([](Election &e) { e.setEnabled(false); });
            break;
        case E::HandOver:
            event([](Election &e) { e.handOver({}); });
            break;
        case E::TakeOver:
            event([](Election &e) { e.takeOver(); });
            break;
        case E::NameLost:
            names.clear();
            event([](Election &e) { e.proofLost(); });
            break;
        case E::NameAbove:
            names = {{2, 102}};
            held = {102};
            event([](Election &e) { e.proofLost(); });
            break;
        case E::PeerLost:
            event([this](Election &e) { e.closed(peer); });
            break;
        case E::HolderLost:
            crash(5);
            break;
        case E::Accept:
        case E::Reject:
            event([accept = step.event == E::Accept](Election &e) { e.promotionAnswered(1, accept, {}); });
            break;
        case E::Done:
            event([](Election &e) { e.demotionDone(1); });
            break;
        case E::Late:
            // Long enough for promotionTimeout and shutdownTimeout, too short for a second attempt.
            advance(step.from == S::Demoting ? terms.shutdownTimeout : Duration(501ms));
            break;
        }
        EXPECT_EQ(int(state()), int(step.to)) << "state is " << int(state());
    }
}
