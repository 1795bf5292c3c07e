// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "bench/messages.h"

#include "support/dieswithtest.h"
#include "support/groupdirectory.h"

#include <QCommandLineParser>

namespace QtFailover::Bench {

MessagesGroup::MessagesGroup(std::chrono::milliseconds interval)
    : m_directory(Test::groupDirectoryTemplate()), m_interval(interval)
{
    qputenv("XDG_STATE_HOME", m_directory.filePath(QStringLiteral("state")).toLocal8Bit());
}

MessagesGroup::~MessagesGroup()
{
    for (const auto &process : m_processes)
        process->kill();
    for (const auto &process : m_processes)
        process->waitForFinished();
}

Config MessagesGroup::config(const QString &id) const
{
    return configFromArguments({m_directory.path(), id, QString::number(m_interval.count())});
}

Config MessagesGroup::configFromArguments(const QStringList &arguments)
{
    const std::chrono::milliseconds interval(arguments.at(2).toInt());
    Config config(QStringLiteral("org.example.Messages"));
    config.setRuntimeDirectory(arguments.at(0) + QStringLiteral("/run"));
    config.setInstanceId(arguments.at(1));
    config.setDBusEnabled(false);
    config.setHeartbeatInterval(interval);
    config.setHeartbeatTimeout(interval * 100);
    return config;
}

void MessagesGroup::start(const QString &role, const QString &id)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::ForwardedChannels);
    Test::diesWithTest(*process);
    process->start(QCoreApplication::applicationFilePath(),
                   {QStringLiteral("--role"), role, m_directory.path(), id, QString::number(m_interval.count())});
    if (!process->waitForStarted())
        qFatal("cannot start a process");
    m_processes.push_back(std::move(process));
}

} // namespace QtFailover::Bench

int main(int argc, char **argv)
{
    using namespace QtFailover::Bench;
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Measures QtFailover's messages beside a bare QLocalSocket between "
                                                    "two processes. It fails on no time."));
    parser.addHelpOption();
    const QCommandLineOption quick(QStringLiteral("quick"), QStringLiteral("A little of each: shows that it works."));
    const QCommandLineOption role(QStringLiteral("role"), QStringLiteral("Used by the program itself."),
                                  QStringLiteral("name"));
    const QCommandLineOption only(QStringLiteral("only"),
                                  QStringLiteral("One part: roundtrips, throughput, heartbeats or publications."),
                                  QStringLiteral("part"));
    parser.addOptions({quick, only, role});
    parser.process(application);
    const QStringList arguments = parser.positionalArguments();
    const QString wanted = parser.value(role);
    if (wanted == QStringLiteral("socket"))
        return echoBySocket(arguments);
    if (wanted == QStringLiteral("messenger"))
        return echoByMessenger(arguments);
    if (wanted == QStringLiteral("publications"))
        return listenToPublications(arguments);
    if (wanted == QStringLiteral("heartbeats"))
        return listenToHeartbeats(arguments);

    MessagesExtent extent;
    if (parser.isSet(quick))
        extent = {40, 2, qint64(8) << 20, qint64(32) << 20, 4, 5};
    const std::pair<QString, void (*)(const MessagesExtent &)> parts[]{
        {QStringLiteral("roundtrips"), measureRoundTrips},
        {QStringLiteral("throughput"), measureThroughput},
        {QStringLiteral("heartbeats"), measureHeartbeatsInTheFlood},
        {QStringLiteral("publications"), measurePublications}};
    for (const auto &[name, measure] : parts) {
        if (!parser.isSet(only) || parser.value(only) == name)
            measure(extent);
    }
    return 0;
}
