// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>

namespace QtFailover::Internal {

/// Sends signals no faster than the bus takes them.
///
/// To a bus that has stopped, QtDBus queues without limit and without a word. So after some signals the bus is
/// asked for an answer, and only so many are sent before it has come.
class SignalSender final : public QObject
{
    Q_OBJECT

public:
    explicit SignalSender(const QDBusConnection &connection, QObject *parent = nullptr);
    ~SignalSender() override;

    /// Nothing more is sent before drained().
    bool isFull() const;
    void send(const QDBusMessage &signal);

Q_SIGNALS:
    void drained(); ///< the bus has answered
    void hung();    ///< it has not, for long

private:
    void ask();

    QDBusConnection m_connection;
    int m_unconfirmed = 0;
    bool m_asking = false;
};

} // namespace QtFailover::Internal
