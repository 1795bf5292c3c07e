// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/files.h"

#include "adapters/descriptor.h"

#include <QFile>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <charconv>
#include <climits>

#include <cstdio>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/file.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace QtFailover::Internal::Files {

namespace {

std::error_code lastError() { return {errno, std::generic_category()}; }

std::error_code result(int returned) { return returned == -1 ? lastError() : std::error_code(); }

QByteArray native(const QString &path) { return QFile::encodeName(path); }

Descriptor openFile(const QByteArray &path, int flags)
{
    // Without O_NONBLOCK a FIFO put in a file's place would block us for ever.
    flags |= O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK;
    return Descriptor(uninterrupted([&] { return ::open(path.constData(), flags, 0600); }));
}

LockState tryShared(const Descriptor &file)
{
    if (!file)
        return errno == ENOENT ? LockState::Missing : LockState::Unknown;
    if (uninterrupted([&] { return ::flock(file.get(), LOCK_SH | LOCK_NB); }) == 0)
        return LockState::Free;
    return errno == EWOULDBLOCK ? LockState::Held : LockState::Unknown;
}

std::error_code writeAll(int fd, const QByteArray &bytes)
{
    for (qsizetype written = 0; written < bytes.size();) {
        const auto size = size_t(bytes.size() - written);
        const ssize_t n = uninterrupted([&] { return ::write(fd, bytes.constData() + written, size); });
        if (n == -1)
            return lastError();
        written += n;
    }
    return {};
}

/// The file is made, and its descriptor closed, with the error that close() may bring (a full disk on NFS).
std::error_code createWith(const QByteArray &path, const QByteArray &bytes)
{
    Descriptor file = openFile(path, O_WRONLY | O_CREAT | O_EXCL);
    if (!file)
        return lastError();
    std::error_code error = writeAll(file.get(), bytes);
    if (::close(file.release()) == -1 && !error && errno != EINTR)
        error = lastError();
    if (error)
        ::unlink(path.constData());
    return error;
}

#ifdef RENAME_EXCHANGE
std::error_code exchange(const QByteArray &a, const QByteArray &b)
{
    return result(::renameat2(AT_FDCWD, a.constData(), AT_FDCWD, b.constData(), RENAME_EXCHANGE));
}
#endif

} // namespace

std::error_code status(const QString &path, Status *status)
{
    struct stat found;
    if (::lstat(native(path).constData(), &found) == -1)
        return lastError();
    status->identity = {quint64(found.st_dev), quint64(found.st_ino)};
    status->kind = S_ISREG(found.st_mode) ? Kind::Regular : S_ISSOCK(found.st_mode) ? Kind::Socket : Kind::Other;
    const auto changed = std::chrono::system_clock::from_time_t(found.st_mtime);
    status->age = std::chrono::system_clock::now() - changed;
    return {};
}

std::error_code list(const QString &directory, const std::function<void(std::string_view)> &visit)
{
    Descriptor fd = openFile(native(directory), O_RDONLY | O_DIRECTORY);
    if (!fd)
        return lastError();
    const std::unique_ptr<DIR, int (*)(DIR *)> stream(::fdopendir(fd.get()), &::closedir);
    if (!stream)
        return lastError();
    fd.release();
    for (;;) {
        errno = 0;
        const dirent *entry = ::readdir(stream.get());
        if (!entry)
            return errno ? lastError() : std::error_code();
        const std::string_view name(entry->d_name);
        if (name != "." && name != "..")
            visit(name);
    }
}

std::error_code remove(const QString &path) { return result(::unlink(native(path).constData())); }

std::error_code createNew(const QString &path) { return createWith(native(path), {}); }

std::error_code link(const QString &existing, const QString &name)
{
    return result(::link(native(existing).constData(), native(name).constData()));
}

// Between a look at `name` and a plain rename over it somebody may remove `name`; the rename would bring it
// back. An exchange fails then, and shows afterwards what it has taken away. Where there is none (some network
// and overlay file systems), a free name that comes back is the smaller evil.
std::error_code supersede(const QString &fresh, const QString &name, const Identity &expected)
{
    const QByteArray from = native(fresh);
    const QByteArray to = native(name);
    const auto other = std::make_error_code(std::errc::no_such_file_or_directory);
    if (!isAt(name, expected))
        return other;
#ifdef RENAME_EXCHANGE
    std::error_code error = exchange(from, to);
    if (!error) {
        if (!isAt(fresh, expected)) {
            error = exchange(from, to);
            return error ? error : other;
        }
        return result(::unlink(from.constData()));
    }
    if (error != std::errc::invalid_argument && error != std::errc::function_not_supported)
        return error;
#endif
    return result(::rename(from.constData(), to.constData()));
}

