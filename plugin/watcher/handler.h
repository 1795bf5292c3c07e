// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QPointer>

#include <atomic>
#include <functional>
#include <utility>

namespace QtFailover::Internal {

/// One function of the application's, which goes with its context object. Belongs to the Watcher's thread, but for
/// `present`, which tells the library's thread whether there is one.
template <typename Function>
class Handler
{
public:
    explicit Handler(std::atomic<bool> *present = nullptr) : m_present(present) {}
    ~Handler() { QObject::disconnect(m_gone); }

    /// `owner` lives in the Watcher's thread, and as long as this.
    void set(QObject *owner, const QObject *context, Function function)
    {
        QObject::disconnect(m_gone);
        m_function = std::move(function);
        m_context = context;
        m_hasContext = context != nullptr;
        if (m_function && context)
            m_gone = QObject::connect(context, &QObject::destroyed, owner, [this] { clear(); });
        if (m_present)
            *m_present = bool(m_function);
    }

    /// A copy, which may replace the handler while it runs; empty where there is none.
    Function get() const { return m_hasContext && !m_context ? Function() : m_function; }

private:
    Q_DISABLE_COPY_MOVE(Handler)

    void clear()
    {
        if (m_present)
            *m_present = false;
        const Function last = std::exchange(m_function, nullptr);
    }

    std::atomic<bool> *const m_present;
    Function m_function;
    QPointer<const QObject> m_context;
    bool m_hasContext = false;
    QMetaObject::Connection m_gone;
};

} // namespace QtFailover::Internal
