// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "driver/driver.h"

#include "core/election.h"
#include "core/logging.h"
#include "core/status.h"

#include <QDateTime>
#include <QMetaEnum>

#include <deque>
#include <functional>
#include <unordered_map>
#include <utility>

namespace QtFailover::Internal {

/// The duties, in order: the outcome of each operation goes back before the next event goes in; the gate
/// opens after the right is linked and closes before it is given up; state is published before peers are told.
class Driver::Impl final : public Transport::Listener, public Bus::Listener
{
public:
    Impl(const Terms &termsOfInstance, const Ports &portsOfInstance, quint32 seed)
        : terms(termsOfInstance), ports(portsOfInstance), election(termsOfInstance, seed)
    {
        ports.transport.setListener(this);
        ports.bus.setListener(this);
        ports.clock.onAlarm([this] { event([this] { election.tick(); }); });
        ports.gate.onLost([this] { event([this] { election.proofLost(); }); });
        ports.guards.onAsked([this] { event([this] { election.proofLost(); }); });
    }

    ~Impl() override
    {
        ports.transport.setListener(nullptr);
        ports.bus.setListener(nullptr);
        ports.clock.onAlarm({});
        ports.gate.onLost({});
        ports.guards.onAsked({});
    }

    /// One event, and everything that follows from it. An event that comes out of an action waits.
    template <typename F>
    void event(F &&deliver)
    {
        waiting.emplace_back(std::forward<F>(deliver));
        if (std::exchange(running, true))
            return;
        while (!waiting.empty()) {
            const auto next = std::move(waiting.front());
            waiting.pop_front();
            setTime();
            next();
            while (election.hasAction())
                std::visit([this](auto &&action) { carryOut(action); }, election.takeAction());
        }
        running = false;
        if (const Instant alarm = election.alarm(); alarm != armed || alarm <= ports.clock.now()) {
            armed = alarm;
            ports.clock.setAlarm(alarm);
        }
    }

    void setTime() { election.setTime(ports.clock.now(), ports.clock.suspended()); }

    void carryOut(const Operation &operation)
    {
        Outcome outcome = std::visit([this](const auto &op) { return perform(op); }, operation);
        setTime();
        election.completed(outcome);
    }

    // operations
    Outcome perform(const op::Open &);
    Outcome perform(const op::Look &) { return {ports.rights.look(), {}}; }
    Outcome perform(const op::Judge &judge) { return {verdict(judge.right), {}}; }
    Outcome perform(const op::Inspect &inspect) { return {processState(inspect.right), {}}; }
    Outcome perform(const op::Read &read) { return {ports.rights.record(read.right.inode), {}}; }
    Outcome perform(const op::Count &) { return {ports.floors.count(), {}}; }
    Outcome perform(const op::Bind &bind);
    Outcome perform(const op::Ask &ask) { return {std::vector<Answer>{ports.guards.ask(ask.epoch)}, {}}; }
    Outcome perform(const op::AskOthers &) { return {ports.guards.askOthers(), {}}; }
    Outcome perform(const op::Reserve &reserve);
    Outcome perform(const op::Speak &speak) { return {ports.floors.speak(speak.epoch), ports.floors.failure()}; }
    Outcome perform(const op::Listen &listen);
    Outcome perform(const op::Link &link) { return {ports.rights.link(link.epoch), ports.rights.failure()}; }
    Outcome perform(const op::Unlink &unlink) { return {ports.rights.unlink(unlink.epoch), {}}; }
    Outcome perform(const op::Abandon &abandon);
    Outcome perform(const op::Prove &prove);
    Outcome perform(const op::Connect &connect);
    Outcome perform(const op::Promote &promote) { return {ports.application.promote(promote.order), {}}; }
    Outcome perform(const op::Demote &demote) { return {ports.application.demote(demote.order), {}}; }

