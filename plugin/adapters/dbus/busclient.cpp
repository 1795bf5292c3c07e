// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/dbus/busclient.h"

#include "adapters/dbus/businterface.h"
#include "adapters/dbus/busnames.h"
#include "adapters/dbus/grouplistener.h"
#include "adapters/dbus/ownedname.h"
#include "adapters/dbus/signalsender.h"
#include "core/causes.h"
#include "core/logging.h"

#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusError>
#include <QDBusPendingCallWatcher>

#include <algorithm>
#include <atomic>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace QtFailover::Internal {

namespace {

// Between two probes of a bus that does not answer: a bus that restarts is met soon, one that is absent
// costs nothing.
constexpr std::chrono::milliseconds FirstPause = 250ms;
constexpr std::chrono::milliseconds LongestPause = 30s;
/// Whoever has a name of ours may be stopped, or know no D-Bus properties.
constexpr std::chrono::milliseconds OwnersPatience = 2s;

/// QtDBus knows connections by name, and shares those of the same name. An application that embeds the library may
/// have a second copy of it loaded, with the generic plugin, that counts for itself.
QString newConnectionName()
{
    static std::atomic<int> count = 0;
    return u"qtfailover-%1-%2"_s.arg(quintptr(&count), 0, 16).arg(++count);
}

QString translated(const char *text) { return QCoreApplication::translate("QtFailover", text); }

QString sentence(BusProbe::State state, const QString &address)
{
    switch (state) {
    case BusProbe::State::Unsupported:
        if (address.isEmpty()) {
            return translated(QT_TRANSLATE_NOOP(
                "QtFailover", "There is no session bus: neither DBUS_SESSION_BUS_ADDRESS nor XDG_RUNTIME_DIR is "
                              "set. Everything works without it, but nothing is shown on D-Bus."));
        }
        return translated(QT_TRANSLATE_NOOP("QtFailover",
                                            "The session bus %1 is not used: only addresses that begin with unix: "
                                            "can be tested without waiting. Set DBUS_SESSION_BUS_ADDRESS to one."))
            .arg(address);
    case BusProbe::State::Absent:
        return translated(QT_TRANSLATE_NOOP("QtFailover",
                                            "The session bus %1 is not there. Everything works without it, and it is "
                                            "looked for again; start it to see the instances on D-Bus."))
            .arg(address);
    case BusProbe::State::Refusing:
        return translated(QT_TRANSLATE_NOOP("QtFailover",
                                            "The session bus %1 refuses this process. Check that the address is that "
                                            "of the user's own bus; it is tried again."))
            .arg(address);
    case BusProbe::State::Silent:
        return translated(QT_TRANSLATE_NOOP("QtFailover",
                                            "The session bus %1 does not answer. Everything works without it, and it "
                                            "is tried again; restart it if it hangs."))
            .arg(address);
    case BusProbe::State::Untried:
        return translated(QT_TRANSLATE_NOOP("QtFailover",
                                            "The session bus %1 cannot be asked: this process has no descriptor left. "
                                            "Everything works without it, and it is tried again; close files, or raise "
                                            "the limit (ulimit -n)."))
            .arg(address);
    case BusProbe::State::Answering:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("QtFailover", "The session bus %1 answers, but Qt cannot connect to it. It is "
                                                      "tried again."))
        .arg(address);
}

} // namespace

struct BusClient::Session {
    Session(const QDBusConnection &bus, const QString &base, const QString &id)
        : connection(bus),
          path(busPath(base)),
          sender(bus),
          instanceName(bus, busInstanceName(base, id), OwnedName::Claim::Own),
          primaryName(bus, busPrimaryName(base), OwnedName::Claim::Take)
    {}

    QDBusConnection connection;
    const QString path;
    SignalSender sender;
    OwnedName instanceName;
    OwnedName primaryName;
    std::unique_ptr<GroupListener> listener;
};

BusClient::BusClient(const QString &address, const Terms &terms, std::shared_ptr<BusMailbox> mailbox)
    : m_address(address),
      m_terms(terms),
      m_base(busBase(terms.group, terms.scope)),
      m_mailbox(std::move(mailbox)),
      m_probe(2s, this),
      m_pause(FirstPause),
      m_object(terms, m_mailbox, this)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &BusClient::probe);
    connect(&m_probe, &BusProbe::finished, this, &BusClient::probed);
}

