// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/types.h>

#include <QMetaEnum>
#include <QString>
#include <QVariantMap>

namespace QtFailover::Internal {

/// An enumerator's C++ name.
template <typename Enum>
QString busText(Enum value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(int(value)));
}

/// "none", "secondary" or "primary".
QString busText(Role role);

/// The map in types that D-Bus can carry: durations as milliseconds, times as ISO 8601, all else that is
/// foreign to D-Bus as text. Nothing is left out.
QVariantMap busVariants(const QVariantMap &map);

} // namespace QtFailover::Internal
