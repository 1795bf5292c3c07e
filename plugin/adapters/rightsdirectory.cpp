// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/rightsdirectory.h"

#include "adapters/files.h"
#include "adapters/names.h"
#include "adapters/ownlock.h"
#include "core/logging.h"

#include <QCoreApplication>

#include <algorithm>
#include <string>

namespace QtFailover::Internal {

namespace {

/// What is younger may belong to somebody who is just starting.
constexpr std::chrono::seconds SweepAge{10};

bool isMissing(const std::error_code &error) { return error == std::errc::no_such_file_or_directory; }

/// linkat(2): EPERM is told where the file system has none.
bool hasNoLinks(const std::error_code &error)
{
    return error == std::errc::operation_not_permitted || error == std::errc::operation_not_supported
           || error == std::errc::function_not_supported;
}

} // namespace

RightsDirectory::RightsDirectory(const QString &group, const QString &scope, const QString &runtimeDirectory)
    : m_directory(group, scope, runtimeDirectory)
{}

RightsDirectory::~RightsDirectory() { unlock(); }

QString RightsDirectory::rightPath(Epoch epoch) const { return Names::path(directory(), Names::Right, epoch); }

QString RightsDirectory::recordPath(quint64 inode) const { return Names::path(directory(), Names::Record, inode); }

Failure RightsDirectory::fail(const QString &path, const std::error_code &code)
{
    m_failure = {Error::DirectoryUnusable,
                 QCoreApplication::translate("QtFailover", "%1 cannot be used: %2. Make room and make its directory "
                                                           "yours, or choose another runtimeDirectory.")
                     .arg(path, QString::fromLocal8Bit(code.message()))};
    qCInfo(lcLock) << path << code.message().c_str();
    return m_failure;
}

Failure RightsDirectory::open()
{
    if (const Failure failure = m_directory.open())
        return m_failure = failure;
    Failure failure;
    std::unique_ptr<OwnLock> fresh = OwnLock::take(directory(), &failure);
    if (!fresh)
        return m_failure = failure;
    // Only now, so that the old inode's number cannot come back as the fresh one's.
    unlock();
    m_lock = std::move(fresh);
    return {};
}

quint64 RightsDirectory::inode() const { return m_lock ? m_lock->identity().inode : 0; }

// One getdents() call shows a small directory as it was at one moment. The inodes are asked for one by one,
// since d_ino is not always st_ino (overlayfs), and there are few rights at a time.
Survey RightsDirectory::look()
{
    Survey survey;
    const std::error_code error = Files::list(directory(), [&](std::string_view name) {
        const auto epoch = Names::epoch(name, Names::Right);
        Files::Status status;
        if (epoch && !Files::status(rightPath(*epoch), &status) && status.kind == Files::Kind::Regular)
            survey.rights.push_back({*epoch, status.identity.inode});
    });
    if (error && !isMissing(error))
        return {{}, fail(directory(), error)};
    auto &rights = survey.rights;
    std::sort(rights.begin(), rights.end(), [](const Right &a, const Right &b) { return a.epoch < b.epoch; });
    // A name that is renamed over during the listing may be listed twice.
    const auto same = [](const Right &a, const Right &b) { return a.epoch == b.epoch; };
    rights.erase(std::unique(rights.begin(), rights.end(), same), rights.end());
    return survey;
}

Hold RightsDirectory::hold(Epoch epoch)
{
    switch (Files::probeLock(rightPath(epoch))) {
    case Files::LockState::Free:
        return Hold::Free;
    case Files::LockState::Missing:
        return Hold::Vanished;
    case Files::LockState::Held:
        return Hold::Held;
    case Files::LockState::Unknown:
        break;
    }
    m_failure = {Error::LockFailed,
                 QCoreApplication::translate("QtFailover", "Whether %1 is locked cannot be told; it is taken for "
                                                           "locked. Make it readable for you, or remove it when no "
                                                           "instance runs.")
                     .arg(rightPath(epoch))};
    return Hold::Held;
}

LinkResult RightsDirectory::link(Epoch epoch)
{
    if (!m_lock || !m_lock->isOurs())
        return LinkResult::LockGone;
    const QString path = rightPath(epoch);
    if (const std::error_code error = Files::link(m_lock->path(), path)) {
        if (error == std::errc::file_exists)
            return LinkResult::Exists;
        if (isMissing(error))
            return LinkResult::LockGone;
        fail(path, error);
        if (hasNoLinks(error))
            m_failure = {Error::LockFailed,
                         QCoreApplication::translate("QtFailover", "%1 cannot be made: its file system has no hard "
                                                                   "links. Choose a runtimeDirectory in another one, "
                                                                   "as XDG_RUNTIME_DIR has it.")
                             .arg(path)};
        return LinkResult::Failed;
    }
    // If something else lay at the own name, the right is nobody's: it stays, free and harmless.
    return prove(epoch) ? LinkResult::Linked : LinkResult::LockGone;
}

bool RightsDirectory::unlink(Epoch epoch)
{
    const std::error_code error = Files::remove(rightPath(epoch));
    if (!error || isMissing(error))
        return true;
    fail(rightPath(epoch), error);
    return false;
}

bool RightsDirectory::prove(Epoch epoch)
{
    return m_lock && m_lock->isOurs() && Files::isAt(rightPath(epoch), m_lock->identity());
}

bool RightsDirectory::revoke(Epoch epoch, const Record &record)
{
    if (!prove(epoch))
        return false;
    std::error_code error = readyReplacement(encodeRecord(record));
    if (!error)
        error = Files::supersede(m_replacement->path, rightPath(epoch), m_lock->identity());
    if (!error) {
        m_replacement.reset();
        return true;
    }
    dropReplacement();
    fail(rightPath(epoch), error);
    return false;
}

void RightsDirectory::prepareRevocation(const Record &record)
{
    dropReplacement(); // it may be too old to be still there
    readyReplacement(encodeRecord(record));
}

/// Afterwards there is one, unless an error is returned.
std::error_code RightsDirectory::readyReplacement(const QByteArray &record)
{
    if (m_replacement && m_replacement->record == record && hasReplacement())
        return {};
    dropReplacement();
    const QString path = Files::temporaryPath(directory());
    if (const auto error = Files::createNew(path))
        return error;
    Files::Status status;
    std::error_code error = Files::status(path, &status);
    m_replacement = Replacement{path, status.identity, record};
    if (!error)
        error = Files::replaceContents(recordPath(status.identity.inode), record);
    if (error)
        dropReplacement();
    return error;
}

/// Somebody may have swept or deleted it.
bool RightsDirectory::hasReplacement() const
{
    return m_replacement && Files::isAt(m_replacement->path, m_replacement->identity);
}

void RightsDirectory::dropReplacement()
{
    // Once the file is gone its inode's number, and a record of it, may be another's.
    if (hasReplacement()) {
        Files::remove(recordPath(m_replacement->identity.inode));
        Files::remove(m_replacement->path);
    }
    m_replacement.reset();
}

void RightsDirectory::unlock()
{
    // The record first: once the lock is closed its inode's number may be another's.
    if (m_lock && m_lock->isOurs()) {
        dropReplacement();
        Files::remove(recordPath(inode()));
    }
    m_lock.reset();
}

Failure RightsDirectory::publish(const Record &record)
{
    if (!m_lock)
        return m_failure = {Error::InternalError, QStringLiteral("A record was published without an own lock.")};
    if (const std::error_code error = Files::replaceContents(recordPath(inode()), encodeRecord(record)))
        return fail(recordPath(inode()), error);
    return {};
}

std::optional<Record> RightsDirectory::record(quint64 inode)
{
    QByteArray bytes;
    if (Files::read(recordPath(inode), RecordCap, &bytes))
        return {};
    return decodeRecord(bytes);
}

void RightsDirectory::releaseFirst()
{
    if (m_lock && m_lock->isOurs())
        m_lock->releaseFirst();
}

// Whoever made a name of a kept inode still needs it. A record or socket that is made anew between the look at
// its age and its removal would be lost; both are missed and made again within a beat.
void RightsDirectory::sweep()
{
    std::vector<std::string> locks;
    std::vector<std::string> leftovers;
    std::vector<std::pair<std::string, quint64>> belongings;
    std::vector<quint64> kept{inode()};
    const QString directory = this->directory();
    const auto pathOf = [&](const std::string &name) {
        return QString(directory + QLatin1Char('/') + QString::fromLatin1(name.data(), qsizetype(name.size())));
    };
    const auto isOld = [](const QString &path, Files::Status *status) {
        return !Files::status(path, status) && status->age > SweepAge;
    };

    Files::list(directory, [&](std::string_view name) {
        if (Names::isOf(name, Names::OwnLock))
            locks.emplace_back(name);
        if (Names::isOf(name, Names::Temporary))
            leftovers.emplace_back(name);
        for (const char letter : {Names::Record, Names::Socket}) {
            if (const auto inode = Names::number(name, letter))
                belongings.emplace_back(name, *inode);
        }
    });
    for (const std::string &name : leftovers) {
        Files::Status status;
        if (isOld(pathOf(name), &status))
            Files::remove(pathOf(name));
    }
    // A lock with a record has been held, and it is not one that somebody is just about to take: its holder is dead
    // if it is free, and nobody needs what it has left, unless its right is still there.
    const Survey rightsNow = look();
    const auto isLeftBehind = [&](quint64 inode) {
        const auto isRecord = [inode](const auto &entry) {
            return entry.second == inode && Names::isOf(entry.first, Names::Record);
        };
        const auto isRight = [inode](const Right &right) { return right.inode == inode; };
        return !rightsNow.failure && std::any_of(belongings.begin(), belongings.end(), isRecord)
               && std::none_of(rightsNow.rights.begin(), rightsNow.rights.end(), isRight);
    };
    for (const std::string &name : locks) {
        Files::Status status;
        const QString path = pathOf(name);
        const bool old = isOld(path, &status);
        const quint64 inode = status.identity.inode;
        const bool leftBehind = isLeftBehind(inode);
        const QStringList companions =
            leftBehind ? QStringList{recordPath(inode), Names::path(directory, Names::Socket, inode)} : QStringList();
        if ((old || leftBehind) && Files::removeUnlocked(path, companions) == Files::LockState::Free)
            qCDebug(lcLock) << "swept" << path;
        else
            kept.push_back(inode);
    }
    // After the locks: one that became a right meanwhile is seen here.
    const Survey survey = look();
    if (survey.failure)
        return;
    for (const Right &right : survey.rights)
        kept.push_back(right.inode);
    for (const auto &[name, inode] : belongings) {
        Files::Status status;
        const QString path = pathOf(name);
        if (std::find(kept.begin(), kept.end(), inode) == kept.end() && isOld(path, &status)) {
            Files::remove(path);
            qCDebug(lcLock) << "swept" << path;
        }
    }
}

} // namespace QtFailover::Internal
