// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "peerprocess.h"

#include "dieswithtest.h"

#include <QDeadlineTimer>
#include <QDebug>
#include <QFile>
#include <QThread>

#include <chrono>
#include <csignal>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace QtFailover::Test {

namespace {

constexpr auto Patience = 30s;

char stateOf(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return '\0';
    const QByteArray stat = file.readAll();
    return stat.mid(stat.lastIndexOf(')') + 2, 1).front();
}

} // namespace

PeerProcess::PeerProcess()
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setWorkingDirectory(m_directory.path());
    diesWithTest(m_process);
    m_process.start(QStringLiteral(QTFAILOVER_TEST_PEER), QStringList());
    if (!m_process.waitForStarted(int(std::chrono::milliseconds(Patience).count())))
        qWarning() << "the test's peer does not start:" << m_process.errorString();
}

PeerProcess::~PeerProcess()
{
    m_process.kill();
    m_process.waitForFinished();
}

QString PeerProcess::say(const QString &command)
{
    tell(command);
    return line();
}

QString PeerProcess::line()
{
    const QDeadlineTimer deadline(Patience);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(int(deadline.remainingTime())))
            return QString();
    }
    return QString::fromUtf8(m_process.readLine()).trimmed();
}

void PeerProcess::tell(const QString &command)
{
    m_process.write(command.toUtf8() + '\n');
    m_process.waitForBytesWritten();
}

void PeerProcess::kill() { ::kill(static_cast<pid_t>(pid()), SIGKILL); }

void PeerProcess::stop()
{
    ::kill(static_cast<pid_t>(pid()), SIGSTOP);
    const QDeadlineTimer deadline(Patience);
    while (stateOf(pid()) != 'T' && !deadline.hasExpired())
        QThread::yieldCurrentThread();
}

void PeerProcess::resume() { ::kill(static_cast<pid_t>(pid()), SIGCONT); }

ProcessEnder::~ProcessEnder()
{
    if (m_pid > 1)
        ::kill(m_pid, SIGKILL);
}

qint64 forkedPid(const QString &line) { return line.startsWith("forked "_L1) ? line.mid(7).toLongLong() : 0; }

} // namespace QtFailover::Test
