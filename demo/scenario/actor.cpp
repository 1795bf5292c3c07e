// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "scenario/actor.h"

#include "childprocess.h"
#include "monotonic.h"

#include <QJsonDocument>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

namespace Demo {

using namespace Qt::StringLiterals;

Actor::Actor(const QString &id) : m_id(id)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &Actor::read);
    connect(&m_process, &QProcess::finished, this, [this] {
        read();
        Q_EMIT changed();
    });
    connect(&m_process, &QProcess::errorOccurred, this, &Actor::changed);
}

Actor::~Actor()
{
    m_process.disconnect(this);
    m_process.kill();
    m_process.waitForFinished();
}

void Actor::start(const QStringList &arguments, const QProcessEnvironment &environment)
{
    m_process.setProcessEnvironment(environment);
    m_startedAtNs = monotonicNs();
    startChild(m_process, arguments + QStringList{u"--json"_s, u"--instance-id"_s, m_id});
    m_pid = m_process.processId();
}

void Actor::command(const QString &line) { m_process.write(line.toUtf8() + '\n'); }

qint64 Actor::send(SystemSignal signal)
{
    const qint64 at = monotonicNs();
#ifdef Q_OS_UNIX
    // Not QProcess::terminate(): it would do the same, but has no word for the other two.
    const auto number = signal == SystemSignal::Kill        ? SIGKILL
                        : signal == SystemSignal::Terminate ? SIGTERM
                        : signal == SystemSignal::Stop      ? SIGSTOP
                                                            : SIGCONT;
    if (isRunning())
        ::kill(static_cast<pid_t>(m_pid), number);
#else
    if (signal == SystemSignal::Kill)
        m_process.kill();
    else if (signal == SystemSignal::Terminate)
        m_process.terminate();
#endif
    return at;
}

QString Actor::role() const { return m_lines.empty() ? u"none"_s : m_lines.back().text("role"_L1); }

qint64 Actor::epoch() const { return m_lines.empty() ? 0 : m_lines.back().number("epoch"_L1); }

const Actor::Line *Actor::find(QLatin1StringView event, qint64 sinceNs, const Predicate &fits) const
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(), [&](const Line &line) {
        return line.event == event && line.atNs >= sinceNs && (!fits || fits(line));
    });
    return found == m_lines.end() ? nullptr : &*found;
}

const Actor::Line *Actor::findLast(QLatin1StringView event) const
{
    const auto found =
        std::find_if(m_lines.rbegin(), m_lines.rend(), [&](const Line &line) { return line.event == event; });
    return found == m_lines.rend() ? nullptr : &*found;
}

void Actor::read()
{
    while (m_process.canReadLine()) {
        const QJsonObject fields = QJsonDocument::fromJson(m_process.readLine()).object();
        if (fields.isEmpty())
            continue;
        m_lines.push_back({fields.value("event"_L1).toString(), fields.value("monotonicNs"_L1).toInteger(), fields});
    }
    Q_EMIT changed();
}

} // namespace Demo
