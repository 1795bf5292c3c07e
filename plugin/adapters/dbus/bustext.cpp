// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/dbus/bustext.h"

#include <QDateTime>

#include <chrono>

using namespace Qt::StringLiterals;

namespace QtFailover::Internal {

namespace {

QVariant busVariant(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Bool:
    case QMetaType::UChar:
    case QMetaType::Short:
    case QMetaType::UShort:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Double:
    case QMetaType::QString:
    case QMetaType::QStringList:
    case QMetaType::QByteArray:
        return value;
    case QMetaType::Long:
        return value.toLongLong();
    case QMetaType::ULong:
        return value.toULongLong();
    case QMetaType::Float:
        return value.toDouble();
    case QMetaType::QDateTime:
        return value.toDateTime().toString(Qt::ISODateWithMs);
    case QMetaType::QVariantMap:
        return busVariants(value.toMap());
    case QMetaType::QVariantList: {
        QVariantList list;
        for (const QVariant &element : value.toList())
            list += busVariant(element);
        return list;
    }
    default:
        break;
    }
    using namespace std::chrono;
    if (value.metaType() == QMetaType::fromType<milliseconds>())
        return qint64(value.value<milliseconds>().count());
    if (value.metaType() == QMetaType::fromType<nanoseconds>())
        return qint64(duration_cast<milliseconds>(value.value<nanoseconds>()).count());
    // Enumerators convert to their names.
    return value.isValid() && value.canConvert<QString>() ? value.toString() : u""_s;
}

} // namespace

QString busText(Role role)
{
    switch (role) {
    case Role::Inactive:
        return u"none"_s;
    case Role::Secondary:
        return u"secondary"_s;
    case Role::Primary:
        return u"primary"_s;
    }
    Q_UNREACHABLE();
}

QVariantMap busVariants(const QVariantMap &map)
{
    QVariantMap converted;
    for (auto it = map.begin(); it != map.end(); ++it)
        converted.insert(it.key(), busVariant(it.value()));
    return converted;
}

} // namespace QtFailover::Internal