    Verdict verdict(const Right &right);
    ProcessState processState(const Right &right);
    Record complete(Record record) const;
    void publishRecord(const Record &record);
    QString lastHeartbeatText() const;

    // effects
    void carryOut(const effect::Send &e) { ports.transport.send(e.connection, wire::encode(e.message)); }
    void carryOut(const effect::Close &e) { ports.transport.close(e.connection); }
    void carryOut(const effect::Forget &e)
    {
        std::erase_if(holders, [&e](const auto &entry) { return entry.second == e.connection; });
        ports.transport.forget(e.connection);
    }
    void carryOut(const effect::Revoke &e)
    {
        if (!ports.rights.revoke(e.epoch, complete(e.record)))
            qCWarning(lcLock) << terms.instanceId << "could not revoke epoch" << e.epoch << ports.rights.failure().text;
    }
    void carryOut(const effect::FreeGuards &) { ports.guards.free(); }
    void carryOut(const effect::StopListening &) { ports.transport.stopListening(); }
    void carryOut(const effect::Unlock &) { ports.rights.unlock(); }
    void carryOut(const effect::Grant &e) { ports.gate.grant(ports.rights.directory(), e.epoch, ports.rights.inode()); }
    void carryOut(const effect::SetPrimary &e)
    {
        ports.guards.setStanding(e.primary ? Standing::Primary : Standing::Candidate);
        ports.gate.setPrimary(e.primary);
    }
    void carryOut(const effect::Withdraw &)
    {
        ports.gate.withdraw();
        ports.guards.setStanding(Standing::Candidate);
    }
    void carryOut(const effect::Publish &e)
    {
        ports.application.publish(e.snapshot, e.notices);
        bool changed = false;
        for (const Notice &notice : e.notices) {
            if (const auto *beat = std::get_if<notice::Heartbeat>(&notice))
                lastHeartbeat = beat->at;
            else
                changed = true;
        }
        if (!changed)
            return;
        ports.bus.publish(e.snapshot, formatStatus(e.snapshot, terms, lastHeartbeatText()));
        for (const Notice &notice : e.notices) {
            if (const auto *role = std::get_if<notice::RoleChanged>(&notice))
                ports.bus.roleChanged(role->role, role->previous, role->epoch);
            else if (const auto *promoted = std::get_if<notice::Promoted>(&notice))
                ports.bus.promoted(promoted->epoch, promoted->reason);
        }
    }
    void carryOut(const effect::CancelPromotion &e) { ports.application.cancelPromotion(e.epoch); }
    void carryOut(const effect::PingMainLoop &e) { ports.application.pingMainLoop(e.ticket); }
    void carryOut(const effect::Checked &e);
    void carryOut(const effect::ReserveAhead &e)
    {
        ports.floors.reserveAhead(e.upTo, [this, upTo = e.upTo](const Failure &failure) {
            event([this, upTo, failure] { election.floorReserved(upTo, failure); });
        });
    }
    void carryOut(const effect::PublishRecord &e) { publishRecord(e.record); }
    void carryOut(const effect::Sweep &)
    {
        ports.rights.sweep();
        ports.floors.prune();
    }
    void carryOut(const effect::Announce &e) { ports.bus.shutdownAnnounced(e.epoch, e.reason, e.successorId); }
    void carryOut(const effect::BusBeat &e)
    {
        const auto age = std::chrono::duration_cast<std::chrono::milliseconds>(e.mainLoopAge).count();
        ports.bus.heartbeat(e.epoch, e.sequence, quint32(age));
    }
    void carryOut(const effect::BusListen &e) { ports.bus.listen(e.on); }

    // Transport::Listener
    void accepted(Connection c) override
    {
        event([this, c] { election.accepted(c); });
    }
    void connected(Connection c) override
    {
        event([this, c] { election.connected(c); });
    }
    void received(Connection c, const QByteArray &frame) override
    {
        event([this, c, frame] { election.received(c, frame); });
    }
    void closed(Connection c) override
    {
        event([this, c] { election.closed(c); });
    }
    void died(Connection c) override
    {
        event([this, c] { election.died(c); });
    }

