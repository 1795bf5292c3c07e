// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "support/privatebus.h"

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace QtFailover::Test {

/// An application that nobody changed, with a home directory of its own; it is killed with the object.
class Guest final
{
public:
    Guest(const QString &program, const QStringList &arguments, QProcessEnvironment environment);
    ~Guest();

    bool isRunning() const { return m_process.state() == QProcess::Running; }
    qint64 pid() const { return m_process.processId(); }
    int exitCode() const { return m_process.exitCode(); }
    void kill();                      ///< SIGKILL; returns when it is gone
    void say(const QByteArray &line); ///< on its stdin
    void quit() { say("quit"); }

    /// What it has printed so far, its warnings too.
    QByteArray output();
    bool awaitOutput(const QByteArray &words);

private:
    Q_DISABLE_COPY_MOVE(Guest)

    QTemporaryDir m_home;
    QProcess m_process;
    QByteArray m_output;
};

/// Where guests meet: a bus, directories, and a program for exec= that writes down what it is told.
class GuestHouse
{
public:
    GuestHouse();

    void setEnvironment(const QString &name, const QString &value) { m_environment.insert(name, value); }
    /// `variable`: the value of QT_QPA_GENERIC_PLUGINS.
    Guest *start(const QString &program, const QStringList &arguments, const QByteArray &variable = {});

    /// The specification of a group with short durations and the program for exec=.
    QByteArray spec(const QByteArray &more = {}) const;
    QString group() const { return m_group; }
    /// A property of the primary, as busctl shows it; `scopeInName`: see the contract.
    QString primaryProperty(const QString &property, const QString &scopeInName = {}) const;
    bool awaitPrimaryProperty(const QString &property, const QString &value, const QString &scopeInName = {}) const;
    /// Lines of the program: role, previous role, epoch, group, instance, pid of the guest, variable.
    QList<QByteArray> told() const;
    bool awaitTold(qint64 pid, const QByteArray &words) const;

private:
    Q_DISABLE_COPY_MOVE(GuestHouse)

    PrivateBus m_bus;
    QTemporaryDir m_directory;
    QString m_group;
    QProcessEnvironment m_environment;
    std::vector<std::unique_ptr<Guest>> m_guests;
};

} // namespace QtFailover::Test
