// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "jsonreporter.h"

#include <QtFailover/Watcher>

#include <QString>

#include <chrono>
#include <memory>
#include <vector>

namespace QtFailover::Test {

/// What an application does to itself, on a command line read from its standard input: the demo's commands for
/// its role, and worse ones.
class Misfortunes final
{
public:
    Misfortunes(std::unique_ptr<Watcher> &watcher, Demo::JsonReporter &reporter);

    void run(const QString &line);

private:
    void work(std::chrono::milliseconds time);
    void fork(const QString &how);
    void dumpCore(int mebibytes);
    void starve();
    void feed();
    void cutOff();

    std::unique_ptr<Watcher> &m_watcher;
    Demo::JsonReporter &m_reporter;
    std::vector<int> m_descriptors; ///< all that there were
};

} // namespace QtFailover::Test
