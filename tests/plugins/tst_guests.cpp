// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "guests.h"

#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <csignal>

using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

class Guests : public ::testing::Test
{
protected:
    /// Three of them join one by one; the first is killed, and again.
    void failOverTwice(const std::function<Guest *()> &start, const QString &scopeInName = {})
    {
        Guest *const first = start();
        ASSERT_TRUE(house.awaitTold(first->pid(), "primary none 1")) << first->output().constData();
        Guest *const second = start();
        ASSERT_TRUE(house.awaitTold(second->pid(), "secondary none")) << second->output().constData();
        // The oldest known to the primary succeeds it.
        ASSERT_TRUE(waitFor([&] {
            return house.primaryProperty(u"Instances"_s, scopeInName).contains(QString::number(second->pid()) + u'-');
        }));
        Guest *const third = start();
        ASSERT_TRUE(house.awaitTold(third->pid(), "secondary none")) << third->output().constData();
        ASSERT_TRUE(house.awaitPrimaryProperty(u"Pid"_s, u"u %1"_s.arg(first->pid()), scopeInName));
        EXPECT_EQ(house.primaryProperty(u"Epoch"_s, scopeInName), u"t 1"_s);

        first->kill();
        ASSERT_TRUE(house.awaitTold(second->pid(), "primary secondary 2")) << second->output().constData();
        ASSERT_TRUE(house.awaitPrimaryProperty(u"Pid"_s, u"u %1"_s.arg(second->pid()), scopeInName));
        EXPECT_EQ(house.primaryProperty(u"Epoch"_s, scopeInName), u"t 2"_s);
        EXPECT_EQ(house.primaryProperty(u"Role"_s, scopeInName), u"s \"primary\""_s);

        second->kill();
        ASSERT_TRUE(house.awaitTold(third->pid(), "primary secondary 3")) << third->output().constData();
        EXPECT_TRUE(third->isRunning());
    }

    GuestHouse house;
};

class Unmodified : public Guests, public ::testing::WithParamInterface<const char *>
{};

} // namespace

TEST_P(Unmodified, JoinsByTheOptionAndFailsOver)
{
    failOverTwice([this] {
        return house.start(QString::fromLocal8Bit(GetParam()),
                           {u"-plugin"_s, u"failover:"_s + QString::fromUtf8(house.spec())});
    });
}

TEST_P(Unmodified, JoinsByTheVariableAndFailsOver)
{
    failOverTwice([this] { return house.start(QString::fromLocal8Bit(GetParam()), {}, "failover:" + house.spec()); });
}

TEST_P(Unmodified, JoinsAScopeWithSpacesAndForeignLetters)
{
    const QString scope = u"Příliš žluťoučký kůň, 工作 و"_s;
    // The name on the bus holds the hash of the scope: one wrong byte, and it is another.
    const QString hash =
        QString::fromLatin1(QCryptographicHash::hash(scope.toUtf8(), QCryptographicHash::Sha256).toHex());
    const QString escaped = QString(scope).replace(u","_s, u"\\,"_s);
    failOverTwice(
        [&] {
            return house.start(
                QString::fromLocal8Bit(GetParam()),
                {u"-plugin"_s, u"failover:"_s + QString::fromUtf8(house.spec()) + u",scope="_s + escaped});
        },
        u".s"_s + hash.left(8));
}

INSTANTIATE_TEST_SUITE_P(Applications, Unmodified, ::testing::Values(ASSISTANT, DESIGNER, LINGUIST),
                         [](const auto &program) {
                             const QByteArray path(program.param);
                             return path.mid(path.lastIndexOf('/') + 1).toStdString();
                         });

TEST_F(Guests, AWrongSpecificationIsToldAndTheApplicationRunsOn)
{
    Guest *const guest = house.start(QStringLiteral(GUEST), {u"-plugin"_s, u"failover:gruop=a"_s});
    ASSERT_TRUE(guest->awaitOutput("running"));
    EXPECT_TRUE(guest->awaitOutput("gruop: there is no such key"));
    EXPECT_FALSE(guest->output().contains("No such plugin"));
    guest->quit();
    EXPECT_TRUE(waitFor([&] { return !guest->isRunning(); }));
    EXPECT_EQ(guest->exitCode(), 0);
    EXPECT_FALSE(guest->output().contains("primary none")) << "it joined a group all the same";
}

TEST_F(Guests, ACommaInTheVariableIsToldByQtAndTheApplicationRunsOn)
{
    Guest *const guest = house.start(QStringLiteral(GUEST), {}, "failover:group=a,enabled=maybe");
    ASSERT_TRUE(guest->awaitOutput("No such plugin for spec"));
    ASSERT_TRUE(guest->awaitOutput("running"));
}

