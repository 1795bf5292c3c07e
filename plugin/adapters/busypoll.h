// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDeadlineTimer>
#include <QTimer>

#include <chrono>
#include <functional>

namespace QtFailover::Internal {

/// Has the event loop of its thread look for something new again and again for a moment, instead of sleeping: to be
/// woken takes longer than all that is done with a letter. The kernel does so for devices (SO_BUSY_POLL, socket(7)).
///
/// Whoever else wants the processor goes first.
class BusyPoll final
{
public:
    /// Called at each turn of such a moment, and at its end: there `look` may see what no event tells of.
    struct Besides {
        std::function<void()> look = [] {};
        std::function<void()> stop = [] {};
    };
    explicit BusyPoll(Besides besides);

    /// From now on for `time`, whatever was said before.
    void lookFor(std::chrono::nanoseconds time);
    bool isLooking() const { return m_turn.isActive(); }

private:
    void turn();

    const Besides m_besides;
    QTimer m_turn;
    QDeadlineTimer m_end;
};

} // namespace QtFailover::Internal
