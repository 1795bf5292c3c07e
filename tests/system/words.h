// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>
#include <QVariantMap>

namespace QtFailover::Test {

inline const QString RoleChanged = QStringLiteral("roleChanged");
inline const QString HealthChanged = QStringLiteral("primaryHealthChanged");
inline const QString Heartbeat = QStringLiteral("heartbeat");
inline const QString ErrorTold = QStringLiteral("error");

inline const QVariantMap ToPrimary{{QStringLiteral("role"), QStringLiteral("primary")}};
inline const QVariantMap ToSecondary{{QStringLiteral("role"), QStringLiteral("secondary")}};

inline QVariantMap because(const QString &reason)
{
    return {{QStringLiteral("role"), QStringLiteral("primary")}, {QStringLiteral("reason"), reason}};
}

inline QVariantMap health(const char *word) { return {{QStringLiteral("health"), QString::fromLatin1(word)}}; }

inline QVariantMap failure(const char *word) { return {{QStringLiteral("error"), QString::fromLatin1(word)}}; }

inline QVariantMap instances(qsizetype count) { return {{QStringLiteral("count"), int(count)}}; }

/// One that heard nothing for 400 ms says so; beats come every 100 ms.
inline QStringList fast(const QStringList &more = {})
{
    return QStringList{QStringLiteral("--no-dbus"), QStringLiteral("--heartbeat-interval"), QStringLiteral("100"),
                       QStringLiteral("--heartbeat-timeout"), QStringLiteral("400")}
           + more;
}

} // namespace QtFailover::Test
