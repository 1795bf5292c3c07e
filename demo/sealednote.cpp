// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "sealednote.h"

#include "filelock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QScopeGuard>
#include <QStringDecoder>

#include <algorithm>

namespace Demo {

using namespace Qt::StringLiterals;

namespace {

class NoteText
{
    Q_DECLARE_TR_FUNCTIONS(SealedNote)
};

/// Nothing: it is not UTF-8, or has zeros, as no text has but many another file.
std::optional<QString> decoded(const QByteArray &bytes)
{
    // Stateless, as it would wait for the rest of a character that the bytes end within.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(bytes);
    return decoder.hasError() || bytes.contains('\0') ? std::nullopt : std::optional(asPlainText(text));
}

constexpr auto fromFile = "file-"_L1; ///< begins the ids of what was found in the file; then the epoch

bool isFromFile(const QString &id) { return id.startsWith(fromFile) && id.lastIndexOf(u'-') == fromFile.size() - 1; }

/// Where the file itself lies, or will lie.
QString behindLinks(const QString &path)
{
    QFileInfo file(path);
    for (int most = 40; file.isSymbolicLink() && most > 0; --most) // as Linux follows them
        file.setFile(file.symLinkTarget());
    return file.filePath();
}

} // namespace

SealedNote::SealedNote(const QString &path) : SealedNote(path, Limits()) {}

SealedNote::SealedNote(const QString &path, const Limits &limits)
    : m_limits(limits), m_file(path), m_journalFile(behindLinks(path) + ".journal"_L1), m_shortenAbove(limits.records)
{}

template <typename Operation>
SealedNote::Result SealedNote::underLock(Operation operation)
{
    // Opened for each operation: what lies at the path counts, not what lay there when we became primary.
    const auto close = qScopeGuard([this] { m_journalFile.close(); });
    // Nobody else's to read: it has the text, and the note may be private.
    if (!m_journalFile.open(QIODevice::ReadWrite | QIODevice::Unbuffered, QFile::ReadOwner | QFile::WriteOwner))
        return failure(m_journalFile);
    const FileLock lock(m_journalFile);
    if (lock.state() == FileLock::State::Busy)
        return {Outcome::Busy, {}};
    if (lock.state() == FileLock::State::Failed)
        return {
            Outcome::Failed,
            NoteText::tr("%1 cannot be locked; put it on a file system that has locks").arg(m_journalFile.fileName())};
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
        take(record);
        removeLeftovers();
        Result result = settleFile(epoch, m_lastWrite);
        if (result.outcome == Outcome::Done)
            shortenIfLong();
        else
            m_bytesInFile.reset();
        return result;
    });
}

SealedNote::Result SealedNote::leave(quint64 epoch, const QString &instanceId)
{
    return underLock([&]() -> Result {
        if (epoch != m_sealedEpoch || !m_bytesInFile)
            return {};
        JournalRecord record;
        record.kind = JournalRecord::Kind::Left;
        record.epoch = epoch;
        record.id = instanceId;
        if (!m_journal.append(m_journalFile, record))
            return failure(m_journalFile);
        take(record);
        return {};
    });
}

SealedNote::Result SealedNote::apply(quint64 epoch, const QString &id, qint64 revision, const TextChange &change)
{
    return underLock([&]() -> Result {
        if (epoch < m_sealedEpoch)
            return stale(epoch);
        if (epoch > m_sealedEpoch)
            return {Outcome::Failed, NoteText::tr("%1 has lost the seal of epoch %2: it was replaced; hand over or "
                                                  "restart to seal it again")
                                         .arg(m_journalFile.fileName(), QString::number(epoch))};
        if (hasApplied(id))
            return {};
        if (revision < m_baseRevision || revision > this->revision())
            return {Outcome::Unfit, {}};
        if (wasChangedByOthers()) {
            if (Result result = settleFile(epoch, LastWrite::Whole); result.outcome != Outcome::Done)
                return result;
        }
        TextChange now = change;
        for (auto edit = m_edits.begin() + (revision - m_baseRevision); edit != m_edits.end(); ++edit) {
            if (edit->change.lengthBefore() != now.lengthBefore())
                return {Outcome::Unfit, {}};
            now = TextChange::transformed(edit->change, now).second;
        }
        if (now.lengthBefore() != m_text.size())
            return {Outcome::Unfit, {}};
        // The journal first: killed between the two writes, the next seal knows what is missing.
        if (Result result = addEdit(epoch, id, now); result.outcome != Outcome::Done)
            return result;
        Result result = writeLastEdit();
        if (result.outcome == Outcome::Done)
            shortenIfLong();
        else
            takeLastEditBack();
        return result;
    });
}

