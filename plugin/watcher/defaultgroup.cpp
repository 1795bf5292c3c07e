// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/defaultgroup.h"

#include <QCoreApplication>
#include <QStringList>
#include <QVariant>

#include <algorithm>

namespace QtFailover::Internal {

using namespace Qt::StringLiterals;

QString defaultGroup()
{
    // A property of QGuiApplication, which we do not link.
    QString desktopFile = QCoreApplication::instance()->property("desktopFileName").toString();
    if (desktopFile.endsWith(".desktop"_L1))
        desktopFile.chop(8);
    if (!desktopFile.isEmpty())
        return desktopFile;

    const QString name = QCoreApplication::applicationName();
    if (name.isEmpty())
        return {};
    QStringList domain = QCoreApplication::organizationDomain().split(u'.', Qt::SkipEmptyParts);
    std::reverse(domain.begin(), domain.end());
    if (domain.isEmpty())
        domain += u"local"_s;
    return domain.join(u'.') + u'.' + name;
}

} // namespace QtFailover::Internal
