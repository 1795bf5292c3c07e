// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QTimer>

namespace QtFailover {
class Messenger;
class Reply;
class Watcher;
} // namespace QtFailover

namespace Demo {

class NoteWriter;
class SharedNote;
struct NoteNews;

/// Carries the shared note's requests to the primary's writer, wherever that is, and the writer's news to everybody.
class NoteLink final : public QObject
{
    Q_OBJECT
public:
    NoteLink(QtFailover::Watcher &watcher, SharedNote &note, NoteWriter &writer, QObject *parent = nullptr);

private:
    void send();
    void onReply(const QtFailover::Reply &reply);
    void onNoReply();
    void publish(const NoteNews &news);
    void onPublished(const QString &topic, const QByteArray &payload);

    SharedNote &m_note;
    NoteWriter &m_writer;
    QtFailover::Messenger *const m_messenger; ///< the Watcher's
    QTimer m_retry;
};

} // namespace Demo