/// Said to have failed, it must not come back.
void SealedNote::takeLastEditBack()
{
    if (!m_journal.undoAppend(m_journalFile)) {
        m_bytesInFile.reset(); // the next edit or seal writes it
        return;
    }
    m_backOne.applyTo(m_text);
    m_backOne = TextChange().keep(m_text.size());
    m_applied.remove(m_edits.back().id);
    m_edits.pop_back();
    --m_recordCount;
}

SealedNote::Result SealedNote::catchUp()
{
    const std::optional<Journal::Records> added = m_journal.readNew(m_journalFile);
    const auto damaged = [this]() -> Result {
        return {Outcome::Failed, NoteText::tr("%1 is damaged or cannot be read; move it away to begin a new one")
                                     .arg(m_journalFile.fileName())};
    };
    if (!added) {
        m_journal = {}; // from the beginning the next time: what was read of it is not taken
        return damaged();
    }
    if (added->since == Journal::Since::Beginning) {
        m_sealedEpoch = 0;
        m_history = 0;
        m_text.clear();
        m_backOne = {};
        m_edits.clear();
        m_applied = {};
        m_baseText.clear();
        m_baseRevision = 0;
        m_lastWrite = LastWrite::Unknown;
        m_recordCount = 0;
    }
    for (const JournalRecord &record : added->records) {
        if (record.kind == JournalRecord::Kind::Edit && record.change.lengthBefore() != m_text.size()) {
            m_journal = {}; // from the beginning the next time, too
            return damaged();
        }
        take(record);
    }
    return {};
}

void SealedNote::take(const JournalRecord &record)
{
    ++m_recordCount;
    switch (record.kind) {
    case JournalRecord::Kind::Seal:
        m_sealedEpoch = std::max(m_sealedEpoch, record.epoch);
        if (m_history == 0)
            m_history = record.epoch;
        break;
    case JournalRecord::Kind::Left:
        m_lastWrite = LastWrite::Whole;
        break;
    case JournalRecord::Kind::Base:
        m_sealedEpoch = record.epoch;
        m_history = record.history;
        m_text = m_baseText = record.text;
        m_baseRevision = record.revision;
        m_applied = record.applied;
        break;
    case JournalRecord::Kind::Edit:
        m_backOne = record.change.inverse(m_text);
        record.change.applyTo(m_text);
        m_lastWrite = record.isInFile ? LastWrite::Whole : LastWrite::Unknown;
        m_edits.push_back({record.id, record.change});
        m_applied.add(record.id);
        break;
    }
}

/// The file has all that the journal has. Without success, as on a full disk, the journal is as good as before, and
/// grows on for a while.
void SealedNote::shortenIfLong()
{
    if (m_recordCount <= m_shortenAbove)
        return;
    const auto kept = m_edits.end() - std::ptrdiff_t(std::min(m_limits.kept, m_edits.size()));
    JournalRecord base;
    base.kind = JournalRecord::Kind::Base;
    base.epoch = m_sealedEpoch;
    base.history = m_history;
    base.revision = m_baseRevision + (kept - m_edits.begin());
    base.text = m_baseText;
    for (auto edit = m_edits.begin(); edit != kept; ++edit)
        edit->change.applyTo(base.text);
    base.applied = m_applied;
    std::vector<JournalRecord> records{base};
    for (auto edit = kept; edit != m_edits.end(); ++edit) {
        JournalRecord &record = records.emplace_back();
        record.kind = JournalRecord::Kind::Edit;
        record.epoch = m_sealedEpoch;
        record.id = edit->id;
        record.change = edit->change;
        record.isInFile = true;
    }
    if (!m_journal.replace(m_journalFile, records)) {
        m_shortenAbove = m_recordCount + m_limits.records;
        return;
    }
    m_edits.erase(m_edits.begin(), kept);
    m_baseText = base.text;
    m_baseRevision = base.revision;
    m_lastWrite = LastWrite::Whole;
    m_recordCount = records.size();
    m_shortenAbove = m_limits.records;
}

/// Of writers who were killed while they made the journal shorter. Under the lock nobody else does so.
void SealedNote::removeLeftovers() const
{
    const QFileInfo left(Journal::nameOfNew(m_journalFile));
    const QString beginning = left.fileName() + u'.';
    const qsizetype length = beginning.size() + 6; // as QTemporaryFile names them
    const QStringList all = left.dir().entryList(QDir::Files);
    for (const QString &name : all) {
        if (name == left.fileName() || (name.startsWith(beginning) && name.size() == length))
            QFile::remove(left.dir().filePath(name));
    }
}

