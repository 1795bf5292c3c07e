// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "driver/driver.h"

#include "sim/fiber.h"
#include "sim/journal.h"
#include "sim/network.h"
#include "sim/ports.h"
#include "sim/world.h"

#include <deque>

namespace QtFailover::Sim {

/// Thrown through the code of a process that is killed in the middle of it.
struct Killed {};

enum class Answering { None, AtOnce, Later, Reject, Never, Die };

struct ProcessTraits {
    HungPrimaryPolicy policy = HungPrimaryPolicy::Wait;
    Candidacy candidacy = Candidacy::Normal;
    int priority = 0;
    bool enabled = true;
    int twin = 0; ///< the process whose id it has too; 0: it has one of its own
    Answering promotion = Answering::None;
    Answering demotion = Answering::None;
};

/// One process: the real driver and election over simulated ports, on a fiber of its own.
class Process
{
public:
    Process(World &world, int number, const ProcessTraits &traits);
    ~Process();

    int number() const { return m_number; }
    QString id() const { return m_terms.instanceId; }
    /// Which no other has.
    QString name() const { return QStringLiteral("p%1").arg(m_number); }
    const Terms &terms() const { return m_terms; }
    World &world() const { return m_world; }
    ProcessTraits &traits() { return m_traits; }
    Driver &driver() { return *m_driver; }
    Clerk &clerk() { return m_clerk; }

    void start();
    /// Does it in the library's thread, in its turn.
    void post(int source, std::function<void()> what);
    static constexpr int Commands = -1;
    static constexpr int Alarms = -2;
    static constexpr int Hints = -3;
    static constexpr int BusNews = -4;
    void tellBus(std::function<void(Bus::Listener &)> what);

    // The world's hand
    void kill(bool inherited = false);
    void stop(Duration length);
    void resume();
    /// It has no descriptor left: no directory is read meanwhile, and no file or socket opened.
    void starve(Duration length);
    void bury(); ///< at the end of the world
    bool isAlive() const { return m_alive; }
    bool isStopped() const { return m_stopped; }
    bool starves() const { return m_world.now() < m_starvesUntil; }
    /// Its library thread answers questions at this moment: it waits for events, or asks itself.
    bool answers() const { return m_alive && !m_stopped && (m_idle || m_asking); }
    /// Nothing that it was told is still to be done.
    bool isQuiet() const { return !m_alive || (m_idle && m_inbox.empty()); }
    bool isProvenDead() const { return !m_alive && m_world.now() >= m_reapedAt; }

    // Within its code
    /// Between any two operations: others run, and it may be stopped or killed here.
    void step();
    void wait(Duration length);

    // The oracle's eyes
    bool hasToken();
    Epoch tokenEpoch() const;
    /// e.<its epoch> is a link to its lock.
    bool isNamed() const;
    bool isPrimary();
    bool hasItsLock() const;
    /// Until it has said that it has it no more.
    bool hasTakenTheRole() const { return (gate && gate->primary) || m_snapshot.role == Role::Primary; }
    const Snapshot &snapshot() const { return m_snapshot; }
    bool hasStoppedRole() const { return m_ended; }
    /// It was told to shut down, a hand-over or a take-over is under way, or may be, or it runs its demotion handler.
    bool isLeaving() const { return m_leaving || m_demoting || m_world.now() < m_successionUntil; }
    void shutdown();
    bool reported(Error error) const { return m_errors.contains(error); }
    int errors() const { return m_errorCount; }

    // For the ports
    std::set<Connection> connections;
    Connection lastConnection = 0;
    Transport::Listener *listener = nullptr;
    Bus::Listener *busListener = nullptr;
    bool listensToBus = false;
    Instant cutUntil{}; ///< no connection from it or to it before
    std::function<void()> alarm;
    std::function<void()> lost;
    std::function<void()> asked;
    std::optional<GateState> gate;
    quint64 inode = 0;
    quint64 served = 0; ///< the inode whose socket it serves
    Standing standing = Standing::Candidate;
    /// Of what making a file takes.
    Failure noFile(Error error) const;
    void setAsking(bool on) { m_asking = on; }
    void published(const Snapshot &snapshot, const std::vector<Notice> &notices);
    bool promote(const PromotionOrder &order);
    bool demote(const DemotionOrder &order);
    /// It has asked another to succeed, or to let go: that comes, also if a better one comes before the answer.
    void asksForSuccession() { m_successionUntil = m_world.now() + m_terms.shutdownTimeout; }
    void ping(quint64 ticket);
    void checked(quint64 ticket);
    void check(Duration timeout);
    bool hasOverdueCheck() const;
    void takeOver();
    void handOver(const QString &instanceId);
    /// It was told to take the role, or to hand it over, and has not said yet what came of it.
    bool owesAWord() const { return m_takingOver || m_handingOver; }

private:
    void main();
    void wake();
    void deliver();
    void deliverMany();
    void scheduleResume(Duration delay);

    World &m_world;
    const int m_number;
    Terms m_terms;
    ProcessTraits m_traits;
    Fiber m_fiber;
    SimPorts m_ports;
    Clerk m_clerk;
    std::unique_ptr<Driver> m_driver;
    struct Item {
        int source;
        std::function<void()> what;
    };
    std::deque<Item> m_inbox;
    bool m_alive = true;
    bool m_stopped = false;
    bool m_idle = false;
    bool m_asking = false;
    bool m_scheduled = false; ///< a resumption of the fiber is due
    bool m_missed = false;    ///< and came while stopped
    bool m_ended = false;
    bool m_leaving = false;
    bool m_demoting = false;
    bool m_takingOver = false;
    bool m_handingOver = false;
    const Instant m_startedAt;
    Instant m_successionUntil{}; ///< unless it ends before
    int m_stops = 0;
    Instant m_starvesUntil{};
    Instant m_reapedAt = Never;
    Snapshot m_snapshot;
    std::set<Error> m_errors;
    int m_errorCount = 0;
    std::map<quint64, Instant> m_checks;
    quint64 m_lastCheck = 0;
};

} // namespace QtFailover::Sim
