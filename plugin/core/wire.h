// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/epoch.h"
#include "core/snapshot.h"
#include "core/time.h"

#include <QtFailover/types.h>

#include <QByteArray>
#include <QString>

#include <variant>
#include <vector>

QT_BEGIN_NAMESPACE
class QDebug;
QT_END_NAMESPACE

/// What instances say to one another: one struct a message, CBOR on the wire, the version first, unknown
/// fields ignored, so that mixed versions can meet. Durations travel as nanoseconds; an Instant is of
/// CLOCK_MONOTONIC, which all processes of a machine share.
///
/// Each says the epoch it is about: that of the right whose holder sends it, or to whom it goes. Who stands by another
/// epoch refuses it.
namespace QtFailover::Internal::wire {

inline constexpr int ProtocolVersion = 1;

/// The first frame of whoever connects.
struct Hello {
    QString group;
    QString scope;
    QString id;
    qint64 pid = 0;
    Instant startedAt{};
    int priority = 0;
    bool enabled = true;
    QString applicationVersion;
    Epoch epoch = NoEpoch;
    bool reserve = false; ///< stands for election only after a time without a primary
    bool operator==(const Hello &) const = default;
};

/// How the holder of the right stands: it claims (its promotion is not confirmed), or it is primary.
enum class Standing { Candidate, Primary };

/// The answer to Hello.
struct Welcome {
    QString group;
    QString scope;
    QString id;
    qint64 pid = 0;
    Epoch epoch = NoEpoch;
    Standing standing = Standing::Candidate;
    HungPrimaryPolicy policy = HungPrimaryPolicy::Wait;
    Duration heartbeatInterval{};
    bool duplicate = false; ///< the id of the Hello is in use by another process
    bool operator==(const Welcome &) const = default;
};

/// "I live, and my main loop last turned this long ago."
struct Beat {
    Epoch epoch = NoEpoch;
    quint64 sequence = 0;
    Standing standing = Standing::Candidate;
    Duration mainLoopAge{};
    Duration busyFor{}; ///< what remains of expectBusy()
    bool operator==(const Beat &) const = default;
};

struct Roster {
    Epoch epoch = NoEpoch;
    std::vector<Member> members; ///< the primary first, then in order of succession
    bool operator==(const Roster &) const = default;
};

struct Probe {
    Epoch epoch = NoEpoch;
    quint64 ticket = 0;
    bool operator==(const Probe &) const = default;
};

struct ProbeReply {
    quint64 ticket = 0;
    Epoch epoch = NoEpoch;
    Standing standing = Standing::Candidate;
    bool operator==(const ProbeReply &) const = default;
};

/// A secondary has changed what it said in Hello.
struct Update {
    Epoch epoch = NoEpoch;
    bool enabled = true;
    bool operator==(const Update &) const = default;
};

/// Hand-over: "will you be primary after me?" Nothing has happened yet.
struct Prepare {
    Epoch epoch = NoEpoch;
    Reason reason = Reason::Handover; ///< why it lets go; TakenOver: because it was asked to
    bool operator==(const Prepare &) const = default;
};
struct Ready {
    Epoch epoch = NoEpoch;
    bool operator==(const Ready &) const = default;
};
struct Refuse {
    Epoch epoch = NoEpoch;
    QString error;
    bool operator==(const Refuse &) const = default;
};

/// The right is free: said after the release, to the successor first.
struct Released {
    Epoch epoch = NoEpoch;
    Reason reason = Reason::Unspecified; ///< why the next primary becomes one
    QString successorId;                 ///< empty: in order of succession
    bool operator==(const Released &) const = default;
};

/// "Hand over to me."
struct TakeOver {
    Epoch epoch = NoEpoch;
    bool operator==(const TakeOver &) const = default;
};
struct TakeOverRefused {
    Epoch epoch = NoEpoch;
    QString error;
    bool operator==(const TakeOverRefused &) const = default;
};

/// A secondary goes in order.
struct Leaving {
    Epoch epoch = NoEpoch;
    bool operator==(const Leaving &) const = default;
};

using Message = std::variant<Hello, Welcome, Beat, Roster, Probe, ProbeReply, Update, Prepare, Ready, Refuse, Released,
                             TakeOver, TakeOverRefused, Leaving>;

/// A frame read: a message, or why there is none.
struct Decoded {
    enum class Fault {
        None,
        Garbage, ///< not CBOR, or not of the shape that its type has
        Version, ///< another protocol version
        Unknown  ///< a type of a newer minor version: to be ignored
    };
    Fault fault = Fault::Garbage;
    Message message;
};

/// The epoch that a message is about.
Epoch epochOf(const Message &message);

QByteArray encode(const Message &message);
Decoded decode(const QByteArray &frame);

QDebug operator<<(QDebug debug, const Message &message);

} // namespace QtFailover::Internal::wire
