// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/farewell.h"
#include "adapters/files.h"
#include "core/failure.h"

#include <QString>

#include <memory>

class QLockFile;

namespace QtFailover::Internal {

/// START of the protocol: a QLockFile of a name that nobody else contends for, i.<random>, held from take() to
/// the destructor. It proves to the others, by the kernel, that this instance lives.
///
/// In a child forked without exec the destructor does nothing: QLockFile's would delete the parent's file.
class OwnLock final
{
public:
    /// Nothing on failure: DirectoryUnusable when no file can be made, LockFailed when no lock holds.
    static std::unique_ptr<OwnLock> take(const QString &directory, Failure *failure);
    ~OwnLock();

    QString path() const { return m_path; }
    Files::Identity identity() const { return m_identity; }
    /// False in a forked child.
    bool isOurs() const;
    /// Should this process be killed, then the lock is let go of first.
    void releaseFirst();

private:
    OwnLock(const QString &path, std::unique_ptr<QLockFile> lock, const Files::Identity &identity);
    Q_DISABLE_COPY_MOVE(OwnLock)

    const QString m_path;
    const Files::Identity m_identity;
    const qint64 m_pid;
    std::unique_ptr<QLockFile> m_lock;
    Farewell m_farewell; ///< of the same lock: gone before it
    bool m_releasesFirst = false;
};

} // namespace QtFailover::Internal
