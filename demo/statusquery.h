// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/Watcher>

#include <QObject>
#include <QTimer>

namespace Demo {

/// Looks at the group as an instance that may never become primary, and prints what it sees as a table.
class StatusQuery final : public QObject
{
    Q_OBJECT
public:
    enum ExitStatus { SomebodyRuns = 0, Unusable = 1, NobodyRuns = 2 };

    explicit StatusQuery(const QtFailover::Config &config, QObject *parent = nullptr);

    /// Ends in finished(), within about a second.
    void start();

Q_SIGNALS:
    void finished(int exitStatus);

private:
    QList<QtFailover::InstanceInfo> others() const;
    void look();
    void print();

    QtFailover::Watcher m_watcher;
    QTimer m_deadline;
    enum class State { Looking, Leaving } m_state = State::Looking;
    ExitStatus m_exitStatus = NobodyRuns;
};

} // namespace Demo
