// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace QtFailover::Internal {

/// One Unix socket at which a bus may listen.
struct BusSocket {
    enum Kind { Path, Abstract };

    QString entry; ///< the address that says so, as it was written: what QtDBus is given
    QByteArray name;
    Kind kind = Path;

    bool operator==(const BusSocket &) const = default;
};

/// The address of the user's session bus: DBUS_SESSION_BUS_ADDRESS, else $XDG_RUNTIME_DIR/bus; empty where
/// neither is set.
QString sessionBusAddress();

/// The Unix sockets of a D-Bus address list, in its order. Entries of other kinds (tcp:, autolaunch:) and
/// malformed ones are passed over.
QList<BusSocket> busSockets(const QString &address);

} // namespace QtFailover::Internal
