// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include <QtFailover/config.h>

#include <QCoreApplication>
#include <QMetaEnum>
#include <QMetaProperty>

#include <cmath>
#include <limits>
#include <optional>

namespace QtFailover {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

QMetaEnum enumeration(QMetaType type)
{
    const QMetaObject *scope = type.metaObject();
    const QByteArray name(type.name());
    return scope->enumerator(scope->indexOfEnumerator(name.mid(name.lastIndexOf(':') + 1).constData()));
}

std::optional<qint64> toInteger(const QVariant &value)
{
    bool ok = false;
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::Short:
    case QMetaType::UShort:
    case QMetaType::Long:
    case QMetaType::LongLong:
    case QMetaType::ULong:
    case QMetaType::ULongLong: {
        const qint64 number = value.toLongLong(&ok);
        return ok && (number >= 0) == (value.toDouble() >= 0) ? std::optional(number) : std::nullopt;
    }
    case QMetaType::Float:
    case QMetaType::Double: { // JavaScript knows no other numbers
        const double number = value.toDouble();
        constexpr double Exact = 9007199254740992.0;
        return std::trunc(number) == number && std::abs(number) <= Exact ? std::optional(qint64(number)) : std::nullopt;
    }
    case QMetaType::QString:
    case QMetaType::QByteArray: {
        const qint64 number = value.toString().trimmed().toLongLong(&ok);
        return ok ? std::optional(number) : std::nullopt;
    }
    default:
        return {};
    }
}

std::optional<bool> toBool(const QVariant &value)
{
    if (value.typeId() == QMetaType::Bool)
        return value.toBool();
    if (const auto number = toInteger(value))
        return *number == 0 || *number == 1 ? std::optional(*number == 1) : std::nullopt;
    const QString text = value.toString().trimmed().toLower();
    if (text == "true"_L1 || text == "yes"_L1 || text == "on"_L1)
        return true;
    if (text == "false"_L1 || text == "no"_L1 || text == "off"_L1)
        return false;
    return {};
}

std::optional<int> toEnumerator(const QVariant &value, const QMetaEnum &enumeration)
{
    std::optional<qint64> number = toInteger(value);
    if (!number && value.metaType().flags() & QMetaType::IsEnumeration)
        number = value.toLongLong();
    const QString text = value.toString().trimmed();
    for (int i = 0; i < enumeration.keyCount(); ++i) {
        if (number ? *number == enumeration.value(i)
                   : text.compare(QLatin1StringView(enumeration.key(i)), Qt::CaseInsensitive) == 0)
            return enumeration.value(i);
    }
    return {};
}

// The value as the property's type; invalid where it cannot be converted.
QVariant convert(const QVariant &value, QMetaType type)
{
    if (type.flags() & QMetaType::IsEnumeration) {
        const std::optional<int> enumerator = toEnumerator(value, enumeration(type));
        return enumerator ? QVariant(type, &*enumerator) : QVariant();
    }
    if (value.metaType() == type)
        return value;
    if (type.id() == QMetaType::QString) {
        const bool isText = value.typeId() == QMetaType::QByteArray || toInteger(value);
        return isText ? QVariant(value.toString()) : QVariant();
    }
    if (type.id() == QMetaType::Bool) {
        const std::optional<bool> flag = toBool(value);
        return flag ? QVariant(*flag) : QVariant();
    }
    const std::optional<qint64> number = toInteger(value);
    if (!number)
        return {};
    if (type == QMetaType::fromType<milliseconds>())
        return QVariant::fromValue(milliseconds(*number));
    const bool fits = *number >= std::numeric_limits<int>::min() && *number <= std::numeric_limits<int>::max();
    return fits ? QVariant(int(*number)) : QVariant();
}

QString keys(QMetaEnum enumeration)
{
    QStringList names;
    for (int i = 0; i < enumeration.keyCount(); ++i)
        names += QLatin1StringView(enumeration.key(i));
    return names.join(u", "_s);
}

QString expected(QMetaType type)
{
    if (type.flags() & QMetaType::IsEnumeration)
        return QCoreApplication::translate("QtFailover", "one of %1").arg(keys(enumeration(type)));
    if (type == QMetaType::fromType<milliseconds>())
        return QCoreApplication::translate("QtFailover", "a whole number of milliseconds");
    if (type.id() == QMetaType::Bool)
        return QCoreApplication::translate("QtFailover", "true or false");
    if (type.id() == QMetaType::Int)
        return QCoreApplication::translate("QtFailover", "a whole number");
    return QCoreApplication::translate("QtFailover", "a text");
}

QString unknownKey(const QString &key, const QVariant &value)
{
    QStringList names;
    for (int i = 0; i < Config::staticMetaObject.propertyCount(); ++i)
        names += QLatin1StringView(Config::staticMetaObject.property(i).name());
    return QCoreApplication::translate("QtFailover",
                                       "%1: there is no such setting (its value is \"%2\"). Use one of %3.")
        .arg(key, value.toString(), names.join(u", "_s));
}

QString badValue(const QString &key, const QVariant &value, QMetaType type)
{
    const QString shown = value.canConvert<QString>() ? value.toString() : QLatin1StringView(value.typeName());
    return QCoreApplication::translate("QtFailover", "%1: the value \"%2\" cannot be used. Give %3.")
        .arg(key, shown, expected(type));
}

} // namespace

Config Config::fromMap(const QVariantMap &map, QString *error)
{
    Config config;
    QString firstMistake;
    const auto complain = [&firstMistake](const QString &mistake) {
        if (firstMistake.isEmpty())
            firstMistake = mistake;
    };
    for (auto [key, value] : map.asKeyValueRange()) {
        const int index = staticMetaObject.indexOfProperty(key.toUtf8().constData());
        if (index < 0) {
            complain(unknownKey(key, value));
            continue;
        }
        const QMetaProperty property = staticMetaObject.property(index);
        const QVariant converted = convert(value, property.metaType());
        if (!converted.isValid() || !property.writeOnGadget(&config, converted))
            complain(badValue(key, value, property.metaType()));
    }
    if (error)
        *error = firstMistake;
    return config;
}

QVariantMap Config::toMap() const
{
    QVariantMap map;
    for (int i = 0; i < staticMetaObject.propertyCount(); ++i) {
        const QMetaProperty property = staticMetaObject.property(i);
        QVariant value = property.readOnGadget(this);
        if (property.metaType() == QMetaType::fromType<milliseconds>())
            value = QVariant::fromValue<qint64>(value.value<milliseconds>().count());
        else if (property.metaType().flags() & QMetaType::IsEnumeration)
            value = QString(QLatin1StringView(enumeration(property.metaType()).valueToKey(value.toInt())));
        map.insert(QLatin1StringView(property.name()), value);
    }
    return map;
}

} // namespace QtFailover
