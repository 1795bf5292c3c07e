// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "support/stopprocess.h"
#include "support/waitfor.h"
#include "system/group.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <csignal>

namespace QtFailover::Test {
namespace {

using namespace Qt::StringLiterals;

struct Ended {
    int exitCode = -1;
    QString output;
};

QProcessEnvironment environmentOf(const Group &group)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_RUNTIME_DIR"_s, group.directory());
    environment.insert(u"XDG_STATE_HOME"_s, group.directory() + u"/state"_s);
    return environment;
}

Ended run(const Group &group, const QStringList &arguments)
{
    QProcess process;
    process.setProcessEnvironment(environmentOf(group));
    process.start(QStringLiteral(QTFAILOVER_DEMO_PROGRAM), arguments);
    const bool ended = process.waitForFinished(60'000);
    if (!ended)
        process.kill();
    EXPECT_TRUE(ended);
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput())};
}

TEST(CommandLine, StatusEndsWithTwoWhenNobodyRuns)
{
    const Group group;
    EXPECT_EQ(run(group, {u"--status"_s, u"--group"_s, group.name(), u"--no-dbus"_s}).exitCode, 2);
}

TEST(CommandLine, StatusEndsWithTwoWithoutAPrimaryAndDoesNotSayThatNobodyRuns)
{
    Group group;
    group.start(u"observer"_s, {u"--disabled"_s})->await(u"roleChanged"_s, {{u"role"_s, u"secondary"_s}});
    const Ended status = run(group, {u"--status"_s, u"--group"_s, group.name(), u"--no-dbus"_s});
    EXPECT_EQ(status.exitCode, 2);
    EXPECT_EQ(status.output.trimmed(), u"The group "_s + group.name() + u" has no primary."_s);
}

TEST(CommandLine, StatusPrintsTheGroupAsATable)
{
    Group group;
    group.startInOrder(2);
    const Ended status = run(group, {u"--status"_s, u"--group"_s, group.name(), u"--no-dbus"_s});
    EXPECT_EQ(status.exitCode, 0);
    const QStringList lines = status.output.split(u'\n');
    ASSERT_GE(lines.size(), 4) << qPrintable(status.output);
    EXPECT_TRUE(lines[0].startsWith(u"INSTANCE"_s));
    EXPECT_TRUE(lines[1].startsWith(u"i0"_s) && lines[1].contains(u"primary"_s));
    EXPECT_TRUE(lines[2].startsWith(u"i1"_s) && lines[2].contains(u"next"_s));
}

TEST(CommandLine, StatusNamesAPrimaryThatIsStopped)
{
    Group group;
    Instance *const primary = group.start(u"i0"_s, {u"--heartbeat-interval"_s, u"100"_s});
    // Until its main loop has turned as a primary's, nothing on the disk names it: that is told with the beats.
    const auto statusOnceStopped = [&] {
        const qsizetype beats = primary->count(u"heartbeat"_s);
        EXPECT_TRUE(waitFor([&] { return primary->count(u"heartbeat"_s) >= beats + 2; }));
        EXPECT_TRUE(stopProcess(primary->pid()));
        const Ended status = run(group, {u"--status"_s, u"--group"_s, group.name(), u"--no-dbus"_s});
        primary->signal(SIGCONT);
        return status;
    };
    Ended status;
    for (int most = 5; most > 0 && status.exitCode != 0; --most)
        status = statusOnceStopped();
    EXPECT_EQ(status.exitCode, 0);
    EXPECT_TRUE(status.output.contains(u"Primary i0, epoch 1, health "_s)) << qPrintable(status.output);
}

TEST(CommandLine, StatusEndsWithTwoWhereThePrimaryWasKilledAndNobodyIsLeft)
{
    Group group;
    Instance *const primary = group.startInOrder(1).front();
    primary->signal(SIGKILL);
    ASSERT_TRUE(primary->awaitExit());
    EXPECT_EQ(run(group, {u"--status"_s, u"--group"_s, group.name(), u"--no-dbus"_s}).exitCode, 2);
}

TEST(CommandLine, AnUnknownOptionIsAnError)
{
    const Group group;
    EXPECT_EQ(run(group, {u"--no-such-option"_s}).exitCode, 1);
}

TEST(CommandLine, EachOptionForHelpShowsItAndStartsNothing)
{
    const Group group;
    for (const QString &option : {u"-h"_s, u"--help"_s, u"--help-all"_s}) {
        const Ended help = run(group, {option});
        EXPECT_EQ(help.exitCode, 0) << qPrintable(option);
        EXPECT_TRUE(help.output.contains(u"--scenario"_s)) << qPrintable(option + u": "_s + help.output);
    }
}

