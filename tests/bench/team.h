// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "bench/board.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>
#include <vector>

#include <sys/types.h>

namespace QtFailover::Bench {

/// Processes that are measured together, and the board on which they write. They end with it.
///
/// While a measurement runs the conductor sleeps: it gets no signal and reads no pipe.
class Team final
{
public:
    struct Member {
        pid_t pid = 0;
        int commands = -1;
        Seat *seat = nullptr;
        int number = 0;
        int answers = 0; ///< how many commands it has been given
    };

    Team();
    ~Team();

    /// A file or socket of the team's own, in memory.
    QString path(const QString &name) const { return m_directory.filePath(name); }
    /// What the processes started from now on find in their environment beside the own.
    void setEnvironment(const QByteArray &name, const QByteArray &value) { m_environment.append({name, value}); }

    /// Starts a process of `program` and returns at once. Arguments before the board's path and the seat's number,
    /// and after them.
    Member &start(const QString &program, const QStringList &before, const QStringList &after);
    /// An instance of the bench's Qt program, of that kind.
    Member &startInstance(const QString &kind, const QStringList &values);

    /// SIGKILL; returns the time just before it. The member is not one any more.
    std::int64_t kill(Member &member);
    void killAll();
    void tell(Member &member, char command);
    /// Returns when all commands are carried out.
    void awaitAnswer(Member &member);
    /// Until nothing goes on in any member any more: what is measured next begins with idle processes.
    void awaitRest() const;

    std::vector<Member> &members() { return m_members; }
    /// The member whose note is a primary's; nullptr when it is not exactly one.
    Member *primary();

private:
    Q_DISABLE_COPY_MOVE(Team)

    QTemporaryDir m_directory;
    Seat *m_seats = nullptr;
    std::vector<int> m_freeSeats;
    std::vector<Member> m_members;
    QList<std::pair<QByteArray, QByteArray>> m_environment;
};

/// Sleeps until it holds; ends the benchmark when it never does.
void await(const char *what, const std::function<bool()> &condition);

/// CPU time of a process and all its threads so far; 0 when there is no such process.
std::int64_t cpuNs(pid_t pid);
/// How often its threads went to sleep by themselves so far, and so were woken.
std::int64_t wakeUps(pid_t pid);
/// Memory that ends with it.
std::int64_t privateBytes(pid_t pid);

} // namespace QtFailover::Bench
