// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/record.h"
#include "core/wire.h"
#include "ports/application.h"
#include "ports/floors.h"
#include "ports/guards.h"
#include "ports/rights.h"
#include "ports/transport.h"

#include <optional>
#include <variant>
#include <vector>

namespace QtFailover::Internal {

/// DEAD(x) of the protocol: what is proven of the holder of a right.
enum class Verdict {
    Free,     ///< nobody holds the lock
    Dead,     ///< the lock is held by an inherited descriptor only: its process is proven dead
    Dumping,  ///< writes its core; seen twice, 20 ms apart, it is dead
    Held,     ///< alive, or not proven dead
    Vanished, ///< the name is gone since the listing
};

struct Proof {
    bool right = false;     ///< e.<T> is a name of the own lock
    bool listening = false; ///< the own socket is at its path and open
};

/// What the core asks of the system and needs the outcome of. The driver carries them out one at a time, in
/// order; between two of them any other process may do anything.
namespace op {
struct Open {}; ///< Failure
struct Look {}; ///< Survey
struct Judge {
    Right right;
    bool byLock = false; ///< a held lock is enough for Held
};                       ///< Verdict
struct Inspect {
    Right right;
}; ///< ProcessState of its holder
struct Read {
    Right right;
};               ///< std::optional<Record>
struct Count {}; ///< Counted
struct Bind {
    Epoch epoch;
}; ///< BindResult
struct Ask {
    Epoch epoch;
};                   ///< std::vector<Answer>, of this one guard
struct AskOthers {}; ///< std::vector<Answer>
struct Reserve {
    Epoch upTo;
}; ///< Failure
struct Speak {
    Epoch epoch;
}; ///< SpeakResult
struct Listen {
    Record record;
}; ///< Failure; the record is published with it
struct Link {
    Epoch epoch;
}; ///< LinkResult
struct Unlink {
    Epoch epoch;
}; ///< bool
struct Abandon {
    bool renew;
}; ///< Failure; guards and server closed, and the lock given up for a fresh one
struct Prove {
    Epoch epoch;
}; ///< Proof
struct Connect {
    Right right;
}; ///< Connection
struct Promote {
    PromotionOrder order;
}; ///< bool: there is a handler, its answer will come
struct Demote {
    DemotionOrder order;
};               ///< bool: the same
struct Drain {}; ///< bool: nothing is left to wait for; false: drained() will come
} // namespace op

using Operation = std::variant<op::Open, op::Look, op::Judge, op::Inspect, op::Read, op::Count, op::Bind, op::Ask,
                               op::AskOthers, op::Reserve, op::Speak, op::Listen, op::Link, op::Unlink, op::Abandon,
                               op::Prove, op::Connect, op::Promote, op::Demote, op::Drain>;

struct Outcome {
    std::variant<std::monostate, Failure, Survey, Verdict, ProcessState, std::optional<Record>, Counted, BindResult,
                 std::vector<Answer>, SpeakResult, LinkResult, bool, Proof, Connection>
        value;
    Failure failure; ///< beside a result that says "failed"

    template <typename T>
    const T &as() const
    {
        return std::get<T>(value);
    }
};

/// What the core has done and nobody answers.
namespace effect {
struct Send {
    Connection connection;
    wire::Message message;
};
struct Close {
    Connection connection;
}; ///< after what is queued
struct Forget {
    Connection connection;
}; ///< at once
struct Revoke {
    Epoch epoch;
    Record record;
};
struct PrepareRevocation {
    Record record;
}; ///< of the own right, while the successor makes ready
struct FreeGuards {};
struct StopListening {};
struct Unlock {};
struct Grant {
    Epoch epoch;
};
struct SetPrimary {
    bool primary;
};
struct Withdraw {};
struct Publish {
    Snapshot snapshot;
    std::vector<Notice> notices;
};
struct CancelPromotion {
    Epoch epoch;
};
struct PingMainLoop {
    quint64 ticket;
};
struct Checked {
    quint64 ticket;
    CheckResult result;
};
struct ReserveAhead {
    Epoch upTo;
};
struct PublishRecord {
    Record record;
};
struct Bequeath {
    Connection successor;
}; ///< should this process be killed: first the names are free, then the successor hears of it; 0: there is none
struct ListenAhead {
    bool on;
}; ///< ahead of the claim that needs it; said again, it looks whether that is still so
struct GiveWay {
    bool on;
}; ///< to the other instances: what this one has to do now is less urgent
struct Sweep {};
struct Announce {
    Epoch epoch;
    Reason reason;
    QString successorId;
}; ///< the signal Shutdown on the bus
struct BusBeat {
    Epoch epoch;
    quint64 sequence;
    Duration mainLoopAge;
};
struct BusListen {
    bool on;
};
} // namespace effect

using Action =
    std::variant<Operation, effect::Send, effect::Close, effect::Forget, effect::Revoke, effect::PrepareRevocation,
                 effect::FreeGuards, effect::StopListening, effect::Unlock, effect::Grant, effect::SetPrimary,
                 effect::Withdraw, effect::Publish, effect::CancelPromotion, effect::PingMainLoop, effect::Checked,
                 effect::ReserveAhead, effect::PublishRecord, effect::Bequeath, effect::ListenAhead, effect::GiveWay,
                 effect::Sweep, effect::Announce, effect::BusBeat, effect::BusListen>;

} // namespace QtFailover::Internal
