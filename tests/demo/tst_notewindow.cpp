// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "windowtest.h"

#include "window/timeline.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QMenu>
#include <QTimer>

#include <csignal>

namespace Demo {
namespace {

using namespace Qt::StringLiterals;
using QtFailover::PrimaryHealth;
using QtFailover::Role;
using QtFailover::Test::Instance;
using QtFailover::Test::waitFor;

QImage withoutColour(QWidget &widget) { return widget.grab().toImage().convertToFormat(QImage::Format_Grayscale8); }

TEST_F(WindowTest, TheBadgeSaysPrimaryOnceThePrimaryWasKilled)
{
    Instance *const first = startProcess(u"first"_s);
    first->await(u"roleChanged"_s, {{u"role"_s, u"primary"_s}});
    const auto window = open(u"window-2"_s);
    Instance *const third = startProcess(u"window-3"_s);
    RoleBadge &badge = window->window.badge();
    ASSERT_TRUE(waitFor([&] { return badge.role() == Role::Secondary; }));
    third->await(u"instancesChanged"_s, {{u"count"_s, 3}});
    const QString secondary = badge.text();
    const QImage secondaryShape = withoutColour(badge);
    takePicture(window->window, u"secondary"_s);

    first->signal(SIGKILL);
    ASSERT_TRUE(waitFor([&] { return badge.role() == Role::Primary; }));
    EXPECT_EQ(badge.text(), u"Primary"_s);
    EXPECT_NE(badge.text(), secondary);
    EXPECT_NE(withoutColour(badge), secondaryShape);
    EXPECT_TRUE(badge.accessibleName().contains(badge.text()));
    ASSERT_TRUE(waitFor([&] { return window->window.notice() == u"This window is the primary now, epoch 2."_s; }));
    ASSERT_EQ(window->window.timeline().history().changes().size(), 2);
    EXPECT_TRUE(window->window.timeline().history().changes().back().absenceNs);
    takePicture(window->window, u"primary-after-crash"_s);
}

TEST_F(WindowTest, AStoppedPrimaryIsShownToBeAndIsWellAgainWhenItGoesOn)
{
    const QStringList fast{u"--heartbeat-interval"_s, u"100"_s, u"--heartbeat-timeout"_s, u"500"_s};
    Instance *const primary = startProcess(u"window-1"_s, fast);
    primary->await(u"roleChanged"_s, {{u"role"_s, u"primary"_s}});
    const auto window = open(u"window-2"_s, fast);
    ASSERT_TRUE(waitFor([&] { return window->session.watcher().primaryHealth() == PrimaryHealth::Alive; }));
    const QString well = window->window.badge().accessibleDescription();
    const QImage wellShape = withoutColour(window->window.badge());

    primary->signal(SIGSTOP);
    ASSERT_TRUE(waitFor([&] { return window->session.watcher().primaryHealth() == PrimaryHealth::Stopped; }));
    EXPECT_EQ(window->window.badge().accessibleDescription(), u"Epoch 1. The primary is window-1: stopped."_s);
    EXPECT_NE(withoutColour(window->window.badge()), wellShape);
    window->type(u"typed meanwhile"_s);
    takePicture(window->window, u"primary-stopped"_s);
    EXPECT_EQ(window->text(), u"typed meanwhile"_s);
    EXPECT_TRUE(window->session.note().hasUnwritten());

    primary->signal(SIGCONT);
    ASSERT_TRUE(waitFor([&] { return window->window.badge().accessibleDescription() == well; }));
    ASSERT_TRUE(waitFor([&] { return contents() == u"typed meanwhile"_s; }));
}

TEST_F(WindowTest, WhatIsTypedInOneWindowAppearsInTheOtherAndItsCaretStays)
{
    const auto first = open(u"window-1"_s);
    ASSERT_TRUE(waitFor([&] { return first->session.watcher().role() == Role::Primary; }));
    const auto second = open(u"window-2"_s);
    ASSERT_TRUE(waitFor([&] { return second->session.watcher().role() == Role::Secondary; }));
    first->type(u"one two"_s);
    ASSERT_TRUE(waitFor([&] { return second->text() == u"one two"_s; }))
        << qPrintable(first->text()) << " / " << qPrintable(second->text());

    QTextCursor caret = second->window.editor().textCursor();
    caret.setPosition(4);
    caret.setPosition(7, QTextCursor::KeepAnchor);
    second->window.editor().setTextCursor(caret);
    QTest::keyClick(&first->window.editor(), Qt::Key_Home);
    first->type(u"zero "_s);
    ASSERT_TRUE(waitFor([&] { return second->text() == u"zero one two"_s; }));
    EXPECT_EQ(second->window.editor().textCursor().selectedText(), u"two"_s);
    second->type(u"2"_s);
    ASSERT_TRUE(waitFor([&] { return first->text() == u"zero one 2"_s; }));
    ASSERT_TRUE(waitFor([&] { return contents() == u"zero one 2"_s; }));
    EXPECT_EQ(first->window.editor().textCursor().position(), 5);
}

TEST_F(WindowTest, ANoteThatIsTooLargeForAMessageIsSaidToBe)
{
    QFile note(file());
    ASSERT_TRUE(note.open(QIODevice::WriteOnly));
    note.write(QByteArray(17 * 1024 * 1024, 'x'));
    note.close();
    const auto window = open(u"window-1"_s);
    EXPECT_TRUE(waitFor([&] { return window->window.notice().startsWith(u"The reply is larger than"_s); }));
}

TEST_F(WindowTest, ANoteThatBecomesTooLargeForAMessageIsSaidToBe)
{
    Instance *const primary = startProcess(u"process"_s);
    primary->await(u"roleChanged"_s, {{u"role"_s, u"primary"_s}});
    const auto window = open(u"window"_s);
    window->type(u"small"_s);
    ASSERT_TRUE(waitFor([&] { return contents() == u"small"_s && !window->session.note().hasUnwritten(); }));
    QFile note(file());
    ASSERT_TRUE(note.open(QIODevice::WriteOnly));
    note.write(QByteArray(17 * 1024 * 1024, 'x'));
    note.close();
    primary->command("append and more");
    EXPECT_TRUE(waitFor([&] { return window->window.notice().startsWith(u"The reply is larger than"_s); }));
}

TEST_F(WindowTest, UndoTakesBackWhatWasTypedInThisWindowAndNothingOfTheOther)
{
    const auto first = open(u"window-1"_s);
    ASSERT_TRUE(waitFor([&] { return first->session.watcher().role() == Role::Primary; }));
    const auto second = open(u"window-2"_s);
    ASSERT_TRUE(waitFor([&] { return second->session.watcher().role() == Role::Secondary; }));
    const auto bothRead = [&](const QString &text) {
        return waitFor([&] { return first->text() == text && second->text() == text && contents() == text; });
    };
    first->type(u"one"_s);
    ASSERT_TRUE(bothRead(u"one"_s));
    QTest::keyClick(&second->window.editor(), Qt::Key_End);
    second->type(u" two"_s);
    ASSERT_TRUE(bothRead(u"one two"_s));

    QTest::keySequence(&first->window.editor(), QKeySequence::Undo);
    ASSERT_TRUE(bothRead(u" two"_s)) << qPrintable(first->text());
    QTest::keySequence(&first->window.editor(), QKeySequence::Undo); // there is no more of its own
    QTest::keySequence(&first->window.editor(), QKeySequence::Redo);
    ASSERT_TRUE(bothRead(u"one two"_s)) << qPrintable(first->text());
    EXPECT_EQ(first->window.editor().textCursor().position(), 3);

    QContextMenuEvent asked(QContextMenuEvent::Mouse, QPoint(5, 5),
                            second->window.editor().viewport()->mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(second->window.editor().viewport(), &asked);
    auto *const undo = second->window.editor().findChild<QAction *>(u"edit-undo"_s);
    ASSERT_TRUE(undo && undo->isEnabled());
    undo->trigger();
    QTest::keyClick(second->window.editor().findChild<QMenu *>(), Qt::Key_Escape);
    ASSERT_TRUE(bothRead(u"one"_s)) << qPrintable(second->text());
}

TEST_F(WindowTest, NoCharacterIsLostWhilePeopleTypeInTwoWindowsAndThePrimaryIsKilledTwentyTimes)
{
    constexpr int kills = 20;
    std::vector<Instance *> processes{startProcess(u"process-0"_s)};
    processes[0]->await(u"roleChanged"_s, {{u"role"_s, u"primary"_s}});
    const auto a = open(u"window-a"_s, {u"--disabled"_s});
    const auto b = open(u"window-b"_s, {u"--disabled"_s});
    a->type(u"A:\nB:\n"_s);
    ASSERT_TRUE(waitFor([&] { return b->text() == u"A:\nB:\n"_s; }));
    QTextCursor caret = a->window.editor().textCursor();
    caret.setPosition(2);
    a->window.editor().setTextCursor(caret);
    caret = b->window.editor().textCursor();
    caret.setPosition(5);
    b->window.editor().setTextCursor(caret);

    QString typedInA;
    QString typedInB;
    QTimer typing;
    QObject::connect(&typing, &QTimer::timeout, &typing, [&] {
        const QChar next(u'a' + char16_t(typedInA.size() % 26));
        a->type(next);
        typedInA += next;
        b->type(next.toUpper());
        typedInB += next.toUpper();
    });
    typing.start(4);
    for (int kill = 1; kill <= kills; ++kill) {
        processes.push_back(startProcess(u"process-%1"_s.arg(kill)));
        ASSERT_TRUE(waitFor([&] { return processes.back()->role() == u"secondary"_s; })) << "kill " << kill;
        const auto written = a->session.note().counters().acknowledged;
        ASSERT_TRUE(waitFor([&] { return a->session.note().counters().acknowledged > written + 2; }));
        const auto primaries = m_group.primaries();
        ASSERT_EQ(primaries.size(), 1);
        primaries.front()->signal(SIGKILL);
        ASSERT_TRUE(waitFor([&] { return processes.back()->role() == u"primary"_s; })) << "kill " << kill;
    }
    typing.stop();
    const QString expected = u"A:%1\nB:%2\n"_s.arg(typedInA, typedInB);
    ASSERT_TRUE(waitFor([&] { return contents() == expected && a->text() == expected && b->text() == expected; }))
        << qPrintable(contents()) << "\nexpected\n"
        << qPrintable(expected) << "\nin A\n"
        << qPrintable(a->text()) << "\nin B\n"
        << qPrintable(b->text());
    for (OpenWindow *window : {a.get(), b.get()}) {
        const auto &counters = window->session.note().counters();
        EXPECT_TRUE(
            waitFor([&] { return !window->session.note().hasUnwritten(); })); // the last is written, not yet told
        EXPECT_EQ(counters.sent, counters.acknowledged);
        EXPECT_EQ(counters.lost, 0);
    }
    std::printf("typed %lld characters in %llu and %llu edits\n", static_cast<long long>(typedInA.size() * 2),
                static_cast<unsigned long long>(a->session.note().counters().sent),
                static_cast<unsigned long long>(b->session.note().counters().sent));
    takePicture(a->window, u"after-twenty-kills"_s);
}

TEST(History, ForgetsOldBeatsInAGroupWhereNothingElseHappens)
{
    constexpr qint64 second = 1'000'000'000;
    History history;
    for (qint64 at = 1; at <= 200; ++at)
        history.addBeat(u"window-1"_s, at * second);
    ASSERT_EQ(history.rows().size(), 1);
    EXPECT_LE(history.rows().front().beatsNs.size(), 61);
}

TEST_F(WindowTest, TheTimelineRestsWhenNothingMovesAndStopsWhenHidden)
{
    const auto window = open(u"window-1"_s, {u"--heartbeat-interval"_s, u"60000"_s, u"--heartbeat-timeout"_s,
                                             u"180000"_s, u"--main-loop-timeout"_s, u"0"_s});
    ASSERT_TRUE(waitFor([&] { return window->session.watcher().role() == Role::Primary; }));
    Timeline &timeline = window->window.timeline();
    const quint64 atPromotion = timeline.paintCount();
    ASSERT_TRUE(waitFor([&] { return timeline.paintCount() > atPromotion + 20; })) << "it does not move";
    ASSERT_TRUE(waitFor([&] { return timeline.isResting(); }));

    const quint64 resting = timeline.paintCount();
    QElapsedTimer time;
    time.start();
    ASSERT_TRUE(waitFor([&] { return time.hasExpired(4000); }));
    EXPECT_LE(timeline.paintCount(), resting + 6);

    window->window.hide();
    const quint64 hidden = timeline.paintCount();
    time.start();
    ASSERT_TRUE(waitFor([&] { return time.hasExpired(2500); }));
    EXPECT_EQ(timeline.paintCount(), hidden);
}

} // namespace
} // namespace Demo
