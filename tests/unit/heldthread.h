// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "support/threads.h"
#include "support/waitfor.h"

#include <QLoggingCategory>

#include <gtest/gtest.h>

#include <semaphore>

namespace QtFailover::Test {

/// Holds the library's thread when it has given the role up to a demotion, as a disk that does not answer would, until
/// release() or its own end.
class HeldThread
{
public:
    HeldThread()
    {
        while (s_release.try_acquire()) {
        }
        QLoggingCategory::setFilterRules(QStringLiteral("qtfailover.election.debug=true"));
        m_before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &line) {
            if (line.contains(QStringLiteral("-> Demoting")))
                s_release.acquire();
        });
    }
    ~HeldThread()
    {
        release();
        EXPECT_TRUE(waitFor([] { return threadNamed(QCoreApplication::applicationPid(), "qtfailover") == 0; }));
        qInstallMessageHandler(m_before);
        QLoggingCategory::setFilterRules({});
    }
    Q_DISABLE_COPY_MOVE(HeldThread)

    /// For all that comes.
    static void release() { s_release.release(1000); }

private:
    static inline std::counting_semaphore<> s_release{0};
    QtMessageHandler m_before = nullptr;
};

} // namespace QtFailover::Test
