// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/backoff.h"
#include "core/claim.h"
#include "core/operations.h"
#include "core/terms.h"
#include "core/timers.h"
#include "core/vigil.h"
#include "core/way.h"

#include <deque>
#include <functional>
#include <map>
#include <optional>

namespace QtFailover::Internal {

/// Who is primary, from the point of view of one instance: the state machine that decides everything.
///
/// Pure: no file, socket, clock or thread. Events and the time go in, actions come out; the same input gives
/// the same output. The caller sets the time before each event, carries out the actions in order, and gives each
/// operation's outcome to completed() before it hands in the next event.
///
///   Inactive ──start──► Looking ──► Claiming ──won──► Sealing ──accepted──► Primary ──► Preparing ──► Demoting
///                        ▲ ▲ ▲          │                │ rejected          │  ▲            (successor ready)
///                        │ │ └──────────┴────────────────┘                   ▼  │                      │
///                        │ └───────────── fenced, lock lost ──────────────  Healing                    │
///                        ├────────────────────────────── released ─────────────────────────────────────┘
///                        └──► Attached: beside the holder of the right, until that is lost
class Election
{
public:
    enum class State {
        Inactive,
        Looking,  ///< secondary without a connection: surveys the names, claims in its turn
        Attached, ///< secondary beside the holder of the right
        Claiming, ///< the claim path; Claim::Step says where
        Sealing,  ///< the right is won: the promotion handler seals the resource, then loads
        Primary,
        Healing,   ///< primary; its names are damaged, the token is withheld until they are mended
        Preparing, ///< primary; the successor was asked
        Demoting,  ///< primary; the demotion handler runs
        Stopped
    };

    /// How long a rank waits for the one before it.
    static constexpr std::chrono::milliseconds Turn{20};
    /// How long all wait besides for whoever the role is handed to: it has said that it is ready, and may only lack a
    /// processor. Without that it would be a hand-over to somebody else, or to nobody.
    static constexpr std::chrono::milliseconds HandOverTime{500};

    Election(const Terms &terms, quint32 seed);

    // Time, before each event
    void setTime(Instant now, Duration suspended)
    {
        m_now = now;
        m_suspended = suspended;
    }

    // The application
    void start();
    void shutdown(Reason reason);
    void setEnabled(bool enabled);
    void handOver(const QString &instanceId);
    void takeOver();
    void expectBusy(Duration atMost);
    void check(quint64 ticket, Duration timeout);
    void promotionAnswered(Epoch epoch, bool accepted, const QString &error);
    void demotionDone(Epoch epoch);
    void drained(); ///< after op::Drain
    void mainLoopTurned(quint64 ticket);

    // The others
    void accepted(Connection connection);
    void connected(Connection connection);
    void received(Connection connection, const QByteArray &frame);
    void closed(Connection connection);
    void died(Connection connection);
    void busConnected(bool connected);
    void busFailed(const Failure &failure);
    void busHeard(const QString &instanceId, Epoch epoch);

    // The system
    void tick();
    void proofLost(); ///< the gate's proof failed, or a guard was asked: look after the names
    void floorReserved(Epoch floor, const Failure &failure);
    void completed(const Outcome &outcome);

    // Out
    Instant alarm() const { return m_timers.next(); }
    bool hasAction() const { return !m_actions.empty(); }
    Action takeAction();
    State state() const { return m_state; }
    Role role() const { return m_snapshot.role; }
    bool isDraining() const { return m_state == State::Demoting && m_draining; }
    Epoch epoch() const { return m_epoch; } ///< own, while sealing or primary
    const Snapshot &snapshot() const { return m_snapshot; }
    Way way() const;
    QString peerId(Connection connection) const; ///< of a greeted one

private:
    using Continuation = std::function<void(const Outcome &)>;

    struct Peer {
        Member member;
        bool greeted = false;
        std::optional<wire::Hello> hello{}; ///< waits for the end of the claim
        bool duplicate = false;
        Instant since{};
    };
    /// The way to the holder of the right.
    struct Link {
        Right right;
        Connection connection = 0;
        Connection witness = 0; ///< lost, and kept as it still tells the holder's death
        bool open = false;      ///< connected, or about to be, and not closed
        bool reached = false;   ///< the system has connected it: it knows the holder's process
        bool welcome = false;   ///< it has answered by the protocol
        bool primary = false;   ///< and said that it is primary
        wire::Welcome terms;
        Instant since{}; ///< called
        Instant busyUntil{};
        ProcessState process = ProcessState::Unknown; ///< of its holder, when it fell silent
        quint64 probe = 0;                            ///< the ticket of the unanswered probe
        bool hung = false;                            ///< its main loop is over mainLoopTimeout
        bool accused = false;                         ///< of a hang; the turns count since
        bool grants = false;                          ///< the take-over: it lets go, as we are ready

