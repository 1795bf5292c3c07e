// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace QtFailover::Internal {

/// Longest bus name that the D-Bus specification admits, in bytes.
inline constexpr qsizetype MaxBusName = 255;

/// What all names of a group begin with: <group>.Failover, with .s<hash> for a scope, made legal.
QString busBase(const QString &group, const QString &scope);

/// The name of one instance. An id that would make it too long is replaced by its hash.
QString busInstanceName(const QString &base, const QString &instanceId);

/// The name that the primary alone owns.
QString busPrimaryName(const QString &base);

/// Where each instance shows its object.
QString busPath(const QString &base);

} // namespace QtFailover::Internal
