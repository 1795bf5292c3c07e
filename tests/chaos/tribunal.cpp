// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "chaos/tribunal.h"

#include "member/witness.h"

#include <QFile>

#include <algorithm>
#include <numeric>

namespace QtFailover::Test {

void Tribunal::hear(const QString &witness, const QString &instance)
{
    std::vector<char> storage;
    for (const Testimony *entry : Witness::read(witness, storage)) {
        m_statements.push_back({.instance = instance,
                                .epoch = entry->epoch,
                                .firstAnswerEnd = entry->firstAnswerEnd,
                                .lastAnswerStart = entry->lastAnswerStart,
                                .effects = entry->effects,
                                .refusals = entry->refusals});
    }
    QFile::remove(witness);
}

// An answer was given at some moment between its start and its end. So two answers are out of order for certain when
// one with a higher token had ended before one with a lower token began.
QStringList Tribunal::verdict() const
{
    std::vector<Statement> sorted = m_statements;
    std::sort(sorted.begin(), sorted.end(), [](const Statement &a, const Statement &b) { return a.epoch < b.epoch; });
    QStringList found;
    const Statement *latest = nullptr; // of the lower ones
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const Statement &now = sorted[i];
        if (i > 0 && sorted[i - 1].epoch == now.epoch)
            found += QStringLiteral("epoch %1 was claimed by %2 and by %3")
                         .arg(now.epoch)
                         .arg(sorted[i - 1].instance, now.instance);
        if (latest && now.firstAnswerEnd && latest->lastAnswerStart > now.firstAnswerEnd)
            found += QStringLiteral("%1 was given token %2 when %3 had token %4 for %5 ms already")
                         .arg(latest->instance)
                         .arg(latest->epoch)
                         .arg(now.instance)
                         .arg(now.epoch)
                         .arg(double(latest->lastAnswerStart - now.firstAnswerEnd) / 1e6);
        if (now.lastAnswerStart && (!latest || now.lastAnswerStart > latest->lastAnswerStart))
            latest = &now;
    }
    return found;
}

quint64 Tribunal::effects() const
{
    return std::accumulate(m_statements.begin(), m_statements.end(), quint64(0),
                           [](quint64 sum, const Statement &one) { return sum + one.effects; });
}

quint64 Tribunal::refusals() const
{
    return std::accumulate(m_statements.begin(), m_statements.end(), quint64(0),
                           [](quint64 sum, const Statement &one) { return sum + one.refusals; });
}

quint64 Tribunal::highestEpoch() const
{
    quint64 highest = 0;
    for (const Statement &one : m_statements)
        highest = std::max(highest, one.epoch);
    return highest;
}

} // namespace QtFailover::Test
