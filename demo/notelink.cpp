// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "notelink.h"

#include "notewriter.h"
#include "sharednote.h"

#include <QtFailover/Watcher>

namespace Demo {

using namespace std::chrono_literals;
using QtFailover::Watcher;

NoteLink::NoteLink(Watcher &watcher, SharedNote &note, NoteWriter &writer, QObject *parent)
    : QObject(parent), m_watcher(watcher), m_note(note), m_writer(writer)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(100ms);
    connect(&m_retry, &QTimer::timeout, this, &NoteLink::send);
    connect(&m_note, &SharedNote::requestWanted, this, &NoteLink::send, Qt::QueuedConnection);
    connect(&m_watcher, &Watcher::primaryChanged, &m_note, &SharedNote::lookAgain);
    connect(&m_watcher, &Watcher::roleChanged, &m_note, &SharedNote::lookAgain);
    connect(&m_writer, &NoteWriter::written, &m_note, &SharedNote::onPublished);
}

void NoteLink::send()
{
    if (m_retry.isActive())
        return;
    const std::optional<NoteRequest> request = m_note.takeRequest();
    if (!request)
        return;
    if (m_watcher.isPrimary())
        m_writer.handle(*request, [this](const NoteReply &reply) { m_note.onReply(reply); });
    else
        onNoReply();
}

void NoteLink::onNoReply()
{
    m_note.onNoReply();
    m_retry.start();
}

} // namespace Demo
