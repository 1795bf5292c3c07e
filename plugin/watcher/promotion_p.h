// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ports/application.h"

#include <QString>

#include <atomic>
#include <functional>
#include <memory>

namespace QtFailover {

/// The one answer that all copies of a Promotion share. Any thread.
class PromotionPrivate final
{
public:
    /// Called once at most, in the thread of whoever answers.
    using Answer = std::function<void(bool accepted, const QString &error)>;
    /// Whether the run of the Watcher that asks is over.
    using IsOver = std::shared_ptr<const std::atomic<bool>>;

    PromotionPrivate(const Internal::PromotionOrder &question, IsOver isOver, Answer tell);
    /// The last copy is gone: a rejection, if there was no answer yet.
    ~PromotionPrivate();

    void answer(bool accepted, const QString &error);
    void cancel() { m_canceled = true; }
    /// An answer comes too late, and is not told.
    bool isCanceled() const { return m_canceled || *m_isOver; }

    const Internal::PromotionOrder order;

private:
    Q_DISABLE_COPY_MOVE(PromotionPrivate)

    const IsOver m_isOver;
    std::atomic<bool> m_canceled{false};
    const Answer m_answer;
    std::atomic<bool> m_answered{false};
};

/// The same for a Demotion.
class DemotionPrivate final
{
public:
    /// Whether the application's thread is in the Watcher's destructor or in aboutToQuit.
    using Synchronous = std::shared_ptr<const std::atomic<bool>>;

    DemotionPrivate(const Internal::DemotionOrder &command, Synchronous isSynchronous, std::function<void()> tell);
    ~DemotionPrivate();

    void done();

    const Internal::DemotionOrder order;
    const Synchronous synchronous;

private:
    Q_DISABLE_COPY_MOVE(DemotionPrivate)

    const std::function<void()> m_answer;
    std::atomic<bool> m_done{false};
};

} // namespace QtFailover
