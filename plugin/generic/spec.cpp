// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "spec.h"

#include <QMetaProperty>

#include <optional>
#include <vector>

namespace QtFailover::Generic {

using namespace Qt::StringLiterals;

namespace {

struct Entry {
    QString key;
    std::optional<QString> value;
};

std::vector<Entry> split(const QString &text)
{
    std::vector<Entry> entries;
    Entry entry;
    const auto finish = [&] {
        entry.key = entry.key.trimmed();
        if (!entry.key.isEmpty() || entry.value)
            entries.push_back(std::exchange(entry, {}));
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        QChar c = text[i];
        const bool isEscaped = c == u'\\' && i + 1 < text.size();
        if (isEscaped)
            c = text[++i];
        if (!isEscaped && (c == u',' || c == u';'))
            finish();
        else if (!isEscaped && c == u'=' && !entry.value)
            entry.value = u""_s;
        else
            (entry.value ? *entry.value : entry.key) += c;
    }
    finish();
    return entries;
}

// heartbeatInterval as heartbeat-interval
QString dashed(QLatin1StringView property)
{
    QString key;
    for (const QChar c : QString(property)) {
        // dbusEnabled has one word before its capital, as all have.
        if (c.isUpper())
            key += u'-';
        key += c.toLower();
    }
    return key;
}

QVariantMap propertiesByKey()
{
    QVariantMap properties;
    const QMetaObject &fields = Config::staticMetaObject;
    for (int i = 0; i < fields.propertyCount(); ++i) {
        const QLatin1StringView property(fields.property(i).name());
        properties.insert(dashed(property), QString(property));
    }
    return properties;
}

// Config's sentences speak of properties, the user of keys.
QString inKeys(QString sentence, const QVariantMap &properties)
{
    for (auto [key, property] : properties.asKeyValueRange())
        sentence.replace(property.toString(), key);
    return sentence;
}

} // namespace

Spec parseSpec(const QString &text)
{
    const QVariantMap properties = propertiesByKey();
    QVariantMap fields;
    Spec spec;
    const auto complain = [&spec](const QString &mistake) {
        if (spec.mistake.isEmpty())
            spec.mistake = mistake;
    };

    bool hasProgram = false;
    for (const Entry &entry : split(text)) {
        const bool isProgram = entry.key == "exec"_L1;
        const QString property = properties.value(entry.key).toString();
        if (!isProgram && property.isEmpty())
            complain(u"%1: there is no such key. Use one of %2, exec."_s.arg(entry.key, properties.keys().join(u", ")));
        else if (!entry.value)
            complain(u"%1: it has no value. Write %1=VALUE."_s.arg(entry.key));
        else if (isProgram ? std::exchange(hasProgram, true) : fields.contains(property))
            complain(u"%1: it is given twice. Leave one out."_s.arg(entry.key));
        else if (isProgram)
            spec.program = *entry.value;
        else
            fields.insert(property, *entry.value);
    }
    if (hasProgram && spec.program.isEmpty())
        complain(u"exec: it is empty. Name a program, or leave the key out."_s);

    QString error;
    spec.config = Config::fromMap(fields, &error);
    if (error.isEmpty())
        error = spec.config.validate();
    if (!error.isEmpty())
        complain(inKeys(error, properties));
    return spec;
}

} // namespace QtFailover::Generic
