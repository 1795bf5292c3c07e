// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringList>

#include <mutex>

namespace QtFailover::Test {

/// What is logged as a warning while it lives, by any thread, and instead of being printed. One at a time.
class Warnings
{
public:
    Warnings()
    {
        const std::lock_guard lock(s_mutex);
        s_texts.clear();
    }
    ~Warnings() { qInstallMessageHandler(m_before); }
    Q_DISABLE_COPY_MOVE(Warnings)
    static qsizetype about(QLatin1String what)
    {
        const std::lock_guard lock(s_mutex);
        return s_texts.filter(what).size();
    }

private:
    static void keep(QtMsgType type, const QMessageLogContext &, const QString &text)
    {
        const std::lock_guard lock(s_mutex);
        if (type == QtWarningMsg)
            s_texts.append(text);
    }
    static inline std::mutex s_mutex;
    static inline QStringList s_texts;
    const QtMessageHandler m_before = qInstallMessageHandler(keep);
};

} // namespace QtFailover::Test
