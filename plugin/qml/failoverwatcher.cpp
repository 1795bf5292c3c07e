// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "failoverwatcher.h"

#include <QCoreApplication>
#include <QMetaMethod>

#include <utility>

using namespace QtFailover;
using std::chrono::milliseconds;

FailoverWatcher::FailoverWatcher(QObject *parent) : Watcher(parent)
{
    setPromotionHandler(this, [this](Promotion promotion) {
        static const QMetaMethod signal = QMetaMethod::fromSignal(&FailoverWatcher::promotionRequested);
        if (isSignalConnected(signal))
            Q_EMIT promotionRequested(promotion);
        else
            promotion.accept();
    });
    setDemotionHandler(this, [this](Demotion demotion) {
        static const QMetaMethod signal = QMetaMethod::fromSignal(&FailoverWatcher::demotionRequested);
        if (isSignalConnected(signal))
            Q_EMIT demotionRequested(demotion);
        else
            demotion.done();
    });
    connect(this, &Watcher::instanceIdChanged, this, &FailoverWatcher::ownIdChanged);
    connect(this, &Watcher::stopped, this, [this] {
        if (std::exchange(m_joinsAgain, false))
            join();
        else
            setActive(false); // by itself, or at the end of the application
    });
    // Before the Watcher leaves for the same reason, which connects when it starts.
    connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, this, [this] { m_joinsAgain = false; });
}

FailoverWatcher::~FailoverWatcher()
{
    // What is left of this object in Watcher's destructor has no handlers, and does not join again.
    disconnect(this, nullptr, this, nullptr);
    Watcher::shutdown(); // without a handler each promotion is accepted
    setPromotionHandler(nullptr, {});
    setDemotionHandler(nullptr, {});
}

void FailoverWatcher::setActive(bool active)
{
    if (m_active == active)
        return;
    m_active = active;
    if (m_complete && active)
        join();
    else if (m_complete)
        leave();
    Q_EMIT activeChanged();
}

bool FailoverWatcher::start()
{
    setActive(true);
    return m_active;
}

void FailoverWatcher::shutdown() { setActive(false); }

void FailoverWatcher::componentComplete()
{
    m_complete = true;
    if (m_active)
        join();
}

void FailoverWatcher::join()
{
    // While it is stopping, the settings cannot be changed: stopped() calls again, perhaps from here.
    m_joinsAgain = true;
    if (!waitForStopped(QDeadlineTimer(0)) || !std::exchange(m_joinsAgain, false))
        return;
    m_settings.setEnabled(isEnabled());
    setConfig(m_settings);
    if (!Watcher::start())
        setActive(false);
}

void FailoverWatcher::leave()
{
    m_joinsAgain = false;
    Watcher::shutdown();
}

// A signal for each: a binding of one to another, as in `heartbeatTimeout: 3 * heartbeatInterval`, is no loop.
template <typename Value>
void FailoverWatcher::set(void (Config::*setter)(Value), Value value, void (FailoverWatcher::*changed)())
{
    const QVariantMap before = m_settings.toMap();
    (m_settings.*setter)(value);
    if (m_settings.toMap() != before)
        Q_EMIT(this->*changed)();
}

void FailoverWatcher::setGroup(const QString &group)
{
    set<const QString &>(&Config::setGroup, group, &FailoverWatcher::groupChanged);
}
void FailoverWatcher::setScope(const QString &scope)
{
    set<const QString &>(&Config::setScope, scope, &FailoverWatcher::scopeChanged);
}
// The base class tells of it, in join().
void FailoverWatcher::setInstanceId(const QString &id) { m_settings.setInstanceId(id); }
void FailoverWatcher::setApplicationVersion(const QString &version)
{
    set<const QString &>(&Config::setApplicationVersion, version, &FailoverWatcher::applicationVersionChanged);
}
void FailoverWatcher::setRuntimeDirectory(const QString &path)
{
    set<const QString &>(&Config::setRuntimeDirectory, path, &FailoverWatcher::runtimeDirectoryChanged);
}
void FailoverWatcher::setPriority(int priority)
{
    set(&Config::setPriority, priority, &FailoverWatcher::priorityChanged);
}
void FailoverWatcher::setDBusEnabled(bool enabled)
{
    set(&Config::setDBusEnabled, enabled, &FailoverWatcher::dbusEnabledChanged);
}
void FailoverWatcher::setHungPrimaryPolicy(HungPrimaryPolicy policy)
{
    set(&Config::setHungPrimaryPolicy, policy, &FailoverWatcher::hungPrimaryPolicyChanged);
}
void FailoverWatcher::setHeartbeatInterval(int ms)
{
    set(&Config::setHeartbeatInterval, milliseconds(ms), &FailoverWatcher::heartbeatIntervalChanged);
}
void FailoverWatcher::setHeartbeatTimeout(int ms)
{
    set(&Config::setHeartbeatTimeout, milliseconds(ms), &FailoverWatcher::heartbeatTimeoutChanged);
}
void FailoverWatcher::setProbeInterval(int ms)
{
    set(&Config::setProbeInterval, milliseconds(ms), &FailoverWatcher::probeIntervalChanged);
}
void FailoverWatcher::setMainLoopTimeout(int ms)
{
    set(&Config::setMainLoopTimeout, milliseconds(ms), &FailoverWatcher::mainLoopTimeoutChanged);
}
void FailoverWatcher::setPromotionTimeout(int ms)
{
    set(&Config::setPromotionTimeout, milliseconds(ms), &FailoverWatcher::promotionTimeoutChanged);
}
void FailoverWatcher::setShutdownTimeout(int ms)
{
    set(&Config::setShutdownTimeout, milliseconds(ms), &FailoverWatcher::shutdownTimeoutChanged);
}
