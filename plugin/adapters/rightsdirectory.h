// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/files.h"
#include "adapters/runtimedirectory.h"
#include "ports/rights.h"

#include <memory>
#include <optional>
#include <system_error>

namespace QtFailover::Internal {

class OwnLock;

/// Rights as hard links to QLockFiles in the group's directory.
///
/// The constructor touches no disk and may run in any thread. The destructor gives the own lock up, but in a
/// forked child it touches no file.
class RightsDirectory final : public Rights
{
public:
    RightsDirectory(const QString &group, const QString &scope, const QString &runtimeDirectory);
    ~RightsDirectory() override;

    /// When it fails, an own lock from before is kept: giving up a lock is never a side effect of an error.
    Failure open() override;
    quint64 inode() const override;
    Survey look() override;
    /// Held also where the kernel cannot be asked (no descriptors left, not readable): failure() says.
    Hold hold(Epoch epoch) override;
    LinkResult link(Epoch epoch) override;
    bool unlink(Epoch epoch) override;
    bool prove(Epoch epoch) override;
    bool revoke(Epoch epoch, const Record &record) override;
    void prepareRevocation(const Record &record) override;
    void unlock() override;
    Failure publish(const Record &record) override;
    std::optional<Record> record(quint64 inode) override;
    void releaseFirst() override;
    void sweep() override;
    Failure failure() const override { return m_failure; }
    QString directory() const override { return m_directory.path(); }
    QByteArray key() const override { return m_directory.key(); }

private:
    QString rightPath(Epoch epoch) const;
    QString recordPath(quint64 inode) const;
    Failure fail(const QString &path, const std::error_code &code);
    std::error_code readyReplacement(const QByteArray &record);
    bool hasReplacement() const;
    void dropReplacement();

    /// A free file with its record, to be put in the own right's place.
    struct Replacement {
        QString path;
        Files::Identity identity;
        QByteArray record;
    };

    RuntimeDirectory m_directory;
    std::unique_ptr<OwnLock> m_lock;
    std::optional<Replacement> m_replacement;
    Failure m_failure;
};

} // namespace QtFailover::Internal
