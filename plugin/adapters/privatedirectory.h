// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/descriptor.h"

#include <QString>

namespace QtFailover::Internal {

/// A directory that nobody but this user can change.
///
/// Opened once, checked and used by its descriptor, so that nobody can put another one in its place between
/// the check and the use. Everything that is missing is made 0700.
class PrivateDirectory final
{
public:
    enum class Links {
        Refuse,
        FollowOwn ///< a symbolic link made by this user or by root may lead to it
    };
    enum class Check {
        Nothing,      ///< it need only exist
        Unchangeable, ///< ours, and not writable by others
        Private       ///< ours and 0700; one that others can merely read is made 0700
    };

    static PrivateDirectory open(const QString &path, Check check, Links links);
    /// A directory in this one: ours, 0700, no symbolic link.
    PrivateDirectory below(const QString &name) const;

    /// Empty, or a sentence: what is wrong with which path, and what to do about it.
    QString error() const { return m_error; }
    QString path() const { return m_path; }

private:
    PrivateDirectory(const QString &path, const QString &error) : m_path(path), m_error(error) {}

    QString m_path;
    QString m_error;
#ifdef Q_OS_UNIX
    PrivateDirectory(const QString &path, Descriptor fd) : m_path(path), m_fd(std::move(fd)) {}
    static PrivateDirectory openAt(int at, const QString &name, const QString &path, Check check, Links links);

    Descriptor m_fd;
#endif
};

} // namespace QtFailover::Internal
