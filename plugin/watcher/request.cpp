// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/request_p.h"

#include "core/logging.h"

#include <QCoreApplication>
#include <QDebug>

#include <utility>

namespace QtFailover {

using namespace Internal;

Reply::Reply() : d(new ReplyData) {}
Reply::Reply(const Reply &other) = default;
Reply &Reply::operator=(const Reply &other) = default;
Reply::~Reply() = default;

Reply::Error Reply::error() const { return d->error; }

QString Reply::errorString() const { return d->errorString; }

QByteArray Reply::payload() const { return d->payload; }

QString Reply::handledBy() const { return d->handledBy; }

quint64 Reply::epoch() const { return d->epoch; }

RequestPrivate::RequestPrivate(const Delivery &request, IsOver isOver, Tell tell)
    : delivery(request), m_isOver(std::move(isOver)), m_tell(std::move(tell))
{}

RequestPrivate::~RequestPrivate()
{
    if (!m_answered && !isCanceled())
        handlerErred(QStringLiteral("has let go of a request without an answer, which counts as rejected"));
    answer(
        {Fate::Rejected,
         {},
         QCoreApplication::translate("QtFailover", "The request handler let go of the Request without an answer. Call "
                                                   "reply() or reject(), or keep a copy until you do.")});
}

/// Here too, where the mistake is: the senders are told, but may tell nobody.
void RequestPrivate::handlerErred(const QString &how) const
{
    if (m_hasErred && !m_hasErred->exchange(true))
        qCWarning(lcMessages).noquote() << "The request handler" << how << "(further mistakes of it are not logged)";
}

void RequestPrivate::answer(const Response &response)
{
    if (!m_answered.exchange(true))
        m_tell(response);
}

QByteArray Request::id() const { return d ? d->delivery.id.toBytes() : QByteArray(); }

QByteArray Request::payload() const { return d ? d->delivery.payload : QByteArray(); }

QString Request::senderId() const { return d ? d->delivery.senderId : QString(); }

int Request::attempt() const { return d ? d->delivery.attempt : 0; }

bool Request::isCanceled() const { return !d || d->isCanceled(); }

void Request::reply(const QByteArray &payload)
{
    if (d)
        d->answer({Fate::Done, payload, {}});
}

void Request::reject(const QString &error)
{
    if (d)
        d->answer({Fate::Rejected, {}, error});
}

} // namespace QtFailover
