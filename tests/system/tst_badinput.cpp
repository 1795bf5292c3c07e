// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "support/directories.h"
#include "support/waitfor.h"
#include "system/group.h"
#include "system/words.h"

#include <gtest/gtest.h>

#include <QCborArray>
#include <QCborMap>
#include <QJsonObject>
#include <QLocalSocket>
#include <QtEndian>

#include <unistd.h>

using namespace QtFailover::Test;

namespace {

QByteArray framed(const QByteArray &bytes)
{
    QByteArray header(4, Qt::Uninitialized);
    qToBigEndian(quint32(bytes.size()), header.data());
    return header + bytes;
}

/// A Hello of the wire's version 1, with what a stranger puts into it.
QByteArray hello(int version, const QString &group)
{
    const QCborMap fields{{1, group}, {2, QString()}, {3, QStringLiteral("stranger")}, {4, 4711}, {5, 0},
                          {6, 0},     {7, true}};
    return framed(QCborValue(QCborArray{version, 0, fields}).toCbor());
}

bool isClosedAfter(const QString &socket, const QByteArray &bytes)
{
    QLocalSocket client;
    client.connectToServer(socket);
    EXPECT_TRUE(waitFor([&] { return client.state() == QLocalSocket::ConnectedState; }));
    client.write(bytes);
    return waitFor([&] { return client.state() == QLocalSocket::UnconnectedState; });
}

qint64 counted(Instance *instance, const char *name)
{
    const qsizetype before = instance->events().size();
    instance->command("status");
    const QJsonObject answer = instance->await(QStringLiteral("status"), {}, before);
    return answer[u"statistics"][QLatin1String(name)].toInteger();
}

/// The demo on a file system of its own; empty where we may not mount.
QStringList onItsOwn(const QString &directory, const char *options, const char *then)
{
    const QStringList wrapper{QStringLiteral("unshare"), QStringLiteral("--mount"), QStringLiteral("sh"),
                              QStringLiteral("-c"),
                              QStringLiteral("mount -t tmpfs -o %1 none %2 && { %3; } && exec \"$0\" \"$@\"")
                                  .arg(QString::fromLatin1(options), directory,
                                       QString::fromLatin1(then).replace(QLatin1String("DIR"), directory))};
    QProcess trial;
    trial.start(wrapper.first(), wrapper.mid(1) + QStringList{QStringLiteral("true")});
    trial.waitForFinished(-1);
    return trial.exitStatus() == QProcess::NormalExit && trial.exitCode() == 0 ? wrapper : QStringList();
}

} // namespace

TEST(BadInput, AWrongFieldEndsTheStartAndIsNamed)
{
    Group group;
    const QStringList wrong[]{{QStringLiteral("--heartbeat-timeout"), QStringLiteral("1")},
                              {QStringLiteral("--heartbeat-interval"), QStringLiteral("1")},
                              {QStringLiteral("--runtime-dir"), QStringLiteral("relative")},
                              {QStringLiteral("--scope"), QStringLiteral("a\tb")}};
    const QString fields[]{QStringLiteral("heartbeatTimeout: "), QStringLiteral("heartbeatInterval: "),
                           QStringLiteral("runtimeDirectory: "), QStringLiteral("scope: ")};
    for (std::size_t i = 0; i < std::size(wrong); ++i) {
        Instance *instance = group.start(QStringLiteral("i"), wrong[i]);
        const QJsonObject error = instance->await(ErrorTold, failure("InvalidConfig"));
        EXPECT_TRUE(error[u"message"].toString().startsWith(fields[i])) << qPrintable(error[u"message"].toString());
        ASSERT_TRUE(instance->awaitExit());
        EXPECT_EQ(instance->exitCode(), 1);
        EXPECT_EQ(instance->count(RoleChanged), 0);
    }
}

TEST(BadInput, ADirectoryThatIsMissingIsMadeForTheUserAlone)
{
    Group group;
    const QString missing = group.directory() + QStringLiteral("/a/b");
    group.start(QStringLiteral("i"), {QStringLiteral("--runtime-dir"), missing})->await(RoleChanged, ToPrimary);
    EXPECT_EQ(modeOf(missing), 0700);
}

TEST(BadInput, ADirectoryThatOthersCanWriteIsRefused)
{
    Group group;
    const QString open = group.directory() + QStringLiteral("/open");
    ASSERT_TRUE(QDir().mkdir(open) && setMode(open, 0777));
    Instance *instance = group.start(QStringLiteral("i"), {QStringLiteral("--runtime-dir"), open});
    const QJsonObject error = instance->await(ErrorTold, failure("DirectoryUnusable"));
    EXPECT_TRUE(error[u"message"].toString().contains(open)) << qPrintable(error[u"message"].toString());
    EXPECT_EQ(instance->await(RoleChanged)[u"role"], QStringLiteral("secondary"));
    ASSERT_TRUE(setMode(open, 0700));
    instance->await(RoleChanged, ToPrimary); // it was tried again
}

TEST(BadInput, ADirectoryOfAnotherUserIsRefused)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "needs root, to give a directory away";
    Group group;
    const QString theirs = group.directory() + QStringLiteral("/theirs");
    ASSERT_TRUE(QDir().mkdir(theirs));
    ASSERT_EQ(::chown(QFile::encodeName(theirs).constData(), 65534, 65534), 0);
    Instance *instance = group.start(QStringLiteral("i"), {QStringLiteral("--runtime-dir"), theirs});
    instance->await(ErrorTold, failure("DirectoryUnusable"));
    EXPECT_EQ(instance->count(RoleChanged, ToPrimary), 0);
}

