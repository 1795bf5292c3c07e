// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFile>
#include <QStringList>

#include <csignal>
#include <vector>

#include <linux/sched.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace QtFailover::Test {

/// A program that runs under the number of a process that has ended; it ends with the object.
class ReusedPid final
{
public:
    ReusedPid(qint64 pid, const QStringList &command)
    {
        std::vector<QByteArray> words;
        for (const QString &word : command)
            words.push_back(QFile::encodeName(word));
        std::vector<char *> arguments;
        for (QByteArray &word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);

        pid_t wanted = pid_t(pid);
        clone_args how{};
        how.exit_signal = SIGCHLD;
        how.set_tid = reinterpret_cast<quint64>(&wanted);
        how.set_tid_size = 1;
        const long child = ::syscall(SYS_clone3, &how, sizeof(how));
        if (child == 0) {
            ::close(STDIN_FILENO);
            ::execvp(arguments.front(), arguments.data());
            ::_exit(127);
        }
        m_pid = child > 0 ? pid_t(child) : -1;
    }
    ~ReusedPid()
    {
        if (m_pid > 0) {
            ::kill(m_pid, SIGKILL);
            ::waitpid(m_pid, nullptr, 0);
        }
    }
    bool runs() const { return m_pid > 0; }

private:
    Q_DISABLE_COPY_MOVE(ReusedPid)

    pid_t m_pid = -1;
};

} // namespace QtFailover::Test
