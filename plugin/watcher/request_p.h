// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/messenger.h>

#include "core/messages.h"

#include <atomic>
#include <functional>
#include <memory>
#include <utility>

namespace QtFailover {

class ReplyData final : public QSharedData
{
public:
    Reply::Error error = Reply::NoError;
    QString errorString;
    QByteArray payload;
    QString handledBy;
    quint64 epoch = 0;
};

/// The one answer that all copies of a Request share. Any thread.
class RequestPrivate final
{
public:
    /// Called once at most, in the thread of whoever answers.
    using Tell = std::function<void(const Internal::Response &response)>;

    /// Whether the run of the Watcher that was given it is over.
    using IsOver = std::shared_ptr<const std::atomic<bool>>;

    RequestPrivate(const Internal::Delivery &request, IsOver isOver, Tell tell);
    /// The last copy is gone: a rejection, if there was no answer yet.
    ~RequestPrivate();

    void answer(const Internal::Response &response);
    /// It is the handler's from now on, whose mistakes are logged: the first one. Before that in the Watcher's thread.
    void hand(std::shared_ptr<std::atomic<bool>> hasErred) { m_hasErred = std::move(hasErred); }
    void handlerErred(const QString &how) const;
    bool isCanceled() const { return *delivery.canceled || *m_isOver; }

    const Internal::Delivery delivery;

private:
    Q_DISABLE_COPY_MOVE(RequestPrivate)

    const IsOver m_isOver;
    const Tell m_tell;
    std::shared_ptr<std::atomic<bool>> m_hasErred; ///< one for each Messenger; empty until it is handed over
    std::atomic<bool> m_answered{false};
};

} // namespace QtFailover