TEST_F(Guests, AProgramThatDoesNotExistIsTold)
{
    Guest *const guest =
        house.start(QStringLiteral(GUEST), {u"-plugin"_s, u"failover:group=g;exec=/nowhere/program"_s});
    ASSERT_TRUE(guest->awaitOutput("/nowhere/program does not start"));
    ASSERT_TRUE(guest->awaitOutput("primary none primary 1"));
}

TEST_F(Guests, TheSlotIsCalledAfterThePropertiesAreSet)
{
    Guest *const first = house.start(QStringLiteral(GUEST), {}, "failover:" + house.spec());
    ASSERT_TRUE(first->awaitOutput("primary none primary 1"));
    Guest *const second = house.start(QStringLiteral(GUEST), {}, "failover:" + house.spec());
    ASSERT_TRUE(second->awaitOutput("secondary none secondary")) << second->output().constData();
    ASSERT_TRUE(house.awaitPrimaryProperty(u"Pid"_s, u"u %1"_s.arg(first->pid())));
    first->kill();
    ASSERT_TRUE(second->awaitOutput("primary secondary primary 2"));
}

TEST_F(Guests, QuittingHandsTheRoleOver)
{
    Guest *const first = house.start(QStringLiteral(GUEST), {}, "failover:" + house.spec());
    ASSERT_TRUE(first->awaitOutput("primary none primary 1"));
    Guest *const second = house.start(QStringLiteral(GUEST), {}, "failover:" + house.spec());
    ASSERT_TRUE(second->awaitOutput("secondary none secondary")) << second->output().constData();
    first->quit();
    ASSERT_TRUE(second->awaitOutput("primary secondary primary 2"));
    EXPECT_TRUE(waitFor([&] { return !first->isRunning(); }));
    EXPECT_EQ(first->exitCode(), 0);
    EXPECT_TRUE(house.awaitTold(second->pid(), "primary secondary 2"));
}

TEST_F(Guests, WithoutAGroupTheApplicationsNameMakesIt)
{
    Guest *const guest = house.start(QStringLiteral(GUEST), {u"-plugin"_s, u"failover"_s});
    ASSERT_TRUE(guest->awaitOutput("primary none primary 1"));
    EXPECT_TRUE(waitFor([&] { return house.primaryProperty(u"Group"_s).isEmpty(); }));
    Guest *const named = house.start(QStringLiteral(GUEST), {u"-plugin"_s, u"failover:group=org.example.Guest"_s});
    ASSERT_TRUE(named->awaitOutput("secondary none secondary")) << "the groups are not the same";
}

TEST_F(Guests, ScopesThatAreTwoPathsToOneDirectoryAreOne)
{
    const QTemporaryDir directory;
    ASSERT_TRUE(QDir(directory.path()).mkdir(u"real"_s));
    ASSERT_TRUE(QFile::link(directory.filePath(u"real"_s), directory.filePath(u"link"_s)));
    const auto startAt = [&](const QString &path) {
        return house.start(QStringLiteral(GUEST), {},
                           "failover:" + house.spec(";scope=" + directory.filePath(path).toUtf8()));
    };
    Guest *const first = startAt(u"link/document"_s);
    ASSERT_TRUE(first->awaitOutput("primary none primary 1")) << first->output().constData();
    Guest *const second = startAt(u"real/document"_s);
    ASSERT_TRUE(second->awaitOutput("ary none ")) << second->output().constData();
    ASSERT_TRUE(second->output().contains("secondary none secondary")) << "the scopes are not the same";
    first->kill();
    ASSERT_TRUE(second->awaitOutput("primary secondary primary 2")) << second->output().constData();
}

TEST_F(Guests, GivenTwiceTheFirstCounts)
{
    Guest *const guest =
        house.start(QStringLiteral(GUEST), {u"-plugin"_s, u"failover:group=a"_s, u"-plugin"_s, u"failover:group=b"_s});
    ASSERT_TRUE(guest->awaitOutput("it is given twice"));
    ASSERT_TRUE(guest->awaitOutput("primary none primary 1"));
    guest->quit();
    EXPECT_TRUE(waitFor([&] { return !guest->isRunning(); }));
    EXPECT_EQ(guest->exitCode(), 0) << guest->output().constData();
}

TEST_F(Guests, AnApplicationThatEndsBeforeItsEventLoopEndsCleanly)
{
    Guest *const guest = house.start(QStringLiteral(GUEST), {u"--without-event-loop"_s}, "failover:" + house.spec());
    EXPECT_TRUE(waitFor([&] { return !guest->isRunning(); }));
    EXPECT_EQ(guest->exitCode(), 0) << guest->output().constData();
}
