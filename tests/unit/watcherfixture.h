// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/QtFailover>

#include "support/directories.h"
#include "support/waitfor.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <memory>

namespace QtFailover::Test {

/// Watchers with the real engine, in a group and in directories of the test's own, without a bus.
class WatcherTest : public testing::Test
{
protected:
    void SetUp() override { ASSERT_TRUE(directory.isValid()); }

    Config config(const QString &instanceId = QStringLiteral("one")) const
    {
        using namespace std::chrono_literals;
        Config result(QStringLiteral("org.example.facade"));
        result.setRuntimeDirectory(directory.filePath(QStringLiteral("run")));
        result.setInstanceId(instanceId);
        result.setDBusEnabled(false);
        result.setHeartbeatInterval(50ms);
        result.setHeartbeatTimeout(10s); // nobody hangs here, however loaded the machine is
        result.setShutdownTimeout(10s);
        return result;
    }

    std::unique_ptr<Watcher> make(const QString &instanceId = QStringLiteral("one")) const
    {
        return std::make_unique<Watcher>(config(instanceId));
    }

    std::unique_ptr<Watcher> started(const QString &instanceId = QStringLiteral("one")) const
    {
        auto watcher = make(instanceId);
        EXPECT_TRUE(watcher->start());
        EXPECT_TRUE(waitFor([&] { return watcher->role() != Role::Inactive; })) << qPrintable(watcher->errorString());
        return watcher;
    }

    QTemporaryDir directory;
    const EnvironmentGuard stateHome{"XDG_STATE_HOME", directory.filePath(QStringLiteral("state")).toLocal8Bit()};
};

} // namespace QtFailover::Test
