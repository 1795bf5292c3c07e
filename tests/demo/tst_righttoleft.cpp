// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "paintedtext.h"
#include "windowtest.h"

#include "window/eventlog.h"
#include "window/instancetable.h"
#include "window/timeline.h"

#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QTextBlock>

namespace Demo {
namespace {

using namespace Qt::StringLiterals;
using QtFailover::Role;
using QtFailover::Test::waitFor;

/// As the library makes them: digits, a hyphen and hexadecimal digits, which next to Arabic would change places.
const QString own = u"28596-becf5bdc24f7"_s;
const QString primarys = u"28597-aecf5bdc24f8"_s;

/// As a title bar or a menu shows a text, which finds its direction itself.
QString asSeen(const QString &text)
{
    QLabel label(text);
    label.resize(label.sizeHint());
    return PaintedText(label).lines().join(u'\n');
}

class RightToLeftTest : public WindowTest
{
protected:
    void SetUp() override
    {
        m_language.set(QLocale::Arabic);
        startProcess(primarys)->await(u"roleChanged"_s, {{u"role"_s, u"primary"_s}});
        opened = open(own);
        opened->window.resize(1000, 900);
        ASSERT_TRUE(waitFor([&] { return opened->session.watcher().role() == Role::Secondary; }));
        ASSERT_TRUE(waitFor([&] { return opened->session.watcher().instances().size() == 2; }));
        ASSERT_TRUE(waitFor([&] { return opened->session.watcher().primaryId() == primarys; }));
        QCoreApplication::processEvents();
    }
    void TearDown() override
    {
        opened.reset();
        m_language.set(QLocale::English);
    }
    template <typename Widget>
    Widget &its()
    {
        return *opened->window.findChild<Widget *>();
    }

    std::unique_ptr<OpenWindow> opened;
};

TEST_F(RightToLeftTest, AnIdIsReadFromLeftToRightWhereverItIsPainted)
{
    const PaintedText badge(opened->window.badge());
    EXPECT_TRUE(badge.shows(primarys)) << qPrintable(badge.lines().join(u'\n'));
    const PaintedText table(*its<InstanceTable>().viewport());
    EXPECT_TRUE(table.shows(own)) << qPrintable(table.lines().join(u'\n'));
    EXPECT_TRUE(table.shows(primarys)) << qPrintable(table.lines().join(u'\n'));
    const PaintedText timeline(opened->window.timeline());
    EXPECT_TRUE(timeline.shows(own)) << qPrintable(timeline.lines().join(u'\n'));
    EXPECT_TRUE(timeline.shows(primarys)) << qPrintable(timeline.lines().join(u'\n'));
    const PaintedText events(*its<EventLog>().viewport());
    const QRegularExpression timeOnTheRight(u".+"_s + primarys + u".*[0-9:.]{12}$"_s);
    EXPECT_EQ(events.lines().filter(timeOnTheRight).size(), 1) << qPrintable(events.lines().join(u'\n'));
}

TEST_F(RightToLeftTest, TheTitleAndTheMenuBeginWithTheIdOnTheRight)
{
    const QString title = asSeen(opened->window.windowTitle());
    EXPECT_TRUE(title.endsWith(own)) << qPrintable(title);
    const auto menus = opened->window.findChildren<QMenu *>();
    QStringList texts;
    for (QMenu *menu : menus) {
        Q_EMIT menu->aboutToShow();
        const auto actions = menu->actions();
        for (const QAction *action : actions)
            texts.append(asSeen(action->text()));
    }
    EXPECT_EQ(texts.filter(QRegularExpression(u".+"_s + own + u"$"_s)).size(), 1) << qPrintable(texts.join(u'\n'));
}

TEST_F(RightToLeftTest, TheLinesOfTheEventsBeginWhereTheLanguageBegins)
{
    auto &log = its<EventLog>();
    const auto edge = [&] {
        const QTextLayout &lines = *log.document()->firstBlock().layout();
        return lines.lineAt(0).naturalTextRect();
    };
    EXPECT_GT(edge().left(), log.viewport()->width() / 2.0);
    EXPECT_NEAR(edge().right(), log.viewport()->width(), 20);
    m_language.set(QLocale::English);
    QCoreApplication::processEvents();
    EXPECT_NEAR(edge().left(), 0, 20);
}

TEST(Language, TurnsTheLayoutToItsOwnDirection)
{
    Language language;
    for (const auto &locale : {QLocale::Arabic, QLocale::English}) {
        language.set(locale);
        EXPECT_EQ(QGuiApplication::layoutDirection(), QLocale(locale).textDirection()) << locale;
    }
}

TEST(Language, KeepsTheDirectionThatReverseAsksForInEveryLanguage)
{
    QGuiApplication::setLayoutDirection(Qt::RightToLeft); // as QGuiApplication does for -reverse
    Language language;
    for (const auto &locale : {QLocale::English, QLocale::Arabic, QLocale::German}) {
        language.set(locale);
        EXPECT_EQ(QGuiApplication::layoutDirection(), Qt::RightToLeft) << locale;
    }
    language.set(QLocale::English);
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
}

} // namespace
} // namespace Demo
