// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "journal.h"

#include <QFile>
#include <QSet>

namespace Demo {

/// A plain text file that checks the fencing token of its writer.
///
/// Beside the text in PATH lies PATH.journal: who may write, and which edits were applied. A new primary first writes
/// its epoch there (the seal) and only then reads: from that moment no writer of an older epoch gets in, however late
/// it wakes up, because every edit is compared with the newest seal under the file's lock. After a kill at any point
/// the next seal completes or removes what was half written. An edit whose id is in the journal is not applied again.
///
/// Nothing here waits for another process. Nothing is synced: a kill loses no write, and a power failure, which might,
/// ends all writers at once. The journal is never shortened; a real application would.
class SealedNote final
{
public:
    enum class Outcome {
        Done,
        Busy,   ///< another process holds the file's lock: try again
        Stale,  ///< a newer epoch has sealed the note
        Failed, ///< see message
    };

    struct Result {
        Outcome outcome = Outcome::Done;
        QString message; ///< translated; empty when done or busy
    };

    explicit SealedNote(const QString &path);

    Result seal(quint64 epoch, const QString &instanceId);
    /// Appends a line. `epoch` must be the newest seal.
    Result append(quint64 epoch, const QString &id, const QString &text);

private:
    template <typename Operation>
    Result underLock(Operation operation);
    Result catchUp();
    Result writeText(qint64 offset, const QByteArray &text);
    Result completeLastEdit();
    Result failure(const QFile &file) const;
    Result stale(quint64 epoch) const;

    QFile m_note;
    QFile m_journalFile;
    Journal m_journal;
    quint64 m_sealedEpoch = 0;
    JournalRecord m_lastEdit;
    QSet<QString> m_applied;
};

} // namespace Demo
