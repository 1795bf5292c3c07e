// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/privatedirectory.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#endif

namespace QtFailover::Internal {

#ifdef Q_OS_UNIX

namespace {

QString reason(int error) { return QString::fromLocal8Bit(std::generic_category().message(error)); }

QString octal(mode_t mode) { return QString::number(mode & 07777, 8).rightJustified(4, QLatin1Char('0')); }

QString cannotMake(const QString &path, int error)
{
    return QCoreApplication::translate("QtFailover", "The directory %1 cannot be made: %2. Make it yourself, for "
                                                     "you alone (mode 0700), or choose another one.")
        .arg(path, reason(error));
}

QString cannotOpen(const QString &path, int error)
{
    return QCoreApplication::translate("QtFailover", "The directory %1 cannot be opened: %2. Make it yours, with "
                                                     "mode 0700, or choose another one.")
        .arg(path, reason(error));
}

QString isNoDirectory(const QString &path)
{
    return QCoreApplication::translate("QtFailover", "%1 is not a directory. Remove it, or choose another one.")
        .arg(path);
}

QString isLink(const QString &path)
{
    return QCoreApplication::translate("QtFailover", "%1 is a symbolic link where only a directory is trusted. "
                                                     "Remove it, or choose another directory.")
        .arg(path);
}

QString isAnothers(const QString &path, uid_t owner)
{
    return QCoreApplication::translate("QtFailover", "The directory %1 belongs to the user with the number %2, not "
                                                     "to this user. Choose another directory.")
        .arg(path)
        .arg(owner);
}

QString isOpenToOthers(const QString &path, mode_t mode)
{
    return QCoreApplication::translate("QtFailover", "The directory %1 can be changed by other users (mode %2). "
                                                     "Take that right away (chmod go-w), or choose another one.")
        .arg(path, octal(mode));
}

/// Whoever made the link decides where our files go.
bool isOwnLink(int at, const QByteArray &name)
{
    struct stat found;
    return ::fstatat(at, name.constData(), &found, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(found.st_mode)
           && (found.st_uid == ::geteuid() || found.st_uid == 0);
}

bool isAnyLink(int at, const QByteArray &name)
{
    struct stat found;
    return ::fstatat(at, name.constData(), &found, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(found.st_mode);
}

} // namespace

PrivateDirectory PrivateDirectory::openAt(int at, const QString &name, const QString &path, Check check, Links links)
{
    const QByteArray native = QFile::encodeName(name);
    int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
    if (links == Links::Refuse || !isOwnLink(at, native))
        flags |= O_NOFOLLOW;
    Descriptor fd(uninterrupted([&] { return ::openat(at, native.constData(), flags); }));
    bool made = false;
    if (!fd && errno == ENOENT) {
        // Of several instances that start at once one makes it, the others find it.
        if (::mkdirat(at, native.constData(), 0700) == 0) {
            made = true;
            // A umask may have taken away our own right to open it.
            ::fchmodat(at, native.constData(), 0700, AT_SYMLINK_NOFOLLOW);
        } else if (errno != EEXIST) {
            return {path, cannotMake(path, errno)};
        }
        fd = Descriptor(uninterrupted([&] { return ::openat(at, native.constData(), flags | O_NOFOLLOW); }));
    }
    if (!fd) {
        const int error = errno;
        if (error == ELOOP || error == ENOTDIR)
            return {path, isAnyLink(at, native) ? isLink(path) : isNoDirectory(path)};
        return {path, cannotOpen(path, error)};
    }

    struct stat found;
    if (::fstat(fd.get(), &found) == -1)
        return {path, cannotOpen(path, errno)};
    if (check != Check::Nothing) {
        if (found.st_uid != ::geteuid())
            return {path, isAnothers(path, found.st_uid)};
        if (found.st_mode & (S_IWGRP | S_IWOTH))
            return {path, isOpenToOthers(path, found.st_mode)};
    }
    // As after a umask where the system could not do so before.
    const bool tighten = made || check == Check::Private;
    if (tighten && (found.st_mode & 0777) != 0700 && ::fchmod(fd.get(), 0700) == -1)
        return {path, cannotOpen(path, errno)};
    return {path, std::move(fd)};
}

PrivateDirectory PrivateDirectory::open(const QString &path, Check check, Links links)
{
    // What exists above is the user's affair; what is missing is made for the user alone.
    const QString above = QFileInfo(path).path();
    struct stat found;
    if (above != path && ::lstat(QFile::encodeName(path).constData(), &found) == -1 && errno == ENOENT
        && ::stat(QFile::encodeName(above).constData(), &found) == -1 && errno == ENOENT) {
        const PrivateDirectory parent = open(above, Check::Nothing, Links::FollowOwn);
        if (!parent.error().isEmpty())
            return {path, parent.error()};
    }
    return openAt(AT_FDCWD, path, path, check, links);
}

PrivateDirectory PrivateDirectory::below(const QString &name) const
{
    return openAt(m_fd.get(), name, m_path + QLatin1Char('/') + name, Check::Private, Links::Refuse);
}

#else

// The user's profile keeps others out by its inherited access lists; there is nothing to check by mode.
PrivateDirectory PrivateDirectory::open(const QString &path, Check, Links links)
{
    if (links == Links::Refuse && QFileInfo(path).isSymLink()) {
        return {path, QCoreApplication::translate("QtFailover", "%1 is a symbolic link where only a directory is "
                                                                "trusted. Remove it, or choose another directory.")
                          .arg(path)};
    }
    if (!QDir().mkpath(path)) {
        return {path, QCoreApplication::translate("QtFailover", "The directory %1 cannot be made. Make it yourself, "
                                                                "or choose another one.")
                          .arg(path)};
    }
    return {path, QString()};
}

PrivateDirectory PrivateDirectory::below(const QString &name) const
{
    return open(m_path + QLatin1Char('/') + name, Check::Private, Links::Refuse);
}

#endif

} // namespace QtFailover::Internal
