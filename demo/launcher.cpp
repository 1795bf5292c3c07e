// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "launcher.h"

#include "childprocess.h"

#include <QProcess>
#include <QTextStream>

namespace Demo {

using namespace Qt::StringLiterals;

namespace {

/// Not in order, nor by SIGKILL, which is there to be tried out (Faults::crash() ends with its number elsewhere), nor
/// by SIGTERM before it could hear of it: as by the abort() of Qt where the display cannot be reached.
bool hasFailed(int exitCode) { return exitCode != 0 && exitCode != 9 && exitCode != 15; }

} // namespace

Launcher::Launcher(const Options &options, QObject *parent) : QObject(parent), m_options(options) {}

Launcher::~Launcher() = default;

void Launcher::start()
{
    for (int number = 1; number <= m_options.windows; ++number) {
        auto process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::ForwardedChannels);
        process->setStandardInputFile(QProcess::nullDevice());
        connect(process.get(), &QProcess::errorOccurred, this,
                [this, started = process.get()](QProcess::ProcessError error) {
                    if (error != QProcess::FailedToStart)
                        return;
                    QTextStream(stderr) << tr("An instance did not start: %1").arg(started->errorString()) << Qt::endl;
                    m_exitStatus = SomeFailed;
                    onEnded();
                });
        connect(process.get(), &QProcess::finished, this, [this](int exitCode) {
            if (hasFailed(exitCode))
                m_exitStatus = SomeFailed;
            onEnded();
        });
        startChild(*process, argumentsFor(number));
        m_processes.push_back(std::move(process));
    }
}

void Launcher::endAll()
{
    for (const auto &process : m_processes)
        process->terminate();
}

QStringList Launcher::argumentsFor(int number) const
{
    QStringList arguments = m_options.forInstance;
    if (m_options.surface == Options::Surface::Headless)
        arguments.append(u"--headless"_s);
    else
        arguments += {u"--place"_s, u"%1/%2"_s.arg(QString::number(number), QString::number(m_options.windows))};
    if (m_options.json)
        arguments.append(u"--json"_s);
    if (const QString id = m_options.config.instanceId(); !id.isEmpty())
        arguments += {u"--instance-id"_s, u"%1-%2"_s.arg(id, QString::number(number))};
    return arguments;
}

void Launcher::onEnded()
{
    if (++m_endedCount == static_cast<std::size_t>(m_options.windows))
        Q_EMIT finished(m_exitStatus);
}

} // namespace Demo
