// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/epoch.h"
#include "core/failure.h"
#include "core/record.h"

#include <optional>
#include <vector>

namespace QtFailover::Internal {

/// The name e.<epoch> and the lock file it is a hard link to.
struct Right {
    Epoch epoch = NoEpoch;
    quint64 inode = 0;

    bool operator==(const Right &) const = default;
};

/// The directory as one listing showed it.
struct Survey {
    std::vector<Right> rights; ///< ascending by epoch, held or free
    Failure failure;           ///< the directory cannot be read; rights is empty and means nothing
};

/// What the kernel says of the lock behind a right.
enum class Hold {
    Free,    ///< a shared lock was granted (and given back): nobody holds it
    Held,    ///< refused: a process has it, or a child that inherited its descriptor
    Vanished ///< the name is gone since the listing
};

enum class LinkResult {
    Linked,
    Exists,   ///< somebody was first
    LockGone, ///< the own lock file has lost its name: take a fresh one
    Failed    ///< disk full, no hard links, directory gone: failure() says
};

/// The rights to epochs, and the own lock that proves to the others that this instance lives.
///
/// Names in the group's directory: i.<random>, the own QLockFile, contended by nobody; e.<T>, a hard link to
/// it, the right to epoch T; r.<inode>, its holder's record; s.<inode>, its socket (see Transport).
/// All calls are made in the library's thread and block for the time of the file system only.
class Rights
{
public:
    virtual ~Rights() = default;

    /// START: makes the directory (0700, checked for owner, mode and symbolic links) where it is missing and
    /// takes a fresh own lock, verified on a second descriptor to be held by the kernel. May be called again
    /// at any time: repairs the directory, gives up the old lock, takes a fresh one.
    virtual Failure open() = 0;
    /// The inode of the own lock; 0 before open() has succeeded.
    virtual quint64 inode() const = 0;
    /// LOOK. A missing directory is an empty survey, not a failure.
    virtual Survey look() = 0;
    virtual Hold hold(Epoch epoch) = 0;
    virtual LinkResult link(Epoch epoch) = 0;
    /// Removes the name e.<epoch>; true also when it was gone already.
    virtual bool unlink(Epoch epoch) = 0;
    /// PROOF: e.<epoch> is a name of the own, held lock, seen by stat() now.
    virtual bool prove(Epoch epoch) = 0;
    /// Renames a fresh, unlocked file over e.<epoch>, which must be a name of the own lock: the right ends at
    /// once for everybody, even where a forked child still holds the old lock. `record` is left for it.
    virtual bool revoke(Epoch epoch, const Record &record) = 0;
    /// Makes that file ahead of a revoke() that is to take as little time as it can.
    virtual void prepareRevocation(const Record &) {}
    /// Gives up the own lock (and removes its i.<random> and record); names e.* stay, free and harmless.
    virtual void unlock() = 0;

    /// Writes r.<own inode>, whole or not at all.
    virtual Failure publish(const Record &record) = 0;
    virtual std::optional<Record> record(quint64 inode) = 0;
    /// Should this process be killed, the own lock is let go of before the others hear of it; until the next open().
    virtual void releaseFirst() {}
    /// Removes i.*, r.* and s.* that belong to nobody and are older than some seconds. Never e.*.
    virtual void sweep() = 0;

    /// Of the last call that returned a failure.
    virtual Failure failure() const = 0;
    /// Where sockets go: absolute path of the directory, fixed by the first successful open().
    virtual QString directory() const = 0;
    /// The directory that the guards' names are made from; empty unless it was set by hand.
    virtual QByteArray key() const = 0;
};

} // namespace QtFailover::Internal
