// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "sharednote.h"

#include <tuple>

namespace Demo {

using namespace Qt::StringLiterals;

SharedNote::SharedNote(const QString &prefix, QObject *parent) : QObject(parent), m_prefix(prefix) {}

QString SharedNote::nextId() { return u"%1-%2"_s.arg(m_prefix, QString::number(++m_editCount)); }

void SharedNote::type(const TextChange &change)
{
    if (change.changesNothing())
        return;
    change.applyTo(m_text);
    const bool canGrow =
        !m_unwritten.empty() && m_unwritten.back().kind == Edit::Kind::Typed && !m_unwritten.back().wasSent;
    if (canGrow) {
        m_unwritten.back().change = m_unwritten.back().change.followedBy(change);
    } else {
        m_unwritten.push_back({nextId(), Edit::Kind::Typed, change, {}});
        ++m_counters.sent;
        Q_EMIT countersChanged();
    }
    Q_EMIT requestWanted();
}

void SharedNote::appendLine(const QString &line)
{
    const auto change = TextChange::replacement(m_text, m_text.size(), 0, asPlainText(line) + u'\n');
    change.applyTo(m_text);
    m_unwritten.push_back({nextId(), Edit::Kind::Line, change, line});
    ++m_counters.sent;
    Q_EMIT changedElsewhere(change);
    Q_EMIT countersChanged();
    Q_EMIT requestWanted();
}

void SharedNote::lookAgain()
{
    m_looksAgain = true;
    Q_EMIT requestWanted();
}

std::optional<NoteRequest> SharedNote::takeRequest()
{
    // The first thing is to look: before that nobody knows which history the revision is one of.
    const bool writes = !m_unwritten.empty() && m_history != 0;
    if (m_onItsWay || !(writes || m_looksAgain || !m_unwritten.empty()))
        return std::nullopt;
    m_onItsWay = NoteRequest{m_history, m_revision, {}, {}, {}};
    m_looksAgain = false;
    if (!m_unwritten.empty())
        m_onItsWay->id = m_unwritten.front().id;
    if (writes) {
        m_onItsWay->change = m_unwritten.front().change;
        m_unwritten.front().wasSent = true;
    }
    return m_onItsWay;
}

void SharedNote::onReply(const NoteReply &reply)
{
    if (!m_onItsWay)
        return;
    const NoteRequest request = *std::exchange(m_onItsWay, std::nullopt);
    if (reply.failure)
        return onFailure(reply, request);
    if (reply.isWhole)
        takeWholeText(reply);
    else
        take(reply.news);
    if (m_looksAgain || !m_unwritten.empty())
        Q_EMIT requestWanted();
}

void SharedNote::onFailure(const NoteReply &reply, const NoteRequest &request)
{
    m_looksAgain = true;
    if (*reply.failure == NoteFailure::OtherHistory) {
        m_history = 0;
        Q_EMIT requestWanted();
    } else if (m_unwritten.empty() && *reply.failure == NoteFailure::OtherFile) {
        Q_EMIT delayed(reply.message); // or this window would show nothing, and not say why
    } else if (m_unwritten.empty() || m_unwritten.front().id != request.id) {
        if (!m_unwritten.empty()) // it was not asked for yet
            Q_EMIT requestWanted();
    } else if (m_unwritten.front().kind == Edit::Kind::Line) {
        refuseFirst(*reply.failure, reply.message);
    } else {
        Q_EMIT delayed(reply.message);
    }
}

void SharedNote::onNoReply(const QString &message)
{
    m_onItsWay.reset();
    m_looksAgain = true;
    if (!message.isEmpty())
        Q_EMIT delayed(message);
}

void SharedNote::onPublished(const NoteNews &news)
{
    if (news.history == m_history && news.revision <= m_revision)
        return take(news);
    lookAgain();
}

void SharedNote::take(const NoteNews &news)
{
    if (news.history != m_history || news.revision > m_revision)
        return lookAgain();
    for (std::size_t i = std::size_t(m_revision - news.revision); i < news.edits.size(); ++i)
        takeEdit(news.edits[i].id, news.edits[i].change);
}

void SharedNote::takeEdit(const QString &id, const TextChange &change)
{
    if (change.lengthBefore() != m_writtenText.size()) {
        m_history = 0; // not the text that we know: have it told anew
        return lookAgain();
    }
    ++m_revision;
    change.applyTo(m_writtenText);
    if (!m_unwritten.empty() && m_unwritten.front().id == id)
        acknowledgeFirst();
    else
        rebase(change);
}

void SharedNote::takeWholeText(const NoteReply &reply)
{
    // Ours is in that text already if the primary has applied it.
    if (!m_unwritten.empty() && reply.applied == m_unwritten.front().id) {
        m_unwritten.front().change.applyTo(m_writtenText);
        acknowledgeFirst();
    }
    const auto change = TextChange::difference(m_writtenText, reply.text);
    m_writtenText = reply.text;
    m_history = reply.news.history;
    m_revision = reply.news.revision;
    rebase(change);
}

/// Puts what is unwritten on top of a change that was made below it.
void SharedNote::rebase(TextChange change)
{
    for (Edit &edit : m_unwritten)
        std::tie(change, edit.change) = TextChange::transformed(change, edit.change);
    if (change.changesNothing())
        return;
    change.applyTo(m_text);
    Q_EMIT changedElsewhere(change);
}

void SharedNote::acknowledgeFirst()
{
    const Edit edit = m_unwritten.front();
    m_unwritten.pop_front();
    ++m_counters.acknowledged;
    Q_EMIT acknowledged(edit.id, edit.kind == Edit::Kind::Line ? edit.line : edit.change.insertedText());
    Q_EMIT countersChanged();
}

void SharedNote::refuseFirst(NoteFailure failure, const QString &message)
{
    const Edit edit = m_unwritten.front();
    m_unwritten.pop_front();
    ++m_counters.lost;
    rebase(edit.change.inverse(m_writtenText));
    Q_EMIT refused(failure, edit.line, message);
    Q_EMIT countersChanged();
    Q_EMIT requestWanted();
}

} // namespace Demo
