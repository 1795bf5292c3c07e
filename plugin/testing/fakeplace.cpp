// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "testing/fakeplace.h"

#include "driver/driver.h"
#include "testing/fakeworld.h"

namespace QtFailover::Testing {

Instant FakeClock::now() const { return m_world.now(); }

void FakeClock::setAlarm(Instant at)
{
    const quint64 generation = ++*m_generation;
    if (at == Never)
        return;
    m_world.at(at, m_me, [me = m_me, generation, current = m_generation] {
        if (generation == *current && me->alarm)
            me->alarm();
    });
}

std::optional<FakeToken::Grant> FakeToken::current() const
{
    const std::lock_guard lock(m_mutex);
    return m_grant && m_me->land->isHeld(m_grant->epoch, m_grant->inode) ? m_grant : std::nullopt;
}

bool FakeToken::isPrimary() const
{
    const auto grant = current();
    return grant && grant->primary;
}

std::optional<quint64> FakeToken::fencingToken() const
{
    const auto grant = current();
    return grant ? std::optional<quint64>(grant->epoch) : std::nullopt;
}

std::optional<quint64> FakeToken::primaryToken() const
{
    const auto grant = current();
    return grant && grant->primary ? std::optional<quint64>(grant->epoch) : std::nullopt;
}

void FakeToken::grant(const QString &, Epoch epoch, quint64 inode)
{
    const std::lock_guard lock(m_mutex);
    if (!m_grant || m_grant->epoch != epoch || m_grant->inode != inode)
        m_grant = Grant{epoch, inode, false};
}

void FakeToken::setPrimary(bool primary)
{
    const std::lock_guard lock(m_mutex);
    if (m_grant)
        m_grant->primary = primary;
}

void FakeToken::withdraw()
{
    const std::lock_guard lock(m_mutex);
    m_grant.reset();
}

/// The library asks before it acts for the primary: here it learns of a loss.
bool FakeToken::holds(Epoch epoch)
{
    const bool holds = fencingToken() == epoch;
    if (!holds && m_me->lost)
        m_world.post(m_me, m_me->lost);
    return holds;
}

FakePlace::FakePlace(FakeWorld &world, const InstancePtr &me)
    : m_world(world),
      m_me(me),
      m_clock(world, me),
      m_rights(me),
      m_floors(world, me),
      m_guards(world, me),
      m_transport(world, me),
      m_token(std::make_shared<FakeToken>(world, me))
{}

FakePlace::~FakePlace()
{
    m_token->withdraw();
    m_world.leave(m_me);
}

Ports FakePlace::ports(Application &application, Desk *desk)
{
    return {m_clock, m_rights, m_floors, m_guards, m_transport, *m_token, m_bus, application, desk};
}

void FakePlace::post(std::function<void()> call) { m_world.post(m_me, std::move(call)); }

} // namespace QtFailover::Testing
