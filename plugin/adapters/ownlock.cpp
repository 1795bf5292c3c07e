// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/ownlock.h"

#include "adapters/names.h"
#include "core/logging.h"

#include <QCoreApplication>
#include <QLockFile>

#include <utility>

namespace QtFailover::Internal {

namespace {

/// Why QLockFile could not make its file, which it does not tell itself.
Failure explain(const QString &directory)
{
    const QString probe = Files::temporaryPath(directory);
    if (const std::error_code error = Files::createNew(probe)) {
        return {Error::DirectoryUnusable,
                QCoreApplication::translate("QtFailover", "No file can be made in %1: %2. Make room and make it "
                                                          "writable for you, or choose another runtimeDirectory.")
                    .arg(directory, QString::fromLocal8Bit(error.message()))};
    }
    Files::remove(probe);
    return {Error::LockFailed,
            QCoreApplication::translate("QtFailover", "The lock file in %1 cannot be written. Make room, or choose "
                                                      "another runtimeDirectory.")
                .arg(directory)};
}

} // namespace

// QLockFile reports success also when the kernel has refused its lock, for instance to a sweeper that held a
// shared lock on the new file at the wrong moment, or where the file system has no locks: so the kernel is asked
// on a descriptor of our own. And by the path: whoever has unlinked the new file meanwhile leaves us with a lock
// that nobody can see.
std::unique_ptr<OwnLock> OwnLock::take(const QString &directory, Failure *failure)
{
    constexpr int attempts = 8;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        const QString path = Names::path(directory, Names::OwnLock, Files::randomName());
        auto lock = std::make_unique<QLockFile>(path);
        lock->setStaleLockTime(0);
        if (!lock->tryLock(0)) {
            if (lock->error() == QLockFile::LockFailedError)
                continue;
            *failure = explain(directory);
            return nullptr;
        }
        Files::Status status;
        if (!Files::status(path, &status) && status.kind == Files::Kind::Regular
            && Files::probeLock(path) == Files::LockState::Held) {
            qCDebug(lcLock) << "own lock" << path << "inode" << status.identity.inode;
            return std::unique_ptr<OwnLock>(new OwnLock(path, std::move(lock), status.identity));
        }
        qCInfo(lcLock) << "the kernel does not hold the lock on" << path << ", trying another name";
    }
    *failure = {Error::LockFailed,
                QCoreApplication::translate("QtFailover", "No file in %1 can be locked. Choose a runtimeDirectory on a "
                                                          "local file system.")
                    .arg(directory)};
    return nullptr;
}

OwnLock::OwnLock(const QString &path, std::unique_ptr<QLockFile> lock, const Files::Identity &identity)
    : m_path(path), m_identity(identity), m_pid(QCoreApplication::applicationPid()), m_lock(std::move(lock))
{}

OwnLock::~OwnLock()
{
    if (!isOurs()) {
        // QLockFile's destructor would unlink the file of our parent, who still lives by it.
        [[maybe_unused]] const QLockFile *abandoned = m_lock.release();
        return;
    }
    // QLockFile warns when there is nothing to unlink: after somebody has emptied the directory there is not.
    Files::Status status;
    if (Files::status(m_path, &status) == std::errc::no_such_file_or_directory)
        Files::createNew(m_path);
}

void OwnLock::releaseFirst()
{
    if (std::exchange(m_releasesFirst, true)) // as far as it can: that takes a look at all descriptors
        return;
    const int descriptor = Files::lockedDescriptor(m_path, m_identity);
    if (descriptor >= 0)
        m_farewell = Farewell(descriptor, Farewell::Turn::First);
}

bool OwnLock::isOurs() const { return m_pid == QCoreApplication::applicationPid(); }

} // namespace QtFailover::Internal
