// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "driver/driver.h"

#include "core/election.h"
#include "core/pace.h"
#include "core/task.h"
#include "driver/post.h"

#include <QDateTime>
#include <QSysInfo>

#include <deque>
#include <functional>
#include <memory>
#include <unordered_map>
#include <utility>

namespace QtFailover::Internal {

/// The duties, in order: the outcome of each operation goes back before the next event goes in; the gate
/// opens after the right is linked and closes before it is given up; state is published before peers are told.
class Driver::Impl final : public Transport::Listener, public Bus::Listener
{
public:
    enum class Kind {
        Role,  ///< for the election
        Letter ///< for the courier
    };
    struct Event {
        Kind kind;
        Task deliver;
    };

    Impl(const Terms &termsOfInstance, const Ports &portsOfInstance, quint32 seed)
        : terms(termsOfInstance),
          ports(portsOfInstance),
          election(termsOfInstance, seed),
          post(termsOfInstance.instanceId, ports.transport, ports.gate, ports.desk)
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
        take(Kind::Role, std::forward<F>(deliver));
    }
    template <typename F>
    void take(Kind kind, F &&deliver)
    {
        if (running)
            return waiting.push_back({kind, std::forward<F>(deliver)});
        running = true;
        begin(kind);
        deliver();
        finish(kind);
        work();
    }

    /// An event for the courier.
    template <typename F>
    void message(F &&deliver);
    /// The same, with a letter of so many bytes.
    template <typename F>
    void message(qsizetype bytes, F &&deliver)
    {
        message([this, bytes, deliver = std::forward<F>(deliver)](Courier &courier) mutable {
            pace.add(now, bytes);
            deliver(courier);
        });
    }

    /// The letters that come in `run` go on together, at the end.
    void inOneTurn(const std::function<void()> &run);

    void begin(Kind kind);
    void finish(Kind kind);
    void work();
    void finishTurn();

    /// The bus can wait until the rest of the event is done: to wake its thread takes time from the promotion.
    template <typename Call>
    void tellBus(Call call)
    {
        forTheBus.emplace_back(std::move(call));
    }

    void setTime()
    {
        now = ports.clock.now();
        election.setTime(now, ports.clock.suspended());
        post.courier().setTime(now);
    }

    void carryOut(const Operation &operation)
    {
        Outcome outcome = std::visit([this](const auto &op) { return perform(op); }, operation);
        setTime();
        election.completed(outcome);
    }

    void attendToPost();
    bool isDrained();

    // operations
    Outcome perform(const op::Open &);
    Outcome perform(const op::Look &) { return {ports.rights.look(), {}}; }
    Outcome perform(const op::Judge &judge);
    Outcome perform(const op::Inspect &inspect) { return {processState(inspect.right), {}}; }
    Outcome perform(const op::Read &read);
    Outcome perform(const op::Count &) { return {ports.floors.count(), {}}; }
    Outcome perform(const op::Bind &bind);
    Outcome perform(const op::Ask &ask) { return {std::vector<Answer>{ports.guards.ask(ask.epoch)}, {}}; }
    Outcome perform(const op::AskOthers &);
    Outcome perform(const op::Reserve &reserve);
    Outcome perform(const op::Speak &speak) { return {ports.floors.speak(speak.epoch), ports.floors.failure()}; }
    Outcome perform(const op::Listen &listen);
    Outcome perform(const op::Link &link) { return {ports.rights.link(link.epoch), ports.rights.failure()}; }
    Outcome perform(const op::Unlink &unlink) { return {ports.rights.unlink(unlink.epoch), ports.rights.failure()}; }
    Outcome perform(const op::Abandon &abandon);
    Outcome perform(const op::Prove &prove);
    Outcome perform(const op::Connect &connect);
    Outcome perform(const op::Promote &promote) { return {ports.application.promote(promote.order), {}}; }
    Outcome perform(const op::Demote &demote) { return {ports.application.demote(demote.order), {}}; }

    Outcome perform(const op::Drain &);

    ProcessState processState(const Right &right);
    Record complete(Record record) const;
    void publishRecord(const Record &record);
    Bus::Status statusOf(const std::shared_ptr<const Snapshot> &snapshot) const;

