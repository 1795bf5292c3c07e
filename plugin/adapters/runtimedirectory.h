// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace QtFailover::Internal {

/// Where the files of one group lie: a 0700 directory per group and scope in the user's runtime directory,
/// and one in the state directory, which survives a reboot.
///
/// The constructor touches no disk; everything else blocks for the time of the file system: library thread.
class RuntimeDirectory final
{
public:
    /// `configured`: Config::runtimeDirectory, empty for the default of the platform.
    RuntimeDirectory(const QString &group, const QString &scope, const QString &configured);

    /// Chooses the directory at the first call, makes what is missing, checks owner, mode and symbolic links.
    /// To be called again when the directory may be damaged. DirectoryUnusable says what is wrong.
    Failure open();
    /// Absolute; empty before the first open() that succeeded, fixed from then on.
    QString path() const { return m_path; }

    /// The same for the state directory; EpochFloorUnavailable says what is wrong.
    Failure openState();
    QString statePath() const { return m_statePath; }

    /// Tells groups apart whose runtime directory was set by hand: its canonical path; else empty.
    QByteArray key() const;

private:
    QString name(const QByteArray &key) const;

    const QString m_group;
    const QString m_scope;
    const QString m_configured;
    QString m_path;
    QString m_statePath;
    mutable std::optional<QByteArray> m_key;
};

} // namespace QtFailover::Internal
