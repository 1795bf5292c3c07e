// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "notewriter.h"

#include <QTimer>
#include <QUuid>

namespace Demo {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using QtFailover::Demotion;
using QtFailover::Promotion;
using Outcome = SealedNote::Outcome;

namespace {
constexpr auto retryWhenBusy = 5ms;
}

NoteWriter::NoteWriter(const QtFailover::Watcher &watcher, const QString &path, QObject *parent)
    : QObject(parent), m_watcher(watcher)
{
    if (!path.isEmpty())
        m_note.emplace(path);
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
    case Outcome::Failed:
        return promotion.reject(result.message);
    }
}

void NoteWriter::leave(Demotion demotion)
{
    if (!demotion.isForced())
        write();
    if (!m_queue.empty() && !demotion.isForced() && !demotion.isSynchronous()) {
        QTimer::singleShot(retryWhenBusy, this, [this, demotion] { leave(demotion); });
        return;
    }
    dropQueue(tr("not written: this instance is no longer the primary"));
    demotion.done();
}

void NoteWriter::append(const QString &text)
{
    if (!m_note) {
        Q_EMIT failed(Failure::NoFile, tr("There is no note to append to; start with --file PATH"));
        return;
    }
    if (!m_watcher.isPrimary()) {
        const QString reason = m_watcher.primaryId() == m_watcher.instanceId()
                                   ? tr("this instance is giving up the role")
                                   : tr("only the primary writes, which is %1").arg(m_watcher.primaryId());
        Q_EMIT failed(Failure::NotPrimary, u"\"%1\": %2"_s.arg(text, reason));
        return;
    }
    const QString id = u"%1-%2-%3"_s.arg(m_watcher.instanceId(), QUuid::createUuid().toString(QUuid::Id128).left(8),
                                         QString::number(++m_editCount));
    m_queue.push_back({id, text});
    write();
}

void NoteWriter::write()
{
    while (!m_queue.empty()) {
        // An early refusal. The proof is the note's own comparison of the token with its newest seal.
        const std::optional<quint64> token = m_watcher.fencingToken();
        if (!token)
            return dropQueue(tr("not written: this instance is no longer the primary"));
        const Edit edit = m_queue.front();
        const SealedNote::Result result = m_note->append(*token, edit.id, edit.text);
        if (result.outcome == Outcome::Busy) {
            QTimer::singleShot(retryWhenBusy, this, &NoteWriter::write);
            return;
        }
        m_queue.pop_front();
        if (result.outcome == Outcome::Done)
            Q_EMIT acknowledged(edit.id, edit.text);
        else
            Q_EMIT failed(Failure::WriteFailed, u"\"%1\": %2"_s.arg(edit.text, result.message));
    }
}

void NoteWriter::dropQueue(const QString &why)
{
    while (!m_queue.empty()) {
        const QString text = m_queue.front().text;
        m_queue.pop_front();
        Q_EMIT failed(Failure::WriteFailed, u"\"%1\": %2"_s.arg(text, why));
    }
}

} // namespace Demo
