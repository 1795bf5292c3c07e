// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include <QtFailover/testing.h>

#include "testing/fakenetwork.h"
#include "testing/fakeworld.h"

#include <QCoreApplication>

#include <utility>

namespace QtFailover::Testing {

namespace {
bool thereIsOne = false;
}

class Group::Private
{
public:
    InstancePtr instance(const QString &id) const
    {
        InstancePtr found = world.find(id);
        if (!found)
            qFatal("QtFailover::Testing: no instance '%s' is running", qPrintable(id));
        return found;
    }

    FakeWorld world;
    const Instant begin = world.now();
};

Group::Group() : d(std::make_unique<Private>())
{
    if (std::exchange(thereIsOne, true))
        qFatal("QtFailover::Testing: there is a Group already");
    setWorld(&d->world);
}

Group::~Group()
{
    setWorld(nullptr);
    thereIsOne = false;
}

Config Group::config(const QString &instanceId) const
{
    Config config(QStringLiteral("org.example.Testing"));
    config.setInstanceId(instanceId);
    config.setDBusEnabled(false);
    return config;
}

void Group::settle()
{
    do {
        d->world.runDue();
        QCoreApplication::processEvents();
    } while (d->world.step(d->world.now()));
}

void Group::advance(std::chrono::milliseconds time)
{
    advanceUntil([] { return false; }, time);
}

bool Group::advanceUntil(const std::function<bool()> &condition, std::chrono::milliseconds atMost)
{
    const Instant end = d->world.now() + atMost;
    for (settle(); !condition(); settle()) {
        if (!d->world.step(end)) {
            settle();
            return condition();
        }
    }
    return true;
}

std::chrono::milliseconds Group::elapsed() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(d->world.now() - d->begin);
}

void Group::crash(const QString &instanceId) { d->world.crash(d->instance(instanceId)); }

void Group::stop(const QString &instanceId) { d->world.stop(d->instance(instanceId)); }

void Group::resume(const QString &instanceId) { d->world.resume(d->instance(instanceId)); }

void Group::block(const QString &instanceId) { d->world.block(d->instance(instanceId)); }

void Group::unblock(const QString &instanceId) { d->world.unblock(d->instance(instanceId)); }

void Group::isolate(const QString &instanceId)
{
    const InstancePtr instance = d->instance(instanceId);
    instance->isolated = true;
    FakeNetwork(d->world).cut(instance);
}

void Group::reconnect(const QString &instanceId) { d->instance(instanceId)->isolated = false; }

} // namespace QtFailover::Testing
