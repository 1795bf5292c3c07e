// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>

#include <functional>
#include <vector>

namespace Demo {

/// One instance in a story: a child process of this program, and every line that it has printed.
class Actor final : public QObject
{
    Q_OBJECT
public:
    /// One JSON line.
    struct Line {
        QString event;
        qint64 atNs = 0; ///< CLOCK_MONOTONIC, as everybody's
        QJsonObject fields;

        QString text(QLatin1StringView field) const { return fields.value(field).toString(); }
        qint64 number(QLatin1StringView field) const { return fields.value(field).toInteger(); }
    };
    using Predicate = std::function<bool(const Line &)>;

    enum class SystemSignal { Kill, Terminate, Stop, Continue };

    explicit Actor(const QString &id);
    /// Kills the process if it still runs.
    ~Actor() override;

    void start(const QStringList &arguments, const QProcessEnvironment &environment);
    void command(const QString &line);
    /// Returns the moment just before the signal was sent. Stop and Continue do nothing where there are no such
    /// signals.
    qint64 send(SystemSignal signal);

    QString id() const { return m_id; }
    qint64 pid() const { return m_pid; }
    qint64 startedAtNs() const { return m_startedAtNs; }
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    const QProcess &process() const { return m_process; }

    /// The role and the epoch in its last line; "none" before the first.
    QString role() const;
    qint64 epoch() const;

    /// The first line not older than `sinceNs` that fits, or nullptr. Valid until the next event is processed.
    const Line *find(QLatin1StringView event, qint64 sinceNs = 0, const Predicate &fits = {}) const;
    /// The last one.
    const Line *findLast(QLatin1StringView event) const;

Q_SIGNALS:
    void changed();

private:
    void read();

    const QString m_id;
    QProcess m_process;
    qint64 m_pid = 0;
    qint64 m_startedAtNs = 0;
    std::vector<Line> m_lines;
};

} // namespace Demo
