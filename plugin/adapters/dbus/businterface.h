// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace QtFailover::Internal {

/// The interface of plugin/dbus/org.qtfailover.Instance1.xml.
inline QString instanceInterface() { return QStringLiteral("org.qtfailover.Instance1"); }

inline QString propertiesInterface() { return QStringLiteral("org.freedesktop.DBus.Properties"); }

/// The bus itself; its name is that of its interface, too.
inline QString busService() { return QStringLiteral("org.freedesktop.DBus"); }

inline QString busObject() { return QStringLiteral("/org/freedesktop/DBus"); }

} // namespace QtFailover::Internal
