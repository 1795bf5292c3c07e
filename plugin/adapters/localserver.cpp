// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/localserver.h"

#include "adapters/localsystem.h"
#include "core/logging.h"

#include <QCoreApplication>
#include <QLocalServer>

#include <memory>
#include <utility>

namespace QtFailover::Internal {

/// Hands descriptors on as they are accepted: nothing queues up in Qt.
class LocalServer::DescriptorServer final : public QLocalServer
{
public:
    DescriptorServer(Accept accept, QObject *parent) : QLocalServer(parent), m_accept(std::move(accept)) {}

protected:
    void incomingConnection(quintptr descriptor) override { m_accept(static_cast<qintptr>(descriptor)); }

private:
    const Accept m_accept;
};

LocalServer::LocalServer(Accept accept, QObject *parent) : m_accept(std::move(accept)), m_parent(parent) {}

LocalServer::~LocalServer() { stop(); }

Failure LocalServer::listen(const QString &directory, quint64 inode)
{
    if (m_inode == inode && m_directory == directory && isListening())
        return {};
    stop();
    auto server = std::make_unique<DescriptorServer>(m_accept, m_parent);
    server->setListenBacklogSize(Backlog);
    server->setMaxPendingConnections(Backlog);
    QString cause;
    if (!server->listen(LocalSystem::prepareStaging(directory, inode)))
        cause = server->errorString();
    else if (const auto error = LocalSystem::putInPlace(directory, inode, &m_identity))
        cause = QString::fromStdString(error.message());
    if (!cause.isEmpty()) {
        qCWarning(lcTransport) << "cannot listen for" << inode << "in" << directory << ":" << cause;
        const QString text = QCoreApplication::translate(
            "QtFailover",
            "Cannot make a local socket in %1: %2. Check that the directory exists and can be written to, and that "
            "the disk is not full.");
        return {Error::ListenFailed, text.arg(directory, cause)};
    }
    m_server = server.release();
    m_directory = directory;
    m_inode = inode;
    qCInfo(lcTransport) << "listening for" << inode << "in" << directory;
    return {};
}

// QLocalServer closes without a word when accept() fails (no descriptor left), and still says that it listens;
// only its descriptor tells.
bool LocalServer::isListening() const
{
    return m_server && m_server->socketDescriptor() >= 0 && LocalSystem::isInPlace(m_directory, m_inode, m_identity);
}

void LocalServer::stop()
{
    if (!m_server)
        return;
    LocalSystem::takeAway(m_directory, m_inode, m_identity);
    LocalSystem::stopAccepting(m_server->socketDescriptor());
    m_server->close();
    m_server->deleteLater(); // this may be a consequence of its own signal
    m_server = nullptr;
    qCInfo(lcTransport) << "stopped listening for" << m_inode;
}

} // namespace QtFailover::Internal
