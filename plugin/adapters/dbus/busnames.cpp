// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/dbus/busnames.h"

#include <QCryptographicHash>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace QtFailover::Internal {

namespace {

bool isAlphanumeric(char32_t c)
{
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9');
}

QString hexHash(const QString &text, qsizetype digits)
{
    const QByteArray hash = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().first(digits));
}

enum class Dash { Legal, Illegal };

QString legalised(const QString &text, Dash dash)
{
    QString legal;
    for (const uint c : text.toUcs4()) {
        const bool keep = isAlphanumeric(c) || c == U'_' || (c == U'-' && dash == Dash::Legal);
        legal += keep ? QChar(char16_t(c)) : u'_';
    }
    return legal;
}

QString legalElement(const QString &text)
{
    const QString legal = legalised(text, Dash::Legal);
    // The specification admits neither an empty element nor one that begins with a digit.
    return legal.isEmpty() || legal.front().isDigit() ? u'_' + legal : legal;
}

} // namespace

QString busBase(const QString &group, const QString &scope)
{
    QStringList elements;
    for (const QString &element : group.split(u'.'))
        elements += legalElement(element);
    elements += u"Failover"_s;
    if (!scope.isEmpty())
        elements += u's' + hexHash(scope, 8);
    return elements.join(u'.');
}

QString busInstanceName(const QString &base, const QString &instanceId)
{
    const QString prefix = base + ".Instance_"_L1;
    const QString name = prefix + legalised(instanceId, Dash::Illegal);
    return name.size() <= MaxBusName ? name : QString(prefix + hexHash(instanceId, 16));
}

QString busPrimaryName(const QString &base) { return base + ".Primary"_L1; }

QString busPath(const QString &base)
{
    QString path = u'/' + base;
    return path.replace(u'.', u'/').replace(u'-', u'_');
}

} // namespace QtFailover::Internal
