// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/snapshot.h"

#include <vector>

namespace QtFailover::Internal {

struct PromotionOrder {
    Epoch epoch = NoEpoch;
    Reason reason = Reason::Unspecified;
    QString previousPrimaryId;
    int attempt = 1;
};

struct DemotionOrder {
    Epoch epoch = NoEpoch;
    Reason reason = Reason::Unspecified;
    bool forced = false; ///< the role is gone already
};

/// The application as the library's thread sees it. Every call returns at once; the answers come back as
/// calls of the Driver, in the library's thread.
class Application
{
public:
    virtual ~Application() = default;

    /// The new state, whole, then the notices in this order.
    virtual void publish(const Snapshot &snapshot, const std::vector<Notice> &notices) = 0;
    /// False: there is no promotion handler, go on at once. True: Driver::promotionAnswered() will come.
    virtual bool promote(const PromotionOrder &order) = 0;
    virtual void cancelPromotion(Epoch epoch) = 0; ///< its answer comes too late
    /// False: no demotion handler. True: Driver::demotionDone() will come.
    virtual bool demote(const DemotionOrder &order) = 0;
    /// Driver::mainLoopTurned() when the application's main loop gets to it.
    virtual void pingMainLoop(quint64 ticket) = 0;
    virtual void checked(quint64 ticket, CheckResult result) = 0;
    /// All that follows from an event has been told. What can wait may be held back until then, in its order, so
    /// that the application is woken once.
    virtual void endOfEvent() = 0;
};

} // namespace QtFailover::Internal
