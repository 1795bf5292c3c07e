// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// By design, not tested. NTFS has hard links and file numbers; a QLockFile is an open file that others may read but
// not write or delete. So a lock is probed by asking to write, and a held right cannot be unlinked or superseded
// by anybody: on Windows nobody is fenced, and a leaving primary unlocks before its name can go.

#include "adapters/files.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>

#include <qt_windows.h>

using namespace Qt::StringLiterals;

namespace QtFailover::Internal::Files {

namespace {

std::error_code lastError()
{
    // So that the error compares equal to std::errc, as on Unix.
    return {std::error_code(int(::GetLastError()), std::system_category()).default_error_condition().value(),
            std::generic_category()};
}

std::error_code result(BOOL done) { return done ? std::error_code() : lastError(); }

std::wstring native(const QString &path) { return QDir::toNativeSeparators(path).toStdWString(); }

constexpr DWORD ShareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

class Handle
{
public:
    Handle(const QString &path, DWORD access, DWORD disposition, DWORD flags = FILE_ATTRIBUTE_NORMAL)
        : m_handle(::CreateFileW(native(path).c_str(), access, ShareAll, nullptr, disposition,
                                 flags | FILE_FLAG_OPEN_REPARSE_POINT, nullptr))
    {}
    ~Handle()
    {
        if (*this)
            ::CloseHandle(m_handle);
    }
    explicit operator bool() const { return m_handle != INVALID_HANDLE_VALUE; }
    HANDLE get() const { return m_handle; }

private:
    Q_DISABLE_COPY_MOVE(Handle)
    const HANDLE m_handle;
};

std::error_code createWith(const QString &path, const QByteArray &bytes)
{
    const Handle file(path, GENERIC_WRITE, CREATE_NEW);
    if (!file)
        return lastError();
    DWORD written = 0;
    return result(::WriteFile(file.get(), bytes.constData(), DWORD(bytes.size()), &written, nullptr));
}

LockState stateOf(const Handle &file)
{
    if (file)
        return LockState::Free;
    const DWORD error = ::GetLastError();
    if (error == ERROR_FILE_NOT_FOUND || error == ERROR_PATH_NOT_FOUND)
        return LockState::Missing;
    return error == ERROR_SHARING_VIOLATION ? LockState::Held : LockState::Unknown;
}

} // namespace

std::error_code status(const QString &path, Status *status)
{
    const Handle file(path, FILE_READ_ATTRIBUTES, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS);
    BY_HANDLE_FILE_INFORMATION found;
    if (!file || !::GetFileInformationByHandle(file.get(), &found))
        return lastError();
    status->identity = {found.dwVolumeSerialNumber, quint64(found.nFileIndexHigh) << 32 | found.nFileIndexLow};
    constexpr DWORD other = FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_REPARSE_POINT;
    status->kind = found.dwFileAttributes & other ? Kind::Other : Kind::Regular;

    const auto ticks = [](const FILETIME &time) {
        return qint64(quint64(time.dwHighDateTime) << 32 | time.dwLowDateTime); // of 100 ns
    };
    FILETIME now;
    ::GetSystemTimeAsFileTime(&now);
    status->age = std::chrono::nanoseconds((ticks(now) - ticks(found.ftLastWriteTime)) * 100);
    return {};
}

std::error_code list(const QString &directory, const std::function<void(std::string_view)> &visit)
{
    WIN32_FIND_DATAW found;
    const HANDLE search = ::FindFirstFileW(native(directory + u"/*"_s).c_str(), &found);
    if (search == INVALID_HANDLE_VALUE)
        return lastError();
    do {
        const std::string name = QString::fromWCharArray(found.cFileName).toStdString();
        if (name != "." && name != "..")
            visit(name);
    } while (::FindNextFileW(search, &found));
    const bool complete = ::GetLastError() == ERROR_NO_MORE_FILES;
    const std::error_code error = complete ? std::error_code() : lastError();
    ::FindClose(search);
    return error;
}

std::error_code remove(const QString &path) { return result(::DeleteFileW(native(path).c_str())); }

std::error_code createNew(const QString &path) { return createWith(path, {}); }

std::error_code link(const QString &existing, const QString &name)
{
    return result(::CreateHardLinkW(native(name).c_str(), native(existing).c_str(), nullptr));
}

std::error_code supersede(const QString &fresh, const QString &name, const Identity &expected)
{
    Status found;
    if (const std::error_code error = status(name, &found))
        return error;
    if (found.identity != expected)
        return std::make_error_code(std::errc::no_such_file_or_directory);
    return result(::MoveFileExW(native(fresh).c_str(), native(name).c_str(), MOVEFILE_REPLACE_EXISTING));
}

std::error_code replaceContents(const QString &path, const QByteArray &bytes)
{
    const QString temporary = temporaryPath(path.left(path.lastIndexOf(u'/')));
    std::error_code error = createWith(temporary, bytes);
    if (!error)
        error = result(::MoveFileExW(native(temporary).c_str(), native(path).c_str(), MOVEFILE_REPLACE_EXISTING));
    if (error)
        remove(temporary);
    return error;
}

std::error_code read(const QString &path, qsizetype cap, QByteArray *bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::make_error_code(std::errc::io_error);
    const QByteArray contents = file.read(cap + 1);
    if (contents.size() > cap)
        return std::make_error_code(std::errc::file_too_large);
    *bytes = contents;
    return {};
}

std::error_code createSynced(const QString &path)
{
    const Handle file(path, GENERIC_WRITE, OPEN_ALWAYS);
    return file ? result(::FlushFileBuffers(file.get())) : lastError();
}

std::error_code syncDirectory(const QString &)
{
    return {}; // NTFS writes names by its journal; there is nothing to ask for
}

LockState probeLock(const QString &path) { return stateOf(Handle(path, GENERIC_WRITE, OPEN_EXISTING)); }

LockState removeUnlocked(const QString &path, const QStringList &companions)
{
    const Handle file(path, GENERIC_WRITE | DELETE, OPEN_EXISTING, FILE_FLAG_DELETE_ON_CLOSE);
    const LockState state = stateOf(file);
    if (state == LockState::Free) {
        for (const QString &companion : companions)
            remove(companion);
    }
    return state;
}

int lockedDescriptor(const QString &, const Identity &) { return -1; }

QString randomName() { return u"%1"_s.arg(QRandomGenerator::system()->generate64(), 16, 16, QLatin1Char('0')); }

QString temporaryPath(const QString &directory) { return directory + u"/t."_s + randomName(); }

} // namespace QtFailover::Internal::Files
