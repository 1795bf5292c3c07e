// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/files.h"
#include "core/failure.h"

#include <QObject>

#include <functional>

namespace QtFailover::Internal {

/// Where the others connect to: a QLocalServer whose socket file appears already listening, and is never another's.
///
/// Create, use and destroy it in one thread with an event loop. Nothing blocks.
class LocalServer final
{
public:
    static constexpr int Backlog = 128;

    /// `accept` takes the descriptor of each new connection, and closes it.
    using Accept = std::function<void(qintptr descriptor)>;

    LocalServer(Accept accept, QObject *parent);
    ~LocalServer();
    Q_DISABLE_COPY_MOVE(LocalServer)

    /// At s.<inode> in `directory`, and nowhere else any more.
    Failure listen(const QString &directory, quint64 inode);
    bool isListening() const;
    void stop();

private:
    class DescriptorServer;

    const Accept m_accept;
    QObject *const m_parent; ///< of what may have to outlive this for one turn of the event loop
    DescriptorServer *m_server = nullptr;
    QString m_directory;
    quint64 m_inode = 0;
    Files::Identity m_identity;
};

} // namespace QtFailover::Internal
