// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/dbus/busmailbox.h"
#include "adapters/dbus/busprobe.h"
#include "adapters/dbus/instanceobject.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <memory>

namespace QtFailover::Internal {

class OwnedName;

/// The instance's life on the bus: it waits for a bus that answers, connects, shows the object, owns the names
/// and speaks; when the bus is gone it begins anew.
///
/// All of it happens in the bus thread. Its one blocking call is QDBusConnection::connectToBus(), made after
/// the bus has proved to answer.
class BusClient final : public QObject
{
    Q_OBJECT

public:
    /// How long close() gives the bus to confirm that it has heard all.
    static constexpr std::chrono::milliseconds ClosingTime{150};

    BusClient(const QString &address, const Terms &terms, std::shared_ptr<BusMailbox> mailbox);
    ~BusClient() override;

    void open();
    /// Gives up names and connection, then emits closed(), within ClosingTime.
    void close();
    void publish(const Snapshot &snapshot);
    /// Emits a signal of the interface, or forgets it where there is no bus.
    void say(const QString &signal, const QVariantList &arguments);
    void listen(bool on);
    void answerPing(quint64 ticket) { m_object.answerPing(ticket); }
    void answerCheck(quint64 ticket, const QString &result) { m_object.answerCheck(ticket, result); }

Q_SIGNALS:
    void closed();

private:
    /// All that goes with one connection.
    struct Session;

    Q_SLOT void disconnected();

    void probe();
    void probed(BusProbe::State state, const QString &entry);
    void connectTo(const QString &entry);
    void endSession();
    void finishClosing();
    void unavailable(BusProbe::State state, const QString &detail = {});
    void watchName(OwnedName &name, const QString &text);
    void askOwner(const QString &name, const QString &detail);
    void nameRefused(const QString &name, const QString &detail, const QVariantMap &owner);

    void updatePrimaryName();
    void askWhetherStillPrimary();
    void updateListener();
    void announceChanges();

    const QString m_address;
    const Terms m_terms;
    const QString m_base;
    const std::shared_ptr<BusMailbox> m_mailbox;
    BusProbe m_probe;
    QTimer m_again{this};
    std::chrono::milliseconds m_pause;
    QSet<BusProbe::State> m_told; ///< causes of DBusUnavailable since the last connection
    QSet<QString> m_toldNames;
    InstanceObject m_object;
    std::unique_ptr<Session> m_session;
    Role m_role = Role::Inactive;
    enum class Listening { Off, On } m_listening = Listening::Off;
    bool m_closing = false;
};

} // namespace QtFailover::Internal
