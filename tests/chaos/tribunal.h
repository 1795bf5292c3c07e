// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace QtFailover::Test {

/// Hears all witnesses of a group and says what cannot be.
class Tribunal final
{
public:
    /// Takes the witness's file in, and removes it: its instance has ended.
    void hear(const QString &witness, const QString &instance);

    /// Every contradiction found in what was heard; empty: none.
    QStringList verdict() const;

    std::size_t claims() const { return m_statements.size(); }
    quint64 effects() const;
    quint64 refusals() const;
    quint64 highestEpoch() const;

private:
    struct Statement {
        QString instance;
        quint64 epoch = 0;
        qint64 firstAnswerEnd = 0;
        qint64 lastAnswerStart = 0;
        quint64 effects = 0;
        quint64 refusals = 0;
    };
    std::vector<Statement> m_statements;
};

} // namespace QtFailover::Test
