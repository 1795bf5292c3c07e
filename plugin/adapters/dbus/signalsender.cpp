// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/dbus/signalsender.h"

#include "adapters/dbus/businterface.h"
#include "core/logging.h"

#include <QDBusError>
#include <QDBusPendingCallWatcher>

#include <chrono>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace QtFailover::Internal {

namespace {

constexpr int AskAfter = 16;
constexpr int MostUnconfirmed = 64;
constexpr std::chrono::milliseconds LongestAnswer = 10s;

} // namespace

SignalSender::SignalSender(const QDBusConnection &connection, QObject *parent)
    : QObject(parent), m_connection(connection)
{}

SignalSender::~SignalSender() = default;

bool SignalSender::isFull() const { return m_unconfirmed >= MostUnconfirmed; }

void SignalSender::send(const QDBusMessage &signal)
{
    if (isFull()) {
        qCInfo(lcDBus) << "the bus is slow: not sent:" << signal.member();
        return;
    }
    m_connection.send(signal);
    ++m_unconfirmed;
    if (m_unconfirmed >= AskAfter && !m_asking)
        ask();
}

void SignalSender::ask()
{
    m_asking = true;
    const auto message = QDBusMessage::createMethodCall(busService(), busObject(), busService(), u"GetId"_s);
    auto *watcher = new QDBusPendingCallWatcher(m_connection.asyncCall(message, int(LongestAnswer.count())), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_asking = false;
        const QDBusError::ErrorType error = watcher->error().type();
        if (error == QDBusError::NoReply || error == QDBusError::Disconnected) {
            Q_EMIT hung();
            return;
        }
        m_unconfirmed = 0;
        Q_EMIT drained();
    });
}

} // namespace QtFailover::Internal
