// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#ifndef QTFAILOVER_TYPES_H
#define QTFAILOVER_TYPES_H

#include <QtFailover/global.h>

#include <QtCore/qobjectdefs.h>

/// The enumerations of QtFailover. Within one major version enumerators are only ever appended, so a switch
/// over one of them wants a default.
namespace QtFailover {
Q_NAMESPACE_EXPORT(QTFAILOVER_EXPORT)
Q_CLASSINFO("RegisterEnumClassesUnscoped", "false")

/// What an instance is within its group.
enum class Role {
    Inactive,  ///< not started, undecided yet, or stopped; "none" on D-Bus and in JSON
    Secondary, ///< takes part, and leaves to the primary what only one may own
    Primary    ///< the one instance that owns what only one may own
};
Q_ENUM_NS(Role)

/// What this instance knows of the primary's life. Judged by monotonic time alone.
enum class PrimaryHealth {
    Unknown,      ///< not running; or not found out yet, since the start or since this one was fenced or lost its lock
    Alive,        ///< it beats and its main loop turns
    Busy,         ///< it beats, but its main loop has not turned for more than Config::heartbeatInterval
    Stopped,      ///< its process is stopped, frozen, or halted in a debugger
    Unresponsive, ///< silent for Config::heartbeatTimeout, or its main loop is over Config::mainLoopTimeout
    Gone          ///< there is none: dead, left, handing over, or never here; one is being elected, or nobody may be
};
Q_ENUM_NS(PrimaryHealth)

/// What may be done about a primary that lives but hangs.
enum class HungPrimaryPolicy {
    Wait, ///< its role is never taken from it; it keeps the role until it recovers, leaves or dies
    Fence ///< a secondary with the same policy may take a higher epoch; the old primary is demoted when it wakes
};
Q_ENUM_NS(HungPrimaryPolicy)

/// Why a role has changed.
enum class Reason {
    Unspecified,         ///< there was no change yet, or to Secondary for no other reason
    Started,             ///< new primary: nobody was primary when it started
    PrimaryCrashed,      ///< new primary: the one before it died without a word
    PrimaryShutdown,     ///< new primary: the one before it left in order
    PrimaryUnresponsive, ///< new primary: the one before it hung and was fenced
    Handover,            ///< handed over on request of the old primary, or because it was disabled
    TakenOver,           ///< handed over on request of the new primary
    Fenced,              ///< old primary: another has taken a higher epoch while this one hung
    LockLost,            ///< old primary: its right to the role could no longer be proved
    PromotionFailed,     ///< the promotion was rejected, failed or timed out
    Stopped              ///< old primary: it was shut down
};
Q_ENUM_NS(Reason)

/// What Watcher::checkAndMaybeFailover() has found.
enum class CheckResult {
    SelfPrimary,  ///< this instance was primary already
    PromotedSelf, ///< there was no primary, and this instance has become it
    Alive,        ///< another instance is primary, and has answered
    Unreachable,  ///< another instance holds the role or is about to, and has not answered in time
    NotRunning    ///< nobody was primary in time, and this instance may not be or is not yet; or it is not running
};
Q_ENUM_NS(CheckResult)

/// Kinds of failure, for programs; Watcher::errorString() says what, where and what to do.
enum class Error {
    NoError,               ///< nothing has failed so far
    InvalidConfig,         ///< a field of Config, or the call of Watcher::start(), is wrong; nothing was started
    OtherPrimary,          ///< Watcher::forPrimary(): another instance is primary; this one stops
    DirectoryUnusable,     ///< the runtime directory cannot be made, is not ours, or is open to others
    LockFailed,            ///< the file system gives no lock or no hard link, or a guard's holder is mute
    LockLost,              ///< the lock behind the role, or behind an open promotion, was deleted or replaced
    ListenFailed,          ///< no local socket could be opened, or no guard bound: others cannot reach this instance
    PromotionFailed,       ///< the promotion handler rejected, threw, dropped its answer, or took too long
    HandoverFailed,        ///< handOver() or takeOver() has not come about
    CrashLoop,             ///< three promotions in a row have ended in death or failure: automatic ones are off
    DuplicateInstanceId,   ///< another instance has this id: this one stands only where nobody else becomes primary,
                           ///< after Config::heartbeatTimeout without one
    EpochFloorUnavailable, ///< the state directory cannot be written: epochs last as long as the runtime directory
    DBusUnavailable,       ///< no session bus, or it does not answer; everything else works without it
    DBusNameTaken,         ///< another program owns the name on the bus; everything else works
    ProtocolMismatch,      ///< another instance of the group speaks a version that this one does not know
    InternalError          ///< an exception from a demotion handler, what the system denies, or a bug in QtFailover
};
Q_ENUM_NS(Error)

} // namespace QtFailover

#endif