BusClient::~BusClient() { endSession(); }

void BusClient::open() { probe(); }

void BusClient::probe() { m_probe.start(busSockets(m_address)); }

void BusClient::probed(BusProbe::State state, const QString &entry)
{
    if (state == BusProbe::State::Answering)
        connectTo(entry);
    else
        unavailable(state);
}

void BusClient::unavailable(BusProbe::State state, const QString &detail)
{
    if (!m_told.contains(state)) {
        m_told.insert(state);
        qCWarning(lcDBus).verbosity(QDebug::MinimumVerbosity)
            << "session bus" << m_address << "not used:" << state << detail;
        m_mailbox->post([text = sentence(state, m_address)](Bus::Listener &listener) {
            listener.busFailed({Error::DBusUnavailable, text});
        });
    }
    if (state == BusProbe::State::Unsupported) // an address does not change
        return;
    m_again.start(m_pause);
    m_pause = std::min(m_pause * 2, LongestPause);
}

void BusClient::connectTo(const QString &entry)
{
    const QString name = newConnectionName();
    QDBusConnection connection = QDBusConnection::connectToBus(entry, name);
    if (!connection.isConnected()) {
        QDBusConnection::disconnectFromBus(name);
        unavailable(BusProbe::State::Answering, connection.lastError().message());
        return;
    }
    m_session = std::make_unique<Session>(connection, m_base, m_terms.instanceId);
    m_session->connection.connect({}, u"/org/freedesktop/DBus/Local"_s, u"org.freedesktop.DBus.Local"_s,
                                  u"Disconnected"_s, this, SLOT(disconnected()));
    // Queued: their senders go with the session.
    connect(&m_session->sender, &SignalSender::hung, this, &BusClient::disconnected, Qt::QueuedConnection);
    connect(&m_session->sender, &SignalSender::drained, this, &BusClient::announceChanges, Qt::QueuedConnection);
    watchName(m_session->instanceName, busInstanceName(m_base, m_terms.instanceId));
    watchName(m_session->primaryName, busPrimaryName(m_base));
    connect(&m_session->primaryName, &OwnedName::lost, this, &BusClient::askWhetherStillPrimary);

    m_object.takeChanges(); // whoever finds the names reads the properties
    if (!m_session->connection.registerObject(m_session->path, &m_object, QDBusConnection::ExportAdaptors))
        qCWarning(lcDBus) << "cannot show" << m_session->path;
    m_session->instanceName.want();
    updatePrimaryName();
    updateListener();

    m_pause = FirstPause;
    m_told.clear();
    qCInfo(lcDBus) << "connected to" << entry << "as" << connection.baseService();
    m_mailbox->post([](Bus::Listener &listener) { listener.busConnected(true); });
    // The bus may have gone before there was anybody to hear of it.
    if (!m_session->connection.isConnected())
        disconnected();
}

void BusClient::watchName(OwnedName &name, const QString &text)
{
    connect(&name, &OwnedName::refused, this, [this, text](const QString &detail) {
        if (m_toldNames.contains(text))
            return;
        qCWarning(lcDBus) << "does not get the name" << text << detail;
        if (text == busInstanceName(m_base, m_terms.instanceId))
            askOwner(text, detail);
        else
            nameRefused(text, detail, {});
    });
    connect(&name, &OwnedName::released, this, &BusClient::finishClosing, Qt::QueuedConnection);
}

/// One of the same group is not a program that the user should end.
void BusClient::askOwner(const QString &name, const QString &detail)
{
    QDBusMessage message = QDBusMessage::createMethodCall(name, m_session->path, propertiesInterface(), u"GetAll"_s);
    message.setArguments({instanceInterface()});
    message.setAutoStartService(false);
    const QDBusPendingCall call = m_session->connection.asyncCall(message, int(OwnersPatience.count()));
    auto *watcher = new QDBusPendingCallWatcher(call, &m_session->instanceName); // which goes with the session
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, name, detail] {
        watcher->deleteLater();
        nameRefused(name, detail, qdbus_cast<QVariantMap>(watcher->reply().arguments().value(0)));
    });
}

