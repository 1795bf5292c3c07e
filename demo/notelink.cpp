// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "notelink.h"

#include "notewriter.h"
#include "sharednote.h"

#include <QtFailover/Messenger>
#include <QtFailover/Watcher>

#include <QFutureWatcher>

namespace Demo {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using QtFailover::Messenger;
using QtFailover::Reply;
using QtFailover::Request;
using QtFailover::Watcher;

namespace {

constexpr auto newsTopic = "note"_L1;
constexpr auto retryAfterSilence = 100ms;
constexpr auto retryAfterFailure = 1s;

} // namespace

NoteLink::NoteLink(Watcher &watcher, SharedNote &note, NoteWriter &writer, QObject *parent)
    : QObject(parent), m_note(note), m_writer(writer), m_messenger(new Messenger(&watcher))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &NoteLink::send);
    connect(&m_note, &SharedNote::requestWanted, this, &NoteLink::send, Qt::QueuedConnection);
    connect(&m_note, &SharedNote::delayed, this, [this] { m_retry.start(retryAfterFailure); });
    // Publications of the old primary may have died with it.
    connect(&watcher, &Watcher::primaryChanged, &m_note, &SharedNote::lookAgain);
    connect(&m_writer, &NoteWriter::written, this, &NoteLink::publish);
    connect(m_messenger, &Messenger::published, this, &NoteLink::onPublished);
    m_messenger->setRequestHandler(this, [this](Request request) {
        const std::optional<NoteRequest> asked = NoteRequest::fromCbor(request.payload());
        if (!asked)
            return request.reject(u"not a request about the note"_s);
        m_writer.handle(*asked, [request](const NoteReply &reply) mutable { request.reply(reply.toCbor()); });
    });
}

void NoteLink::send()
{
    if (m_retry.isActive())
        return;
    std::optional<NoteRequest> request = m_note.takeRequest();
    if (!request)
        return;
    request->file = m_writer.file();
    auto *answer = new QFutureWatcher<Reply>(this);
    connect(answer, &QFutureWatcher<Reply>::finished, this, [this, answer] {
        const QFuture<Reply> future = answer->future();
        answer->deleteLater();
        if (future.resultCount() > 0)
            onReply(future.result());
        else
            onNoReply();
    });
    answer->setFuture(m_messenger->request(request->toCbor()));
}

void NoteLink::onReply(const Reply &reply)
{
    const std::optional<NoteReply> said =
        reply.error() == Reply::NoError ? NoteReply::fromCbor(reply.payload()) : std::nullopt;
    if (said)
        m_note.onReply(*said);
    else if (reply.error() == Reply::TooLarge)
        m_note.onNoReply(reply.errorString()); // an edit or a text that no waiting makes smaller
    else
        onNoReply();
}

void NoteLink::onNoReply()
{
    m_note.onNoReply();
    m_retry.start(retryAfterSilence);
}

/// News that are too large for a message are told by their revision alone: whoever has missed it asks for the text.
void NoteLink::publish(const NoteNews &news)
{
    if (!m_messenger->publish(newsTopic, news.toCbor()))
        m_messenger->publish(newsTopic, NoteNews{news.history, news.revision + qint64(news.edits.size()), {}}.toCbor());
}

void NoteLink::onPublished(const QString &topic, const QByteArray &payload)
{
    if (topic != newsTopic)
        return;
    if (const std::optional<NoteNews> news = NoteNews::fromCbor(payload))
        m_note.onPublished(*news);
}

} // namespace Demo
