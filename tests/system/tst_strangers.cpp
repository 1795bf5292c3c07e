// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Others who find the way to a primary: they say nothing, too much, or belong to somebody else.

#include "support/rawsocket.h"
#include "system/faults.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QProcess>

#include <csignal>

#include <sys/stat.h>

using namespace QtFailover::Test;
using namespace std::chrono_literals;
using QtFailover::Internal::Descriptor;

TEST(Strangers, WhoSayNothingAreLetGoAfterAWhile)
{
    Group group(impatient());
    const auto all = group.startInOrder(2);
    const Descriptor mute = rawConnect(group.socket());
    ASSERT_TRUE(mute);
    ASSERT_TRUE(waitFor([&] { return rawIsClosed(mute); })) << "five seconds is how long a Hello may take";
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
    EXPECT_TRUE(group.isSettled());
}

TEST(Strangers, WhoSendRubbishAreClosedAndNobodyElseIs)
{
    Group group(impatient());
    const auto all = group.startInOrder(2);
    for (const QByteArray &bytes : {QByteArray("GET / HTTP/1.1\r\n\r\n"), QByteArray(100000, '\0'),
                                    QByteArray(64, '\xff'), QByteArray("\0\0\0\3abc", 7)}) {
        const Descriptor rude = rawConnect(group.socket());
        ASSERT_TRUE(rude);
        rawSend(rude, bytes);
        EXPECT_TRUE(waitFor([&] { return rawIsClosed(rude); }));
    }
    all[1]->await(QStringLiteral("heartbeat"), {}, all[1]->events().size());
    EXPECT_EQ(all[1]->count(RoleChanged), 1);
}

TEST(Strangers, WhoFloodAPrimaryWithConnectionsDelayNoHeartbeatForLong)
{
    // Two seconds of the flood's three: on a busy machine, 400 ms without a heartbeat may be anybody's fault.
    Group group(impatient({QStringLiteral("--heartbeat-timeout"), QStringLiteral("2000")}));
    const auto all = group.startInOrder(2);
    const QString path = group.socket();
    std::vector<Descriptor> flood;
    const QDeadlineTimer deadline(3s);
    while (!deadline.hasExpired()) {
        for (int i = 0; i < 50; ++i) {
            Descriptor one = rawConnect(path);
            if (one)
                flood.push_back(std::move(one));
        }
        if (flood.size() > 500)
            flood.erase(flood.begin(), flood.begin() + 250);
        waitFor([] { return true; });
    }
    flood.clear();
    all[1]->await(QStringLiteral("heartbeat"), {}, all[1]->events().size());
    EXPECT_EQ(all[1]->count(QStringLiteral("primaryHealthChanged"), health(QStringLiteral("Unresponsive"))), 0);
    Instance *late = group.start(QStringLiteral("late"));
    late->await(RoleChanged, ToSecondary);
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
}

TEST(Strangers, OfAnotherUserCannotJoinNorDisturb)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "only root can be two users";
    Group group(impatient());
    const auto all = group.startInOrder(2);
    EXPECT_EQ(QFile::permissions(group.namesDirectory())
                  & ~(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadUser | QFile::WriteUser
                      | QFile::ExeUser),
              QFile::Permissions());
    ASSERT_EQ(::chmod(qPrintable(group.directory()), 0755), 0); // so that only the group's own directory is in the way
    group.setPrefix({QStringLiteral("setpriv"), QStringLiteral("--reuid=65534"), QStringLiteral("--regid=65534"),
                     QStringLiteral("--clear-groups")});
    if (QProcess::execute(QStringLiteral("setpriv"), {QStringLiteral("--reuid=65534"), QStringLiteral("--regid=65534"),
                                                      QStringLiteral("--clear-groups"), QStringLiteral("test"),
                                                      QStringLiteral("-x"), QStringLiteral(QTFAILOVER_DEMO_PROGRAM)})
        != 0)
        GTEST_SKIP() << "nobody can run the demo from here";
    Instance *nobody = group.start(QStringLiteral("nobody"));
    nobody->await(QStringLiteral("error"), error(QStringLiteral("DirectoryUnusable")));
    EXPECT_EQ(nobody->count(RoleChanged, ToPrimary), 0);
    EXPECT_EQ(nobody->role(), QStringLiteral("secondary"));
    all[1]->await(QStringLiteral("heartbeat"), {}, all[1]->events().size());
    EXPECT_EQ(all[0]->count(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 3}}), 0);
}

TEST(Strangers, LinkInThePlaceOfTheDirectoryIsRefused)
{
    Group group(impatient());
    Instance *first = group.start(QStringLiteral("first"));
    first->await(RoleChanged, ToPrimary);
    first->signal(SIGTERM);
    ASSERT_TRUE(first->awaitExit());
    const QString names = group.namesDirectory();
    const QString elsewhere = group.directory() + QStringLiteral("/elsewhere");
    ASSERT_TRUE(QDir().rename(names, elsewhere));
    ASSERT_TRUE(QFile::link(elsewhere, names));
    Instance *next = group.start(QStringLiteral("next"));
    next->await(QStringLiteral("error"), error(QStringLiteral("DirectoryUnusable")));
    EXPECT_EQ(next->count(RoleChanged, ToPrimary), 0);
}
