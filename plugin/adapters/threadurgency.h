// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ports/urgency.h"

namespace QtFailover::Internal {

/// The policy of the thread that calls it; create and use it in that one.
///
/// On Linux SCHED_BATCH, which has the same share of the processors as SCHED_OTHER and needs no privilege in either
/// direction (sched(7)). A thread that the application has given another policy keeps it. Elsewhere without effect.
class ThreadUrgency final : public Urgency
{
public:
    void giveWay(bool on) override;

private:
    bool m_givesWay = false;
};

} // namespace QtFailover::Internal
