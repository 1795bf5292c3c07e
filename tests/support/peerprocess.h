// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <sys/types.h>

namespace QtFailover::Test {

/// The program `peer`: another process of the group, told what to do line by line. It ends with the object.
class PeerProcess final
{
public:
    PeerProcess();
    ~PeerProcess();

    /// The line it answers with; empty when none came.
    QString say(const QString &command);
    /// The next line that it says by itself.
    QString line();
    /// Does not wait: for commands that end it or have no answer.
    void tell(const QString &command);
    qint64 pid() const { return m_process.processId(); }

    void kill(); ///< SIGKILL; returns at once
    /// SIGSTOP; returns when the kernel says that it has stopped.
    void stop();
    void resume();

private:
    Q_DISABLE_COPY_MOVE(PeerProcess)

    QTemporaryDir m_directory; ///< its working directory, where a core goes
    QProcess m_process;
};

/// Ends a process that is no child of ours.
class ProcessEnder final
{
public:
    explicit ProcessEnder(qint64 pid) : m_pid(static_cast<pid_t>(pid)) {}
    ~ProcessEnder();

private:
    Q_DISABLE_COPY_MOVE(ProcessEnder)

    const pid_t m_pid;
};

/// "forked 123" of the peer's command `fork`, as a number.
qint64 forkedPid(const QString &line);

} // namespace QtFailover::Test
