// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ports/floors.h"
#include "ports/rights.h"
#include "testing/instance.h"

namespace QtFailover::Testing {

class FakeWorld;

/// The directory of the group, in order at all times.
class FakeRights final : public Rights
{
public:
    explicit FakeRights(InstancePtr me) : m_me(std::move(me)) {}

    Failure open() override;
    quint64 inode() const override { return m_me->inode; }
    Survey look() override;
    Hold hold(Epoch epoch) override;
    LinkResult link(Epoch epoch) override;
    bool unlink(Epoch epoch) override;
    bool prove(Epoch epoch) override { return m_me->land->isHeld(epoch, m_me->inode); }
    bool revoke(Epoch epoch, const Record &record) override;
    void unlock() override;
    Failure publish(const Record &record) override;
    std::optional<Record> record(quint64 inode) override;
    void sweep() override {}
    Failure failure() const override { return {}; }
    QString directory() const override { return QStringLiteral("/testing"); }
    QByteArray key() const override { return {}; }

private:
    const InstancePtr m_me;
};

/// The epochs' floors, on a disk that is written at once.
class FakeFloors final : public Floors
{
public:
    FakeFloors(FakeWorld &world, InstancePtr me) : m_world(world), m_me(std::move(me)) {}

    Failure open() override { return {}; }
    bool durable() const override { return true; }
    Counted count() override;
    SpeakResult speak(Epoch epoch) override;
    Failure reserve(Epoch upTo) override;
    void reserveAhead(Epoch upTo, std::function<void(Failure)> done) override;
    void prune() override {}
    Failure failure() const override { return {}; }

private:
    FakeWorld &m_world;
    const InstancePtr m_me;
};

/// The second guard. Who is stopped is silent; nobody waits for that.
class FakeGuards final : public Guards
{
public:
    FakeGuards(FakeWorld &world, InstancePtr me) : m_world(world), m_me(std::move(me)) {}

    void setKey(const QByteArray &) override {}
    BindResult bind(Epoch epoch) override;
    bool isBound(Epoch epoch) const override;
    void setStanding(Standing standing) override { m_me->standing = standing; }
    void free() override;
    Answer ask(Epoch epoch) override;
    std::vector<Answer> askOthers() override;
    QByteArray networkNamespace() const override { return QByteArrayLiteral("testing"); }
    void onAsked(std::function<void()> callback) override { m_me->asked = std::move(callback); }
    Failure failure() const override { return {}; }

private:
    FakeWorld &m_world;
    const InstancePtr m_me;
};

} // namespace QtFailover::Testing
