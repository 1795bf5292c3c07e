// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "driver/driver.h"
#include "testing/fakeworld.h"

#include <functional>
#include <memory>
#include <vector>

// Drivers in one world, with an application and a desk that note what comes, and a gate and a transport that can be
// made to refuse.
namespace QtFailover::Internal {

class Quiet final : public Application, public World::Inhabitant
{
public:
    void publish(const Snapshot &snapshot, const std::vector<Notice> &) override
    {
        role = snapshot.role;
        members = snapshot.members.size();
    }
    bool promote(const PromotionOrder &) override { return asksBeforePromotion; }
    void cancelPromotion(Epoch) override {}
    bool demote(const DemotionOrder &) override { return false; }
    void pingMainLoop(quint64) override {}
    void checked(quint64, CheckResult) override {}
    void endOfEvent() override {}
    bool turn() override { return false; }
    void holdMainLoop() override {}
    void releaseMainLoop() override {}
    void vanish() override {}

    Role role = Role::Inactive;
    std::size_t members = 0;
    bool asksBeforePromotion = false;
};

class Letters final : public Desk
{
public:
    explicit Letters(const Quiet &application) : m_application(application) {}
    void deliver(const Delivery &delivery) override { deliveries.push_back(delivery); }
    void answered(const Answered &answered) override { answers.push_back(answered); }
    void published(const Published &value) override
    {
        publications.push_back(value);
        roleThen = m_application.role;
    }

    bool endPublications(Epoch epoch) override
    {
        ended = epoch;
        return false;
    }

    Epoch ended = NoEpoch; ///< the reign that publishes no more
    std::vector<Delivery> deliveries;
    std::vector<Answered> answers;
    std::vector<Published> publications;
    Role roleThen = Role::Inactive; ///< as last told, at the last of them

private:
    const Quiet &m_application;
};

/// Proves nothing while it is told so, until the right is granted anew.
class DoubtfulGate final : public Gate
{
public:
    explicit DoubtfulGate(Gate &gate) : m_gate(gate) {}
    void grant(const QString &directory, Epoch epoch, quint64 inode) override
    {
        proves = true;
        m_gate.grant(directory, epoch, inode);
    }
    void setPrimary(bool primary) override { m_gate.setPrimary(primary); }
    void withdraw() override { m_gate.withdraw(); }
    bool holds(Epoch epoch) override { return proves && !cannotTell && m_gate.holds(epoch); }
    void onLost(std::function<void()> callback) override { m_gate.onLost(std::move(callback)); }

    bool proves = true;      ///< until it has lost the name; the next grant mends that
    bool cannotTell = false; ///< as with a file system that fails

private:
    Gate &m_gate;
};

/// To peers that read when they are told to.
class FullTransport final : public Transport
{
public:
    explicit FullTransport(Transport &transport) : m_transport(transport) {}
    void setListener(Listener *its) override
    {
        listener = its;
        m_transport.setListener(its);
    }
    Failure listen(const QString &directory, quint64 inode) override { return m_transport.listen(directory, inode); }
    bool isListening() const override { return m_transport.isListening(); }
    void stopListening() override { m_transport.stopListening(); }
    Connection connectTo(const QString &directory, quint64 inode) override
    {
        return m_transport.connectTo(directory, inode);
    }
    void send(Connection connection, const QByteArray &frame) override { m_transport.send(connection, frame); }
    void sendAll(Connection, const std::vector<Frame> &frames) override
    {
        ++sent;
        for (const Frame &frame : frames)
            waiting += frame.size();
    }
    qint64 queued(Connection) const override { return waiting; }
    void close(Connection connection) override { m_transport.close(connection); }
    void forget(Connection connection) override { m_transport.forget(connection); }
    ProcessState state(Connection connection) override { return m_transport.state(connection); }
    qint64 peerPid(Connection connection) const override { return m_transport.peerPid(connection); }

    /// The peer has read all of it.
    void drain(Connection connection)
    {
        waiting = 0;
        listener->drained(connection);
    }

    qint64 waiting = 0;
    int sent = 0;
    Listener *listener = nullptr;

private:
    Transport &m_transport;
};

/// Counts how often it was asked to stay awake.
class Wakefulness final : public Urgency
{
public:
    void giveWay(bool) override {}
    void stayAwake(Duration) override { ++asked; }

    int asked = 0;
};

/// Hears how its connection ends.
class Ending final : public Transport::Listener
{
public:
    void accepted(Connection) override {}
    void connected(Connection) override {}
    void received(Connection, QByteArray) override {}
    void closed(Connection) override { hasEnded = true; }
    void died(Connection) override {}

    bool hasEnded = false;
};

struct DrivenInstance {
    DrivenInstance(Testing::FakeWorld &inWorld, const QString &id, bool readersAreSlow = false)
        : world(inWorld),
          terms(termsOf(id)),
          place(world.admit(terms, application)),
          own(place->ports(application, &desk)),
          driver(terms, ports(readersAreSlow), 1)
    {}

    static Terms termsOf(const QString &id)
    {
        Terms terms;
        terms.group = QStringLiteral("g");
        terms.instanceId = id;
        terms.heartbeatInterval = std::chrono::seconds(5);
        terms.heartbeatTimeout = std::chrono::seconds(15);
        terms.probeInterval = terms.promotionTimeout = std::chrono::seconds(60);
        terms.shutdownTimeout = std::chrono::seconds(5);
        return terms;
    }
    Ports ports(bool readersAreSlow)
    {
        Transport &way = readersAreSlow ? static_cast<Transport &>(transport) : own.transport;
        return {own.clock, own.rights, own.floors, own.guards, way, gate, own.bus, application, &desk, &urgency};
    }
    void start()
    {
        driver.start();
        world.runDue();
    }
    void request(quint64 number, const QByteArray &payload = "x")
    {
        driver.request(std::make_shared<Outgoing>(RequestId{1, number}, payload));
    }
    void publish(const QByteArray &payload, bool retained = false)
    {
        driver.publishTopic({QStringLiteral("t"), payload, {1, 0}, retained});
    }
    /// An event that says nothing.
    void turn() { driver.mainLoopTurned(0); }

    Testing::FakeWorld &world;
    const Terms terms;
    Quiet application;
    Letters desk{application};
    const std::unique_ptr<World::Place> place;
    const Ports own;
    DoubtfulGate gate{own.gate};
    FullTransport transport{own.transport};
    Wakefulness urgency;
    Driver driver;
};

} // namespace QtFailover::Internal
