// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "notewriter.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace Demo {

using namespace std::chrono_literals;
using QtFailover::Demotion;
using QtFailover::Promotion;
using Outcome = SealedNote::Outcome;

namespace {
constexpr auto retryWhenBusy = 5ms;
constexpr qint64 mostNews = 200; ///< whoever has missed more gets the whole text
} // namespace

NoteWriter::NoteWriter(const QtFailover::Watcher &watcher, const QString &path, QObject *parent)
    : QObject(parent), m_watcher(watcher), m_path(path), m_file(QtFailover::Config::scopeForPath(path))
{
    if (!path.isEmpty())
        m_note.emplace(path);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &NoteWriter::work);
}

void NoteWriter::takeOver(Promotion promotion)
{
    if (promotion.isCanceled())
        return;
    if (!m_note)
        return promotion.accept();
    const SealedNote::Result result = m_note->seal(promotion.epoch(), m_watcher.instanceId());
    switch (result.outcome) {
    case Outcome::Done:
        return promotion.accept();
    case Outcome::Busy:
        QTimer::singleShot(retryWhenBusy, this, [this, promotion] { takeOver(promotion); });
        return;
    case Outcome::Stale:
    case Outcome::Unfit:
    case Outcome::Failed:
        return promotion.reject(result.message);
    }
}

void NoteWriter::leave(Demotion demotion)
{
    if (!demotion.isForced())
        work();
    if (!m_queue.empty() && !demotion.isForced() && !demotion.isSynchronous()) {
        QTimer::singleShot(retryWhenBusy, this, [this, demotion] { leave(demotion); });
        return;
    }
    m_queue.clear(); // the next primary is asked for them
    if (m_note && !demotion.isForced())
        m_note->leave(demotion.epoch(), m_watcher.instanceId()); // or not: the next primary takes it for a kill
    demotion.done();
}

void NoteWriter::handle(const NoteRequest &request, Answer answer)
{
    NoteReply refusal;
    if (!m_note) {
        refusal.failure = NoteFailure::NoFile;
        refusal.message = tr("The primary has no note; start it with --file PATH");
    } else if (!request.file.isEmpty() && request.file != m_file) {
        refusal.failure = NoteFailure::OtherFile;
        refusal.message = tr("The primary writes %1 and no other note; open that one, or use a --scope of your own")
                              .arg(QDir::toNativeSeparators(QFileInfo(m_path).absoluteFilePath()));
    }
    if (refusal.failure)
        return answer(refusal);
    m_queue.push_back({request, std::move(answer)});
    if (m_queue.size() == 1)
        work();
}

void NoteWriter::work()
{
    while (!m_queue.empty()) {
        const Waiting &first = m_queue.front();
        QString message;
        const Outcome outcome = apply(first.request, &message);
        if (outcome == Outcome::Busy) {
            m_retry.start(retryWhenBusy);
            return;
        }
        const Waiting done = std::move(m_queue.front());
        m_queue.pop_front();
        NoteReply reply;
        switch (outcome) {
        case Outcome::Busy:
        case Outcome::Stale:
            continue;
        case Outcome::Done:
            reply = replyTo(done.request);
            break;
        case Outcome::Unfit:
            reply.failure = NoteFailure::OtherHistory;
            break;
        case Outcome::Failed:
            reply.failure = NoteFailure::WriteFailed;
            reply.message = message;
            break;
        }
        done.answer(reply);
    }
}

Outcome NoteWriter::apply(const NoteRequest &request, QString *message)
{
    // An early refusal. The proof is the note's own comparison of the token with its newest seal.
    const std::optional<quint64> token = m_watcher.fencingToken();
    if (!token)
        return Outcome::Stale;
    if (!request.change || m_note->hasApplied(request.id))
        return Outcome::Done;
    if (request.history != m_note->history())
        return Outcome::Unfit;
    const qint64 revision = m_note->revision();
    const SealedNote::Result result = m_note->apply(*token, request.id, request.revision, *request.change);
    *message = result.message;
    // One, or one more, of what somebody else has done to the file.
    const auto &edits = m_note->edits();
    const qint64 count = std::min(m_note->revision() - revision, qint64(edits.size()));
    if (count > 0) {
        NoteNews news{m_note->history(), m_note->revision() - count, {}};
        for (auto edit = edits.end() - count; edit != edits.end(); ++edit)
            news.edits.push_back({edit->id, edit->change});
        Q_EMIT written(news);
    }
    // A newer primary of our group seals it only once our token has lapsed: another group has the note.
    if (result.outcome == Outcome::Stale && m_watcher.fencingToken())
        return Outcome::Failed;
    return result.outcome;
}

NoteReply NoteWriter::replyTo(const NoteRequest &request) const
{
    NoteReply reply;
    reply.news.history = m_note->history();
    const qint64 missed = m_note->revision() - request.revision;
    const auto &edits = m_note->edits();
    if (request.history != m_note->history() || missed < 0 || missed > std::min(mostNews, qint64(edits.size()))) {
        reply.isWhole = true;
        reply.news.revision = m_note->revision();
        reply.text = m_note->text();
        reply.applied = m_note->hasApplied(request.id) ? request.id : QString();
        return reply;
    }
    reply.news.revision = request.revision;
    for (auto edit = edits.end() - missed; edit != edits.end(); ++edit)
        reply.news.edits.push_back({edit->id, edit->change});
    return reply;
}

} // namespace Demo
