// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "driver/driver.h"

namespace QtFailover::Sim {

using namespace QtFailover::Internal;

class Process;

/// What the gate was granted, and when its name was last seen to be there.
struct GateState {
    Epoch epoch = NoEpoch;
    quint64 inode = 0;
    bool primary = false;
    Instant checked = Instant::min();
};

class SimClock final : public Clock
{
public:
    explicit SimClock(Process &process) : m_process(process) {}
    Instant now() const override;
    Duration suspended() const override;
    void setAlarm(Instant at) override;
    void onAlarm(std::function<void()> callback) override;

private:
    Process &m_process;
    quint64 m_generation = 0;
};

class SimRights final : public Rights
{
public:
    explicit SimRights(Process &process) : m_process(process) {}
    Failure open() override;
    quint64 inode() const override;
    Survey look() override;
    Hold hold(Epoch epoch) override;
    LinkResult link(Epoch epoch) override;
    bool unlink(Epoch epoch) override;
    bool prove(Epoch epoch) override;
    bool revoke(Epoch epoch, const Record &record) override;
    void unlock() override;
    Failure publish(const Record &record) override;
    std::optional<Record> record(quint64 inode) override;
    void sweep() override;
    Failure failure() const override;
    QString directory() const override { return QStringLiteral("/d"); }
    QByteArray key() const override { return {}; }

private:
    bool isOurs(Epoch epoch) const;
    Process &m_process;
    Survey m_first;
    Epoch m_linked = NoEpoch;
};

class SimFloors final : public Floors
{
public:
    explicit SimFloors(Process &process) : m_process(process) {}
    Failure open() override { return {}; }
    bool durable() const override { return true; }
    Counted count() override;
    SpeakResult speak(Epoch epoch) override;
    Failure reserve(Epoch upTo) override;
    void reserveAhead(Epoch upTo, std::function<void(Failure)> done) override;
    void prune() override;
    Failure failure() const override { return {}; }

private:
    Process &m_process;
};

class SimGuards final : public Guards
{
public:
    SimGuards(Process &process, SimRights &rights) : m_process(process), m_rights(rights) {}
    void setKey(const QByteArray &) override {}
    BindResult bind(Epoch epoch) override;
    bool isBound(Epoch epoch) const override;
    void setStanding(Standing standing) override;
    void free() override;
    Answer ask(Epoch epoch) override;
    std::vector<Answer> askOthers() override;
    QByteArray networkNamespace() const override;
    void onAsked(std::function<void()> callback) override;
    Failure failure() const override { return {}; }

private:
    std::vector<Answer> askAll(const std::vector<Epoch> &epochs);
    std::optional<Answer> tryAsk(Epoch epoch, bool last);
    Process &m_process;
    SimRights &m_rights;
};

class SimTransport final : public Transport
{
public:
    explicit SimTransport(Process &process) : m_process(process) {}
    void setListener(Listener *listener) override;
    Failure listen(const QString &directory, quint64 inode) override;
    bool isListening() const override;
    void stopListening() override;
    Connection connectTo(const QString &directory, quint64 inode) override;
    void send(Connection connection, const QByteArray &frame) override;
    void close(Connection connection) override;
    void forget(Connection connection) override;
    ProcessState state(Connection connection) override;
    qint64 peerPid(Connection) const override { return 0; }

private:
    Process &m_process;
};

class SimGate final : public Gate
{
public:
    explicit SimGate(Process &process) : m_process(process) {}
    void grant(const QString &directory, Epoch epoch, quint64 inode) override;
    void setPrimary(bool primary) override;
    void withdraw() override;
    bool holds(Epoch epoch) override;
    void onLost(std::function<void()> callback) override;

private:
    Process &m_process;
};

class SimBus final : public Bus
{
public:
    explicit SimBus(Process &process) : m_process(process) {}
    void setListener(Listener *listener) override;
    void open(const Terms &) override;
    void close() override {}
    void publish(const Snapshot &, const Status &) override {}
    void refresh(const Status &, const QVariantMap &) override {}
    void heartbeat(quint64 epoch, quint64, quint32) override;
    void shutdownAnnounced(quint64, Reason, const QString &) override {}
    void promoted(quint64 epoch, Reason) override;
    void roleChanged(Role, Role, quint64) override {}
    void listen(bool on) override;
    void answerPing(quint64) override {}
    void answerCheck(quint64, const QString &) override {}

private:
    void tellOthers(quint64 epoch);
    Process &m_process;
};

class SimApplication final : public Application
{
public:
    explicit SimApplication(Process &process) : m_process(process) {}
    void publish(const Snapshot &snapshot, const std::vector<Notice> &notices) override;
    bool promote(const PromotionOrder &order) override;
    void cancelPromotion(Epoch) override {}
    bool demote(const DemotionOrder &order) override;
    void pingMainLoop(quint64 ticket) override;
    void checked(quint64 ticket, CheckResult result) override;
    void endOfEvent() override {}

private:
    Process &m_process;
};

struct SimPorts {
    explicit SimPorts(Process &process);
    SimClock clock;
    SimRights rights;
    SimFloors floors;
    SimGuards guards;
    SimTransport transport;
    SimGate gate;
    SimBus bus;
    SimApplication application;
    Ports all();
};

} // namespace QtFailover::Sim