        /// By its own word, or by its record where it never answered.
        bool wasPrimary(Epoch heardOf) const { return primary || (reached && heardOf == right.epoch); }
    };
    struct HandOver {
        QString wanted{}; ///< the id asked for; empty: the successor
        QString successor{};
        Connection connection = 0;
        Reason reason = Reason::Handover; ///< what the next primary is told
        Instant deadline{};
        std::vector<QString> refused{};
        enum class Then { Stay, Stop } then = Then::Stay;
        void giveToAnybody(Reason now)
        {
            wanted.clear();
            reason = now;
        }
    };
    struct Check {
        quint64 ticket;
        Instant deadline;
        quint64 probe;
    };

    // election.cpp: states and actions
    void become(State state);
    void becomeLooking();
    void standInLine();
    void becomeAttached();
    void becomePrimary();
    void act(Action action) { m_actions.push_back(std::move(action)); }
    void perform(Operation operation, Continuation continuation);
    void count(const char *name) { ++m_counters[QLatin1String(name)]; }
    bool holdsRight() const;
    bool isPrimaryState() const;

    // election_snapshot.cpp: what the application knows, and what it is told of it
    void becomeSecondaryRole(Reason reason);
    void setRole(Role role, Reason reason);
    void setPrimarySeen(const QString &id, Epoch epoch);
    void setHealth(PrimaryHealth health);
    void setMembers(std::vector<Member> members);
    void forgetPrimaryMember();
    void report(const Failure &failure);
    void reportAgain(const Failure &failure);
    void recovered();
    void recoveredFrom(Error error);
    void tellOfFloors(const Failure &failure);
    void tell(const Notice &notice) { m_notices.push_back(notice); }
    void flush();
    void publish();

    // election_claim.cpp: LOOK, CLAIM
    void opened(const Failure &failure);
    bool mayStand() const;
    bool isMyTurn() const { return m_now >= m_turnAt; }
    void look();
    void lookBeside(Epoch candidate);
    void claim(Claim::Intent intent, std::optional<Right> fence = std::nullopt);
    void follow(const Claim::Next &next);
    void yielded(const Claim::Yielded &yielded);
    void yieldedForGood(const Claim::Yielded &yielded, bool isSettled);
    void yieldedToAGuard(bool isPrimary);
    void vacant(const Claim::Vacant &vacant);
    void lost(const Claim::Lost &lost);
    void retry(Duration atMost);
    Duration retryCap() const;
    Record record() const;

    // election_promotion.cpp: from the right that is won to the role
    void won(const Claim::Won &won);
    void confirm();
    void proveClaim(const std::function<void()> &then);
    void claimLost();
    void promotionFailed(const QString &cause);
    void revokeUnconfirmed();
    void callOff();
    void abandonClaim();

    // election_primary.cpp: beats, the main loop, floors
    void beat();
    void sendBeats();
    wire::Beat nextBeat();
    wire::Standing standing() const;
    void proven(const Proof &proof);
    void settle();
    void pingMainLoop();
    void askMainLoop();
    void excuseMainLoop(Instant due);
    Duration mainLoopAge() const;
    bool isFoundBusy() const;
    void reserveAhead();

    // election_peers.cpp: those who are connected to the holder, and the roster
    void greet(Connection connection, const wire::Hello &hello);
    void sayWelcome(Connection connection, bool duplicate);
    void admitDuplicate(const QString &id);
    void greetWaiting();
    void dropPeer(Connection connection);
    void dropPeers();
    void rosterSoon();
    void sendRoster();
    Connection nextInLine(const std::function<bool(const Member &)> &may) const;
    void bequeath();
    Member self(Role role) const;
    void receivedAsHolder(Connection connection, const wire::Message &message);

    // election_heal.cpp: the names of a primary are damaged, or it was fenced
    void heal();
    void findObjection(const std::function<void()> &none);
    void relink();
    void healed();
    void notHealed(const Failure &failure);
    void fenced(Reason reason);

    // election_link.cpp: the way to the primary
    void attach(const Right &right, const std::optional<Record> &record);
    void dropLink();
    void dropWitness();
    void holderDied();
    void linkLost();
    void idIsFree();
    void listenOnBus(bool on);

