// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "journal.h"

#include <QFile>
#include <QSet>

#include <vector>

namespace Demo {

/// A plain text file that checks the fencing token of its writer.
///
/// Beside the text in PATH lies PATH.journal: who may write, and every edit in order. A new primary first writes its
/// epoch there (the seal) and only then reads: from that moment no writer of an older epoch gets in, however late it
/// wakes up, because every edit is compared with the newest seal under the file's lock. The edits make the text; after
/// a kill at any point the next seal writes what the file lacks. What a person has done to the file while nobody ran
/// becomes an edit, too. An edit whose id is in the journal is not applied again.
///
/// Nothing here waits for another process. The journal is not synced: a kill loses no write, and a power failure,
/// which might, ends all writers at once. The journal is never shortened; a real application would.
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

    explicit SealedNote(const QString &path);

    Result seal(quint64 epoch, const QString &instanceId);
    /// Applies a change of the text as it was at `revision`, after all that has come since. `epoch` must be the newest
    /// seal.
    Result apply(quint64 epoch, const QString &id, qint64 revision, const TextChange &change);

    // As of the last call that was not Busy.
    QString text() const { return m_text; }
    /// How many edits have made the text.
    qint64 revision() const { return static_cast<qint64>(m_edits.size()); }
    const std::vector<Edit> &edits() const { return m_edits; }
    bool hasApplied(const QString &id) const { return m_applied.contains(id); }
    /// Which count of revisions it is: another one when the journal was replaced. 0 before the first seal.
    quint64 history() const { return m_history; }

private:
    template <typename Operation>
    Result underLock(Operation operation);
    Result catchUp();
    Result settleFile(quint64 epoch);
    Result writeAll();
    Result writeAdded(qint64 size, const QByteArray &added);
    Result writeLastEdit();
    Result addEdit(quint64 epoch, const QString &id, const TextChange &change);
    void take(const JournalRecord &record);
    Result failure(const QFileDevice &file) const;
    Result stale(quint64 epoch) const;

    QFile m_file;
    QFile m_journalFile;
    Journal m_journal;
    QString m_text;
    TextChange m_backOne;                ///< takes the last edit back
    std::optional<qint64> m_bytesInFile; ///< when we last wrote or read it
    std::vector<Edit> m_edits;
    QSet<QString> m_applied;
    quint64 m_sealedEpoch = 0;
    quint64 m_history = 0;
};

} // namespace Demo
