// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// How the driver carries letters: not without a proof of the role, and a little at a time.
#include "core/wire.h"
#include "driver/driver.h"
#include "driver/post.h"
#include "testing/fakeworld.h"

#include <gtest/gtest.h>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

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
    bool holds(Epoch epoch) override { return proves && m_gate.holds(epoch); }
    void onLost(std::function<void()> callback) override { m_gate.onLost(std::move(callback)); }

    bool proves = true;

private:
    Gate &m_gate;
};

/// To peers that read when they are told to.
class FullTransport final : public Transport
{
public:
    explicit FullTransport(Transport &transport) : m_transport(transport) {}
    void setListener(Listener *listener) override { m_transport.setListener(listener); }
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

    qint64 waiting = 0;
    int sent = 0;

private:
    Transport &m_transport;
};

/// Hears how its connection ends.
class Ending final : public Transport::Listener
{
public:
    void accepted(Connection) override {}
    void connected(Connection) override {}
    void received(Connection, const QByteArray &) override {}
    void closed(Connection) override { hasEnded = true; }
    void died(Connection) override {}

    bool hasEnded = false;
};

struct Instance {
    explicit Instance(Testing::FakeWorld &inWorld, const QString &id, bool readersAreSlow = false)
        : world(inWorld),
          terms(termsOf(id)),
          place(world.admit(terms, application)),
          own(place->ports(application, &desk)),
          driver(terms, ports(readersAreSlow), 1)
    {}

    static Terms termsOf(const QString &id)
    {
        Terms terms;
        terms.group = u"g"_s;
        terms.instanceId = id;
        terms.heartbeatInterval = 5s;
        terms.heartbeatTimeout = 15s;
        terms.probeInterval = terms.promotionTimeout = 60s;
        terms.shutdownTimeout = 5s;
        return terms;
    }
    Ports ports(bool readersAreSlow)
    {
        Transport &way = readersAreSlow ? static_cast<Transport &>(transport) : own.transport;
        return {own.clock, own.rights, own.floors, own.guards, way, gate, own.bus, application, &desk};
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
        driver.publishTopic({u"t"_s, payload, {1, 0}, retained});
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
    Driver driver;
};

class DriverLetters : public testing::Test
{
protected:
    /// No more than that is done without the clock moving.
    bool comesToRestWithin(int steps)
    {
        while (steps-- > 0) {
            if (!world.step(world.now()))
                return true;
        }
        return false;
    }

    bool comesTrueWithin(Duration time, const std::function<bool()> &condition)
    {
        const Instant end = world.now() + time;
        while (!condition() && world.step(end)) {
        }
        return condition();
    }

    Testing::FakeWorld world;
    Instance a{world, u"a"_s};
};

} // namespace

TEST_F(DriverLetters, NothingIsHandledOrAnsweredOrPublishedWhileTheRoleCannotBeProved)
{
    a.start();
    a.request(1);
    ASSERT_EQ(a.desk.deliveries.size(), 1U);
    a.gate.proves = false;
    a.request(2);
    a.driver.answerRequest(a.desk.deliveries[0].ticket, {Fate::Done, "done", {}});
    a.publish("x");
    EXPECT_EQ(a.desk.deliveries.size(), 1U);
    EXPECT_TRUE(a.desk.answers.empty());
    EXPECT_TRUE(a.desk.publications.empty());
    a.gate.proves = true;
    a.turn();
    EXPECT_EQ(a.desk.deliveries.size(), 2U);
    EXPECT_EQ(a.desk.answers.size(), 1U);
    EXPECT_EQ(a.desk.publications.size(), 1U);
}

TEST_F(DriverLetters, NothingIsHandledBeforeThePromotionIsAccepted)
{
    a.application.asksBeforePromotion = true;
    a.start();
    a.request(1);
    EXPECT_TRUE(a.desk.deliveries.empty());
    a.driver.promotionAnswered(1, true, {});
    EXPECT_EQ(a.desk.deliveries.size(), 1U);
}

