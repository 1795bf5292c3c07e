// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QString>

namespace QtFailover::Test {

/// In the place of a primary's socket something that no server can be put over, for as long as this lives.
class Blockade final
{
public:
    explicit Blockade(const QString &socket) : m_path(socket)
    {
        EXPECT_TRUE(QFile::remove(m_path)) << qPrintable(m_path);
        if (!m_path.isEmpty()) {
            EXPECT_TRUE(QDir().mkpath(m_path + QStringLiteral("/full")));
        }
    }
    ~Blockade() { lift(); }
    void lift()
    {
        if (!m_path.isEmpty()) // for QDir that is the current directory
            QDir(m_path).removeRecursively();
    }

private:
    Q_DISABLE_COPY_MOVE(Blockade)
    const QString m_path;
};

} // namespace QtFailover::Test
