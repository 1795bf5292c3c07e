// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "spec.h"

#include <QtFailover/Watcher>

#include <QObject>

namespace QtFailover::Generic {

/// Makes an application that knows nothing of QtFailover a member of a group, and tells it of its role in the ways
/// that need no header: dynamic properties and a slot of the application object, and a program that is run.
class Member final : public QObject
{
    Q_OBJECT

public:
    explicit Member(const Spec &spec);

private:
    void join();
    void tell(Role role, Role previousRole);
    void run(const QString &role, const QString &previousRole);

    const QString m_program;
    Config m_config;
    Watcher m_watcher;
};

} // namespace QtFailover::Generic