    // Bus::Listener
    void busConnected(bool connected) override
    {
        event([this, connected] { election.busConnected(connected); });
    }
    void busFailed(const Failure &failure) override
    {
        event([this, failure] { election.busFailed(failure); });
    }
    void busSetEnabled(bool enabled) override
    {
        event([this, enabled] { election.setEnabled(enabled); });
    }
    void busHandOver(const QString &id) override
    {
        event([this, id] { election.handOver(id); });
    }
    void busTakeOver() override
    {
        event([this] { election.takeOver(); });
    }
    void busPing(quint64 ticket) override { ports.application.pingMainLoop(ticket | BusTicket); }
    void busCheck(quint64 ticket) override
    {
        event([this, ticket] { election.check(ticket | BusTicket, std::chrono::seconds(2)); });
    }
    void busHeard(const QString &id, quint64 epoch) override
    {
        event([this, id, epoch] { election.busHeard(id, epoch); });
    }

    /// Marks the tickets of the bus, whose answers go back there.
    static constexpr quint64 BusTicket = quint64(1) << 63;

    const Terms terms;
    const Ports ports;
    Election election;
    std::deque<std::function<void()>> waiting;
    bool running = false;
    bool keyed = false; ///< the guards know the directory's key
    Instant armed = Never;
    std::optional<Instant> lastHeartbeat;
    std::unordered_map<quint64, Connection> holders; ///< by inode: whose death the pidfd tells
};

namespace {
/// A guard's answer, told as the state of its process.
ProcessState stateOf(const Answer &answer)
{
    switch (answer.kind) {
    case Answer::Refused:
    case Answer::Dead:
        return ProcessState::Dead;
    case Answer::Answered:
        return ProcessState::Running;
    case Answer::Silent:
        return answer.process;
    case Answer::Foreign:
        break;
    }
    return ProcessState::Unknown;
}
} // namespace

Outcome Driver::Impl::perform(const op::Open &)
{
    Failure failure = ports.rights.open();
    if (!failure) {
        // Once: while healing, the guards of the epoch stay bound under the name that they have.
        if (!std::exchange(keyed, true))
            ports.guards.setKey(ports.rights.key());
        failure = ports.floors.open();
    }
    return {failure, {}};
}

Outcome Driver::Impl::perform(const op::Bind &bind)
{
    ports.guards.setStanding(Standing::Candidate);
    return {ports.guards.bind(bind.epoch), ports.guards.failure()};
}

Outcome Driver::Impl::perform(const op::Reserve &reserve)
{
    // Without a state directory this was said at the start; a claim does not say it again.
    return {ports.floors.durable() ? ports.floors.reserve(reserve.upTo) : Failure{}, {}};
}

Outcome Driver::Impl::perform(const op::Listen &listen)
{
    // A server listens anew only after the old one is closed.
    ports.transport.stopListening();
    Failure failure = ports.transport.listen(ports.rights.directory(), ports.rights.inode());
    if (!failure)
        failure = ports.rights.publish(complete(listen.record));
    return {failure, {}};
}

Outcome Driver::Impl::perform(const op::Abandon &abandon)
{
    ports.transport.stopListening();
    ports.guards.free();
    return {abandon.renew ? ports.rights.open() : Failure{}, {}};
}

Outcome Driver::Impl::perform(const op::Prove &prove)
{
    return {Proof{ports.rights.prove(prove.epoch), ports.transport.isListening()}, {}};
}

Outcome Driver::Impl::perform(const op::Connect &connect)
{
    const Connection connection = ports.transport.connectTo(ports.rights.directory(), connect.right.inode);
    holders[connect.right.inode] = connection;
    return {connection, {}};
}

/// DEAD(x): the lock is free, or the pidfd of its holder says so, or its guard refuses in our own network
/// namespace. A child forked without exec may keep the lock; then only the latter two tell.
Verdict Driver::Impl::verdict(const Right &right)
{
    switch (ports.rights.hold(right.epoch)) {
    case Hold::Free:
        return Verdict::Free;
    case Hold::Vanished:
        return Verdict::Vanished;
    case Hold::Held:
        break;
    }
    switch (processState(right)) {
    case ProcessState::Dead:
        return Verdict::Dead;
    case ProcessState::Dumping:
        return Verdict::Dumping;
    default:
        return Verdict::Held;
    }
}

ProcessState Driver::Impl::processState(const Right &right)
{
    const auto holder = holders.find(right.inode);
    if (holder != holders.end()) {
        const ProcessState state = ports.transport.state(holder->second);
        if (state != ProcessState::Unknown)
            return state;
    }
    const std::optional<Record> record = ports.rights.record(right.inode);
    if (!record || record->epoch != right.epoch || record->networkNamespace.isEmpty()
        || record->networkNamespace != ports.guards.networkNamespace())
        return ProcessState::Unknown;
    return stateOf(ports.guards.ask(right.epoch));
}

Record Driver::Impl::complete(Record record) const
{
    record.networkNamespace = ports.guards.networkNamespace();
    return record;
}

void Driver::Impl::publishRecord(const Record &record)
{
    if (const Failure failure = ports.rights.publish(complete(record)))
        qCWarning(lcLock) << terms.instanceId << failure.text;
}

/// Wall clock, for display only.
QString Driver::Impl::lastHeartbeatText() const
{
    if (!lastHeartbeat)
        return QStringLiteral("never");
    const auto age = std::chrono::duration_cast<std::chrono::milliseconds>(ports.clock.now() - *lastHeartbeat);
    return QDateTime::currentDateTimeUtc().addMSecs(-age.count()).toString(Qt::ISODateWithMs);
}

void Driver::Impl::carryOut(const effect::Checked &e)
{
    if (e.ticket & BusTicket)
        ports.bus.answerCheck(e.ticket & ~BusTicket,
                              QString::fromLatin1(QMetaEnum::fromType<CheckResult>().valueToKey(int(e.result))));
    else
        ports.application.checked(e.ticket, e.result);
}

Driver::Driver(const Terms &terms, const Ports &ports, quint32 seed) : d(std::make_unique<Impl>(terms, ports, seed)) {}
Driver::~Driver() = default;

void Driver::start()
{
    d->ports.bus.open(d->terms);
    d->event([this] { d->election.start(); });
}

void Driver::shutdown(Reason reason)
{
    d->event([this, reason] { d->election.shutdown(reason); });
}

void Driver::setEnabled(bool enabled)
{
    d->event([this, enabled] { d->election.setEnabled(enabled); });
}

void Driver::handOver(const QString &instanceId)
{
    d->event([this, instanceId] { d->election.handOver(instanceId); });
}

void Driver::takeOver()
{
    d->event([this] { d->election.takeOver(); });
}

void Driver::expectBusy(Duration atMost)
{
    d->event([this, atMost] { d->election.expectBusy(atMost); });
}

void Driver::check(quint64 ticket, Duration timeout)
{
    d->event([this, ticket, timeout] { d->election.check(ticket, timeout); });
}

void Driver::promotionAnswered(Epoch epoch, bool accepted, const QString &error)
{
    d->event([this, epoch, accepted, error] { d->election.promotionAnswered(epoch, accepted, error); });
}

void Driver::demotionDone(Epoch epoch)
{
    d->event([this, epoch] { d->election.demotionDone(epoch); });
}

void Driver::mainLoopTurned(quint64 ticket)
{
    if (ticket & Impl::BusTicket)
        d->ports.bus.answerPing(ticket & ~Impl::BusTicket);
    else
        d->event([this, ticket] { d->election.mainLoopTurned(ticket); });
}

} // namespace QtFailover::Internal
