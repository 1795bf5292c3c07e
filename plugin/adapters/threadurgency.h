// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/busypoll.h"
#include "ports/urgency.h"

#include <utility>

namespace QtFailover::Internal {

/// Of the thread that calls it; create and use it in that one, which needs an event loop.
///
/// Giving way is SCHED_BATCH on Linux, which has the same share of the processors as SCHED_OTHER and needs no privilege
/// in either direction (sched(7)). A thread that the application has given another policy keeps it. Elsewhere without
/// effect.
class ThreadUrgency final : public Urgency
{
public:
    explicit ThreadUrgency(BusyPoll::Besides besides = {}) : m_poll(std::move(besides)) {}

    void giveWay(bool on) override;
    void stayAwake(Duration time) override { m_poll.lookFor(time); }

private:
    BusyPoll m_poll;
    bool m_givesWay = false;
};

} // namespace QtFailover::Internal