void BusClient::nameRefused(const QString &name, const QString &detail, const QVariantMap &owner)
{
    if (m_toldNames.contains(name))
        return;
    m_toldNames.insert(name);
    QString text;
    if (isOfGroup(owner, m_terms.group, m_terms.scope)) {
        text = translated(QT_TRANSLATE_NOOP("QtFailover",
                                            "The bus name %1 belongs to the instance %2 of the same group. Roles do "
                                            "not depend on it. Give each instance an id of its own; on the bus only "
                                            "the ASCII letters and digits of the ids count."))
                   .arg(name, owner.value(u"InstanceId"_s).toString());
    } else {
        text = translated(QT_TRANSLATE_NOOP("QtFailover",
                                            "The bus name %1 is not to be had (%2). Roles do not depend on it. End the "
                                            "program that owns it, or in a sandbox choose a group below the "
                                            "application's id."))
                   .arg(name, readable(detail));
    }
    m_mailbox->post(
        [failure = Failure{Error::DBusNameTaken, text}](Bus::Listener &listener) { listener.busFailed(failure); });
}

/// Whoever took the name may be the new primary, of whom this instance has yet to hear; where the library's thread is
/// stuck it does not hear of it at all. So the thread has to turn first; the letter finds this object alive, as
/// close() lets none be delivered any more.
void BusClient::askWhetherStillPrimary()
{
    m_mailbox->post([this](Bus::Listener &) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_session)
                    m_session->primaryName.wantBack();
            },
            Qt::QueuedConnection);
    });
}

void BusClient::disconnected()
{
    if (!m_session)
        return;
    qCInfo(lcDBus) << "the session bus is gone";
    endSession();
    if (m_closing) {
        finishClosing();
        return;
    }
    m_mailbox->post([](Bus::Listener &listener) { listener.busConnected(false); });
    m_again.start(m_pause);
}

void BusClient::endSession()
{
    if (!m_session)
        return;
    const QString name = m_session->connection.name();
    m_session->connection.unregisterObject(m_session->path);
    m_object.dropCalls();
    m_session.reset();
    QDBusConnection::disconnectFromBus(name);
}

void BusClient::close()
{
    m_closing = true;
    m_again.stop();
    m_probe.stop();
    if (m_session) {
        m_session->primaryName.release();
        m_session->instanceName.release();
        m_again.disconnect(this);
        connect(&m_again, &QTimer::timeout, this, [this] {
            endSession();
            finishClosing();
        });
        m_again.start(ClosingTime);
    }
    finishClosing();
}

void BusClient::finishClosing()
{
    if (!m_closing)
        return;
    if (m_session && !(m_session->instanceName.isReleased() && m_session->primaryName.isReleased()))
        return;
    m_again.stop();
    endSession();
    Q_EMIT closed();
}

void BusClient::publish(const Snapshot &snapshot)
{
    m_object.update(snapshot);
    m_role = snapshot.role;
    announceChanges();
    updatePrimaryName();
}

void BusClient::say(const QString &signal, const QVariantList &arguments)
{
    if (!m_session)
        return;
    QDBusMessage message = QDBusMessage::createSignal(m_session->path, instanceInterface(), signal);
    message.setArguments(arguments);
    m_session->sender.send(message);
}

void BusClient::announceChanges()
{
    // What a slow bus keeps from being told now is told once it has answered.
    if (!m_session || m_session->sender.isFull())
        return;
    const QVariantMap changes = m_object.takeChanges();
    if (changes.isEmpty())
        return;
    QDBusMessage message = QDBusMessage::createSignal(m_session->path, propertiesInterface(), u"PropertiesChanged"_s);
    message.setArguments({instanceInterface(), changes, QStringList()});
    m_session->sender.send(message);
}

void BusClient::listen(bool on)
{
    m_listening = on ? Listening::On : Listening::Off;
    updateListener();
}

void BusClient::updatePrimaryName()
{
    if (!m_session || m_closing)
        return;
    if (m_role == Role::Primary)
        m_session->primaryName.want();
    else
        m_session->primaryName.release();
}

void BusClient::updateListener()
{
    if (!m_session)
        return;
    if (m_listening == Listening::Off) {
        m_session->listener.reset();
        return;
    }
    if (m_session->listener)
        return;
    m_session->listener =
        std::make_unique<GroupListener>(m_session->connection, m_session->path, m_terms.group, m_terms.scope);
    connect(m_session->listener.get(), &GroupListener::heard, this, [this](const QString &id, quint64 epoch) {
        m_mailbox->post([id, epoch](Bus::Listener &listener) { listener.busHeard(id, epoch); });
    });
}

} // namespace QtFailover::Internal
