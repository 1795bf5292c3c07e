// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/dbus/busaddress.h"
#include "adapters/dbus/busnames.h"
#include "adapters/dbus/bustext.h"

#include <QDateTime>

#include <gtest/gtest.h>

#include <chrono>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;

TEST(BusNames, BaseIsTheGroupMadeLegal)
{
    const struct {
        QString group;
        QString base;
    } rows[] = {
        {u"org.example.App"_s, u"org.example.App.Failover"_s},
        {u"App"_s, u"App.Failover"_s},
        {u"org.example.my-app_2"_s, u"org.example.my-app_2.Failover"_s},
        {u"org.example.App 2/b"_s, u"org.example.App_2_b.Failover"_s},
        {u"org.7zip.App"_s, u"org._7zip.App.Failover"_s},
        {u"3d.4d"_s, u"_3d._4d.Failover"_s},
        {u"org..App"_s, u"org._.App.Failover"_s},
        {u".org."_s, u"_.org._.Failover"_s},
        {u"org.exämple.App"_s, u"org.ex_mple.App.Failover"_s},
        {u"org.\U0001F600.App"_s, u"org._.App.Failover"_s},
        {u"org.٣.App"_s, u"org._.App.Failover"_s},
    };
    for (const auto &row : rows)
        EXPECT_EQ(busBase(row.group, {}), row.base) << qPrintable(row.group);
}

TEST(BusNames, ScopeAddsTheFirstEightDigitsOfItsHash)
{
    // printf %s /home/me/notes.txt | sha256sum; printf %s Größe | sha256sum
    const struct {
        QString scope;
        QString base;
    } rows[] = {
        {u"/home/me/notes.txt"_s, u"org.example.App.Failover.s96904f3a"_s},
        {u"Größe"_s, u"org.example.App.Failover.saedc3f80"_s},
    };
    for (const auto &row : rows)
        EXPECT_EQ(busBase(u"org.example.App"_s, row.scope), row.base) << qPrintable(row.scope);
}

TEST(BusNames, InstanceNameKeepsLettersDigitsAndUnderscoresAlone)
{
    const struct {
        QString id;
        QString name;
    } rows[] = {
        {u"abc"_s, u"org.a.Failover.Instance_abc"_s},
        {u"7"_s, u"org.a.Failover.Instance_7"_s},
        {u"host-12.3"_s, u"org.a.Failover.Instance_host_12_3"_s},
        {u"{f00-ba}"_s, u"org.a.Failover.Instance__f00_ba_"_s},
        {u"ü"_s, u"org.a.Failover.Instance__"_s},
    };
    for (const auto &row : rows)
        EXPECT_EQ(busInstanceName(u"org.a.Failover"_s, row.id), row.name) << qPrintable(row.id);
}

TEST(BusNames, OneOver255BytesReplacesTheInstancesPartByItsHash)
{
    const QString base = u"org.a.Failover"_s;
    const qsizetype room = MaxBusName - base.size() - u".Instance_"_s.size();
    const QString fits(room, u'x');
    EXPECT_EQ(busInstanceName(base, fits), base + u".Instance_"_s + fits);

    // printf 'é-%.0s' {1..150} | sha256sum
    const QString tooLong = u"é-"_s.repeated(150);
    EXPECT_EQ(busInstanceName(base, tooLong), base + u".Instance_50b7e0b11dd2ea23"_s);
    EXPECT_NE(busInstanceName(base, fits + u'x'), busInstanceName(base, fits + u'y'));
}

TEST(BusNames, PrimaryNameAndPathFollowTheBase)
{
    const QString base = u"org.my-app._7.Failover.s01234567"_s;
    EXPECT_EQ(busPrimaryName(base), base + u".Primary"_s);
    EXPECT_EQ(busPath(base), u"/org/my_app/_7/Failover/s01234567"_s);
}

