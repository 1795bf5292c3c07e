// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/wire.h"
#include "sim/process.h"

#include <algorithm>

namespace QtFailover::Sim {

using namespace std::chrono_literals;

namespace {
Answer answer(Epoch epoch, Answer::Kind kind)
{
    Answer made;
    made.epoch = epoch;
    made.kind = kind;
    return made;
}
} // namespace

BindResult SimGuards::bind(Epoch epoch)
{
    m_process.step();
    World &world = m_process.world();
    if (world.broken == Broken::GuardsUnavailable)
        return BindResult::Unavailable;
    const bool bound = world.shared.guards.emplace(epoch, m_process.number()).second;
    if (world.isTracing())
        world.trace(&m_process, QStringLiteral("bind @%1 %2").arg(epoch).arg(bound));
    return bound ? BindResult::Bound : BindResult::InUse;
}

bool SimGuards::isBound(Epoch epoch) const
{
    const auto &guards = m_process.world().shared.guards;
    const auto guard = guards.find(epoch);
    return guard != guards.end() && guard->second == m_process.number();
}

void SimGuards::setStanding(Standing standing) { m_process.standing = standing; }

void SimGuards::free()
{
    m_process.step();
    std::erase_if(m_process.world().shared.guards,
                  [this](const auto &guard) { return guard.second == m_process.number(); });
}

/// One look at one guard; nothing: no answer yet.
std::optional<Answer> SimGuards::tryAsk(Epoch epoch, bool last)
{
    World &world = m_process.world();
    const auto guard = world.shared.guards.find(epoch);
    if (guard == world.shared.guards.end() || world.broken == Broken::GuardsRefused)
        return answer(epoch, Answer::Refused);
    Process &holder = *world.process(guard->second);
    if (!holder.isAlive()) {
        if (world.pidfd && holder.isProvenDead())
            return answer(epoch, Answer::Dead);
    } else if (world.broken == Broken::ForcedUnlock && holder.isStopped()) {
        return answer(epoch, Answer::Dead);
    } else if (holder.answers()) {
        if (holder.asked)
            holder.post(Process::Hints, holder.asked);
        Answer given = answer(epoch, Answer::Answered);
        given.standing = holder.standing;
        given.instanceId = holder.id();
        return given;
    }
    if (!last)
        return std::nullopt;
    Answer silence = answer(epoch, Answer::Silent);
    if (world.pidfd)
        silence.process = holder.isStopped() ? ProcessState::Stopped : ProcessState::Running;
    return silence;
}

std::vector<Answer> SimGuards::askAll(const std::vector<Epoch> &epochs)
{
    World &world = m_process.world();
    const Instant deadline = world.now() + AskDeadline;
    std::vector<Answer> answers;
    std::vector<Epoch> open = epochs;
    m_process.setAsking(true);
    while (!open.empty()) {
        m_process.step();
        const bool last = world.now() >= deadline;
        std::erase_if(open, [&](Epoch epoch) {
            const std::optional<Answer> answer = tryAsk(epoch, last);
            if (answer)
                answers.push_back(*answer);
            return answer.has_value();
        });
        if (!open.empty())
            m_process.wait(std::min<Duration>(500us, std::max<Duration>(deadline - world.now(), 1us)));
    }
    m_process.step(); // an answer is as old as its way back
    m_process.setAsking(false);
    std::sort(answers.begin(), answers.end(), [](const Answer &a, const Answer &b) { return a.epoch < b.epoch; });
    return answers;
}

Answer SimGuards::ask(Epoch epoch) { return askAll({epoch}).at(0); }

std::vector<Answer> SimGuards::askOthers()
{
    m_process.step();
    World &world = m_process.world();
    std::vector<Epoch> epochs;
    if (world.broken != Broken::AskOthersEmpty && world.broken != Broken::GuardsRefused) {
        for (const auto &[epoch, holder] : world.shared.guards) {
            if (holder != m_process.number())
                epochs.push_back(epoch);
        }
    }
    std::vector<Answer> answers = askAll(epochs);
    std::erase_if(answers, [&world](const Answer &answer) {
        return (world.broken == Broken::CandidatesIgnored && answer.kind == Answer::Answered
                && answer.standing == Standing::Candidate)
               || (world.broken == Broken::SilentIgnored && answer.kind == Answer::Silent);
    });
    if (world.isTracing()) {
        for (const Answer &answer : answers)
            world.trace(&m_process, QStringLiteral("asked @%1: kind %2 standing %3")
                                        .arg(answer.epoch)
                                        .arg(int(answer.kind))
                                        .arg(int(answer.standing)));
    }
    return answers;
}

QByteArray SimGuards::networkNamespace() const
{
    return m_process.world().namespaces ? QByteArrayLiteral("n") : QByteArray();
}

void SimGuards::onAsked(std::function<void()> callback) { m_process.asked = std::move(callback); }

void SimTransport::setListener(Listener *listener) { m_process.listener = listener; }

Failure SimTransport::listen(const QString &, quint64 inode)
{
    if (m_process.served == inode && isListening())
        return {};
    stopListening();
    m_process.step();
    if (const Failure shortage = m_process.noFile(QtFailover::Error::ListenFailed))
        return shortage;
    m_process.world().shared.sockets[inode] = m_process.number();
    m_process.served = inode;
    return {};
}

bool SimTransport::isListening() const
{
    const auto &sockets = m_process.world().shared.sockets;
    return m_process.served != 0 && sockets.contains(m_process.served);
}

void SimTransport::stopListening()
{
    m_process.step();
    m_process.world().shared.sockets.erase(std::exchange(m_process.served, 0));
}

Connection SimTransport::connectTo(const QString &, quint64 inode)
{
    m_process.step();
    return m_process.world().network.connect(m_process, inode);
}

void SimTransport::send(Connection connection, const QByteArray &frame)
{
    m_process.step();
    const wire::Message message = wire::decode(frame).message;
    if (std::holds_alternative<wire::Prepare>(message) || std::holds_alternative<wire::TakeOver>(message))
        m_process.asksForSuccession();
    m_process.world().network.send(m_process, connection, frame);
}

void SimTransport::close(Connection connection) { m_process.world().network.close(m_process, connection); }

void SimTransport::forget(Connection connection) { m_process.world().network.forget(m_process, connection); }

ProcessState SimTransport::state(Connection connection)
{
    m_process.step();
    return m_process.world().network.state(m_process, connection);
}

void SimGate::grant(const QString &, Epoch epoch, quint64 inode)
{
    m_process.step();
    m_process.gate = GateState{epoch, inode, false, Instant::min()};
    if (m_process.world().isTracing())
        m_process.world().trace(&m_process, QStringLiteral("token %1").arg(epoch));
}

void SimGate::setPrimary(bool primary)
{
    if (m_process.gate)
        m_process.gate->primary = primary;
}

void SimGate::withdraw()
{
    m_process.step();
    m_process.gate.reset();
}

bool SimGate::holds(Epoch epoch) { return m_process.hasToken() && m_process.tokenEpoch() == epoch; }

void SimGate::onLost(std::function<void()> callback) { m_process.lost = std::move(callback); }

void SimBus::setListener(Listener *listener) { m_process.busListener = listener; }

void SimBus::open(const Terms &)
{
    if (m_process.world().busUp)
        m_process.tellBus([](Listener &listener) { listener.busConnected(true); });
}

void SimBus::heartbeat(quint64 epoch, quint64, quint32) { tellOthers(epoch); }

void SimBus::promoted(quint64 epoch, Reason) { tellOthers(epoch); }

void SimBus::listen(bool on) { m_process.listensToBus = on; }

/// Signals come in their own time, however late, also from the dead.
void SimBus::tellOthers(quint64 epoch)
{
    World &world = m_process.world();
    if (!world.busUp)
        return;
    for (const auto &other : world.processes) {
        if (other->number() != m_process.number() && (other->listensToBus || world.busLeaks))
            other->tellBus([id = m_process.id(), epoch](Listener &listener) { listener.busHeard(id, epoch); });
    }
}

void SimApplication::publish(const Snapshot &snapshot, const std::vector<Notice> &notices)
{
    m_process.step();
    m_process.published(snapshot, notices);
}

bool SimApplication::promote(const PromotionOrder &order)
{
    m_process.step();
    return m_process.promote(order);
}

bool SimApplication::demote(const DemotionOrder &order)
{
    m_process.step();
    return m_process.demote(order);
}

void SimApplication::pingMainLoop(quint64 ticket) { m_process.ping(ticket); }

void SimApplication::checked(quint64 ticket, CheckResult) { m_process.checked(ticket); }

} // namespace QtFailover::Sim
