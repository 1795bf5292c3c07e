// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "guests.h"

#include "support/waitfor.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

/// Processes that run guest.qml.
class Qml : public ::testing::Test
{
protected:
    Qml() { house.setEnvironment(u"QML_IMPORT_PATH"_s, QStringLiteral(QML_DIRECTORY)); }
    Guest *start(const QStringList &more = {})
    {
        return house.start(QStringLiteral(QML_HOST),
                           QStringList{QStringLiteral(QML_FILE), u"group="_s + house.group()} + more);
    }
    static void expectOutput(Guest *guest, const QByteArray &words)
    {
        EXPECT_TRUE(guest->awaitOutput(words)) << words.constData() << " is not in\n" << guest->output().constData();
    }

    GuestHouse house;
};

} // namespace

TEST_F(Qml, AHandlerInQmlPromotesAfterACrash)
{
    Guest *const first = start();
    expectOutput(first, "asked for 1 false");
    expectOutput(first, "primary was none true true");
    Guest *const second = start();
    expectOutput(second, "secondary was none false false");
    expectOutput(second, "instances 2");
    second->say("roster");
    expectOutput(second, "roster 2 true 0");
    first->kill();
    expectOutput(second, "asked for 2 true");
    expectOutput(second, "primary was secondary true true");
    expectOutput(second, "2 true");
    EXPECT_FALSE(second->output().contains("name clash")) << second->output().constData();
}

TEST_F(Qml, TheAnswerMayComeLater)
{
    Guest *const guest = start({u"mode=keep"_s});
    expectOutput(guest, "asked for 1");
    EXPECT_FALSE(guest->output().contains("primary was"));
    guest->say("answer");
    expectOutput(guest, "primary was none true true");
}

TEST_F(Qml, ARejectionIsToldAndLeavesItSecondary)
{
    Guest *const guest = start({u"mode=reject"_s});
    expectOutput(guest, "the note is elsewhere");
    expectOutput(guest, "error true");
    expectOutput(guest, "secondary was none false false");
}

TEST_F(Qml, LeavingHandsOverAndJoiningAgainTakesTheChangedSettings)
{
    Guest *const first = start();
    expectOutput(first, "primary was none");
    Guest *const second = start();
    expectOutput(second, "instances 2");
    expectOutput(first, "instances 2");
    first->say("leave");
    expectOutput(first, "active false");
    expectOutput(first, "demoted ");
    expectOutput(first, "stopped");
    expectOutput(second, "primary was secondary true true");
    first->say("rename");
    first->say("join");
    expectOutput(first, "secondary was none");
    first->say("leave");
    second->kill();
    first->say("join");
    expectOutput(first, "primary renamed "); // the epoch after a claim given up may be 4
    first->say("roster");
    expectOutput(first, "roster 1 true 9");
}

TEST_F(Qml, JoiningAgainAfterItHasStoppedUnheardIsOneJoining)
{
    Guest *const first = start();
    expectOutput(first, "primary was none");
    Guest *const second = start();
    expectOutput(second, "secondary was none");
    second->say("rejoin");
    expectOutput(second, "joined again true");
    second->say("leave");
    EXPECT_TRUE(waitFor([&] { return second->output().count("stopped") == 2; }));
    EXPECT_EQ(second->output().count("active "), 3) << second->output().constData();
    EXPECT_EQ(second->output().count("error"), 0) << second->output().constData();
}

TEST_F(Qml, TheSlotsOfTheWatcherJoinAndLeaveAsThePropertyDoes)
{
    Guest *const guest = start();
    expectOutput(guest, "primary was none");
    guest->say("restart");
    expectOutput(guest, "restarted true");
    EXPECT_TRUE(waitFor([&] { return guest->output().count("primary was none") == 2; })) << guest->output().constData();
    guest->say("leave");
    EXPECT_TRUE(waitFor([&] { return guest->output().count("stopped") == 2; })) << guest->output().constData();
    guest->say("rename");
    guest->say("start");
    expectOutput(guest, "started true");
    expectOutput(guest, "primary renamed "); // the property of now, not that of the last time
    EXPECT_TRUE(guest->output().contains("active true")) << guest->output().constData();
}

