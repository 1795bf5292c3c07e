// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/dbus/busmailbox.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QHash>
#include <QObject>
#include <QVariantMap>

#include <memory>

namespace QtFailover::Internal {

/// What org.qtfailover.Instance1 shows of this instance. The adaptor generated from the XML calls it.
///
/// It lives in the bus thread and answers from the newest snapshot, so that it answers while the
/// application's main loop is blocked. Ping() and CheckFailover() are answered later, by ticket.
class InstanceObject final : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_PROPERTY(QString Role READ role)
    Q_PROPERTY(qulonglong Epoch READ epoch)
    Q_PROPERTY(QString InstanceId READ instanceId)
    Q_PROPERTY(QString PrimaryId READ primaryId)
    Q_PROPERTY(QString PrimaryHealth READ primaryHealth)
    Q_PROPERTY(bool Enabled READ isEnabled WRITE setEnabled)
    Q_PROPERTY(QString Group READ group)
    Q_PROPERTY(QString Scope READ scope)
    Q_PROPERTY(uint Pid READ pid)
    Q_PROPERTY(QString Version READ version)
    Q_PROPERTY(uint ProtocolVersion READ protocolVersion)
    Q_PROPERTY(uint HeartbeatInterval READ heartbeatInterval)
    Q_PROPERTY(uint HeartbeatTimeout READ heartbeatTimeout)
    Q_PROPERTY(QList<QVariantMap> Instances READ instances)

public:
    InstanceObject(const Terms &terms, std::shared_ptr<BusMailbox> mailbox, QObject *parent = nullptr);
    ~InstanceObject() override;

    void update(const Snapshot &snapshot) { m_snapshot = snapshot; }
    /// The properties that differ from what the last call returned; at first all of them.
    QVariantMap takeChanges();

    void answerPing(quint64 ticket);
    void answerCheck(quint64 ticket, const QString &result);
    /// The callers' connection is gone.
    void dropCalls();

    QString role() const;
    qulonglong epoch() const;
    QString instanceId() const;
    QString primaryId() const;
    QString primaryHealth() const;
    bool isEnabled() const;
    void setEnabled(bool enabled);
    QString group() const;
    QString scope() const;
    uint pid() const;
    QString version() const;
    uint protocolVersion() const;
    uint heartbeatInterval() const; ///< in milliseconds
    uint heartbeatTimeout() const;  ///< in milliseconds
    QList<QVariantMap> instances() const;

    // The interface's methods, by the names that D-Bus gives them
    QString Ping(qulonglong &epoch, QString &role);
    QString FormatStatus();
    QString CheckFailover();
    void HandOver(const QString &instanceId);
    void TakeOver();
    QVariantMap Statistics();

private:
    struct Call {
        QDBusConnection connection;
        QDBusMessage message;
    };

    quint64 defer();
    void refuse();
    void command(const BusMailbox::Letter &letter);
    void answer(quint64 ticket, const QVariantList &arguments);

    const Terms m_terms;
    const std::shared_ptr<BusMailbox> m_mailbox;
    Snapshot m_snapshot;
    QVariantMap m_announced;
    QHash<quint64, Call> m_calls;
    quint64 m_lastTicket = 0;
    quint64 m_ticketOfCommands = 0; ///< of the question that goes before them to the main loop
    int m_commands = 0;             ///< that were handed on while it has no answer
};

} // namespace QtFailover::Internal
