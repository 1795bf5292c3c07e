// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/messages.h"

namespace QtFailover::Internal {

/// Where messages reach the application. Every call returns at once; answers to requests come back as calls of
/// Driver::answerRequest(), in the library's thread.
class Desk
{
public:
    virtual ~Desk() = default;

    /// For the handler, in this order.
    virtual void deliver(const Delivery &delivery) = 0;
    virtual void answered(const Answered &answered) = 0;
    virtual void published(const Published &value) = 0;
    /// This reign is over as soon as all that was published in it is here. True: Driver::publicationsEnded() will come
    /// behind the last of that. False: nothing is on its way.
    virtual bool endPublications(Epoch) { return false; }
};

} // namespace QtFailover::Internal
