// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include <QtFailover/promotion.h>

#include "watcher/promotion_p.h"

#include <QCoreApplication>

#include <utility>

namespace QtFailover {

PromotionPrivate::PromotionPrivate(const Internal::PromotionOrder &question, IsOver isOver, Answer tell)
    : order(question), m_isOver(std::move(isOver)), m_answer(std::move(tell))
{}

PromotionPrivate::~PromotionPrivate()
{
    if (!m_answered) {
        answer(false, QCoreApplication::translate("QtFailover",
                                                  "The promotion handler let go of its Promotion without an answer. "
                                                  "Call accept() or reject(), or keep a copy until you do."));
    }
}

void PromotionPrivate::answer(bool accepted, const QString &error)
{
    if (!m_answered.exchange(true) && !isCanceled())
        m_answer(accepted, error);
}

quint64 Promotion::epoch() const { return d ? d->order.epoch : 0; }

Reason Promotion::reason() const { return d ? d->order.reason : Reason::Unspecified; }

QString Promotion::previousPrimaryId() const { return d ? d->order.previousPrimaryId : QString(); }

int Promotion::attempt() const { return d ? d->order.attempt : 0; }

bool Promotion::isCanceled() const { return !d || d->isCanceled(); }

void Promotion::accept()
{
    if (d)
        d->answer(true, {});
}

void Promotion::reject(const QString &error)
{
    if (d)
        d->answer(false, error);
}

DemotionPrivate::DemotionPrivate(const Internal::DemotionOrder &command, Synchronous isSynchronous,
                                 std::function<void()> tell)
    : order(command), synchronous(std::move(isSynchronous)), m_answer(std::move(tell))
{}

DemotionPrivate::~DemotionPrivate() { done(); }

void DemotionPrivate::done()
{
    if (!m_done.exchange(true))
        m_answer();
}

quint64 Demotion::epoch() const { return d ? d->order.epoch : 0; }

Reason Demotion::reason() const { return d ? d->order.reason : Reason::Unspecified; }

bool Demotion::isForced() const { return d && d->order.forced; }

bool Demotion::isSynchronous() const { return d && *d->synchronous; }

void Demotion::done()
{
    if (d)
        d->done();
}

} // namespace QtFailover
