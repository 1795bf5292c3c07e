// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <vector>

namespace QtFailover::Test {

qint64 monotonicNs();

/// One real process: the headless demo, driven by its stdin and watched by its JSON lines.
class Instance final
{
public:
    /// `command`: the program, and what comes before the arguments.
    Instance(const QString &id, const QStringList &command, const QStringList &arguments,
             const QProcessEnvironment &environment, const QString &workingDirectory = {});
    ~Instance();

    QString id() const { return m_id; }
    qint64 pid() const { return m_pid; }
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    int exitCode() const { return m_process.exitCode(); }
    QProcess::ExitStatus exitStatus() const { return m_process.exitStatus(); }

    void command(const QByteArray &line);
    /// The same, but without the end of the line; no other may follow.
    void lastCommand(const QByteArray &line);
    void signal(int number);

    /// Events so far, newest last.
    const QList<QJsonObject> &events() const { return m_events; }
    /// The newest event of that name with those values, from `from` on; empty when there is none.
    QJsonObject find(const QString &event, const QVariantMap &values = {}, qsizetype from = 0) const;
    qsizetype count(const QString &event, const QVariantMap &values = {}) const;
    /// Waits for it. `from` is usually events().size() before the cause.
    QJsonObject await(const QString &event, const QVariantMap &values = {}, qsizetype from = 0);
    bool awaitExit();
    QString role() const { return m_role; }
    quint64 epoch() const { return m_epoch; }
    QByteArray log() const { return m_log; }

private:
    Q_DISABLE_COPY_MOVE(Instance)
    void read();

    const QString m_id;
    QProcess m_process;
    qint64 m_pid = 0;
    QList<QJsonObject> m_events;
    QString m_role = QStringLiteral("none");
    quint64 m_epoch = 0;
    QByteArray m_log;
};

/// Instances of one group in a directory of its own; all are killed with it.
class Group final
{
public:
    explicit Group(const QStringList &arguments = {QStringLiteral("--no-dbus")});
    ~Group();

    Instance *start(const QString &id, const QStringList &more = {});
    /// Starts them one after the other, each known to the primary before the next: the order of succession.
    std::vector<Instance *> startInOrder(int count);
    void setEnvironment(const QString &name, const QString &value) { m_environment.insert(name, value); }
    /// For those that start from now on: what is run in front of the program ("unshare", "--net"…), the program
    /// (the headless demo), where it runs (here).
    void setPrefix(const QStringList &prefix) { m_prefix = prefix; }
    void setProgram(const QString &program) { m_program = program; }
    void setWorkingDirectory(const QString &directory) { m_workingDirectory = directory; }
    /// Forgets those that have ended.
    void buryTheDead();
    QString directory() const { return m_directory.path(); }
    QString name() const { return m_name; }
    /// The directory with the names; one that does not exist while no instance has made it.
    QString namesDirectory() const;
    /// The primary's socket there; empty while there is none.
    QString socket() const;

    std::vector<Instance *> primaries() const;
    std::vector<Instance *> running() const;
    std::vector<Instance *> dead() const;
    /// Exactly one primary, all others secondary beside it.
    bool isSettled() const;
    bool awaitSettled();

private:
    Q_DISABLE_COPY_MOVE(Group)

    QTemporaryDir m_directory;
    QString m_name;
    QStringList m_arguments;
    QStringList m_prefix;
    QString m_program;
    QString m_workingDirectory;
    QProcessEnvironment m_environment;
    std::vector<std::unique_ptr<Instance>> m_instances;
};

} // namespace QtFailover::Test
