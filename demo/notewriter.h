// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "sealednote.h"

#include <QtFailover/Watcher>

#include <QObject>

#include <deque>
#include <optional>

namespace Demo {

/// The role's work: while this instance is primary it writes the note, and nobody else does.
///
/// Only the primary's own edits are taken for now; the others' will come as requests and end in the same queue.
class NoteWriter final : public QObject
{
    Q_OBJECT
public:
    enum class Failure { NoFile, NotPrimary, WriteFailed };
    Q_ENUM(Failure)

    /// Without a path there is no note: promotions are accepted, edits fail.
    NoteWriter(const QtFailover::Watcher &watcher, const QString &path, QObject *parent = nullptr);

    /// Seals the note with the new epoch, then accepts; rejects when the note cannot be sealed.
    void takeOver(QtFailover::Promotion promotion);
    /// Drains the queue, unless the role is gone already, then says done; what was not written is reported.
    void leave(QtFailover::Demotion demotion);

    /// Ends in acknowledged() or failed().
    void append(const QString &text);

Q_SIGNALS:
    void acknowledged(const QString &id, const QString &text);
    void failed(Demo::NoteWriter::Failure failure, const QString &message);

private:
    struct Edit {
        QString id;
        QString text;
    };

    void write();
    void dropQueue(const QString &why);

    const QtFailover::Watcher &m_watcher;
    std::optional<SealedNote> m_note;
    std::deque<Edit> m_queue;
    quint64 m_editCount = 0;
};

} // namespace Demo
