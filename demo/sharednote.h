// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "notemessages.h"
#include "textchange.h"

#include <QObject>

#include <deque>
#include <optional>

namespace Demo {

/// This instance's copy of the note: the text that the primary has told of, and on top of it what was typed here and
/// is not yet written. Nothing typed is given up: an edit is asked for until the primary says that it is written, under
/// one id all the time, so that it is written once however often it is asked for.
///
/// Pure: whoever owns it carries its requests, one at a time, and brings replies and publications.
class SharedNote final : public QObject
{
    Q_OBJECT
public:
    struct Counters {
        quint64 sent = 0;
        quint64 acknowledged = 0;
        quint64 lost = 0;
    };

    /// `prefix` begins the ids of the edits; unique to this object.
    explicit SharedNote(const QString &prefix, QObject *parent = nullptr);

    QString text() const { return m_text; }
    const Counters &counters() const { return m_counters; }
    bool hasUnwritten() const { return !m_unwritten.empty(); }
    qsizetype unwrittenCount() const { return qsizetype(m_unwritten.size()); }

    /// A change of text() that was made here.
    void type(const TextChange &change);
    /// Adds a line, as an edit of its own; ends in acknowledged() or refused(), with delayed() before that while the
    /// line or the note is too large for a message.
    void appendLine(const QString &line);

    /// Ask at the next occasion what has happened: publications may have been missed.
    void lookAgain();
    /// The request to send now; nothing while one is on its way, or when there is nothing to ask.
    std::optional<NoteRequest> takeRequest();
    void onReply(const NoteReply &reply);
    /// The request came to nothing: no primary, a timeout; or, with a message, for a cause that should be told.
    void onNoReply(const QString &message = {});
    void onPublished(const NoteNews &news);

Q_SIGNALS:
    /// takeRequest() has something.
    void requestWanted();
    /// Somebody else has changed text().
    void changedElsewhere(const Demo::TextChange &change);
    void acknowledged(const QString &id, const QString &text);
    /// A line could not be written and has been taken out again.
    void refused(Demo::NoteFailure failure, const QString &text, const QString &message);
    /// Typed text could not be written, or the note not be had; the edits are kept, and asked for again.
    void delayed(const QString &message);
    void countersChanged();

private:
    struct Edit {
        enum class Kind { Typed, Line };
        QString id;
        Kind kind;
        TextChange change; ///< of what the edits before it have made of m_writtenText
        QString line;
        bool wasSent = false; ///< it may be written already: it must not grow any more
    };

    QString nextId();
    void take(const NoteNews &news);
    void takeEdit(const QString &id, const TextChange &change);
    void takeWholeText(const NoteReply &reply);
    void rebase(TextChange change);
    void acknowledgeFirst();
    void refuseFirst(NoteFailure failure, const QString &message);
    void onFailure(const NoteReply &reply, const NoteRequest &request);

    const QString m_prefix;
    QString m_writtenText;
    QString m_text;
    std::deque<Edit> m_unwritten;
    qint64 m_revision = 0;
    quint64 m_history = 0;
    std::optional<NoteRequest> m_onItsWay;
    bool m_looksAgain = true;
    quint64 m_editCount = 0;
    Counters m_counters;
};

} // namespace Demo
