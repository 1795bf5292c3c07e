// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/epoch.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <system_error>
#include <unordered_map>

namespace QtFailover::Internal {

/// Writes floors f.<R> through to the disk, at once or in a thread of its own.
///
/// The destructor, in the thread that called writeAhead(), waits for a write under way, but not long: a disk
/// may hang for minutes. In a forked child, which has no such thread, it does nothing.
class FloorWriter final
{
public:
    using Done = std::function<void(const std::error_code &error)>;

    FloorWriter();
    ~FloorWriter();

    /// Blocks until f.<upTo> is on the disk, then removes the smaller ones, so that at no moment a power loss
    /// leaves none. Any thread.
    static std::error_code write(const QString &directory, Epoch upTo);

    /// The same, in the background, one after the other. `done` is called in the calling thread by its event
    /// loop, unless this object has been destroyed.
    void writeAhead(const QString &directory, Epoch upTo, Done done);

private:
    Q_DISABLE_COPY_MOVE(FloorWriter)
    struct Shared;

    static void run(const std::shared_ptr<Shared> &shared);
    static void answer(QObject *receiver, FloorWriter *self, quint64 ticket, const std::error_code &error);

    const qint64 m_pid;
    std::shared_ptr<Shared> m_shared;    ///< with the thread, which may outlive this object
    std::unique_ptr<QObject> m_receiver; ///< lives in the thread of the first writeAhead()
    std::unordered_map<quint64, Done> m_waiting;
    quint64 m_lastTicket = 0;
};

} // namespace QtFailover::Internal
