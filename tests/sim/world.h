// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/epoch.h"
#include "core/record.h"
#include "core/time.h"

#include "sim/journal.h"
#include "sim/network.h"
#include "sim/random.h"

#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <set>
#include <vector>

namespace QtFailover::Sim {

using namespace QtFailover::Internal;

class Process;

/// One protection taken away, to see that the oracle notices.
enum class Broken {
    Nothing,
    GuardsUnavailable, ///< no second guard at all
    GuardsRefused,     ///< bound guards are not found, and refuse
    AskOthersEmpty,    ///< the question of step 4 finds nobody
    CandidatesIgnored, ///< and overlooks candidates
    SilentIgnored,     ///< and takes silence for death
    SpokenForgotten,   ///< u.<T> never exists
    LongProof,         ///< the proof outlives the wait of L
    ProofAlwaysTrue,
    VerifyBlind,   ///< step 8 sees what it may see
    UnlinkHighest, ///< step 9 removes e.H alone
    HealBlind,     ///< HEAL sees no name above its own and no u.*
    ForcedUnlock,  ///< whoever is stopped counts as dead
    NoFloor,       ///< f.<R> are not counted
    NoSeal,        ///< the promotion handler loads the resource without sealing it
    NoTokenCheck,  ///< the resource takes whatever comes
    NoIds,         ///< the journal's writer looks for no earlier attempt
    NoJournalSeal, ///< the journal takes whatever comes
};
constexpr int BrokenCount = int(Broken::NoJournalSeal) + 1;
const char *name(Broken broken);

/// A lock file, by inode. `owner` is the process that holds its lock, dead or alive; 0: nobody.
struct LockFile {
    int owner = 0;
    bool named = true; ///< i.<random> exists
};

/// What lies in the group's directory, in the state directory, and in the kernel's table of abstract sockets.
struct Shared {
    std::map<Epoch, quint64> rights; ///< e.<T>
    std::map<quint64, LockFile> locks;
    std::map<quint64, Record> records; ///< r.<inode>
    std::map<quint64, int> sockets;    ///< s.<inode>, and the process that serves it
    std::set<Epoch> spoken;            ///< u.<T>
    std::set<Epoch> floors;            ///< f.<R>
    std::map<Epoch, int> guards;       ///< @K.<T>, and the process that has bound it, dead or alive
    quint64 lastInode = 0;
};

/// What the primary writes to, and which looks at the token. Effects may come late, even after their sender's death.
struct Resource {
    Epoch sealed = NoEpoch; ///< older tokens are refused
    Epoch loaded = NoEpoch; ///< the newest primary that has read its state
};

/// Everything there is: time, names, processes, and the oracle that looks on after every step.
///
/// Deterministic: one seed, one history. Time passes only from one scheduled event to the next.
class World
{
public:
    World(quint64 seed, Broken broken, bool tracing);
    ~World();

    Instant now() const { return m_now; }
    void at(Instant when, std::function<void()> what);
    void after(Duration delay, std::function<void()> what) { at(m_now + delay, std::move(what)); }
    /// Until `done` is true, or no longer than `atMost`; true when done. Ends early on a violation.
    bool run(Duration atMost, const std::function<bool()> &done = {});

    /// A rule of safety is broken.
    void violation(const QString &what);
    /// Nothing false was said, but what had to happen did not.
    void stuck(const QString &what);
    bool isStuck() const { return m_stuck; }
    bool isViolated() const { return !m_violation.isEmpty(); }
    QString violation() const { return m_violation; }

    bool isTracing() const { return m_tracing; }
    void trace(const Process *who, const QString &what) const;

    Process *process(int number) const;
    /// The oldest that lives under this id.
    Process *process(const QString &id) const;
    Process *spawn(const std::function<void(struct ProcessTraits &)> &adjust = {});

    /// The oracle's rules about tokens; after every event.
    void checkTokens();
    /// Each epoch is promoted in one process, once.
    void promotes(Process &process, Epoch epoch);
    /// Another was primary at some moment since then.
    bool hasSeenPrimary(Instant since, const Process &except) const;

    /// The promotion handler's two steps; false: the resource is a newer primary's.
    bool sealAndLoad(Epoch epoch);

    // What a user, a cleaner or a crash does to the names
    void deleteRights();
    void deleteDirectory();
    /// Power is lost: of the names only what was synced remains.
    void reboot();
    void setBusUp(bool up);
    /// No file is made meanwhile.
    void fill(Duration length);
    bool isFull() const { return m_now < m_fullUntil; }

    Random random;
    const Broken broken;
    Shared shared;
    Resource resource;
    Journal journal;
    Network network;
    std::vector<std::unique_ptr<Process>> processes; ///< the dead ones too; process n at n - 1

    // the kind of machine
    bool pidfd = true;
    bool namespaces = true; ///< the network namespace is known
    double pauses = 0;      ///< how often a step is a long one
    double effects = 0;     ///< how often the primary writes
    bool appends = false;   ///< all append to the journal through the primary
    bool busUp = false;
    bool busLeaks = false;                 ///< signals are heard that nobody listens for
    double polls = 1;                      ///< how often the application asks for its token
    std::function<void(Process &)> onStep; ///< faults, between any two operations
    Duration suspended{};

private:
    void write(Epoch token);

    struct Event {
        Instant when;
        quint64 order;
        std::shared_ptr<std::function<void()>> what;
        bool operator<(const Event &other) const
        {
            return when != other.when ? when > other.when : order > other.order;
        }
    };

    Instant m_now{std::chrono::seconds(1000)};
    Instant m_fullUntil{};
    std::priority_queue<Event> m_events;
    quint64 m_order = 0;
    QString m_violation;
    bool m_stuck = false;
    const bool m_tracing;
    Epoch m_newest = NoEpoch;
    std::map<Epoch, int> m_promoted;
    std::map<int, Instant> m_lastPrimary; ///< when each was seen to be primary last
};

} // namespace QtFailover::Sim
