// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ports/bus.h"

#include <QMutex>
#include <QObject>

#include <functional>
#include <memory>

namespace QtFailover::Internal {

/// Carries calls of the Bus::Listener from the bus thread to the thread that called attach(), and the status back.
///
/// Both threads share it, so it outlives either: what is posted after detach() goes nowhere.
class BusMailbox final
{
public:
    using Letter = std::function<void(Bus::Listener &)>;

    /// From now on letters are delivered in the calling thread, which needs an event loop.
    void attach(Bus::Listener *listener)
    {
        auto target = listener ? std::make_unique<QObject>() : nullptr;
        const QMutexLocker locker(&m_mutex);
        m_target.swap(target);
        m_listener = listener;
    }
    /// What is still under way is dropped.
    void detach() { attach(nullptr); }

    /// From any thread.
    void post(Letter letter)
    {
        const QMutexLocker locker(&m_mutex);
        if (!m_target)
            return;
        QMetaObject::invokeMethod(
            m_target.get(), [letter = std::move(letter), listener = m_listener] { letter(*listener); },
            Qt::QueuedConnection);
    }

    /// The other way: what the bus thread answers by itself, always the newest.
    struct Status {
        Bus::Status line;
        QVariantMap statistics;
    };
    void setStatus(const Status &status)
    {
        const QMutexLocker locker(&m_mutex);
        m_status = status;
    }
    Status status()
    {
        const QMutexLocker locker(&m_mutex);
        return m_status;
    }

private:
    QMutex m_mutex;
    Status m_status;
    std::unique_ptr<QObject> m_target;
    Bus::Listener *m_listener = nullptr;
};

} // namespace QtFailover::Internal
