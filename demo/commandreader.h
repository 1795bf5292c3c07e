// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QObject>

QT_FORWARD_DECLARE_CLASS(QSocketNotifier)

namespace Demo {

/// Reads lines from stdin without blocking. Its end is no command: whoever started us may just not be listening.
///
/// Unix only; elsewhere nothing is ever read, as QSocketNotifier takes no console there.
class CommandReader final : public QObject
{
    Q_OBJECT
public:
    explicit CommandReader(QObject *parent = nullptr);

Q_SIGNALS:
    /// Without its end and without blanks at its beginning; never empty.
    void lineReceived(const QString &line);

private:
    void read();

    QSocketNotifier *m_notifier = nullptr;
    QByteArray m_buffer;
};

} // namespace Demo
