// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/epoch.h"

#include <QString>

#include <functional>

namespace QtFailover::Internal {

/// What isPrimary() and fencingToken() ask, from any thread: PROOF of the protocol. It answers with the token
/// only in the process that was granted it, and only if the name e.<T> was seen to be ours less than
/// ProofLifetime ago, or is seen so now.
class Gate
{
public:
    virtual ~Gate() = default;

    /// fencingToken() answers `epoch` from now on; isPrimary() too once `primary` is set, or if it was for this grant.
    virtual void grant(const QString &directory, Epoch epoch, quint64 inode) = 0;
    virtual void setPrimary(bool primary) = 0;
    virtual void withdraw() = 0;
    /// Whether fencingToken() would answer `epoch` now. In the library's thread, which no forked child has.
    virtual bool holds(Epoch epoch) = 0;
    /// Called (queued, in the library's thread) once after a proof failed: the primary must heal or yield.
    virtual void onLost(std::function<void()> callback) = 0;
};

} // namespace QtFailover::Internal
