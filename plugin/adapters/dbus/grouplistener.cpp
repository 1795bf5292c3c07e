// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/dbus/grouplistener.h"

#include "adapters/dbus/businterface.h"
#include "core/logging.h"

#include <QDBusArgument>
#include <QDBusPendingCallWatcher>

using namespace Qt::StringLiterals;

namespace QtFailover::Internal {

namespace {

/// More senders than a group has instances: somebody plays with the bus.
constexpr qsizetype MaxSenders = 1024;

constexpr auto SignalNames = {"Heartbeat"_L1, "Promoted"_L1};

} // namespace

bool isOfGroup(const QVariantMap &properties, const QString &group, const QString &scope)
{
    return properties.value(u"Group"_s) == group && properties.value(u"Scope"_s, scope) == scope;
}

GroupListener::GroupListener(const QDBusConnection &connection, const QString &path, const QString &group,
                             const QString &scope, QObject *parent)
    : QObject(parent), m_connection(connection), m_path(path), m_group(group), m_scope(scope)
{
    for (const QLatin1StringView name : SignalNames)
        m_connection.connect({}, path, instanceInterface(), name, this, SLOT(signalled(QDBusMessage)));
}

/// Disconnects the signals: QtDBus notices that the receiver is gone.
GroupListener::~GroupListener() = default;

void GroupListener::signalled(const QDBusMessage &message)
{
    const QString sender = message.service();
    const QString signature = message.signature();
    const bool known = signature == "sttu"_L1 || signature == "sts"_L1;
    if (!known || sender.isEmpty() || sender == m_connection.baseService())
        return;

    const News news{message.arguments().at(0).toString(), message.arguments().at(1).toULongLong()};
    const auto it = m_senders.find(sender);
    if (it == m_senders.end()) {
        if (m_senders.size() >= MaxSenders)
            m_senders.clear();
        m_senders.insert(sender, {Trust::Asked, news});
        ask(sender);
    } else if (it->trust == Trust::Asked) {
        it->waiting = news;
    } else if (it->trust == Trust::Member) {
        Q_EMIT heard(news.instanceId, news.epoch);
    }
}

void GroupListener::ask(const QString &sender)
{
    QDBusMessage message = QDBusMessage::createMethodCall(sender, m_path, propertiesInterface(), u"GetAll"_s);
    message.setArguments({instanceInterface()});
    message.setAutoStartService(false);
    auto *watcher = new QDBusPendingCallWatcher(m_connection.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, sender] {
        watcher->deleteLater();
        answered(sender, watcher->reply());
    });
}

void GroupListener::answered(const QString &sender, const QDBusMessage &reply)
{
    const auto it = m_senders.find(sender);
    if (it == m_senders.end())
        return;
    if (reply.type() == QDBusMessage::ErrorMessage) {
        qCInfo(lcDBus) << sender << "does not show its group:" << reply.errorMessage();
        m_senders.erase(it); // asked again at its next signal
        return;
    }
    const auto properties = qdbus_cast<QVariantMap>(reply.arguments().value(0));
    const bool member = isOfGroup(properties, m_group, m_scope);
    it->trust = member ? Trust::Member : Trust::Stranger;
    if (member && it->waiting)
        Q_EMIT heard(it->waiting->instanceId, it->waiting->epoch);
    it->waiting.reset();
}

} // namespace QtFailover::Internal
