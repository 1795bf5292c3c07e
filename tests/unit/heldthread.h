// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "support/threads.h"
#include "support/waitfor.h"

#include <QLoggingCategory>

#include <gtest/gtest.h>

#include <semaphore>

namespace QtFailover::Test {

/// Holds the library's thread at a step that it logs, as a disk that does not answer would, until release() or its own
/// end.
class HeldThread
{
public:
    explicit HeldThread(const QString &step)
    {
        s_step = step;
        for (auto *semaphore : {&s_held, &s_release}) {
            while (semaphore->try_acquire()) {
            }
        }
        QLoggingCategory::setFilterRules(QStringLiteral("qtfailover.election.debug=true"));
        m_before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &line) {
            if (!line.contains(s_step))
                return;
            s_held.release();
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

    /// Until it has come to that step; the event loop does not turn.
    void await() { s_held.acquire(); }
    /// For all that comes.
    static void release() { s_release.release(1000); }

private:
    static inline QString s_step;
    static inline std::counting_semaphore<> s_held{0};
    static inline std::counting_semaphore<> s_release{0};
    QtMessageHandler m_before = nullptr;
};

} // namespace QtFailover::Test
