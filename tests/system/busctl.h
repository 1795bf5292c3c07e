// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "support/privatebus.h"
#include "support/waitfor.h"
#include "system/group.h"

#include <gtest/gtest.h>

#include <QProcess>

namespace QtFailover::Test {

/// A group on a bus of its own, and busctl as a user calls it.
class BusTest : public ::testing::Test
{
protected:
    BusTest() : group(QStringList{})
    {
        group.setEnvironment(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), bus.address());
        environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), bus.address());
        base = group.name() + QStringLiteral(".Failover");
        path = u'/' + QString(base).replace(u'.', u'/').replace(u'-', u'_');
        primary = base + QStringLiteral(".Primary");
    }

    QString instance(const char *id) const { return base + QStringLiteral(".Instance_") + QString::fromLatin1(id); }
    QString busctl(const QStringList &arguments)
    {
        QProcess process;
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("busctl"),
                      QStringList{QStringLiteral("--user"), QStringLiteral("--no-pager")} + arguments);
        EXPECT_TRUE(waitFor([&] { return process.state() == QProcess::NotRunning; }));
        return QString::fromUtf8(process.readAll());
    }
    bool onBus(const QString &name)
    {
        return waitFor([&] { return busctl({QStringLiteral("list")}).contains(name); });
    }
    QString property(const QString &name, const QString &service)
    {
        return busctl({QStringLiteral("get-property"), service, path, Interface, name}).trimmed();
    }
    bool awaitProperty(const QString &name, const QString &service, const QString &value)
    {
        return waitFor([&] { return property(name, service) == value; });
    }
    QString call(const QString &service, const QStringList &method)
    {
        return busctl(QStringList{QStringLiteral("call"), service, path, Interface} + method).trimmed();
    }

    static inline const QString Interface = QStringLiteral("org.qtfailover.Instance1");
    PrivateBus bus;
    Group group;
    QProcessEnvironment environment;
    QString base;
    QString path;
    QString primary;
};

} // namespace QtFailover::Test