TEST(CommandLine, ScopesThatAreTwoPathsToOneDirectoryAreOne)
{
    Group group;
    ASSERT_TRUE(QDir(group.directory()).mkdir(u"real"_s));
    ASSERT_TRUE(QFile::link(group.directory() + u"/real"_s, group.directory() + u"/link"_s));
    Instance *const first = group.start(u"first"_s, {u"--scope"_s, group.directory() + u"/link/note.txt"_s});
    first->await(u"roleChanged"_s, {{u"role"_s, u"primary"_s}});
    Instance *const second = group.start(u"second"_s, {u"--scope"_s, group.directory() + u"/real/note.txt"_s});
    ASSERT_TRUE(waitFor([&] { return second->role() != u"none"_s; }));
    ASSERT_EQ(second->role(), u"secondary"_s) << "the scopes are not the same";
    second->await(u"primaryChanged"_s, {{u"primaryId"_s, u"first"_s}});
}

class Scenario : public ::testing::TestWithParam<const char *>
{};

TEST_P(Scenario, PlaysToItsEndWithoutADisplay)
{
    const Group group;
    const Ended story = run(group, {u"--headless"_s, u"--no-dbus"_s, u"--scenario"_s, QString::fromLatin1(GetParam())});
    EXPECT_EQ(story.exitCode, 0) << qPrintable(story.output);
    EXPECT_TRUE(story.output.contains(u"Every step held."_s)) << qPrintable(story.output);
}

INSTANTIATE_TEST_SUITE_P(EachStory, Scenario, ::testing::Values("crash", "quit", "hang", "handover"),
                         [](const auto &story) { return std::string(story.param); });

TEST(CommandLine, WindowsStartsSoManyProcessesAndEndsThemWithItself)
{
    const Group group;
    QProcess launcher;
    launcher.setProcessEnvironment(environmentOf(group));
    launcher.start(QStringLiteral(QTFAILOVER_DEMO_PROGRAM),
                   {u"--windows"_s, u"3"_s, u"--headless"_s, u"--group"_s, group.name(), u"--no-dbus"_s});
    ASSERT_TRUE(launcher.waitForStarted());
    const QStringList status{u"--status"_s, u"--group"_s, group.name(), u"--no-dbus"_s};
    ASSERT_TRUE(waitFor([&] { return run(group, status).output.count(u"secondary"_s) == 2; }));
    launcher.terminate();
    ASSERT_TRUE(launcher.waitForFinished(30'000));
    EXPECT_EQ(launcher.exitCode(), 0);
    EXPECT_EQ(run(group, status).exitCode, 2);
}

TEST(CommandLine, WindowsFailsWhereTheDisplayCannotBeReached)
{
    const Group group;
    QProcess launcher;
    QProcessEnvironment environment = environmentOf(group);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    environment.insert(u"DISPLAY"_s, u":nowhere"_s);
    launcher.setProcessEnvironment(environment);
    launcher.start(QStringLiteral(QTFAILOVER_DEMO_PROGRAM),
                   {u"--windows"_s, u"2"_s, u"--group"_s, group.name(), u"--no-dbus"_s});
    ASSERT_TRUE(launcher.waitForFinished(60'000));
    EXPECT_EQ(launcher.exitStatus(), QProcess::NormalExit);
    EXPECT_EQ(launcher.exitCode(), 1) << launcher.readAllStandardError().constData();
}

TEST(CommandLine, AWindowThatIsCrashedToTryItOutIsNoFailureOfTheOthers)
{
    const Group group;
    QProcess launcher;
    launcher.setProcessEnvironment(environmentOf(group));
    launcher.start(QStringLiteral(QTFAILOVER_DEMO_PROGRAM),
                   {u"--windows"_s, u"1"_s, u"--headless"_s, u"--json"_s, u"--group"_s, group.name(), u"--no-dbus"_s});
    ASSERT_TRUE(waitFor([&] { return launcher.canReadLine(); }));
    const QJsonObject first = QJsonDocument::fromJson(launcher.readLine()).object();
    ASSERT_GT(first[u"pid"_s].toInt(), 0);
    ::kill(pid_t(first[u"pid"_s].toInt()), SIGKILL);
    ASSERT_TRUE(launcher.waitForFinished(30'000));
    EXPECT_EQ(launcher.exitCode(), 0);
}

} // namespace
} // namespace QtFailover::Test
