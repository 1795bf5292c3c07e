// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "windowtest.h"

#include "window/timeline.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QScreen>
#include <QTreeWidget>

#include <csignal>

namespace Demo {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using QtFailover::PrimaryHealth;
using QtFailover::Role;
using QtFailover::Test::Instance;
using QtFailover::Test::waitFor;

/// What a person does in the window of the primary, window-1, which is a process, and what window-2, here, shows of it.
class ClickedFaults : public WindowTest
{
protected:
    void SetUp() override
    {
        m_group.setProgram(QStringLiteral(QTFAILOVER_CLICKED_WINDOW));
        clicked = startProcess(u"window-1"_s, m_fast + QStringList{u"--place"_s, u"1/2"_s});
        ASSERT_TRUE(waitFor([&] { return clicked->role() == u"primary"_s; }));
        m_group.setProgram(QStringLiteral(QTFAILOVER_DEMO_PROGRAM));
        observer = open(u"window-2"_s, m_fast);
        observer->window.placeBeside(2, 2);
        ASSERT_TRUE(waitFor([&] { return health() == PrimaryHealth::Alive; }));
        observer->type(u"Before. "_s);
        ASSERT_TRUE(waitFor([&] { return !observer->session.note().hasUnwritten(); }));
    }

    PrimaryHealth health() const { return observer->session.watcher().primaryHealth(); }
    RoleBadge &badge() const { return observer->window.badge(); }
    QTreeWidget &table() const { return *observer->window.findChild<QTreeWidget *>(); }
    /// What the table says of the instance in that row.
    QStringList row(int index) const
    {
        const QTreeWidgetItem *const item = table().topLevelItem(index);
        return item ? QStringList{item->text(0), item->text(1), item->text(2)} : QStringList();
    }
    bool hangsOnTheTimeline() const
    {
        const auto &rows = observer->window.timeline().history().rows();
        return std::any_of(rows.begin(), rows.end(), [](const History::Row &its) {
            return its.lives() && its.spans.back().state == History::State::Hung;
        });
    }
    /// Both windows, where a screen has them, as they are once they have painted what they were told.
    void takeScreenshot(const QString &name)
    {
        const quint64 painted = observer->window.timeline().paintCount();
        EXPECT_TRUE(waitFor([&] { return observer->window.timeline().paintCount() > painted + 10; }));
        if (QGuiApplication::platformName() != u"xcb"_s)
            return takePicture(observer->window, name);
        const QDir directory(qEnvironmentVariable("QTFAILOVER_PICTURES", u"pictures"_s));
        EXPECT_TRUE(directory.mkpath(u"."_s));
        EXPECT_TRUE(QGuiApplication::primaryScreen()->grabWindow(0).save(directory.filePath(name + u".png"_s)));
    }
    /// It goes on after 20 s, as the primary still, and what was typed meanwhile is written.
    void expectItPasses(PrimaryHealth fault, const QString &text)
    {
        QElapsedTimer length;
        length.start();
        ASSERT_TRUE(waitFor([&] { return health() == fault; })) << qPrintable(badge().accessibleDescription());
        EXPECT_EQ(badge().role(), Role::Secondary);
        EXPECT_EQ(badge().accessibleDescription(), u"Epoch 1. The primary is window-1: %1."_s.arg(text));
        EXPECT_EQ(row(0), (QStringList{u"window-1"_s, u"★ Primary"_s, text}));
        EXPECT_EQ(observer->window.notice(), u"The primary, window-1, is %1."_s.arg(text));
        EXPECT_TRUE(hangsOnTheTimeline());
        observer->type(u"Meanwhile."_s);
        ASSERT_TRUE(waitFor([&] { return length.elapsed() > 3000; })); // long enough to be seen on the timeline
        takeScreenshot(u"clicked-"_s + text);
        EXPECT_TRUE(observer->session.note().hasUnwritten());

        ASSERT_TRUE(waitFor([&] { return health() == PrimaryHealth::Alive; }));
        EXPECT_GE(length.elapsed(), 15'000);
        EXPECT_EQ(row(0), (QStringList{u"window-1"_s, u"★ Primary"_s, u"alive"_s}));
        EXPECT_FALSE(hangsOnTheTimeline());
        ASSERT_TRUE(waitFor([&] { return contents() == u"Before. Meanwhile."_s; })) << qPrintable(contents());
        EXPECT_EQ(clicked->role(), u"primary"_s);
        EXPECT_EQ(clicked->epoch(), 1);
        takeScreenshot(u"clicked-after-"_s + text);
    }

    const QStringList m_fast{u"--heartbeat-interval"_s, u"200"_s, u"--heartbeat-timeout"_s, u"1000"_s};
    Instance *clicked = nullptr;
    std::unique_ptr<OpenWindow> observer;
};

TEST_F(ClickedFaults, AFrozenWindowIsBusyInTheOthersForTwentySeconds)
{
    clicked->command("click Try out > Freeze the window for 20 s… > Freeze");
    expectItPasses(PrimaryHealth::Busy, u"busy"_s);
}

TEST_F(ClickedFaults, AStoppedProcessIsStoppedInTheOthersForTwentySeconds)
{
    clicked->command("click Try out > Stop the process for 20 s… > Stop");
    expectItPasses(PrimaryHealth::Stopped, u"stopped"_s);
}

#ifdef Q_OS_LINUX
/// As in "pipe:[4711]".
QString openedAs(const QString &process, const QString &descriptor)
{
    return QFileInfo(QFile::symLinkTarget(u"/proc/%1/fd/%2"_s.arg(process, descriptor))).fileName();
}

/// Processes other than this one and `its` that have its standard output open.
QStringList heirsOfOutput(const QString &its)
{
    const QString output = openedAs(its, u"1"_s);
    QStringList heirs = QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs);
    heirs.removeAll(its);
    heirs.removeAll(QString::number(QCoreApplication::applicationPid()));
    heirs.removeIf([&](const QString &process) {
        const QStringList all = QDir(u"/proc/%1/fd"_s.arg(process)).entryList(QDir::AllEntries | QDir::System);
        return std::none_of(all.begin(), all.end(),
                            [&](const QString &each) { return openedAs(process, each) == output; });
    });
    return heirs;
}

TEST_F(ClickedFaults, WhoWakesAStoppedProcessDoesNotKeepItsOutputOpen)
{
    clicked->command("click Try out > Stop the process for 20 s… > Stop");
    ASSERT_TRUE(waitFor([&] { return health() == PrimaryHealth::Stopped; }));
    EXPECT_EQ(heirsOfOutput(QString::number(clicked->pid())), QStringList());
}
#endif

TEST_F(ClickedFaults, AfterACrashAnotherWindowIsPrimaryAndTheTableIsOneShorter)
{
    Instance *const third = startProcess(u"window-3"_s, m_fast);
    third->await(u"instancesChanged"_s, {{u"count"_s, 3}});
    ASSERT_TRUE(waitFor([&] { return table().topLevelItemCount() == 3; }));
    takeScreenshot(u"clicked-before-crash"_s);
    clicked->command("click Try out > Crash… > Crash");
    ASSERT_TRUE(waitFor([&] { return badge().role() == Role::Primary; }));
    ASSERT_TRUE(clicked->awaitExit());
    EXPECT_EQ(clicked->exitStatus(), QProcess::CrashExit);
    EXPECT_EQ(clicked->exitCode(), SIGKILL);
    EXPECT_EQ(badge().accessibleDescription(), u"Epoch 2. This window writes the file."_s);
    ASSERT_TRUE(waitFor([&] { return observer->window.notice() == u"This window is the primary now, epoch 2."_s; }));
    ASSERT_TRUE(waitFor([&] { return table().topLevelItemCount() == 2; }));
    EXPECT_EQ(row(0), (QStringList{u"window-2 (this window)"_s, u"★ Primary"_s, u"alive"_s}));
    EXPECT_EQ(row(1), (QStringList{u"window-3"_s, u"○ Secondary"_s, u"–"_s}));
    observer->type(u"After."_s);
    ASSERT_TRUE(waitFor([&] { return contents() == u"Before. After."_s; })) << qPrintable(contents());
    takeScreenshot(u"clicked-after-crash"_s);
}

TEST_F(ClickedFaults, AHandOverThatIsClickedMakesTheSuccessorPrimaryAndTheWindowStays)
{
    clicked->await(u"instancesChanged"_s, {{u"count"_s, 2}}); // before, there is nobody to hand over to
    clicked->command("click Role > Hand over");
    ASSERT_TRUE(waitFor([&] { return badge().role() == Role::Primary; }));
    ASSERT_TRUE(waitFor([&] { return clicked->role() == u"secondary"_s; }));
    ASSERT_TRUE(waitFor([&] { return row(1) == QStringList{u"window-1"_s, u"○ Secondary"_s, u"–"_s}; }));
    takeScreenshot(u"clicked-after-handover"_s);
}

} // namespace
} // namespace Demo
