// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/epoch.h"
#include "core/failure.h"

#include <functional>

namespace QtFailover::Internal {

/// The epochs known outside the runtime directory.
struct Counted {
    Epoch spoken = NoEpoch; ///< the highest u.<T>: epoch T is spoken for
    Epoch floor = NoEpoch;  ///< the highest f.<R>: reserved and synced; no epoch above it was ever used
    Failure failure{};      ///< for want of descriptors or memory it is not known
};

enum class SpeakResult {
    Spoken,
    Exists, ///< another claimant was first
    Failed  ///< failure() says
};

/// Epoch floors in the state directory, which outlives the runtime directory.
///
/// u.<T> is made with O_EXCL and never synced; f.<R> is synced before any epoch up to R is used. The largest
/// number counts, only smaller ones are removed. Without a writable state directory u.* live in the runtime
/// directory and there are no floors: durable() is false.
class Floors
{
public:
    virtual ~Floors() = default;

    virtual Failure open() = 0; ///< EpochFloorUnavailable is a warning: everything works, less durably
    virtual bool durable() const = 0;
    virtual Counted count() = 0;
    virtual SpeakResult speak(Epoch epoch) = 0;
    /// Blocks until floor `upTo` is on the disk. Library thread only.
    virtual Failure reserve(Epoch upTo) = 0;
    /// The same in the background; `done` is called in the library's thread.
    virtual void reserveAhead(Epoch upTo, std::function<void(Failure)> done) = 0;
    /// Removes all u.* but the highest few. A smaller f.* goes when a larger one is written.
    virtual void prune() = 0;
    virtual Failure failure() const = 0;
};

} // namespace QtFailover::Internal
