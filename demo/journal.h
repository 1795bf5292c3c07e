// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "appliedids.h"
#include "textchange.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

QT_FORWARD_DECLARE_CLASS(QFile)

namespace Demo {

/// One line of a journal.
struct JournalRecord {
    enum class Kind {
        Seal,
        Left, ///< the writer has left in order, with all edits in the file; to a reader that does not know it, a seal
        Edit,
        Base
    };

    Kind kind = Kind::Seal;
    quint64 epoch = 0;
    QString id;            ///< Seal, Left: the instance. Edit: the edit's own id, by which it is applied once.
    TextChange change;     ///< Edit: what it does to the text that the edits before it have made; the first has none
    bool isInFile = false; ///< Edit: its line was written when the file had it for certain, at a shortening

    // Base: what the records that a shortening has left out have made; the first line, if there is one.
    QString text;
    quint64 history = 0;
    qint64 revision = 0;
    AppliedIds applied;

    QByteArray toLine() const;
    static std::optional<JournalRecord> fromLine(const QByteArray &line);
};

/// A file of lines that only grows, so that a kill can tear nothing but its last line; or is replaced as a whole.
///
/// It keeps no lock and no descriptor: its caller opens the file, locks it, and hands it in for each operation.
class Journal final
{
public:
    enum class Since { LastCall, Beginning };

    struct Records {
        Since since = Since::LastCall; ///< Beginning: all that the file says; forget what was known before
        std::vector<JournalRecord> records;
    };

    /// What has been added, by whatever process. A torn last line is cut off.
    /// Nothing: the file cannot be read, or a line that is not the last is damaged.
    std::optional<Records> readNew(QFile &file);

    /// All of the record or nothing of it. Call readNew() first, under the same lock.
    bool append(QFile &file, const JournalRecord &record);

    /// Takes back what append() has just written, under the same lock. The next readNew() begins at the beginning.
    bool undoAppend(QFile &file);

    /// Puts a new file with those records in the place of this one, or does nothing. The last thing to be done under
    /// the lock: `file` is the old one still, and the new one is anybody's.
    bool replace(const QFile &file, const std::vector<JournalRecord> &records);
    /// Where it lies until then. A kill leaves it there, or that name with a further ending.
    static QString nameOfNew(const QFile &file);

private:
    qint64 m_readTo = 0;
    QByteArray m_lastLine; ///< what must still end at m_readTo if this is the same file
};

} // namespace Demo
