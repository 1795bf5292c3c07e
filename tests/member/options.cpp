// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "member/options.h"

#include <QVariantMap>

namespace QtFailover::Test {

using namespace Qt::StringLiterals;

namespace {

/// "heartbeat-interval" is heartbeatInterval.
QString propertyOf(const QString &option)
{
    const QStringList words = option.split(u'-');
    QString name = words.front();
    for (const QString &word : words.mid(1))
        name += word.left(1).toUpper() + word.mid(1);
    if (name == "runtimeDir"_L1)
        return u"runtimeDirectory"_s;
    return name == "policy"_L1 ? u"hungPrimaryPolicy"_s : name;
}

} // namespace

MemberOptions MemberOptions::parse(const QStringList &arguments)
{
    MemberOptions options;
    QVariantMap map;
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString name = arguments[i].mid(2);
        if (name == "headless"_L1 || name == "json"_L1)
            continue;
        if (name == "no-dbus"_L1)
            map.insert(u"dbusEnabled"_s, false);
        else if (name == "disabled"_L1)
            map.insert(u"enabled"_s, false);
        else if (++i == arguments.size())
            options.error = u"--%1 needs a value"_s.arg(name);
        else if (name == "witness"_L1)
            options.witness = arguments[i];
        else if (name == "resource"_L1)
            options.resource = arguments[i];
        else
            map.insert(propertyOf(name), arguments[i]);
    }
    QString error;
    options.config = Config::fromMap(map, &error);
    if (options.error.isEmpty())
        options.error = error;
    return options;
}

} // namespace QtFailover::Test