TEST(BusAddress, ListsTheUnixSocketsInTheirOrder)
{
    qputenv("XDG_RUNTIME_DIR", "/run/user/7");
    const struct {
        QString address;
        QList<BusSocket> sockets;
    } rows[] = {
        {u"unix:path=/a/bus"_s, {{u"unix:path=/a/bus"_s, "/a/bus", BusSocket::Path}}},
        {u"unix:abstract=/tmp/x,guid=0"_s, {{u"unix:abstract=/tmp/x,guid=0"_s, "/tmp/x", BusSocket::Abstract}}},
        {u"unix:guid=0,path=/a%20b%2C"_s, {{u"unix:guid=0,path=/a%20b%2C"_s, "/a b,", BusSocket::Path}}},
        {u"unix:runtime=yes"_s, {{u"unix:runtime=yes"_s, "/run/user/7/bus", BusSocket::Path}}},
        {u"tcp:host=localhost,port=1;;unix:path=/b;unix:path=/c"_s,
         {{u"unix:path=/b"_s, "/b", BusSocket::Path}, {u"unix:path=/c"_s, "/c", BusSocket::Path}}},
        {u"autolaunch:"_s, {}},
        {u"unix:tmpdir=/tmp"_s, {}},
        {u"unix:runtime=no"_s, {}},
        {u"unix:path="_s, {}},
        {u"unix:"_s, {}},
        {u"unix:path"_s, {}},
        {u"nonsense"_s, {}},
        {QString(), {}},
    };
    for (const auto &row : rows)
        EXPECT_EQ(busSockets(row.address), row.sockets) << qPrintable(row.address);
}

TEST(BusAddress, IsThatOfTheEnvironmentElseInTheRuntimeDirectory)
{
    qputenv("XDG_RUNTIME_DIR", "/run/user/7 ~");
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:abstract=x");
    EXPECT_EQ(sessionBusAddress(), u"unix:abstract=x"_s);

    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    EXPECT_EQ(sessionBusAddress(), u"unix:path=/run/user/7%20%7E/bus"_s);
    EXPECT_EQ(busSockets(sessionBusAddress()).value(0).name, "/run/user/7 ~/bus");

    qunsetenv("XDG_RUNTIME_DIR");
    EXPECT_EQ(sessionBusAddress(), QString());
}

TEST(BusText, RolesAreLowerCaseAndAllElseIsNamedAsInCpp)
{
    EXPECT_EQ(busText(Role::Inactive), u"none"_s);
    EXPECT_EQ(busText(Role::Secondary), u"secondary"_s);
    EXPECT_EQ(busText(Role::Primary), u"primary"_s);
    EXPECT_EQ(busText(PrimaryHealth::Unresponsive), u"Unresponsive"_s);
    EXPECT_EQ(busText(Reason::PrimaryCrashed), u"PrimaryCrashed"_s);
    EXPECT_EQ(busText(CheckResult::NotRunning), u"NotRunning"_s);
}

TEST(BusText, ForeignTypesBecomeTypesOfDBus)
{
    using namespace std::chrono_literals;
    const QVariantMap map = busVariants({
        {u"text"_s, u"a"_s},
        {u"count"_s, 3U},
        {u"epoch"_s, quint64(1) << 52},
        {u"ms"_s, QVariant::fromValue(std::chrono::milliseconds(1500))},
        {u"ns"_s, QVariant::fromValue(std::chrono::nanoseconds(2s))},
        {u"float"_s, 0.5F},
        {u"long"_s, QVariant::fromValue(7L)},
        {u"enum"_s, QVariant::fromValue(Reason::Fenced)},
        {u"time"_s, QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC)},
        {u"nothing"_s, QVariant()},
        {u"map"_s, QVariantMap{{u"f"_s, 1.5F}}},
        {u"list"_s, QVariantList{QVariant()}},
        {u"character"_s, QChar(u'x')},
    });
    EXPECT_EQ(map.size(), 13);
    EXPECT_EQ(map.value(u"text"_s), QVariant(u"a"_s));
    EXPECT_EQ(map.value(u"count"_s), QVariant(3U));
    EXPECT_EQ(map.value(u"epoch"_s), QVariant(quint64(1) << 52));
    EXPECT_EQ(map.value(u"ms"_s), QVariant(qint64(1500)));
    EXPECT_EQ(map.value(u"ns"_s), QVariant(qint64(2000)));
    EXPECT_EQ(map.value(u"float"_s).typeId(), QMetaType::Double);
    EXPECT_EQ(map.value(u"long"_s).typeId(), QMetaType::LongLong);
    EXPECT_EQ(map.value(u"enum"_s).typeId(), QMetaType::QString);
    EXPECT_EQ(map.value(u"enum"_s).toString(), u"Fenced"_s);
    EXPECT_EQ(map.value(u"time"_s), QVariant(u"2026-01-02T03:04:05.000Z"_s));
    EXPECT_EQ(map.value(u"nothing"_s), QVariant(u""_s));
    EXPECT_EQ(map.value(u"map"_s).toMap().value(u"f"_s).typeId(), QMetaType::Double);
    EXPECT_EQ(map.value(u"list"_s).toList().value(0), QVariant(u""_s));
    EXPECT_EQ(map.value(u"character"_s), QVariant(u"x"_s));
}
