// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/busypoll.h"

#include <thread>
#include <utility>

namespace QtFailover::Internal {

BusyPoll::BusyPoll(Besides besides) : m_besides(std::move(besides))
{
    QObject::connect(&m_turn, &QTimer::timeout, &m_turn, [this] { turn(); });
}

void BusyPoll::lookFor(std::chrono::nanoseconds time)
{
    m_end.setPreciseRemainingTime(0, time.count());
    if (!m_turn.isActive())
        m_turn.start(0);
}

void BusyPoll::turn()
{
    if (m_end.hasExpired()) {
        m_turn.stop();
        m_besides.stop();
    } else {
        m_besides.look();
        std::this_thread::yield();
    }
}

} // namespace QtFailover::Internal
