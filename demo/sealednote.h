// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "journal.h"

#include <QDateTime>
#include <QFile>

#include <vector>

namespace Demo {

/// A plain text file that checks the fencing token of its writer.
///
/// Beside the text in PATH lies PATH.journal, where PATH is what a link leads to: who may write, and every edit in
/// order. A new primary first writes its epoch there (the seal) and only then reads: from that moment no writer of an
/// older epoch gets in, however late it wakes up, because every edit is compared with the newest seal under the file's
/// lock. The edits make the text; after a kill at any point the next seal writes what the file lacks. What a person
/// does to the file becomes an edit, too, at the next seal or before the next edit. An edit whose id is in the journal
/// is not applied again.
///
/// Nothing here waits for another process. The journal is not synced: a kill loses no write, and a power failure,
/// which might, ends all writers at once. When the journal has become long, what its older edits have made takes their
/// place: a new file, renamed over the old one, so that a kill leaves one or the other.
class SealedNote final
{
public:
    enum class Outcome {
        Done,
        Busy,   ///< another process holds the file's lock: try again
        Stale,  ///< a newer epoch has sealed the note
        Unfit,  ///< the change is not one of the text at that revision
        Failed, ///< see message
    };

    struct Result {
        Outcome outcome = Outcome::Done;
        QString message; ///< translated; empty when done or busy
    };

    struct Edit {
        QString id;
        TextChange change;
    };

    /// The journal is shortened when it has more than `records`, to about `kept`: as many of the last edits can be told
    /// one by one and changed upon; who has missed more gets the whole text.
    struct Limits {
        std::size_t records = 2000;
        std::size_t kept = 400;
    };

    explicit SealedNote(const QString &path);
    SealedNote(const QString &path, const Limits &limits);

    Result seal(quint64 epoch, const QString &instanceId);
    /// The last thing that a writer does who leaves in order: what the file lacks at the next seal, a person has taken
    /// out. Does nothing where the last write has failed, or `epoch` is not the newest seal.
    Result leave(quint64 epoch, const QString &instanceId);
    /// Applies a change of the text as it was at `revision`, after all that has come since. `epoch` must be the newest
    /// seal.
    Result apply(quint64 epoch, const QString &id, qint64 revision, const TextChange &change);

    // As of the last call that was not Busy.
    QString text() const { return m_text; }
    /// How many edits have made the text.
    qint64 revision() const { return m_baseRevision + static_cast<qint64>(m_edits.size()); }
    /// The last ones of them.
    const std::vector<Edit> &edits() const { return m_edits; }
    bool hasApplied(const QString &id) const { return m_applied.contains(id); }
    /// Which count of revisions it is: another one when the journal was replaced. 0 before the first seal.
    quint64 history() const { return m_history; }

private:
    template <typename Operation>
    Result underLock(Operation operation);
    Result catchUp();
    enum class LastWrite {
        Unknown, ///< of another writer, who may have been killed within it
        Whole    ///< our own, of one who has left in order, or before the journal was shortened
    };
    Result settleFile(quint64 epoch, LastWrite last);
    bool wasChangedByOthers() const;
    void noteFile(qint64 size);
    Result writeAll();
    Result writeAdded(qint64 size, const QByteArray &added);
    Result writeLastEdit();
    void takeLastEditBack();
    void shortenIfLong();
    void removeLeftovers() const;
    Result addEdit(quint64 epoch, const QString &id, const TextChange &change);
    void take(const JournalRecord &record);
    Result failure(const QFileDevice &file) const;
    Result stale(quint64 epoch) const;

    const Limits m_limits;
    QFile m_file;
    QFile m_journalFile;
    Journal m_journal;
    QString m_text;
    TextChange m_backOne;                ///< takes the last edit back
    std::optional<qint64> m_bytesInFile; ///< when we last wrote or read it; empty: a failed write may have torn it
    QDateTime m_fileModified;            ///< its own time then
    std::vector<Edit> m_edits;
    AppliedIds m_applied;
    QString m_baseText; ///< before the first of m_edits
    qint64 m_baseRevision = 0;
    LastWrite m_lastWrite = LastWrite::Unknown; ///< as the journal has it
    std::size_t m_recordCount = 0;
    std::size_t m_shortenAbove;
    quint64 m_sealedEpoch = 0;
    quint64 m_history = 0;
};

} // namespace Demo
