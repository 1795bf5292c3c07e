// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/dbus/ownedname.h"

#include "adapters/dbus/businterface.h"
#include "core/causes.h"
#include "core/logging.h"

#include <QDBusError>
#include <QDBusPendingCallWatcher>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace QtFailover::Internal {

namespace {

// D-Bus Specification, "org.freedesktop.DBus.RequestName"
constexpr uint AllowReplacement = 0x1;
constexpr uint ReplaceExisting = 0x2;
constexpr uint DoNotQueue = 0x4; // a queued owner that is replaced would be the next owner again
constexpr uint NowOwner = 1;
constexpr uint AlreadyOwner = 4;

constexpr auto FirstPause = 1s;
constexpr auto LongestPause = 30s;

/// How often it is taken away until that is told: an old primary that wakes up does it once or twice.
constexpr int Contested = 3;

} // namespace

OwnedName::OwnedName(const QDBusConnection &connection, const QString &name, Claim claim, QObject *parent)
    : QObject(parent), m_connection(connection), m_name(name), m_claim(claim)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &OwnedName::request);
    // The bus sends NameLost to the loser alone.
    m_connection.connect(busService(), busObject(), busService(), u"NameLost"_s, {name}, u"s"_s, this,
                         SLOT(nameLost(QString)));
}

OwnedName::~OwnedName() = default;

template <typename Done>
void OwnedName::call(const QString &method, const QVariantList &arguments, Done done)
{
    QDBusMessage message = QDBusMessage::createMethodCall(busService(), busObject(), busService(), method);
    message.setArguments(arguments);
    ++m_underWay;
    auto *watcher = new QDBusPendingCallWatcher(m_connection.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, done] {
        --m_underWay;
        watcher->deleteLater();
        done(watcher->reply());
    });
}

void OwnedName::want()
{
    if (m_wanted)
        return;
    m_wanted = true;
    m_told = false;
    m_losses = 0;
    m_pause = FirstPause;
    request();
}

void OwnedName::release()
{
    if (!m_wanted)
        return;
    m_wanted = false;
    m_again.stop();
    call(u"ReleaseName"_s, {m_name}, [this](const QDBusMessage &) {
        if (isReleased())
            Q_EMIT released();
    });
}

void OwnedName::request()
{
    const uint flags = m_claim == Claim::Take ? AllowReplacement | ReplaceExisting | DoNotQueue : DoNotQueue;
    call(u"RequestName"_s, {m_name, flags}, [this](const QDBusMessage &reply) { requested(reply); });
}

void OwnedName::requested(const QDBusMessage &reply)
{
    if (!m_wanted) // released since: the bus has the release after the request, so it stands
        return;
    const uint result = reply.arguments().value(0).toUInt();
    if (reply.type() == QDBusMessage::ErrorMessage) {
        const QDBusError::ErrorType type = QDBusError(reply).type();
        if (type == QDBusError::NoReply || type == QDBusError::Disconnected)
            tryLater(); // says nothing of the name
        else
            refuse(reply.errorMessage());
    } else if (result == NowOwner || result == AlreadyOwner) {
        m_again.stop();
        m_owned.start();
        qCInfo(lcDBus) << "owns" << m_name;
    } else {
        refuse(cause::NameHasOwner);
    }
}

void OwnedName::nameLost(const QString &name)
{
    if (name != m_name || !m_wanted)
        return;
    qCInfo(lcDBus) << "lost the name" << m_name;
    if (m_owned.isValid() && m_owned.hasExpired(2 * std::chrono::milliseconds(LongestPause).count())) {
        m_losses = 0; // what was before has nothing to do with this
        m_pause = FirstPause;
    }
    watch();
    Q_EMIT lost();
}

void OwnedName::wantBack()
{
    if (!m_wanted || m_again.isActive())
        return;
    if (++m_losses == Contested)
        refuse(cause::NameContested);
    else
        tryLater();
}

void OwnedName::ownerChanged(const QString &name, const QString &, const QString &now)
{
    if (name == m_name && now.isEmpty() && m_wanted)
        request();
}

void OwnedName::refuse(const QString &detail)
{
    if (!m_told) {
        m_told = true;
        Q_EMIT refused(detail);
    }
    watch();
    tryLater();
}

void OwnedName::tryLater()
{
    m_again.start(m_pause);
    m_pause = std::min<std::chrono::milliseconds>(m_pause * 2, LongestPause);
}

void OwnedName::watch()
{
    if (m_watching)
        return;
    m_watching = m_connection.connect(busService(), busObject(), busService(), u"NameOwnerChanged"_s, {m_name},
                                      u"sss"_s, this, SLOT(ownerChanged(QString, QString, QString)));
}

} // namespace QtFailover::Internal
