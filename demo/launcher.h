// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "options.h"

#include <QObject>

#include <memory>
#include <vector>

QT_FORWARD_DECLARE_CLASS(QProcess)

namespace Demo {

/// `--windows N`: N instances, each a process of its own. It takes no part in their group, passes their output on, and
/// ends when the last of them has ended.
class Launcher final : public QObject
{
    Q_OBJECT
public:
    enum ExitStatus { AllInOrder = 0, SomeFailed = 1 };

    explicit Launcher(const Options &options, QObject *parent = nullptr);
    ~Launcher() override;

    void start();
    /// Asks all of them to leave; finished() follows.
    void endAll();

Q_SIGNALS:
    void finished(int exitStatus);

private:
    QStringList argumentsFor(int number) const;
    void onEnded();

    const Options m_options;
    std::vector<std::unique_ptr<QProcess>> m_processes;
    std::size_t m_endedCount = 0;
    ExitStatus m_exitStatus = AllInOrder;
};

} // namespace Demo
