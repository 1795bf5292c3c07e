// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "system/group.h"

#include "support/dieswithtest.h"
#include "support/groupdirectory.h"
#include "support/stopprocess.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QUuid>

#include <algorithm>
#include <chrono>
#include <csignal>

#include <sys/stat.h>

namespace QtFailover::Test {

qint64 monotonicNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

Instance::Instance(const QString &id, const QStringList &command, const QStringList &arguments,
                   const QProcessEnvironment &environment, const QString &workingDirectory)
    : m_id(id)
{
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(workingDirectory);
    QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process, [this] { read(); });
    QObject::connect(&m_process, &QProcess::readyReadStandardError, &m_process,
                     [this] { m_log += m_process.readAllStandardError(); });
    diesWithTest(m_process);
    m_process.start(command.first(), command.mid(1)
                                         + QStringList{QStringLiteral("--headless"), QStringLiteral("--json"),
                                                       QStringLiteral("--instance-id"), id}
                                         + arguments);
    EXPECT_TRUE(m_process.waitForStarted()) << qPrintable(m_process.errorString());
    m_pid = m_process.processId();
}

Instance::~Instance()
{
    if (isRunning()) {
        m_process.kill(); // SIGKILL ends a stopped process too
        m_process.waitForFinished();
    }
    if (::testing::Test::HasFailure()) {
        for (const QJsonObject &event : std::as_const(m_events))
            std::printf("%s\n", QJsonDocument(event).toJson(QJsonDocument::Compact).constData());
        std::printf("%s", m_log.constData());
    }
}

void Instance::command(const QByteArray &line) { m_process.write(line + '\n'); }

void Instance::lastCommand(const QByteArray &line)
{
    m_process.write(line);
    m_process.closeWriteChannel();
}

void Instance::signal(int number)
{
    if (number == SIGSTOP)
        EXPECT_TRUE(stopProcess(m_pid)) << qPrintable(m_id) << " does not stop";
    else
        ::kill(pid_t(m_pid), number);
}

void Instance::read()
{
    while (m_process.canReadLine()) {
        const QJsonObject event = QJsonDocument::fromJson(m_process.readLine()).object();
        m_events.append(event);
        m_role = event[u"role"].toString(m_role);
        m_epoch = quint64(event[u"epoch"].toInteger(qint64(m_epoch)));
    }
}

static bool matches(const QJsonObject &event, const QString &name, const QVariantMap &values)
{
    if (event[u"event"] != name)
        return false;
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        if (event[value.key()].toVariant() != *value)
            return false;
    }
    return true;
}

QJsonObject Instance::find(const QString &event, const QVariantMap &values, qsizetype from) const
{
    for (qsizetype i = m_events.size() - 1; i >= from; --i) {
        if (matches(m_events[i], event, values))
            return m_events[i];
    }
    return {};
}

qsizetype Instance::count(const QString &event, const QVariantMap &values) const
{
    return std::count_if(m_events.cbegin(), m_events.cend(),
                         [&](const QJsonObject &seen) { return matches(seen, event, values); });
}

QJsonObject Instance::await(const QString &event, const QVariantMap &values, qsizetype from)
{
    QJsonObject found;
    EXPECT_TRUE(waitFor([&] {
        found = find(event, values, from);
        return !found.isEmpty();
    })) << qPrintable(m_id)
        << " never told of " << qPrintable(event) << ' '
        << QJsonDocument(QJsonObject::fromVariantMap(values)).toJson(QJsonDocument::Compact).constData();
    return found;
}

bool Instance::awaitExit()
{
    return waitFor([this] { return !isRunning(); });
}

Group::Group(const QStringList &arguments)
    : m_directory(groupDirectoryTemplate()),
      m_name(QStringLiteral("org.example.T") + QUuid::createUuid().toString(QUuid::Id128).left(8)),
      m_arguments(arguments),
      m_program(QStringLiteral(QTFAILOVER_DEMO_PROGRAM)),
      m_environment(QProcessEnvironment::systemEnvironment())
{
    m_environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_directory.path());
    m_environment.insert(QStringLiteral("XDG_STATE_HOME"), m_directory.filePath(QStringLiteral("state")));
    m_environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
}

Group::~Group() = default;

Instance *Group::start(const QString &id, const QStringList &more)
{
    const QStringList arguments = QStringList{QStringLiteral("--group"), m_name} + m_arguments + more;
    m_instances.push_back(std::make_unique<Instance>(id, m_prefix + QStringList{m_program}, arguments, m_environment,
                                                     m_workingDirectory));
    return m_instances.back().get();
}

std::vector<Instance *> Group::startInOrder(int count)
{
    std::vector<Instance *> started;
    for (int i = 0; i < count; ++i) {
        started.push_back(start(QStringLiteral("i%1").arg(i)));
        started.front()->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), i + 1}});
    }
    for (Instance *instance : started)
        instance->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), count}});
    return started;
}

QString Group::namesDirectory() const
{
    const QStringList names =
        QDir(m_directory.path()).entryList({QStringLiteral("qtf*")}, QDir::Dirs | QDir::NoDotAndDotDot);
    // Never empty: what a test deletes in QDir(QString()) lies in the current directory.
    return m_directory.filePath(names.isEmpty() ? QStringLiteral("qtf-not-there") : names.first());
}

QString Group::socket() const
{
    const QDir names(namesDirectory());
    const QStringList rights = names.entryList({QStringLiteral("e.*")}, QDir::AllEntries | QDir::System);
    quint64 highest = 0;
    for (const QString &right : rights)
        highest = std::max(highest, right.mid(2).toULongLong());
    struct stat status;
    if (::lstat(QFile::encodeName(names.filePath(QStringLiteral("e.%1").arg(highest))).constData(), &status) != 0)
        return {};
    const QString name = QStringLiteral("s.%1").arg(status.st_ino);
    return names.exists(name) ? names.filePath(name) : QString();
}

std::vector<Instance *> Group::primaries() const
{
    std::vector<Instance *> found;
    for (Instance *instance : running()) {
        if (instance->role() == QLatin1String("primary"))
            found.push_back(instance);
    }
    return found;
}

std::vector<Instance *> Group::running() const
{
    std::vector<Instance *> found;
    for (const auto &instance : m_instances) {
        if (instance->isRunning())
            found.push_back(instance.get());
    }
    return found;
}

std::vector<Instance *> Group::dead() const
{
    std::vector<Instance *> found;
    for (const auto &instance : m_instances) {
        if (!instance->isRunning())
            found.push_back(instance.get());
    }
    return found;
}

void Group::buryTheDead()
{
    std::erase_if(m_instances, [](const auto &instance) { return !instance->isRunning(); });
}

bool Group::isSettled() const
{
    const auto primary = primaries();
    if (primary.size() != 1)
        return false;
    const auto all = running();
    return std::all_of(all.begin(), all.end(), [&](const Instance *instance) {
        const QJsonObject known = instance->find(QStringLiteral("primaryChanged"));
        const QJsonObject roster = instance->find(QStringLiteral("instancesChanged"));
        return (instance == primary.front() || instance->role() == QLatin1String("secondary"))
               && known[u"primaryId"] == primary.front()->id() && instance->epoch() == primary.front()->epoch()
               && roster[u"count"].toInteger() == qint64(all.size());
    });
}

bool Group::awaitSettled()
{
    return waitFor([this] { return isSettled(); });
}

} // namespace QtFailover::Test
