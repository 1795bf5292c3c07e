// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/runtimedirectory.h"

#include "adapters/privatedirectory.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace QtFailover::Internal {

using Check = PrivateDirectory::Check;
using Links = PrivateDirectory::Links;

namespace {

struct Base {
    QString path;
    Check check = Check::Unchangeable;
    Links links = Links::FollowOwn;
};

/// The XDG base directory specification: a path that is not absolute is ignored.
QString environmentPath(const char *variable)
{
    const QString path = QFile::decodeName(qgetenv(variable));
    return QDir::isAbsolutePath(path) ? QDir::cleanPath(path) : QString();
}

#ifdef Q_OS_UNIX

bool isOursAndPrivate(const QString &path)
{
    struct stat found;
    return ::lstat(QFile::encodeName(path).constData(), &found) == 0 && S_ISDIR(found.st_mode)
           && found.st_uid == ::geteuid() && (found.st_mode & 0777) == 0700;
}

constexpr qsizetype SocketName = sizeof("/s.18446744073709551615") - 1;
/// Of a directory, so that the path of a socket in it fits into a sockaddr_un.
constexpr qsizetype LongestPath = qsizetype(sizeof(sockaddr_un::sun_path)) - 1 - SocketName;
/// What RuntimeDirectory::name() makes, with a slash before it.
constexpr qsizetype GroupName = sizeof("/qtf-0123456789abcdef") - 1;

bool hasRoom(const QString &base) { return QFile::encodeName(base).size() + GroupName <= LongestPath; }

Base defaultBase()
{
    const QString runtime = environmentPath("XDG_RUNTIME_DIR");
    if (!runtime.isEmpty()) {
        // Of the runtime directory a Flatpak's instances share this part alone.
        const QString flatpak = QFile::decodeName(qgetenv("FLATPAK_ID"));
        if (!flatpak.isEmpty() && !flatpak.contains(u'/') && !flatpak.startsWith(u'.'))
            return {runtime + u"/app/"_s + flatpak};
        return {runtime};
    }
    const QString user = QString::number(::geteuid());
    const QString logind = u"/run/user/"_s + user;
    if (isOursAndPrivate(logind))
        return {logind};
    // Anybody may have made this name before us: no link is followed, and it must be ours alone.
    const Base ours{QDir::tempPath() + u"/qtfailover-"_s + user, Check::Private, Links::Refuse};
    // The temp location of macOS is long, but each user's own.
    if (!hasRoom(ours.path) && isOursAndPrivate(QDir::tempPath()))
        return {QDir::tempPath()};
    return ours;
}

QString stateBase()
{
    const QString state = environmentPath("XDG_STATE_HOME");
    return state.isEmpty() ? QDir::homePath() + u"/.local/state"_s : state;
}

/// A sentence when the path of a socket in `directory` would not fit into a sockaddr_un.
QString tooLong(const QString &directory)
{
    const qsizetype length = QFile::encodeName(directory).size();
    if (length <= LongestPath)
        return {};
    return QCoreApplication::translate("QtFailover",
                                       "The path %1 has %2 bytes; sockets can be made in paths of at most %3 bytes. "
                                       "Choose a shorter runtimeDirectory.")
        .arg(directory)
        .arg(length)
        .arg(LongestPath);
}

#else

Base defaultBase()
{
    return {QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/qtfailover/run"_s};
}

QString stateBase() { return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation); }

QString tooLong(const QString &)
{
    return {}; // pipe names do not hang on the directory
}

#endif

/// The path without symbolic links, also where the last parts of it do not exist (any more).
QString canonical(const QString &path)
{
    const QFileInfo info(path);
    const QString found = info.canonicalFilePath();
    if (!found.isEmpty() || info.isRoot())
        return found.isEmpty() ? path : found;
    const QString above = canonical(info.path());
    return (above.endsWith(u'/') ? above : above + u'/') + info.fileName();
}

} // namespace

RuntimeDirectory::RuntimeDirectory(const QString &group, const QString &scope, const QString &configured)
    : m_group(group),
      m_scope(scope),
      m_configured(configured.isEmpty() ? QString() : QDir::cleanPath(QDir::current().absoluteFilePath(configured)))
{}

QByteArray RuntimeDirectory::key() const
{
    if (!m_key)
        m_key = m_configured.isEmpty() ? QByteArray() : QFile::encodeName(canonical(m_configured));
    return *m_key;
}

/// 64 bits of a hash: short enough for a socket's path, and no group's name can lead out of the directory.
QString RuntimeDirectory::name(const QByteArray &key) const
{
    QByteArray identity = m_group.toUtf8() + '\0' + m_scope.toUtf8();
    if (!key.isEmpty())
        identity += '\0' + key;
    const QByteArray hash = QCryptographicHash::hash(identity, QCryptographicHash::Sha256).toHex();
    return u"qtf-"_s + QString::fromLatin1(hash.first(16));
}

Failure RuntimeDirectory::open()
{
    Base base = m_configured.isEmpty() ? defaultBase() : Base{m_configured};
    if (!m_path.isEmpty())
        base.path = QFileInfo(m_path).path();
    const QString length = tooLong(base.path + u'/' + name({}));
    if (!length.isEmpty())
        return {Error::DirectoryUnusable, length};

    const PrivateDirectory parent = PrivateDirectory::open(base.path, base.check, base.links);
    if (!parent.error().isEmpty())
        return {Error::DirectoryUnusable, parent.error()};
    const PrivateDirectory own = parent.below(name({}));
    if (!own.error().isEmpty())
        return {Error::DirectoryUnusable, own.error()};
    key();
    m_path = own.path();
    return {};
}

// Groups whose runtime directory was set by hand are different groups, with floors of their own.
Failure RuntimeDirectory::openState()
{
    const QString base = m_statePath.isEmpty() ? stateBase() : QFileInfo(QFileInfo(m_statePath).path()).path();
    const PrivateDirectory home = PrivateDirectory::open(base, Check::Nothing, Links::FollowOwn);
    if (!home.error().isEmpty())
        return {Error::EpochFloorUnavailable, home.error()};
    const PrivateDirectory all = home.below(u"qtfailover"_s);
    if (!all.error().isEmpty())
        return {Error::EpochFloorUnavailable, all.error()};
    const PrivateDirectory own = all.below(name(key()));
    if (!own.error().isEmpty())
        return {Error::EpochFloorUnavailable, own.error()};
    m_statePath = own.path();
    return {};
}

} // namespace QtFailover::Internal
