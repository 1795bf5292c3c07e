// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEvent>
#include <QTimer>

#include <chrono>

namespace QtFailover::Test {

/// Turns the event loop until the condition holds; false after half a minute. Unlike QTest::qWaitFor() it does
/// not sleep between the turns, but looks again after each event and every few milliseconds. A turn that itself
/// took over a second (the kernel may need long to reap a child on a loaded machine) is no waiting.
template <typename Condition>
bool waitFor(Condition condition)
{
    using namespace std::chrono_literals;
    QDeadlineTimer deadline(30s);
    QTimer tick;
    tick.start(5ms);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        const auto left = deadline.remainingTimeAsDuration();
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        if (left - deadline.remainingTimeAsDuration() > 1s)
            deadline.setRemainingTime(left);
    }
    return true;
}

} // namespace QtFailover::Test
