// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "notemessages.h"
#include "sealednote.h"

#include <QtFailover/Watcher>

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <optional>

namespace Demo {

/// The role's work: while this instance is primary it writes the note, and nobody else does. It takes everybody's
/// edits, its own instance's too, one after the other.
class NoteWriter final : public QObject
{
    Q_OBJECT
public:
    using Answer = std::function<void(const NoteReply &)>;

    /// Without a path there is no note: promotions are accepted, edits fail.
    NoteWriter(const QtFailover::Watcher &watcher, const QString &path, QObject *parent = nullptr);

    /// The file of the note in the words of a NoteRequest.
    QString file() const { return m_file; }

    /// Seals the note with the new epoch, then accepts; rejects when the note cannot be sealed.
    void takeOver(QtFailover::Promotion promotion);
    /// Drains the queue, unless the role is gone already, then says done.
    void leave(QtFailover::Demotion demotion);

    /// Applies the request's edit, if it has one, and answers when that is written or has failed. Without the role
    /// there is no answer: the sender asks whoever has it.
    void handle(const NoteRequest &request, Answer answer);

Q_SIGNALS:
    /// An edit has been written; everybody should know.
    void written(const Demo::NoteNews &news);

private:
    struct Waiting {
        NoteRequest request;
        Answer answer;
    };

    void work();
    SealedNote::Outcome apply(const NoteRequest &request, QString *message);
    NoteReply replyTo(const NoteRequest &request) const;

    const QtFailover::Watcher &m_watcher;
    const QString m_path;
    const QString m_file;
    std::optional<SealedNote> m_note;
    std::deque<Waiting> m_queue;
    QTimer m_retry; ///< of work(), whoever has called it
};

} // namespace Demo
