// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/nobus.h"
#include "ports/clock.h"
#include "testing/fakefiles.h"
#include "testing/fakenetwork.h"

namespace QtFailover::Testing {

class FakeClock final : public Clock
{
public:
    FakeClock(FakeWorld &world, InstancePtr me) : m_world(world), m_me(std::move(me)) {}

    Instant now() const override;
    Duration suspended() const override { return {}; }
    void setAlarm(Instant at) override;
    void onAlarm(std::function<void()> callback) override { m_me->alarm = std::move(callback); }

private:
    FakeWorld &m_world;
    const InstancePtr m_me;
    const std::shared_ptr<quint64> m_generation = std::make_shared<quint64>(0);
};

/// Looks at the right whenever it is asked, from any thread.
class FakeToken final : public Token
{
public:
    FakeToken(FakeWorld &world, InstancePtr me) : m_world(world), m_me(std::move(me)) {}

    bool isPrimary() const override;
    std::optional<quint64> fencingToken() const override;
    std::optional<quint64> primaryToken() const override;
    void grant(const QString &directory, Epoch epoch, quint64 inode) override;
    void setPrimary(bool primary) override;
    void withdraw() override;
    bool holds(Epoch epoch) override;
    void onLost(std::function<void()> callback) override { m_me->lost = std::move(callback); }

private:
    struct Grant {
        Epoch epoch = NoEpoch;
        quint64 inode = 0;
        bool primary = false;
    };
    std::optional<Grant> current() const;

    FakeWorld &m_world;
    const InstancePtr m_me;
    mutable std::mutex m_mutex;
    std::optional<Grant> m_grant;
};

class FakePlace final : public World::Place
{
public:
    FakePlace(FakeWorld &world, const InstancePtr &me);
    ~FakePlace() override;

    Ports ports(Application &application, Desk *desk) override;
    std::shared_ptr<Token> token() const override { return m_token; }
    void post(std::function<void()> call) override;

private:
    FakeWorld &m_world;
    const InstancePtr m_me;
    FakeClock m_clock;
    FakeRights m_rights;
    FakeFloors m_floors;
    FakeGuards m_guards;
    FakeTransport m_transport;
    NoBus m_bus;
    const std::shared_ptr<FakeToken> m_token;
};

} // namespace QtFailover::Testing
