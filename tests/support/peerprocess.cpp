// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "peerprocess.h"

#include "dieswithtest.h"
#include "stopprocess.h"

#include <QDeadlineTimer>
#include <QDebug>

#include <chrono>
#include <csignal>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace QtFailover::Test {

namespace {

constexpr auto Patience = 30s;

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
    if (!stopProcess(pid()))
        qWarning() << "the test's peer does not stop";
}

void PeerProcess::resume() { ::kill(static_cast<pid_t>(pid()), SIGCONT); }

ProcessEnder::~ProcessEnder()
{
    if (m_pid > 1)
        ::kill(m_pid, SIGKILL);
}

qint64 forkedPid(const QString &line) { return line.startsWith("forked "_L1) ? line.mid(7).toLongLong() : 0; }

} // namespace QtFailover::Test
