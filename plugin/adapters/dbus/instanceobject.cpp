// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/dbus/instanceobject.h"

#include "adapters/dbus/bustext.h"
#include "core/logging.h"
#include "core/wire.h"
#include "instance1adaptor.h"

#include <QDBusError>
#include <QDBusMetaType>
#include <QMetaProperty>

using namespace Qt::StringLiterals;

namespace QtFailover::Internal {

namespace {

/// Calls that wait for the main loop at any one time, with those that want no reply, and commands, of which each may
/// tell the application something: a caller in a loop must not fill the memory of an application that is blocked.
constexpr qsizetype MaxCalls = 256;

uint milliseconds(Duration duration)
{
    return uint(std::chrono::duration_cast<std::chrono::milliseconds>(duration).count());
}

QVariantMap toMap(const Member &member)
{
    return {
        {u"id"_s, member.id},
        {u"pid"_s, uint(member.pid)},
        {u"role"_s, busText(member.role)},
        {u"enabled"_s, member.enabled},
        {u"priority"_s, member.priority},
        {u"version"_s, member.applicationVersion},
        {u"successor"_s, member.successor},
    };
}

} // namespace

InstanceObject::InstanceObject(const Terms &terms, std::shared_ptr<BusMailbox> mailbox, QObject *parent)
    : QObject(parent), m_terms(terms), m_mailbox(std::move(mailbox))
{
    // Unless QtDBus knows the type, it lists the property but cannot read it.
    qDBusRegisterMetaType<QList<QVariantMap>>();
    m_snapshot.instanceId = terms.instanceId;
    m_snapshot.enabled = terms.enabled;
    new Instance1Adaptor(this);
}

InstanceObject::~InstanceObject() = default;

QVariantMap InstanceObject::takeChanges()
{
    QVariantMap changes;
    for (int i = staticMetaObject.propertyOffset(); i < staticMetaObject.propertyCount(); ++i) {
        const QMetaProperty property = staticMetaObject.property(i);
        const QString name = QString::fromLatin1(property.name());
        const QVariant value = property.read(this);
        if (m_announced.value(name) != value)
            changes.insert(name, value);
    }
    m_announced.insert(changes);
    return changes;
}

void InstanceObject::refuse()
{
    if (calledFromDBus() && message().isReplyRequired())
        sendErrorReply(QDBusError::LimitsExceeded, u"Too many calls wait for the application's main loop"_s);
}

void InstanceObject::command(const BusMailbox::Letter &letter)
{
    if (m_commands == MaxCalls)
        return refuse();
    if (m_commands++ == 0) {
        m_ticketOfCommands = ++m_lastTicket;
        m_mailbox->post([ticket = m_ticketOfCommands](Bus::Listener &listener) { listener.busPing(ticket); });
    }
    m_mailbox->post(letter);
    if (m_commands == MaxCalls)
        qCWarning(lcDBus) << "the application has not handled" << m_commands << "commands: further ones are refused";
}

quint64 InstanceObject::defer()
{
    if (m_calls.size() >= MaxCalls) {
        refuse();
        return 0;
    }
    const quint64 ticket = ++m_lastTicket;
    setDelayedReply(true);
    m_calls.insert(ticket, {connection(), message()});
    return ticket;
}

void InstanceObject::answer(quint64 ticket, const QVariantList &arguments)
{
    const auto call = m_calls.constFind(ticket);
    if (call == m_calls.cend())
        return;
    if (call->message.isReplyRequired())
        call->connection.send(call->message.createReply(arguments));
    m_calls.erase(call);
}

void InstanceObject::answerPing(quint64 ticket)
{
    if (ticket == m_ticketOfCommands)
        m_commands = 0;
    answer(ticket, {instanceId(), epoch(), role()});
}

void InstanceObject::answerCheck(quint64 ticket, const QString &result) { answer(ticket, {result}); }

void InstanceObject::dropCalls()
{
    m_calls.clear();
    m_commands = 0;
}

QString InstanceObject::role() const { return busText(m_snapshot.role); }

qulonglong InstanceObject::epoch() const { return m_snapshot.epoch; }

QString InstanceObject::instanceId() const { return m_terms.instanceId; }

QString InstanceObject::primaryId() const { return m_snapshot.primaryId; }

QString InstanceObject::primaryHealth() const { return busText(m_snapshot.health); }

bool InstanceObject::isEnabled() const { return m_snapshot.enabled; }

void InstanceObject::setEnabled(bool enabled)
{
    command([enabled](Bus::Listener &listener) { listener.busSetEnabled(enabled); });
}

QString InstanceObject::group() const { return m_terms.group; }

QString InstanceObject::scope() const { return m_terms.scope; }

uint InstanceObject::pid() const { return uint(m_terms.pid); }

QString InstanceObject::version() const { return m_terms.applicationVersion; }

uint InstanceObject::protocolVersion() const { return wire::ProtocolVersion; }

uint InstanceObject::heartbeatInterval() const { return milliseconds(m_terms.heartbeatInterval); }

uint InstanceObject::heartbeatTimeout() const { return milliseconds(m_terms.heartbeatTimeout); }

QList<QVariantMap> InstanceObject::instances() const
{
    QList<QVariantMap> list;
    for (const Member &member : m_snapshot.members)
        list += toMap(member);
    return list;
}

QString InstanceObject::Ping(qulonglong &, QString &)
{
    if (const quint64 ticket = defer())
        m_mailbox->post([ticket](Bus::Listener &listener) { listener.busPing(ticket); });
    return {};
}

QString InstanceObject::FormatStatus()
{
    const Bus::Status line = m_mailbox->status().line;
    return line ? line() : QString();
}

QString InstanceObject::CheckFailover()
{
    if (const quint64 ticket = defer())
        m_mailbox->post([ticket](Bus::Listener &listener) { listener.busCheck(ticket); });
    return {};
}

void InstanceObject::HandOver(const QString &instanceId)
{
    command([instanceId](Bus::Listener &listener) { listener.busHandOver(instanceId); });
}

void InstanceObject::TakeOver()
{
    command([](Bus::Listener &listener) { listener.busTakeOver(); });
}

QVariantMap InstanceObject::Statistics() { return busVariants(m_mailbox->status().statistics); }

} // namespace QtFailover::Internal
