// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/epoch.h"
#include "core/failure.h"
#include "ports/process.h"

#include <QByteArray>

#include <chrono>
#include <functional>
#include <vector>

namespace QtFailover::Internal {

enum class BindResult {
    Bound,
    InUse,
    Unavailable ///< no abstract sockets here, or failure(): the claim goes on without a second guard
};

/// What the holder of a guard says of itself.
enum class Standing { Candidate, Primary };

struct Answer {
    enum Kind {
        Refused,  ///< nobody listens: its holder is dead or has shut it down
        Dead,     ///< somebody's descriptor is open, but the process that bound it is dead (pidfd, or dumping core)
        Answered, ///< `standing` and `instanceId` are set
        Silent,   ///< accepted by the kernel, no answer within the deadline: stopped, or very slow
        Foreign   ///< another user's process sits on the name
    };
    Epoch epoch = NoEpoch;
    Kind kind = Refused;
    Standing standing = Standing::Candidate;
    QString instanceId;
    ProcessState process = ProcessState::Unknown; ///< of a silent holder
};

/// The second guard: a listening abstract socket @K.<T> for each epoch claimed. Bound before the link, closed
/// after the unlock, and out of reach of any rm. K is a hash of uid, group, scope and Rights::key().
///
/// Calls may block for a short deadline (AskDeadline): library thread only. While it asks, an instance
/// answers those who ask it, so that two claimants that ask one another both get their answer.
class Guards
{
public:
    static constexpr std::chrono::milliseconds AskDeadline{60};

    virtual ~Guards() = default;

    /// Rights::key(), before the first bind().
    virtual void setKey(const QByteArray &key) = 0;

    /// Binds and listens. Several epochs may be bound at once only while healing.
    virtual BindResult bind(Epoch epoch) = 0;
    virtual bool isBound(Epoch epoch) const = 0;
    /// What this instance answers from now on.
    virtual void setStanding(Standing standing) = 0;
    /// Should this process be killed, the own guards are closed before the others hear of it.
    virtual void releaseFirst() {}
    /// Shuts all own guards down (a forked child's copy of the descriptor then refuses too) and closes them.
    virtual void free() = 0;
    virtual Answer ask(Epoch epoch) = 0;
    /// Finds every other guard of this group that is bound (Linux: by sock_diag(7)) and asks all of them, side by side
    /// within one deadline. Ascending by epoch.
    virtual std::vector<Answer> askOthers() = 0;
    /// Identifies the network namespace in which this process sees guards; empty where unknown.
    virtual QByteArray networkNamespace() const = 0;
    /// Called in the library's thread when somebody has asked an own guard: a hint that the directory may be
    /// damaged.
    virtual void onAsked(std::function<void()> callback) = 0;
    /// Why the last bind() or askOthers() could not do what it is for.
    virtual Failure failure() const = 0;
};

} // namespace QtFailover::Internal
