// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/dbus/busaddress.h"
#include "ports/bus.h"

#include <chrono>
#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QThread;
class QTimer;
QT_END_NAMESPACE

namespace QtFailover::Internal {

class BusClient;
class BusMailbox;

/// The session bus by QtDBus, in a thread of its own.
///
/// Calls are queued to that thread and return at once, but close(). The listener is told in the thread that
/// called setListener(), which needs an event loop. What QtDBus blocks on when a bus stops at the wrong moment
/// blocks that thread alone; close() then abandons it: it ends by itself once QtDBus returns.
/// In a child of fork() all calls do nothing, the destructor included.
class SessionBus final : public Bus
{
public:
    /// What close() waits for the bus at most.
    static constexpr std::chrono::milliseconds CloseTimeout{200};
    /// How long news other than a role wait for more: a fail over changes the properties of every instance several
    /// times, while the processors have something better to do.
    static constexpr std::chrono::milliseconds NewsDelay{100};

    explicit SessionBus(const QString &address = sessionBusAddress());
    ~SessionBus() override;

    void setListener(Listener *listener) override;
    void open(const Terms &terms) override;
    void close() override;
    void publish(const Snapshot &snapshot, const Status &status) override;
    void refresh(const Status &status, const QVariantMap &statistics) override;
    void heartbeat(quint64 epoch, quint64 sequence, quint32 mainLoopAgeMs) override;
    void shutdownAnnounced(quint64 epoch, Reason reason, const QString &successorId) override;
    void promoted(quint64 epoch, Reason reason) override;
    void roleChanged(Role role, Role previous, quint64 epoch) override;
    void listen(bool on) override;
    void answerPing(quint64 ticket) override;
    void answerCheck(quint64 ticket, const QString &result) override;

private:
    Q_DISABLE_COPY_MOVE(SessionBus)

    bool isForked() const;
    /// Runs call(client) in the bus thread.
    template <typename Call>
    void inBusThread(Call call);
    void say(const QString &signal, const QVariantList &arguments);
    void tellNews();

    const QString m_address;
    const qint64 m_pid;
    QString m_instanceId;
    std::shared_ptr<BusMailbox> m_mailbox;
    std::unique_ptr<QTimer> m_newsTimer;
    std::optional<Snapshot> m_news; ///< that the bus thread has not been given yet
    Role m_toldRole = Role::Inactive;
    bool m_toldEnabled = true;
    // From open() to close(); where the thread does not end in time, both are left to themselves.
    QThread *m_thread = nullptr;
    BusClient *m_client = nullptr;
};

} // namespace QtFailover::Internal
