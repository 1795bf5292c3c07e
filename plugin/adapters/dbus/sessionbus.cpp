// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/dbus/sessionbus.h"

#include "adapters/dbus/busclient.h"
#include "adapters/dbus/busmailbox.h"
#include "adapters/dbus/bustext.h"
#include "core/logging.h"

#include <QDeadlineTimer>
#include <QThread>
#include <QTimer>

#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace QtFailover::Internal {

SessionBus::SessionBus(const QString &address)
    : m_address(address),
      m_pid(::getpid()),
      m_mailbox(std::make_shared<BusMailbox>()),
      m_newsTimer(std::make_unique<QTimer>())
{
    m_newsTimer->setSingleShot(true);
    m_newsTimer->callOnTimeout([this] { tellNews(); });
}

SessionBus::~SessionBus()
{
    if (isForked()) {
        // The bus thread is not here, but its locks may be held.
        new std::shared_ptr<BusMailbox>(std::move(m_mailbox));
        static_cast<void>(m_newsTimer.release());
        return;
    }
    close();
}

bool SessionBus::isForked() const { return ::getpid() != m_pid; }

void SessionBus::setListener(Listener *listener) { m_mailbox->attach(listener); }

template <typename Call>
void SessionBus::inBusThread(Call call)
{
    if (m_client && !isForked())
        QMetaObject::invokeMethod(
            m_client, [client = m_client, call] { call(*client); }, Qt::QueuedConnection);
}

void SessionBus::open(const Terms &terms)
{
    if (m_thread || isForked())
        return;
    m_instanceId = terms.instanceId;
    m_client = new BusClient(m_address, terms, m_mailbox);
    m_thread = new QThread;
    m_thread->setObjectName(u"qtfailover-dbus"_s);
    m_client->moveToThread(m_thread);
    QObject::connect(m_client, &BusClient::closed, m_client, &QObject::deleteLater);
    QObject::connect(m_client, &QObject::destroyed, m_thread, &QThread::quit, Qt::DirectConnection);
    m_thread->start();
    inBusThread([](BusClient &client) { client.open(); });
}

void SessionBus::close()
{
    if (isForked())
        return;
    m_mailbox->detach();
    m_mailbox = std::make_shared<BusMailbox>(); // a thread that is left to itself keeps the old one
    m_newsTimer->stop();
    if (!m_thread)
        return;
    inBusThread([](BusClient &client) { client.close(); });
    m_client = nullptr;
    QThread *thread = std::exchange(m_thread, nullptr);
    if (thread->wait(QDeadlineTimer(CloseTimeout))) {
        delete thread;
        return;
    }
    qCWarning(lcDBus) << "the session bus does not answer: its thread is left to end by itself";
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    if (thread->isFinished()) // before there was anybody to hear of it; a second deleteLater() does no harm
        thread->deleteLater();
}

void SessionBus::publish(const Snapshot &snapshot, const Status &status)
{
    refresh(status, snapshot.statistics);
    m_news = snapshot;
    if (snapshot.role != m_toldRole || snapshot.enabled != m_toldEnabled)
        tellNews();
    else if (!m_newsTimer->isActive() && !isForked())
        m_newsTimer->start(NewsDelay);
}

void SessionBus::tellNews()
{
    if (!m_news || isForked())
        return;
    m_newsTimer->stop();
    m_toldRole = m_news->role;
    m_toldEnabled = m_news->enabled;
    inBusThread([snapshot = *std::exchange(m_news, std::nullopt)](BusClient &client) { client.publish(snapshot); });
}

void SessionBus::refresh(const Status &status, const QVariantMap &statistics)
{
    if (!isForked())
        m_mailbox->setStatus({status, statistics});
}

/// Who hears a signal, or gets an answer, finds the properties that go with it.
void SessionBus::say(const QString &signal, const QVariantList &arguments)
{
    tellNews();
    inBusThread([signal, arguments](BusClient &client) { client.say(signal, arguments); });
}

void SessionBus::heartbeat(quint64 epoch, quint64 sequence, quint32 mainLoopAgeMs)
{
    say(u"Heartbeat"_s, {m_instanceId, epoch, sequence, mainLoopAgeMs});
}

void SessionBus::shutdownAnnounced(quint64 epoch, Reason reason, const QString &successorId)
{
    say(u"Shutdown"_s, {m_instanceId, epoch, busText(reason), successorId});
}

void SessionBus::promoted(quint64 epoch, Reason reason) { say(u"Promoted"_s, {m_instanceId, epoch, busText(reason)}); }

void SessionBus::roleChanged(Role role, Role previous, quint64 epoch)
{
    say(u"RoleChanged"_s, {m_instanceId, busText(role), busText(previous), epoch});
}

void SessionBus::listen(bool on)
{
    inBusThread([on](BusClient &client) { client.listen(on); });
}

void SessionBus::answerPing(quint64 ticket)
{
    tellNews();
    inBusThread([ticket](BusClient &client) { client.answerPing(ticket); });
}

void SessionBus::answerCheck(quint64 ticket, const QString &result)
{
    tellNews();
    inBusThread([ticket, result](BusClient &client) { client.answerCheck(ticket, result); });
}

} // namespace QtFailover::Internal
