// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDBusConnection>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace QtFailover::Test {

/// A dbus-daemon of the test's own, in a fresh directory; it ends with the object.
class PrivateBus final
{
public:
    enum class Begin { Started, Absent };

    explicit PrivateBus(Begin begin = Begin::Started);
    ~PrivateBus();

    QString address() const;
    /// Starts the daemon, each time at the same address. False: it cannot be started, see the test's log.
    bool start();
    void kill();
    /// SIGSTOP; returns when the kernel says that it has stopped.
    void stop();
    void resume();

    /// A connection of its own, that ends with the last copy of the pointer.
    std::shared_ptr<QDBusConnection> connection() const;

private:
    Q_DISABLE_COPY_MOVE(PrivateBus)

    QTemporaryDir m_directory;
    std::unique_ptr<QProcess> m_daemon;
};

} // namespace QtFailover::Test
