// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDir>
#include <QString>

#include <vector>

#include <sys/ptrace.h>
#include <sys/wait.h>

namespace QtFailover::Test {

/// A debugger that has stopped a process, all of its threads, until it goes.
class Tracer final
{
public:
    explicit Tracer(qint64 pid)
    {
        const QStringList threads =
            QDir(QStringLiteral("/proc/%1/task").arg(pid)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &thread : threads) {
            const pid_t id = thread.toInt();
            if (::ptrace(PTRACE_SEIZE, id, nullptr, nullptr) == 0
                && ::ptrace(PTRACE_INTERRUPT, id, nullptr, nullptr) == 0 && ::waitpid(id, nullptr, __WALL) == id)
                m_threads.push_back(id);
        }
        m_holds = !threads.isEmpty() && m_threads.size() == std::size_t(threads.size());
    }
    ~Tracer()
    {
        for (const pid_t id : m_threads)
            ::ptrace(PTRACE_DETACH, id, nullptr, nullptr);
    }
    bool holds() const { return m_holds; }

private:
    Q_DISABLE_COPY_MOVE(Tracer)

    std::vector<pid_t> m_threads;
    bool m_holds = false;
};

} // namespace QtFailover::Test