std::error_code replaceContents(const QString &path, const QByteArray &bytes)
{
    const QByteArray target = native(path);
    const QByteArray temporary = native(temporaryPath(path.left(path.lastIndexOf(u'/'))));
    std::error_code error = createWith(temporary, bytes);
    if (error)
        return error;
    error = result(::rename(temporary.constData(), target.constData()));
    if (error)
        ::unlink(temporary.constData());
    return error;
}

std::error_code read(const QString &path, qsizetype cap, QByteArray *bytes)
{
    const Descriptor file = openFile(native(path), O_RDONLY);
    if (!file)
        return lastError();
    QByteArray buffer(cap + 1, Qt::Uninitialized);
    qsizetype size = 0;
    while (size < buffer.size()) {
        const auto space = size_t(buffer.size() - size);
        const ssize_t n = uninterrupted([&] { return ::read(file.get(), buffer.data() + size, space); });
        if (n == -1)
            return lastError();
        if (n == 0)
            break;
        size += n;
    }
    if (size > cap)
        return std::make_error_code(std::errc::file_too_large);
    buffer.truncate(size);
    *bytes = buffer;
    return {};
}

std::error_code createSynced(const QString &path)
{
    const Descriptor file = openFile(native(path), O_WRONLY | O_CREAT);
    if (!file || uninterrupted([&] { return ::fsync(file.get()); }) == -1)
        return lastError();
    return syncDirectory(path.left(path.lastIndexOf(u'/')));
}

std::error_code syncDirectory(const QString &directory)
{
    const Descriptor fd = openFile(native(directory), O_RDONLY | O_DIRECTORY);
    if (!fd)
        return lastError();
    // EINVAL: a file system without fsync() of directories (AFS). There is nothing more to be done.
    if (uninterrupted([&] { return ::fsync(fd.get()); }) == -1 && errno != EINVAL)
        return lastError();
    return {};
}

LockState probeLock(const QString &path) { return tryShared(openFile(native(path), O_RDONLY)); }

LockState removeUnlocked(const QString &path, const QStringList &companions)
{
    const QByteArray name = native(path);
    const Descriptor file = openFile(name, O_RDONLY);
    const LockState state = tryShared(file);
    if (state == LockState::Free) {
        for (const QString &companion : companions)
            remove(companion);
        ::unlink(name.constData());
    }
    return state;
}

// QLockFile tells nobody which one it is. Only those of the same name are asked who they are: fstat(2) of a file on
// FUSE or NFS waits for its server, while Linux tells the names by itself.
int lockedDescriptor(const QString &path, const Identity &identity)
{
    int locked = -1;
    const QByteArray ownName = native(path.mid(path.lastIndexOf(u'/')));
    const auto isOfName = [&](std::string_view number) {
        std::array<char, PATH_MAX> target;
        const QByteArray link = QByteArrayLiteral("/dev/fd/") + QByteArray(number.data(), qsizetype(number.size()));
        const ssize_t size = ::readlink(link.constData(), target.data(), target.size());
        return size > 0 && QByteArrayView(target.data(), size).contains(ownName); // or "… (deleted)"
    };
    list(u"/dev/fd/."_s, // a symbolic link on Linux
         [&](std::string_view name) {
             int fd = -1;
             struct stat found;
             std::from_chars(name.data(), name.data() + name.size(), fd);
             if (locked < 0 && isOfName(name) && ::fstat(fd, &found) == 0
                 && Identity{quint64(found.st_dev), quint64(found.st_ino)} == identity
                 && ::flock(fd, LOCK_EX | LOCK_NB) == 0)
                 locked = fd;
         });
    return locked;
}

QString randomName()
{
    // Not global(): a forked child would go on with its parent's numbers.
    return u"%1"_s.arg(QRandomGenerator::system()->generate64(), 16, 16, QLatin1Char('0'));
}

QString temporaryPath(const QString &directory) { return directory + u"/t."_s + randomName(); }

} // namespace QtFailover::Internal::Files