TEST_F(DriverLetters, TheLetterThatFindsTheRightLostHasItMadeAnewAtOnce)
{
    a.start();
    a.own.rights.unlink(1);
    a.gate.proves = false;
    a.request(1);
    EXPECT_TRUE(a.gate.proves) << "the right was granted anew";
    EXPECT_EQ(a.desk.deliveries.size(), 1U);
}

TEST_F(DriverLetters, ALargeOneComesWholeWithoutWaitingForAnythingElse)
{
    a.start();
    Instance b(world, u"b"_s);
    b.start();
    const QByteArray payload(5 * Post::Window, 'x');
    b.request(1, payload);
    EXPECT_TRUE(a.desk.deliveries.empty()) << "others have their turn before";
    EXPECT_TRUE(comesToRestWithin(1000));
    ASSERT_EQ(a.desk.deliveries.size(), 1U);
    EXPECT_TRUE(a.desk.deliveries[0].payload == payload);
}

TEST_F(DriverLetters, ALargeOneToAPeerThatDoesNotReadWaitsWithoutWork)
{
    a.start();
    Instance b(world, u"b"_s, true);
    b.start();
    b.transport.waiting = 0;
    b.transport.sent = 0;
    b.request(1, QByteArray(5 * Post::Window, 'x'));
    EXPECT_TRUE(comesToRestWithin(1000));
    b.turn();
    EXPECT_EQ(b.transport.sent, 1);
    EXPECT_LT(b.transport.waiting, 2 * Post::Window) << "the rest can still be taken back";
}

TEST_F(DriverLetters, WhatTheApplicationHadNoRoomForIsToldAfterTheNextEvent)
{
    a.start();
    Instance b(world, u"b"_s);
    b.start();
    for (int i = 0; i < 7; ++i)
        a.publish(QByteArray(16 << 20, 'x'));
    a.publish(QByteArray(16 << 20, 'y'), true);
    world.runDue();
    ASSERT_EQ(b.desk.publications.size(), 7U) << "128 MiB, with what each costs beside";
    b.desk.publications.clear();
    b.turn();
    ASSERT_EQ(b.desk.publications.size(), 1U);
    EXPECT_TRUE(b.desk.publications[0].payload.startsWith('y'));
}

TEST_F(DriverLetters, WhatWasPublishedBeforeTheEndOfAReignIsToldBeforeIt)
{
    a.start();
    a.driver.inOneTurn([this] {
        a.publish("x");
        a.driver.shutdown();
    });
    EXPECT_EQ(a.application.role, Role::Inactive);
    ASSERT_EQ(a.desk.publications.size(), 1U);
    EXPECT_EQ(a.desk.roleThen, Role::Primary);
}

TEST_F(DriverLetters, AHandOverWaitsNoLongerForAPeerThatDoesNotReadThanThePatienceWithIt)
{
    Instance p(world, u"p"_s, true);
    p.start();
    Instance b(world, u"b"_s);
    b.start();
    p.publish("sent");
    p.publish("waits until that is read");
    const Instant begin = world.now();
    p.driver.handOver({});
    EXPECT_TRUE(comesTrueWithin(p.terms.shutdownTimeout, [&b] { return b.application.role == Role::Primary; }));
    EXPECT_LE(world.now() - begin, MessageLimits{}.patience);
}

TEST_F(DriverLetters, APeerThatSendsGarbageLosesItsConnectionAndItsPlaceAmongTheInstances)
{
    a.start();
    Quiet application;
    const auto place = world.admit(Instance::termsOf(u"c"_s), application);
    const Ports own = place->ports(application, nullptr);
    Ending ending;
    own.transport.setListener(&ending);
    const Connection connection = own.transport.connectTo({}, a.own.rights.inode());
    world.runDue();
    wire::Hello hello;
    hello.group = u"g"_s;
    hello.id = u"c"_s;
    hello.pid = 99;
    hello.epoch = 1;
    own.transport.send(connection, wire::encode(hello));
    ASSERT_TRUE(comesTrueWithin(1s, [this] { return a.application.members == 2; }));
    own.transport.send(connection, "\x84\x01 and no letter");
    EXPECT_TRUE(comesTrueWithin(1s, [this] { return a.application.members == 1; }));
    EXPECT_TRUE(ending.hasEnded);
}
