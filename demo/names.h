// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/Types>

#include <QMetaEnum>
#include <QString>

namespace Demo {

/// The enumerator's name, as on D-Bus and in the JSON lines: "PrimaryCrashed".
template <typename Enum>
QString enumName(Enum value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value)));
}

/// "none", "secondary" or "primary", as on D-Bus and in the JSON lines; not translated.
inline QString roleName(QtFailover::Role role)
{
    switch (role) {
    case QtFailover::Role::Inactive:
        return QStringLiteral("none");
    case QtFailover::Role::Secondary:
        return QStringLiteral("secondary");
    case QtFailover::Role::Primary:
        return QStringLiteral("primary");
    }
    Q_UNREACHABLE();
}

} // namespace Demo