    // effects
    void carryOut(const effect::Send &);
    void carryOut(const effect::Close &e)
    {
        post.courier().gone(e.connection);
        ports.transport.close(e.connection);
    }
    void carryOut(const effect::Forget &);
    void carryOut(const effect::Revoke &);
    void carryOut(const effect::PrepareRevocation &e) { ports.rights.prepareRevocation(complete(e.record)); }
    void carryOut(const effect::FreeGuards &) { ports.guards.free(); }
    void carryOut(const effect::StopListening &) { ports.transport.stopListening(); }
    void carryOut(const effect::Unlock &) { ports.rights.unlock(); }
    void carryOut(const effect::Grant &e) { ports.gate.grant(ports.rights.directory(), e.epoch, ports.rights.inode()); }
    void carryOut(const effect::SetPrimary &);
    void carryOut(const effect::Withdraw &)
    {
        post.courier().setReign(Courier::Reign::None, NoEpoch); // before anybody can be told
        ports.gate.withdraw();
        ports.guards.setStanding(Standing::Candidate);
    }
    void carryOut(const effect::Publish &);
    void carryOut(const effect::CancelPromotion &e) { ports.application.cancelPromotion(e.epoch); }
    void carryOut(const effect::PingMainLoop &e) { ports.application.pingMainLoop(e.ticket); }
    void carryOut(const effect::Checked &);
    void carryOut(const effect::ReserveAhead &);
    void carryOut(const effect::PublishRecord &e) { publishRecord(e.record); }
    void carryOut(const effect::Bequeath &e)
    {
        ports.rights.releaseFirst();
        ports.guards.releaseFirst();
        ports.transport.tellFirst(e.successor);
    }
    void carryOut(const effect::ListenAhead &e)
    {
        if (e.on)
            ports.transport.listen(ports.rights.directory(), ports.rights.inode()); // if not, the claim says so
        else
            ports.transport.stopListening();
    }
    void carryOut(const effect::GiveWay &e)
    {
        if (ports.urgency)
            ports.urgency->giveWay(e.on);
    }
    void carryOut(const effect::Sweep &)
    {
        ports.rights.sweep();
        ports.floors.prune();
    }
    void carryOut(const effect::Announce &e)
    {
        tellBus([e](Bus &bus) { bus.shutdownAnnounced(e.epoch, e.reason, e.successorId); });
    }
    void carryOut(const effect::BusBeat &);
    void carryOut(const effect::BusListen &e)
    {
        tellBus([e](Bus &bus) { bus.listen(e.on); });
    }

    // Transport::Listener
    void accepted(Connection c) override
    {
        event([this, c] { election.accepted(c); });
    }
    void connected(Connection c) override
    {
        event([this, c] { election.connected(c); });
    }
    void together(const std::function<void()> &tell) override { inOneTurn(tell); }
    void received(Connection c, QByteArray frame) override
    {
        const qsizetype bytes = frame.size();
        if (letter::isLetter(frame))
            message(bytes,
                    [c, frame = std::move(frame)](Courier &courier) mutable { courier.received(c, std::move(frame)); });
        else
            event([this, c, frame = std::move(frame)] { election.received(c, frame); });
    }
    void drained(Connection) override
    {
        message([](Courier &) {}); // after every event goes out what waits for room
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
    void busPing(quint64 ticket) override
    {
        ports.application.pingMainLoop(ticket | BusTicket);
        ports.application.endOfEvent();
    }
    void busCheck(quint64 ticket) override
    {
        event([this, ticket] { election.check(ticket | BusTicket, std::chrono::seconds(2)); });
    }
    void busHeard(const QString &id, quint64 epoch) override
    {
        event([this, id, epoch] { election.busHeard(id, epoch); });
    }

    /// Letters that go on together at most, lest the first wait for the last.
    static constexpr int MostLetters = 64;
    /// Marks the tickets of the bus, whose answers go back there.
    static constexpr quint64 BusTicket = quint64(1) << 63;

    const Terms terms;
    const Ports ports;
    const QByteArray bootId = QSysInfo::bootUniqueId(); ///< empty where unknown
    Election election;
    Post post;
    std::deque<Event> waiting;
    std::vector<std::function<void(Bus &)>> forTheBus;
    bool running = false;
    bool inTurn = false;
    Instant now{};          ///< of the event
    int undelivered = 0;    ///< letters since attendToPost()
    Pace pace;              ///< of the letters
    bool keyed = false;     ///< the guards know the directory's key
    Epoch ending = NoEpoch; ///< the reign that was asked for the end of its publications
    Epoch ended = NoEpoch;  ///< and has come to it
    Instant armed = Never;
    QDateTime lastHeartbeat;                              ///< by the wall clock, for display only
    std::unordered_multimap<quint64, Connection> holders; ///< by inode: whose death the pidfd tells
};

/// It must not act on a role that is lost by now: hence the look at how things stand, and at the proof, before.
template <typename F>
void Driver::Impl::message(F &&deliver)
{
    if (!ports.desk)
        return;
    take(Kind::Letter, [this, deliver = std::forward<F>(deliver)]() mutable {
        post.follow(election);
        if (post.lacksProof())
            waiting.push_back({Kind::Role, [this] { election.proofLost(); }});
        deliver(post.courier());
    });
}

} // namespace QtFailover::Internal
