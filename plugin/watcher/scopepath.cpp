// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include <QtFailover/config.h>

#include <QDir>
#include <QFileInfo>

namespace QtFailover {

namespace {

constexpr int MaxLinks = 40; // as in Linux; a chain of links without an end stops there

// As `realpath -m`: whatever exists is resolved by the file system, from the left, because a `..` behind a link
// leads to the parent of the link's target; what does not exist yet is resolved by its text.
QString resolve(const QString &path, int links)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
    if (!canonical.isEmpty() || slash < 0 || QFileInfo(path).isRoot())
        return canonical.isEmpty() ? path : canonical;

    const bool parentIsRoot = QFileInfo(path.left(slash + 1)).isRoot();
    QString directory = resolve(path.left(parentIsRoot ? slash + 1 : slash), links);
    const QString name = path.mid(slash + 1);
    if (name.isEmpty() || name == QLatin1String("."))
        return directory;
    if (name == QLatin1String(".."))
        return QFileInfo(directory).path();

    const QFileInfo entry(QDir(directory), name);
    if (QString existing = entry.canonicalFilePath(); !existing.isEmpty())
        return existing;
    // A link to nothing names the place where the file will be made.
    if (links > 0 && entry.isSymLink())
        return resolve(entry.symLinkTarget(), links - 1);
    return entry.filePath();
}

} // namespace

QString Config::scopeForPath(const QString &path)
{
    if (path.isEmpty())
        return {};
    const QString given = QDir::fromNativeSeparators(path);
    return resolve(QDir::isAbsolutePath(given) ? given : QDir::currentPath() + QLatin1Char('/') + given, MaxLinks);
}

} // namespace QtFailover
