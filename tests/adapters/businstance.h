// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/dbus/businterface.h"
#include "adapters/dbus/busnames.h"
#include "adapters/dbus/sessionbus.h"
#include "support/privatebus.h"

#include <QDBusArgument>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusPendingReply>
#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

#include <chrono>
#include <functional>

namespace QtFailover::Test {

using namespace QtFailover::Internal;

inline constexpr int Patience = 30'000;
inline const QString Interface = QStringLiteral("org.qtfailover.Instance1"); // as programs know it
inline const QString Properties = propertiesInterface();

inline bool eventually(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, Patience); }

/// All that a SessionBus tells.
struct Recorder : Bus::Listener {
    void busConnected(bool connected) override { connections += connected; }
    void busFailed(const Failure &failure) override { failures += failure; }
    void busSetEnabled(bool on) override { enabled += on; }
    void busHandOver(const QString &id) override { handOvers += id; }
    void busTakeOver() override { ++takeOvers; }
    void busPing(quint64 ticket) override { pings += ticket; }
    void busCheck(quint64 ticket) override { checks += ticket; }
    void busHeard(const QString &id, quint64 epoch) override { heard += qMakePair(id, epoch); }

    bool isConnected() const { return !connections.isEmpty() && connections.last(); }

    QList<bool> connections;
    QList<Failure> failures;
    QList<bool> enabled;
    QStringList handOvers;
    int takeOvers = 0;
    QList<quint64> pings;
    QList<quint64> checks;
    QList<QPair<QString, quint64>> heard;
};

/// Records one signal of one path.
class SignalRecorder : public QObject
{
    Q_OBJECT

public:
    SignalRecorder(QDBusConnection connection, const QString &path, const QString &interface, const QString &name)
    {
        connection.connect({}, path, interface, name, this, SLOT(record(QDBusMessage)));
        // The bus has the match rule once it has answered what came after it.
        connection.call(
            QDBusMessage::createMethodCall(busService(), busObject(), busService(), QStringLiteral("GetId")));
    }
    QList<QDBusMessage> messages;

private:
    Q_SLOT void record(const QDBusMessage &message) { messages += message; }
};

inline Terms termsOf(const QString &id, const QString &group = QStringLiteral("org.example.Test"))
{
    Terms terms;
    terms.group = group;
    terms.instanceId = id;
    terms.applicationVersion = QStringLiteral("1.2");
    terms.pid = 4711;
    terms.heartbeatInterval = std::chrono::seconds(5);
    terms.heartbeatTimeout = std::chrono::seconds(15);
    return terms;
}

inline Snapshot snapshotOf(const Terms &terms, Role role, Epoch epoch)
{
    Snapshot snapshot;
    snapshot.role = role;
    snapshot.epoch = epoch;
    snapshot.instanceId = terms.instanceId;
    snapshot.primaryId = role == Role::Primary ? terms.instanceId : QStringLiteral("other");
    snapshot.health = PrimaryHealth::Alive;
    return snapshot;
}

/// One instance on a bus.
struct Instance {
    explicit Instance(const QString &address, const Terms &its = termsOf(QStringLiteral("one")))
        : terms(its), base(busBase(its.group, its.scope)), path(busPath(base)), bus(address)
    {
        bus.setListener(&recorder);
        bus.open(terms);
    }
    void publish(Role role, Epoch epoch, const QString &status = QStringLiteral("role=x"))
    {
        bus.publish(snapshotOf(terms, role, epoch), [status] { return status; });
    }
    QString name() const { return busInstanceName(base, terms.instanceId); }

    const Terms terms;
    const QString base;
    const QString path;
    Recorder recorder;
    SessionBus bus;
};

/// The other end: a program that looks at an instance.
struct Observer {
    explicit Observer(const PrivateBus &bus) : connection(bus.connection()) {}

    QString ownerOf(const QString &name) const { return connection->interface()->serviceOwner(name).value(); }
    bool waitForOwner(const QString &name) const
    {
        return eventually([&] { return !ownerOf(name).isEmpty(); });
    }
    /// Blocks this thread, whose event loop stands still meanwhile.
    QDBusMessage call(const Instance &instance, const QString &method, const QVariantList &arguments = {},
                      const QString &interface = Interface) const
    {
        return connection->call(message(instance, method, arguments, interface), QDBus::Block, Patience);
    }
    QDBusPendingCall callLater(const Instance &instance, const QString &method) const
    {
        return connection->asyncCall(message(instance, method, {}, Interface), Patience);
    }
    QVariantMap properties(const Instance &instance) const
    {
        const QDBusMessage reply = call(instance, QStringLiteral("GetAll"), {Interface}, Properties);
        return qdbus_cast<QVariantMap>(reply.arguments().value(0));
    }
    static QDBusMessage message(const Instance &instance, const QString &method, const QVariantList &arguments,
                                const QString &interface)
    {
        QDBusMessage call = QDBusMessage::createMethodCall(instance.name(), instance.path, interface, method);
        call.setArguments(arguments);
        return call;
    }

    std::shared_ptr<QDBusConnection> connection;
};

/// A timer of the library's thread, and the longest that it was kept waiting.
class Beats
{
public:
    Beats()
    {
        m_clock.start();
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            m_longest = qMax(m_longest, m_clock.restart());
            ++count;
        });
        m_timer.start(10);
    }
    qint64 longestPause() const { return m_longest; }
    int count = 0;

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
};

/// Far above what a loaded machine does to a timer, far below what QtDBus waits for a stopped bus.
inline constexpr qint64 StallMs = 1500;

} // namespace QtFailover::Test
