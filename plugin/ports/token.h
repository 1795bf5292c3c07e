// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ports/gate.h"

#include <optional>

namespace QtFailover::Internal {

/// The gate, seen from the application: it may ask from any thread, and is answered without a lock.
class Token : public Gate
{
public:
    virtual bool isPrimary() const = 0;
    virtual std::optional<quint64> fencingToken() const = 0;
    /// The token, if both say yes. Each message asks it: whoever calls it knows that this is no forked child, and
    /// saves the system call that the others make to find out.
    virtual std::optional<quint64> primaryToken() const = 0;
};

} // namespace QtFailover::Internal
