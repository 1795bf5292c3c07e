// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/busypoll.h"

#include "support/waitfor.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <gtest/gtest.h>

#include <optional>

using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using QtFailover::Test::waitFor;

namespace {

/// Returns when something has come, which may be never.
void turnLoop() { QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents); }

} // namespace

TEST(BusyPoll, KeepsTheLoopTurningThoughNothingComes)
{
    int looks = 0;
    BusyPoll poll({.look = [&] { ++looks; }});
    poll.lookFor(1h);
    while (looks < 1000)
        turnLoop();
    EXPECT_TRUE(poll.isLooking());
}

TEST(BusyPoll, LooksNoMoreWhenTheTimeIsOver)
{
    int stops = 0;
    BusyPoll poll({.stop = [&] { ++stops; }});
    EXPECT_FALSE(poll.isLooking());
    poll.lookFor(1ms);
    while (poll.isLooking())
        turnLoop();
    EXPECT_EQ(stops, 1);
}

TEST(BusyPoll, LooksForAsLongAsWasSaidLast)
{
    int looks = 0;
    BusyPoll poll({.look = [&] { ++looks; }});
    poll.lookFor(0ns);
    poll.lookFor(1h);
    while (looks < 10)
        turnLoop();
    poll.lookFor(0ns);
    EXPECT_TRUE(waitFor([&] { return !poll.isLooking(); }));
    const int then = looks;
    poll.lookFor(1h); // and again
    while (looks < then + 10)
        turnLoop();
}

TEST(BusyPoll, LetsOtherEventsGoFirst)
{
    bool hasCome = false;
    std::optional<bool> hadCome;
    QObject other;
    BusyPoll poll({.look = [&] { hadCome = hadCome.value_or(hasCome); }});
    poll.lookFor(1h);
    QMetaObject::invokeMethod(
        &other, [&] { hasCome = true; }, Qt::QueuedConnection);
    while (!hadCome)
        turnLoop();
    EXPECT_TRUE(*hadCome);
}