TEST(BadInput, APathThatNoSocketFitsInIsRefusedAtOnceAndSaid)
{
    Group group;
    const QString deep = group.directory() + u'/' + QString(100, u'd');
    Instance *instance = group.start(QStringLiteral("i"), {QStringLiteral("--runtime-dir"), deep});
    const QJsonObject error = instance->await(ErrorTold, failure("DirectoryUnusable"));
    EXPECT_TRUE(error[u"message"].toString().contains(deep)) << qPrintable(error[u"message"].toString());
    EXPECT_EQ(instance->await(RoleChanged)[u"role"], QStringLiteral("secondary"));
}

TEST(BadInput, AFullDiskIsSaidAndNobodyIsPrimary)
{
    Group group;
    const QString full = group.directory() + QStringLiteral("/full");
    ASSERT_TRUE(QDir().mkdir(full));
    const QStringList wrapper = onItsOwn(full, "mode=0700,size=16k", "cat /dev/zero >DIR/filler 2>/dev/null || true");
    if (wrapper.isEmpty())
        GTEST_SKIP() << "may not mount";
    group.setPrefix(wrapper);
    Instance *instance = group.start(QStringLiteral("i"), {QStringLiteral("--runtime-dir"), full});
    instance->await(ErrorTold);
    EXPECT_EQ(instance->await(RoleChanged)[u"role"], QStringLiteral("secondary"));
    EXPECT_EQ(instance->count(RoleChanged, ToPrimary), 0);
}

TEST(BadInput, AReadOnlyDiskIsSaidAndNobodyIsPrimary)
{
    Group group;
    const QString fixed = group.directory() + QStringLiteral("/fixed");
    ASSERT_TRUE(QDir().mkdir(fixed));
    const QStringList wrapper = onItsOwn(fixed, "mode=0700", "mount -o remount,ro DIR");
    if (wrapper.isEmpty())
        GTEST_SKIP() << "may not mount";
    group.setPrefix(wrapper);
    Instance *instance = group.start(QStringLiteral("i"), {QStringLiteral("--runtime-dir"), fixed});
    instance->await(ErrorTold, failure("DirectoryUnusable"));
    EXPECT_EQ(instance->await(RoleChanged)[u"role"], QStringLiteral("secondary"));
    EXPECT_EQ(instance->count(RoleChanged, ToPrimary), 0);
}

TEST(BadInput, ADirectoryWithoutTheRightToWriteIsSaidAndTriedAgain)
{
    Group group;
    const QString closed = group.directory() + QStringLiteral("/closed");
    ASSERT_TRUE(QDir().mkdir(closed) && setMode(closed, 0500));
    if (::geteuid() == 0) { // whom rights stop only without this capability
        group.setPrefix({QStringLiteral("setpriv"), QStringLiteral("--bounding-set=-dac_override"),
                         QStringLiteral("--inh-caps=-dac_override")});
    }
    Instance *instance = group.start(QStringLiteral("i"), {QStringLiteral("--runtime-dir"), closed});
    const QJsonObject error = instance->await(ErrorTold, failure("DirectoryUnusable"));
    EXPECT_TRUE(error[u"message"].toString().contains(closed)) << qPrintable(error[u"message"].toString());
    EXPECT_EQ(instance->await(RoleChanged)[u"role"], QStringLiteral("secondary"));
    EXPECT_EQ(instance->count(RoleChanged, ToPrimary), 0);
    ASSERT_TRUE(setMode(closed, 0700));
    instance->await(RoleChanged, ToPrimary);
}

TEST(BadInput, FramesThatAreNoneOfOursCloseTheirConnectionAndNothingElse)
{
    Group group(fast());
    const auto all = group.startInOrder(2);
    const QString socket = group.socket();
    const QByteArray oversized = QByteArray::fromHex("7fffffff") + QByteArray(100, 'x');
    for (const QByteArray &bytes : {oversized, QByteArray(4, '\0')})
        EXPECT_TRUE(isClosedAfter(socket, bytes)) << bytes.left(8).toHex().constData();
    const QByteArray noHello = framed(QCborValue(QCborArray{1, 4, QCborMap{{1, 7}}}).toCbor());
    for (const QByteArray &bytes : {framed("garbage that is no message"), hello(99, group.name()),
                                    hello(1, QStringLiteral("org.example.Other")), noHello})
        EXPECT_TRUE(isClosedAfter(socket, bytes)) << bytes.left(40).toHex().constData();
    ASSERT_TRUE(waitFor([&] { return counted(all[0], "framesRejected") == 4; })) << counted(all[0], "framesRejected");
    EXPECT_EQ(counted(all[0], "framesBroken"), 2);
    EXPECT_TRUE(all[0]->log().contains("closed")) << "it was not logged";
    // Nothing else: no error, no change, and the other instance is served as before.
    const qsizetype beats = all[1]->count(Heartbeat);
    ASSERT_TRUE(waitFor([&] { return all[1]->count(Heartbeat) > beats + 2; }));
    for (const Instance *instance : all) {
        EXPECT_EQ(instance->count(ErrorTold), 0);
        EXPECT_EQ(instance->count(RoleChanged), 1);
        EXPECT_EQ(instance->find(QStringLiteral("instancesChanged"))[u"count"].toInteger(), 2);
    }
}
