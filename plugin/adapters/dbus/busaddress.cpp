// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/dbus/busaddress.h"

#include <QFile>
#include <QStringList>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace QtFailover::Internal {

namespace {

/// $XDG_RUNTIME_DIR/bus; empty without one.
QByteArray runtimeBus()
{
    const QByteArray directory = qgetenv("XDG_RUNTIME_DIR");
    return directory.isEmpty() ? QByteArray() : QByteArray(directory + "/bus");
}

/// Bytes that the D-Bus specification lets stand for themselves in an address; all others are escaped.
QByteArray escaped(const QByteArray &value) { return value.toPercentEncoding("/\\*", "~"); }

std::optional<BusSocket> parsed(const QString &entry)
{
    constexpr auto scheme = "unix:"_L1;
    if (!entry.startsWith(scheme))
        return {};
    for (const QString &pair : entry.mid(scheme.size()).split(u',')) {
        const qsizetype equals = pair.indexOf(u'=');
        if (equals < 0)
            return {};
        const QString key = pair.first(equals);
        const QByteArray value = QByteArray::fromPercentEncoding(pair.mid(equals + 1).toUtf8());
        if (key == "path"_L1)
            return BusSocket{entry, value, BusSocket::Path};
        if (key == "abstract"_L1)
            return BusSocket{entry, value, BusSocket::Abstract};
        if (key == "runtime"_L1 && value == "yes" && !runtimeBus().isEmpty())
            return BusSocket{entry, runtimeBus(), BusSocket::Path};
    }
    return {};
}

} // namespace

QString sessionBusAddress()
{
    const QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    if (!address.isEmpty())
        return QFile::decodeName(address);
    const QByteArray path = runtimeBus();
    return path.isEmpty() ? QString() : QString(u"unix:path="_s + QString::fromLatin1(escaped(path)));
}

QList<BusSocket> busSockets(const QString &address)
{
    QList<BusSocket> sockets;
    for (const QString &entry : address.split(u';', Qt::SkipEmptyParts)) {
        if (const auto socket = parsed(entry); socket && !socket->name.isEmpty())
            sockets += *socket;
    }
    return sockets;
}

} // namespace QtFailover::Internal