SealedNote::Result SealedNote::addEdit(quint64 epoch, const QString &id, const TextChange &change)
{
    JournalRecord record;
    record.kind = JournalRecord::Kind::Edit;
    record.epoch = epoch;
    record.id = id;
    record.change = change;
    if (!m_journal.append(m_journalFile, record))
        return failure(m_journalFile);
    take(record);
    return {};
}

/// Brings the file and the journal together. The file is missing, is as the last edit found it, or has a part of what
/// the last edit added: we were killed between the two writes. Otherwise a person has edited it, and knows better; so,
/// too, where the file had all of the last edit already: it came from there, or its writer has seen it written.
SealedNote::Result SealedNote::settleFile(quint64 epoch, LastWrite last)
{
    if (!m_file.exists())
        return writeAll();
    const auto close = qScopeGuard([this] { m_file.close(); });
    if (!m_file.open(QIODevice::ReadOnly))
        return failure(m_file);
    const QByteArray wanted = m_text.toUtf8();
    noteFile(wanted.size()); // before it is read: what others do meanwhile is seen the next time
    const QByteArray bytes = m_file.readAll();
    if (bytes == wanted)
        return {};
    const bool hadAll = last == LastWrite::Whole || m_edits.empty() || isFromFile(m_edits.back().id);
    const QByteArray before = hadAll ? wanted : m_backOne.appliedTo(m_text).toUtf8();
    const bool isHalfWritten = bytes.size() >= before.size() && bytes.startsWith(before) && wanted.startsWith(bytes);
    const std::optional<QString> found = decoded(bytes);
    if (!found && !isHalfWritten) {
        m_fileModified = {}; // still not ours the next time
        return {Outcome::Failed, NoteText::tr("%1 is not a text in UTF-8; choose another file").arg(m_file.fileName())};
    }
    m_file.close();
    if (!isHalfWritten && bytes != before && *found != m_text) {
        const QString id = fromFile + QString::number(epoch);
        if (Result result = addEdit(epoch, id, TextChange::difference(m_text, *found));
            result.outcome != Outcome::Done) {
            m_fileModified = {}; // nor is this taken over yet
            return result;
        }
        m_bytesInFile = bytes.size();
        if (m_text.toUtf8() == bytes)
            return {};
    }
    return writeAll();
}

/// What is only longer is appended, as that can tear nothing; anything else is written beside the file and renamed.
SealedNote::Result SealedNote::writeLastEdit()
{
    const std::vector<TextChange::Step> &steps = m_edits.back().change.steps();
    const bool isAtEnd = !steps.empty() && steps.back().kind == TextChange::Step::Kind::Insert
                         && (steps.size() == 1 || (steps.size() == 2 && steps[0].kind == TextChange::Step::Kind::Keep));
    if (!isAtEnd || !m_bytesInFile || m_file.size() != *m_bytesInFile)
        return writeAll();
    return writeAdded(*m_bytesInFile, steps.back().text.toUtf8());
}

SealedNote::Result SealedNote::writeAdded(qint64 size, const QByteArray &added)
{
    const auto close = qScopeGuard([this] { m_file.close(); });
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return failure(m_file);
    if (m_file.seek(size) && m_file.write(added) == added.size()) {
        noteFile(size + added.size());
        return {};
    }
    Result result = failure(m_file);
    if (m_file.resize(size))
        noteFile(size);
    else
        m_bytesInFile.reset();
    return result;
}

SealedNote::Result SealedNote::writeAll()
{
    QSaveFile whole(m_file.fileName());
    const QByteArray bytes = m_text.toUtf8();
    if (!whole.open(QIODevice::WriteOnly) || whole.write(bytes) != bytes.size() || !whole.commit())
        return failure(whole);
    noteFile(bytes.size());
    return {};
}

/// Not where a write of ours has left nobody knows what: the next one writes all of it.
bool SealedNote::wasChangedByOthers() const
{
    const QFileInfo file(m_file.fileName());
    return m_bytesInFile && (file.size() != *m_bytesInFile || file.lastModified() != m_fileModified);
}

void SealedNote::noteFile(qint64 size)
{
    m_bytesInFile = size;
    m_fileModified = QFileInfo(m_file.fileName()).lastModified();
}

SealedNote::Result SealedNote::failure(const QFileDevice &file) const
{
    return {Outcome::Failed,
            NoteText::tr("%1 cannot be written: %2. Look at its folder, its permissions and the free space")
                .arg(file.fileName(), file.errorString())};
}

SealedNote::Result SealedNote::stale(quint64 epoch) const
{
    return {
        Outcome::Stale,
        NoteText::tr("Epoch %1 may not write to %2: epoch %3 has sealed it. If no other group has that file, move "
                     "%4 away to begin a new one")
            .arg(QString::number(epoch), m_file.fileName(), QString::number(m_sealedEpoch), m_journalFile.fileName())};
}

} // namespace Demo
