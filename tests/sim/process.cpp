// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "sim/process.h"

#include <algorithm>
#include <exception>

namespace QtFailover::Sim {

using namespace std::chrono_literals;

Process::Process(World &world, int number, const ProcessTraits &traits)
    : m_world(world),
      m_number(number),
      m_traits(traits),
      m_fiber([this] { main(); }),
      m_ports(*this),
      m_clerk(*this),
      m_startedAt(world.now())
{
    m_terms.group = QStringLiteral("g");
    m_terms.instanceId = traits.twin ? world.process(traits.twin)->id() : name();
    m_terms.pid = 1000 + number;
    m_terms.priority = traits.priority;
    m_terms.enabled = traits.enabled;
    m_terms.policy = traits.policy;
    m_terms.candidacy = traits.candidacy;
    m_terms.heartbeatInterval = 100ms;
    m_terms.heartbeatTimeout = 300ms;
    m_terms.probeInterval = 1s;
    m_terms.mainLoopTimeout = 1s;
    m_terms.promotionTimeout = 500ms;
    m_terms.shutdownTimeout = 400ms;
}

Process::~Process() = default;

void Process::start()
{
    Ports ports = m_ports.all();
    if (m_world.appends)
        ports.desk = &m_clerk;
    m_driver = std::make_unique<Driver>(m_terms, ports, quint32(m_world.random.next()));
    post(Commands, [this] { m_driver->start(); });
    if (m_world.appends)
        m_clerk.begin();
    m_world.trace(this, QStringLiteral("starts"));
}

void Process::main()
{
    try {
        for (;;) {
            while (!m_inbox.empty()) {
                if (m_world.random.chance(0.3))
                    m_driver->inOneTurn([this] { deliverMany(); });
                else
                    deliver();
            }
            m_idle = true;
            m_fiber.suspend();
            m_idle = false;
            if (!m_alive)
                return;
        }
    } catch (const Killed &) {
    } catch (const std::exception &e) {
        m_world.violation(QStringLiteral("%1 has thrown: %2").arg(id(), QString::fromUtf8(e.what())));
        m_alive = false;
    }
}

/// The oldest news of one source, whichever the event loop comes to first.
void Process::deliver()
{
    const int chosen = m_inbox[std::size_t(m_world.random.below(int(m_inbox.size())))].source;
    const auto item =
        std::find_if(m_inbox.begin(), m_inbox.end(), [chosen](const Item &i) { return i.source == chosen; });
    const std::function<void()> what = std::move(item->what);
    m_inbox.erase(item);
    what();
}

/// As when the event loop finds many at once.
void Process::deliverMany()
{
    for (int left = 1 + m_world.random.below(8); left > 0 && !m_inbox.empty(); --left)
        deliver();
}

void Process::post(int source, std::function<void()> what)
{
    if (!m_alive)
        return;
    m_inbox.push_back({source, std::move(what)});
    wake();
}

void Process::tellBus(std::function<void(Bus::Listener &)> what)
{
    const Duration delay = m_world.random.between(100us, m_world.random.chance(0.1) ? Duration(400ms) : Duration(3ms));
    m_world.after(delay, [this, what = std::move(what)] {
        post(BusNews, [this, what] {
            if (busListener)
                what(*busListener);
        });
    });
}

void Process::wake()
{
    if (!m_scheduled && !m_fiber.isRunning() && (m_idle || !m_fiber.hasBegun()))
        scheduleResume(m_world.random.between(5us, 80us));
}

void Process::scheduleResume(Duration delay)
{
    m_scheduled = true;
    m_world.after(delay, [this] {
        if (!m_alive)
            return;
        if (m_stopped) {
            m_missed = true;
            return;
        }
        m_scheduled = false;
        m_fiber.resume();
    });
}

void Process::step()
{
    if (m_world.onStep)
        m_world.onStep(*this);
    if (m_world.random.chance(m_world.pauses))
        wait(m_world.random.between(100us, m_world.random.chance(0.2) ? Duration(160ms) : Duration(5ms)));
    else
        wait(m_world.random.between(1us, 12us));
}

void Process::wait(Duration length)
{
    if (!m_alive)
        throw Killed{};
    scheduleResume(length);
    m_fiber.suspend();
    if (!m_alive)
        throw Killed{};
}

void Process::kill(bool inherited)
{
    if (!m_alive)
        return;
    m_world.trace(this, QStringLiteral("is killed"));
    m_alive = false;
    Random &random = m_world.random;
    m_reapedAt = m_world.now() + random.between(100us, 4ms);
    m_world.network.killed(*this, m_reapedAt);
    // A child forked without exec keeps the lock for a while; guards are shut down by death alone there too.
    m_world.after(inherited ? random.between(20ms, 400ms) : random.between(50us, 4ms), [this] {
        for (auto &[file, lock] : m_world.shared.locks) {
            if (lock.owner == m_number)
                lock.owner = 0;
        }
    });
    m_world.after(inherited ? random.between(20ms, 400ms) : random.between(50us, 4ms), [this] {
        std::erase_if(m_world.shared.guards, [this](const auto &guard) { return guard.second == m_number; });
    });
    if (!m_fiber.isRunning())
        bury();
    else
        m_world.after(0us, [this] { bury(); });
}

void Process::bury()
{
    m_alive = false;
    if (m_fiber.hasBegun() && !m_fiber.hasEnded())
        m_fiber.resume();
    m_inbox.clear();
    m_driver.reset();
}

void Process::stop(Duration length)
{
    if (!m_alive)
        return;
    if (m_world.isTracing())
        m_world.trace(this, QStringLiteral("is stopped for %1 ms").arg(length.count() / 1000000));
    m_stopped = true;
    m_world.after(length, [this, stops = ++m_stops] {
        if (stops == m_stops)
            resume();
    });
}

void Process::resume()
{
    if (!std::exchange(m_stopped, false) || !m_alive)
        return;
    m_world.trace(this, QStringLiteral("goes on"));
    if (std::exchange(m_missed, false))
        scheduleResume(m_world.random.between(1us, 200us));
}

void Process::starve(Duration length)
{
    m_world.trace(this, length > Duration::zero() ? QStringLiteral("has no descriptor left")
                                                  : QStringLiteral("has descriptors"));
    m_starvesUntil = m_world.now() + length;
}

Failure Process::noFile(QtFailover::Error error) const
{
    if (!m_world.isFull() && !starves())
        return {};
    return {error, m_world.isFull() ? QStringLiteral("the disk is full") : QStringLiteral("too many open files")};
}

Epoch Process::tokenEpoch() const { return gate ? gate->epoch : NoEpoch; }

bool Process::isNamed() const
{
    if (!gate)
        return false;
    const auto right = m_world.shared.rights.find(gate->epoch);
    return right != m_world.shared.rights.end() && right->second == gate->inode;
}

/// fencingToken(): what the application could be told now.
bool Process::hasToken()
{
    if (!gate)
        return false;
    const Duration lifetime =
        m_world.broken == Broken::LongProof ? Duration(20 * ProofLifetime) : Duration(ProofLifetime);
    const bool cached = gate->checked != Instant::min() && m_world.now() - gate->checked < lifetime;
    const bool ours = isNamed();
    const bool asks = !m_stopped && m_world.random.chance(m_world.polls);
    if (asks && !cached) {
        if (ours) {
            gate->checked = m_world.now();
        } else if (m_world.broken != Broken::ProofAlwaysTrue) {
            m_world.trace(this, QStringLiteral("has lost its token"));
            gate.reset();
            if (lost)
                post(Hints, lost);
            return false;
        }
    }
    return cached || ours || (m_world.broken == Broken::ProofAlwaysTrue && gate->primary);
}

bool Process::hasItsLock() const
{
    const auto lock = m_world.shared.locks.find(inode);
    return lock != m_world.shared.locks.end() && lock->second.owner == m_number;
}

bool Process::isPrimary() { return m_alive && hasToken() && gate->primary; }

void Process::published(const Snapshot &snapshot, const std::vector<Notice> &notices)
{
    m_snapshot = snapshot;
    for (const Notice &notice : notices) {
        if (const auto *role = std::get_if<notice::RoleChanged>(&notice)) {
            if (m_world.isTracing())
                m_world.trace(this, QStringLiteral("role %1, was %2, epoch %3, reason %4")
                                        .arg(int(role->role))
                                        .arg(int(role->previous))
                                        .arg(role->epoch)
                                        .arg(int(role->reason)));
            m_demoting = false;
            m_successionUntil = {};
            m_takingOver = m_takingOver && role->role != Role::Primary;
            m_handingOver = m_handingOver && role->role == Role::Primary;
            if (role->role == role->previous)
                m_world.violation(QStringLiteral("%1 was told of a role that did not change").arg(id()));
        } else if (const auto *error = std::get_if<notice::ErrorOccurred>(&notice)) {
            m_errors.insert(error->failure.error);
            if (error->failure.error == QtFailover::Error::HandoverFailed) {
                m_successionUntil = {};
                m_takingOver = m_handingOver = false;
            } else if (error->failure.error == QtFailover::Error::OtherPrimary
                       && !m_world.hasSeenPrimary(m_startedAt, *this)) {
                m_world.violation(QStringLiteral("%1 ends beside a primary, and there was none").arg(id()));
            }
            ++m_errorCount;
            if (m_world.isTracing())
                m_world.trace(this, QStringLiteral("error ") + error->failure.text);
        } else if (std::holds_alternative<notice::Stopped>(notice)) {
            m_ended = true;
            m_takingOver = m_handingOver = false;
            m_world.trace(this, QStringLiteral("has stopped"));
        }
    }
}

bool Process::promote(const PromotionOrder &order)
{
    if (m_world.isTracing())
        m_world.trace(this, QStringLiteral("promotion handler, epoch %1").arg(order.epoch));
    m_world.promotes(*this, order.epoch);
    Duration delay = m_world.random.between(5us, 200us);
    bool accepted = m_world.sealAndLoad(order.epoch);
    switch (m_traits.promotion) {
    case Answering::None:
        if (accepted)
            return false;
        break;
    case Answering::Never:
        return true;
    case Answering::Die:
        m_world.after(delay, [this] { kill(); });
        return true;
    case Answering::Later:
        delay = m_world.random.between(5ms, 450ms);
        break;
    case Answering::Reject:
        accepted = false;
        break;
    case Answering::AtOnce:
        break;
    }
    m_world.after(delay, [this, epoch = order.epoch, accepted] {
        post(Commands, [this, epoch, accepted] { m_driver->promotionAnswered(epoch, accepted, QStringLiteral("no")); });
    });
    return true;
}

bool Process::demote(const DemotionOrder &order)
{
    m_demoting = !order.forced;
    if (order.forced && isPrimary())
        m_world.violation(QStringLiteral("%1 is primary after a forced demotion").arg(id()));
    Duration delay = m_world.random.between(5us, 200us);
    switch (m_traits.demotion) {
    case Answering::None:
        return false;
    case Answering::Never:
        return true;
    case Answering::Die:
        m_world.after(delay, [this] { kill(); });
        return true;
    case Answering::Later:
        delay = m_world.random.between(5ms, 300ms);
        break;
    default:
        break;
    }
    m_world.after(delay,
                  [this, epoch = order.epoch] { post(Commands, [this, epoch] { m_driver->demotionDone(epoch); }); });
    return true;
}

void Process::ping(quint64 ticket)
{
    const Duration delay = m_world.random.chance(m_world.pauses) ? m_world.random.between(50ms, 400ms)
                                                                 : m_world.random.between(5us, 100us);
    m_world.after(delay, [this, ticket] { post(Commands, [this, ticket] { m_driver->mainLoopTurned(ticket); }); });
}

void Process::shutdown()
{
    m_leaving = true;
    post(Commands, [this] { m_driver->shutdown(); });
}

void Process::check(Duration timeout)
{
    const quint64 ticket = ++m_lastCheck;
    m_checks[ticket] = m_world.now() + timeout;
    post(Commands, [this, ticket, timeout] { m_driver->check(ticket, timeout); });
}

void Process::checked(quint64 ticket)
{
    if (!m_checks.erase(ticket))
        m_world.violation(QStringLiteral("%1 was answered a check twice").arg(id()));
}

void Process::takeOver()
{
    post(Commands, [this] {
        m_takingOver = !m_ended && m_snapshot.role != Role::Primary;
        m_driver->takeOver();
    });
}

void Process::handOver(const QString &instanceId)
{
    post(Commands, [this, instanceId] {
        m_handingOver = !m_ended;
        m_driver->handOver(instanceId);
    });
}

bool Process::hasOverdueCheck() const
{
    return std::any_of(m_checks.begin(), m_checks.end(),
                       [this](const auto &check) { return check.second + 1s < m_world.now(); });
}

} // namespace QtFailover::Sim