    // election_secondary.cpp: what a secondary hears, and its turn
    void awaitTurn();
    void lookInTurn();
    void lookWithOthers(Instant earliest);
    void lookAfterDeath();
    void receivedAsSecondary(const wire::Message &message);
    void rehearse();
    void welcomed(const wire::Welcome &welcome);
    void primaryHere(const QString &id, Epoch epoch);
    void released(const wire::Released &released);

    // election_watch.cpp: does the primary beat, and what is it that keeps it silent
    bool isBesideTheLiving() const { return m_link && m_link->open && !isDead(m_link->process); }
    void heardBeat(const wire::Beat &beat);
    void heardReply(const wire::ProbeReply &reply);
    void watch();
    void late();
    void silent();
    void doubt(Instant due);
    void accuse();
    void probe();
    bool fenceable() const;
    void finishChecks(CheckResult result);
    void expireChecks();

    // election_takeover.cpp: this instance asks for the role
    void takeOverFailed(const QString &cause);
    void takeOverLate();
    Instant ignoresTakeOverFrom() const;

    // election_release.cpp: hand-over and the end
    void beginHandOver(const HandOver &handOver);
    void askSuccessor();
    void successorReady();
    void successorGone(const QString &cause);
    void handOverFailed(const QString &cause);
    void notHandedOver(const QString &cause);
    void succeededBy(const QString &id);
    void proveAndDemote();
    void demote();
    void drain();
    Record lastRecord() const;
    void release();
    void part();
    void endReign(Role role, Reason reason);
    void renewLock(const std::function<void()> &then);
    void stopNow();

    Terms m_terms;
    State m_state = State::Inactive;
    Instant m_now{};
    Duration m_suspended{};
    Timers m_timers;
    std::deque<Action> m_actions;
    std::deque<Continuation> m_continuations;
    std::vector<Notice> m_notices;
    std::map<Error, QString> m_troubles; ///< told, and not known to be over
    Snapshot m_snapshot;
    std::map<QString, quint64> m_counters;
    quint64 m_tickets = 0;
    Instant m_startedAt{};

    // looking and claiming
    std::optional<Claim> m_claim;
    Backoff m_backoff;
    Duration m_retry{};
    Instant m_turnAt{};
    Instant m_absentSince{};
    Reason m_nextReason = Reason::Started;
    QString m_chosen; ///< the successor that a leaving primary has named
    bool m_givesWay = false;
    bool m_listensAhead = false;
    bool m_crashLooping = false;
    bool m_forced = false; ///< the user's or a checker's word: no turn, no back-off
    bool m_anew = false;   ///< takeOver(): a crash loop is forgiven
    bool m_duplicate = false;
    int m_silentGuards = 0;
    std::optional<Instant> m_namelessSince; ///< a primary is known by its guard alone
    Epoch m_candidate = NoEpoch;            ///< to whom the last claim has yielded: it goes first
    Epoch m_givenUp = NoEpoch;              ///< of the last own claim that was won and not confirmed
    bool m_opened = false;

    // attached
    std::optional<Link> m_link;
    std::optional<Right> m_tried; ///< the last one connected to, whatever became of it
    Right m_watched;              ///< whom the vigil is about
    bool m_listening = false;     ///< to the bus, as the way to a living holder is lost
    Vigil m_vigil;
    std::vector<Check> m_checks;
    std::vector<effect::Checked> m_answers; ///< to checks, that wait for flush()
    bool m_takingOver = false;
    Instant m_tookOverAt{};

    // the right
    Epoch m_epoch = NoEpoch;
    Record m_record;
    Reason m_reason = Reason::Started; ///< of its promotion
    QString m_previousId;
    std::map<Connection, Peer> m_peers;
    Instant m_rosterWantedAt{}; ///< by the first who is to be told of in the next one
    quint64 m_sequence = 0;
    Instant m_turnedAt{};
    Instant m_pingedAt{};
    quint64 m_ping = 0; ///< the ticket the main loop has not answered
    bool m_toldBusy = false;
    Instant m_busyUntil{};
    Epoch m_floor = NoEpoch;
    bool m_reserving = false;
    std::optional<HandOver> m_handOver;
    std::optional<QString> m_handedOverTo; ///< as the user wished, empty: to anybody; and nobody is primary yet
    std::vector<std::pair<Connection, wire::Released>> m_parting; ///< who are yet to hear
    bool m_draining = false;                                      ///< the demotion handler is done
    bool m_stopping = false;
    Reason m_stopReason = Reason::Unspecified;
    Instant m_stopBy{};
};

QDebug operator<<(QDebug debug, Election::State state);

} // namespace QtFailover::Internal
