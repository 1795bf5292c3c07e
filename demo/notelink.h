// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "notemessages.h"

#include <QObject>
#include <QTimer>

namespace QtFailover {
class Watcher;
}

namespace Demo {

class NoteWriter;
class SharedNote;

/// Carries the shared note's requests to the primary's writer, and the writer's news to everybody.
class NoteLink final : public QObject
{
    Q_OBJECT
public:
    NoteLink(QtFailover::Watcher &watcher, SharedNote &note, NoteWriter &writer, QObject *parent = nullptr);

private:
    void send();
    void onNoReply();

    QtFailover::Watcher &m_watcher;
    SharedNote &m_note;
    NoteWriter &m_writer;
    QTimer m_retry;
};

} // namespace Demo
