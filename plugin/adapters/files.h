// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <string_view>
#include <system_error>

/// The file system calls on which rights and floors rest, with their errors told apart: what QFile hides
/// (hard links, inodes, O_EXCL, locks tried on a second descriptor) and nothing else. Thread-safe. None of
/// them follows a symbolic link in the last part of a path.
///
/// files_unix.cpp is the tested one; files_win.cpp says what Windows offers instead.
namespace QtFailover::Internal::Files {

struct Identity {
    quint64 device = 0;
    quint64 inode = 0;

    bool operator==(const Identity &) const = default;
};

enum class Kind { Regular, Socket, Other };

struct Status {
    Identity identity;
    Kind kind = Kind::Other;
    std::chrono::nanoseconds age{}; ///< since the last change, by the wall clock: a hint, never a proof
};

enum class LockState {
    Free,
    Held,
    Missing, ///< no such file
    Unknown  ///< no descriptor left, not readable, no locks on this file system: take it for held
};

std::error_code status(const QString &path, Status *status);
/// That file is what lies there now.
inline bool isAt(const QString &path, const Identity &identity)
{
    Status found;
    return !status(path, &found) && found.identity == identity;
}
/// Calls `visit` with every name but . and ..
std::error_code list(const QString &directory, const std::function<void(std::string_view name)> &visit);
std::error_code remove(const QString &path);

/// Makes an empty file (0600), or fails with file_exists: of several callers one succeeds.
std::error_code createNew(const QString &path);
std::error_code link(const QString &existing, const QString &name);
/// Puts the file `fresh` in the place of `name`, if that is `expected`; else fails and leaves `name`
/// alone. `fresh` is no name any more when this has succeeded.
std::error_code supersede(const QString &fresh, const QString &name, const Identity &expected);

/// Writes a file whole or not at all, by way of t.<random> beside it. Not synced.
std::error_code replaceContents(const QString &path, const QByteArray &bytes);
/// Reads at most `cap` bytes; a longer file is an error.
std::error_code read(const QString &path, qsizetype cap, QByteArray *bytes);

/// Makes the file where it is missing and returns once it and its name are on the disk.
std::error_code createSynced(const QString &path);
std::error_code syncDirectory(const QString &directory);

/// Tries a shared lock on a descriptor of its own and gives it back.
LockState probeLock(const QString &path);
/// Removes the file while holding a shared lock on it, so that nobody can come to hold it meanwhile, and before it
/// its `companions`: until then no other file has its inode's number. Free: it is removed.
LockState removeUnlocked(const QString &path, const QStringList &companions = {});

/// The descriptor by which this process holds the lock on the file of that identity, opened at `path`; -1: none, as
/// where the system does not tell at what path a descriptor was opened. No other file is touched.
int lockedDescriptor(const QString &path, const Identity &identity);

/// For names that nobody else may guess or use: 16 hexadecimal digits.
QString randomName();
/// t.<random> in the directory.
QString temporaryPath(const QString &directory);

} // namespace QtFailover::Internal::Files
