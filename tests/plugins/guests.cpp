// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "guests.h"

#include "support/dieswithtest.h"
#include "support/directories.h"
#include "support/waitfor.h"

#include <QCryptographicHash>
#include <QUuid>

#include <csignal>

using namespace Qt::StringLiterals;

namespace QtFailover::Test {

namespace {

// One write, so that the lines of guests that change together do not mix.
constexpr char Program[] = R"(#!/bin/sh
printf '%s\n' "$FAILOVER_ROLE $FAILOVER_PREVIOUS_ROLE $FAILOVER_EPOCH $FAILOVER_GROUP $FAILOVER_INSTANCE_ID \
${QT_QPA_GENERIC_PLUGINS-unset}" >>"${0%/*}/told"
)";

} // namespace

Guest::Guest(const QString &program, const QStringList &arguments, QProcessEnvironment environment)
{
    environment.insert(u"HOME"_s, m_home.path());
    environment.insert(u"XDG_CONFIG_HOME"_s, m_home.path());
    environment.insert(u"XDG_DATA_HOME"_s, m_home.path());
    environment.insert(u"XDG_CACHE_HOME"_s, m_home.path());
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    diesWithTest(m_process);
    m_process.start(program, arguments);
    m_process.waitForStarted();
}

Guest::~Guest() { kill(); }

void Guest::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

void Guest::say(const QByteArray &line) { m_process.write(line + '\n'); }

QByteArray Guest::output()
{
    m_output += m_process.readAll();
    return m_output;
}

bool Guest::awaitOutput(const QByteArray &words)
{
    return waitFor([&] { return output().contains(words); });
}

GuestHouse::GuestHouse()
    : m_group(u"org.example.T"_s + QUuid::createUuid().toString(QUuid::Id128).left(8)),
      m_environment(QProcessEnvironment::systemEnvironment())
{
    m_environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    m_environment.insert(u"QT_PLUGIN_PATH"_s, QStringLiteral(PLUGIN_DIRECTORY));
    m_environment.insert(u"XDG_RUNTIME_DIR"_s, m_directory.path());
    m_environment.insert(u"XDG_STATE_HOME"_s, m_directory.filePath(u"state"_s));
    m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, m_bus.address());
    writeFile(m_directory.filePath(u"program"_s), Program);
    setMode(m_directory.filePath(u"program"_s), 0700);
}

Guest *GuestHouse::start(const QString &program, const QStringList &arguments, const QByteArray &variable)
{
    QProcessEnvironment environment = m_environment;
    if (!variable.isEmpty())
        environment.insert(u"QT_QPA_GENERIC_PLUGINS"_s, QString::fromUtf8(variable));
    m_guests.push_back(std::make_unique<Guest>(program, arguments, environment));
    return m_guests.back().get();
}

QByteArray GuestHouse::spec(const QByteArray &more) const
{
    return "group=" + m_group.toUtf8() + ";exec=" + m_directory.filePath(u"program"_s).toUtf8()
           + ";heartbeat-interval=200;heartbeat-timeout=20000" + more;
}

QString GuestHouse::primaryProperty(const QString &property, const QString &scopeInName) const
{
    const QString base = m_group + u".Failover"_s + scopeInName;
    QProcess busctl;
    busctl.setProcessEnvironment(m_environment);
    busctl.start(u"busctl"_s, {u"--user"_s, u"get-property"_s, base + u".Primary"_s,
                               u'/' + QString(base).replace(u'.', u'/'), u"org.qtfailover.Instance1"_s, property});
    waitFor([&] { return busctl.state() == QProcess::NotRunning; });
    return QString::fromUtf8(busctl.readAllStandardOutput()).trimmed();
}

bool GuestHouse::awaitPrimaryProperty(const QString &property, const QString &value, const QString &scopeInName) const
{
    QString seen;
    return waitFor([&] {
        seen = primaryProperty(property, scopeInName);
        return seen == value;
    });
}

QList<QByteArray> GuestHouse::told() const
{
    QFile file(m_directory.filePath(u"told"_s));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QByteArray> lines = file.readAll().split('\n');
    lines.removeAll({});
    return lines;
}

bool GuestHouse::awaitTold(qint64 pid, const QByteArray &words) const
{
    const QByteArray who = ' ' + m_group.toUtf8() + ' ' + QByteArray::number(pid) + '-';
    return waitFor([&] {
        const auto lines = told();
        return std::any_of(lines.begin(), lines.end(), [&](const QByteArray &line) {
            return line.startsWith(words + ' ') && line.contains(who) && line.endsWith(" unset");
        });
    });
}

} // namespace QtFailover::Test