TEST_F(Qml, ASettingMayBeBoundToAnother)
{
    Guest *const guest = start();
    expectOutput(guest, "primary was none");
    EXPECT_FALSE(guest->output().contains("loop")) << guest->output().constData();
    guest->say("slow down");
    expectOutput(guest, "timeout 30000");
}

TEST_F(Qml, WrongSettingsAreToldAndItIsNoLongerActive)
{
    Guest *const guest = start({u"interval=1"_s});
    expectOutput(guest, "heartbeatInterval: 1 ms is out of range");
    expectOutput(guest, "active false");
}

TEST_F(Qml, TheObjectMayGoWhileItIsPrimary)
{
    Guest *const guest = start();
    expectOutput(guest, "primary was none");
    guest->say("quit");
    EXPECT_TRUE(waitFor([&] { return !guest->isRunning(); }));
    EXPECT_EQ(guest->exitCode(), 0) << guest->output().constData();
    EXPECT_TRUE(guest->output().endsWith("stopped\nqml: active false\n")) << "it joins again:\n"
                                                                          << guest->output().constData();
}

TEST_F(Qml, AnApplicationThatQuitsWhileItJoinsAgainIsNoPrimaryWithoutBeingAsked)
{
    Guest *const guest = start();
    expectOutput(guest, "primary was none");
    guest->say("restart\nquit");
    ASSERT_TRUE(waitFor([&] { return !guest->isRunning(); }));
    const qsizetype asked = guest->output().count("asked for");
    Guest *const next = start();
    expectOutput(next, "primary was none");
    EXPECT_TRUE(next->output().contains("asked for " + QByteArray::number(asked + 1) + ' '))
        << next->output().constData() << "after\n"
        << guest->output().constData();
}

TEST_F(Qml, TheExampleOfTheDocumentationTellsOnePrimaryThatLeavesFromASecondary)
{
    QFile page(QStringLiteral(QML_PAGE));
    ASSERT_TRUE(page.open(QIODevice::ReadOnly));
    static const QRegularExpression block(u"```qml\nimport QtFailover\n\n(.*?)```"_s,
                                          QRegularExpression::DotMatchesEverythingOption);
    const QString example = block.match(QString::fromUtf8(page.readAll())).captured(1);
    ASSERT_TRUE(example.startsWith(u"FailoverWatcher {"_s)) << qPrintable(example);

    const QTemporaryDir directory;
    QFile file(directory.filePath(u"example.qml"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("import QtQml\nimport QtFailover\nQtObject {\nfunction command(line) { Qt.quit() }\n"
               "property QtObject watcher: "
               + example.toUtf8() + "}\n");
    file.close();
    Guest *const guest = house.start(QStringLiteral(QML_HOST), {file.fileName()});
    expectOutput(guest, "qml: primary");
    guest->quit();
    EXPECT_TRUE(waitFor([&] { return !guest->isRunning(); }));
    EXPECT_TRUE(guest->output().endsWith("qml: primary\nqml: inactive\n")) << guest->output().constData();
}

TEST(QmlTools, QmllintKnowsWhatTheModuleBrings)
{
    const QString program = QStringLiteral(QML_LINT);
    if (program.isEmpty())
        GTEST_SKIP() << "qmllint is not installed";
    QProcess qmllint;
    qmllint.setProcessChannelMode(QProcess::MergedChannels);
    qmllint.start(program, {u"-I"_s, QStringLiteral(QML_DIRECTORY), QStringLiteral(QML_FILE)});
    ASSERT_TRUE(qmllint.waitForFinished());
    EXPECT_EQ(qmllint.readAll().toStdString(), "");
    EXPECT_EQ(qmllint.exitCode(), 0);
}
