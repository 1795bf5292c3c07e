// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/time.h"

namespace QtFailover::Internal {

/// How urgent the work of the library's thread is beside that of the other instances.
class Urgency
{
public:
    virtual ~Urgency() = default;

    /// When it is woken it waits for a processor that is free, instead of taking one from whoever is running.
    virtual void giveWay(bool on) = 0;
    /// More is to be expected within `time`: it looks for it so long before it sleeps.
    virtual void stayAwake(Duration time) = 0;
};

} // namespace QtFailover::Internal
