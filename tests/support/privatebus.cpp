// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "privatebus.h"

#include "dieswithtest.h"
#include "stopprocess.h"

#include <csignal>

using namespace Qt::StringLiterals;

namespace QtFailover::Test {

namespace {

constexpr int StartTimeout = 20'000;

} // namespace

PrivateBus::PrivateBus(Begin begin)
{
    if (begin == Begin::Started)
        start();
}

PrivateBus::~PrivateBus() { kill(); }

QString PrivateBus::address() const { return u"unix:path="_s + m_directory.filePath(u"bus"_s); }

bool PrivateBus::start()
{
    m_daemon = std::make_unique<QProcess>();
    m_daemon->setStandardErrorFile(m_directory.filePath(u"log"_s));
    diesWithTest(*m_daemon);
    m_daemon->start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s,
                                       u"--address="_s + address()});
    // The address is printed once it can be connected to.
    const bool started = m_daemon->waitForStarted(StartTimeout) && m_daemon->waitForReadyRead(StartTimeout);
    if (!started)
        qWarning() << "dbus-daemon (Debian package dbus-daemon) does not start:" << m_daemon->errorString();
    return started;
}

void PrivateBus::kill()
{
    if (!m_daemon)
        return;
    m_daemon->kill();
    m_daemon->waitForFinished();
    m_daemon.reset();
}

void PrivateBus::stop() { stopProcess(m_daemon->processId()); }

void PrivateBus::resume() { ::kill(pid_t(m_daemon->processId()), SIGCONT); }

std::shared_ptr<QDBusConnection> PrivateBus::connection() const
{
    static int count = 0;
    const QString name = u"test-%1"_s.arg(++count);
    return {new QDBusConnection(QDBusConnection::connectToBus(address(), name)), [name](QDBusConnection *connection) {
                delete connection;
                QDBusConnection::disconnectFromBus(name);
            }};
}

} // namespace QtFailover::Test
