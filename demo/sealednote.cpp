// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "sealednote.h"

#include "filelock.h"

#include <QCoreApplication>
#include <QScopeGuard>

#include <algorithm>

namespace Demo {

using namespace Qt::StringLiterals;

namespace {

QByteArray lineOf(const QString &text) { return text.toUtf8() + '\n'; }

} // namespace

SealedNote::SealedNote(const QString &path) : m_note(path), m_journalFile(path + ".journal"_L1) {}

template <typename Operation>
SealedNote::Result SealedNote::underLock(Operation operation)
{
    // Opened for each operation: what lies at the path counts, not what lay there when we became primary.
    const auto close = qScopeGuard([this] {
        m_note.close();
        m_journalFile.close();
    });
    constexpr auto how = QIODevice::ReadWrite | QIODevice::Unbuffered;
    for (QFile *file : {&m_journalFile, &m_note}) {
        if (!file->open(how))
            return failure(*file);
    }
    const FileLock lock(m_journalFile);
    if (lock.state() == FileLock::State::Busy)
        return {Outcome::Busy, {}};
    if (lock.state() == FileLock::State::Failed)
        return {Outcome::Failed, QCoreApplication::translate("SealedNote", "%1 cannot be locked; put it on a file "
                                                                           "system that has locks")
                                     .arg(m_journalFile.fileName())};
    if (Result result = catchUp(); result.outcome != Outcome::Done)
        return result;
    return operation();
}

SealedNote::Result SealedNote::seal(quint64 epoch, const QString &instanceId)
{
    return underLock([&]() -> Result {
        if (epoch < m_sealedEpoch)
            return stale(epoch);
        JournalRecord record;
        record.epoch = epoch;
        record.id = instanceId;
        if (!m_journal.append(m_journalFile, record))
            return failure(m_journalFile);
        m_sealedEpoch = epoch;
        return completeLastEdit();
    });
}

SealedNote::Result SealedNote::append(quint64 epoch, const QString &id, const QString &text)
{
    return underLock([&]() -> Result {
        if (epoch < m_sealedEpoch)
            return stale(epoch);
        if (epoch > m_sealedEpoch)
            return {Outcome::Failed,
                    QCoreApplication::translate("SealedNote", "%1 has lost the seal of epoch %2: it was replaced; hand "
                                                              "over or restart to seal it again")
                        .arg(m_journalFile.fileName(), QString::number(epoch))};
        if (m_applied.contains(id))
            return {};
        JournalRecord record;
        record.kind = JournalRecord::Kind::Edit;
        record.epoch = epoch;
        record.id = id;
        record.text = text;
        record.offset = m_note.size();
        // The journal first: killed between the two writes, the next seal knows what is missing.
        if (!m_journal.append(m_journalFile, record))
            return failure(m_journalFile);
        if (Result result = writeText(record.offset, lineOf(text)); result.outcome != Outcome::Done) {
            // Said to have failed, it must not come back. If even that fails, the next seal completes it.
            m_note.resize(record.offset);
            m_journal.undoAppend(m_journalFile);
            return result;
        }
        m_lastEdit = record;
        m_applied.insert(id);
        return {};
    });
}

SealedNote::Result SealedNote::catchUp()
{
    const std::optional<Journal::Records> added = m_journal.readNew(m_journalFile);
    if (!added)
        return {Outcome::Failed, QCoreApplication::translate("SealedNote", "%1 is damaged or cannot be read; move it "
                                                                           "away to begin a new one")
                                     .arg(m_journalFile.fileName())};
    if (added->since == Journal::Since::Beginning) {
        m_sealedEpoch = 0;
        m_lastEdit = {};
        m_applied.clear();
    }
    for (const JournalRecord &record : added->records) {
        if (record.kind == JournalRecord::Kind::Seal) {
            m_sealedEpoch = std::max(m_sealedEpoch, record.epoch);
        } else {
            m_lastEdit = record;
            m_applied.insert(record.id);
        }
    }
    return {};
}

SealedNote::Result SealedNote::writeText(qint64 offset, const QByteArray &text)
{
    if (m_note.seek(offset) && m_note.write(text) == text.size())
        return {};
    return failure(m_note);
}

SealedNote::Result SealedNote::completeLastEdit()
{
    if (m_lastEdit.kind != JournalRecord::Kind::Edit)
        return {};
    const QByteArray text = lineOf(m_lastEdit.text);
    const qint64 size = m_note.size();
    // Shorter than where it began, or longer than where it ends: a person has edited the file, and knows better.
    if (size < m_lastEdit.offset || size >= m_lastEdit.offset + text.size())
        return {};
    return writeText(m_lastEdit.offset, text);
}

SealedNote::Result SealedNote::failure(const QFile &file) const
{
    return {Outcome::Failed,
            QCoreApplication::translate("SealedNote", "%1 cannot be written: %2. Look at its folder, its permissions "
                                                      "and the free space")
                .arg(file.fileName(), file.errorString())};
}

SealedNote::Result SealedNote::stale(quint64 epoch) const
{
    return {Outcome::Stale,
            QCoreApplication::translate("SealedNote", "Epoch %1 may not write to %2: epoch %3 has sealed it")
                .arg(QString::number(epoch), m_note.fileName(), QString::number(m_sealedEpoch))};
}

} // namespace Demo
