// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "windowtest.h"

#include "window/timeline.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QLabel>
#include <QMenuBar>
#include <QToolButton>

namespace Demo {
namespace {

using namespace Qt::StringLiterals;
using QtFailover::Role;
using QtFailover::Test::waitFor;

class AccessibilityTest : public WindowTest
{
protected:
    void SetUp() override
    {
        opened = open(u"window-1"_s);
        startProcess(u"window-2"_s);
        ASSERT_TRUE(waitFor([&] { return opened->session.watcher().instances().size() == 2; }));
        ASSERT_TRUE(waitFor([&] { return opened->session.watcher().role() == Role::Primary; }));
    }

    static QString textOf(QWidget *widget, QAccessible::Text which)
    {
        QAccessibleInterface *const its = QAccessible::queryAccessibleInterface(widget);
        return its ? its->text(which) : QString();
    }
    /// What a screen reader says, as opposed to what only holds others.
    static bool speaks(const QWidget *widget)
    {
        const bool isShown = qobject_cast<const QLabel *>(widget) || qobject_cast<const RoleBadge *>(widget)
                             || qobject_cast<const Timeline *>(widget) || qobject_cast<const QMenuBar *>(widget)
                             || (qobject_cast<const QToolButton *>(widget) && widget->isEnabled());
        return widget->isVisible() && (isShown || widget->focusPolicy() & Qt::TabFocus);
    }

    std::unique_ptr<OpenWindow> opened;
};

TEST_F(AccessibilityTest, EverythingThatAScreenReaderComesToHasAName)
{
    int count = 0;
    const auto all = opened->window.findChildren<QWidget *>();
    for (QWidget *widget : all) {
        if (!speaks(widget))
            continue;
        ++count;
        EXPECT_FALSE(textOf(widget, QAccessible::Name).isEmpty())
            << widget->metaObject()->className() << ' ' << qPrintable(widget->objectName());
    }
    EXPECT_GE(count, 14);
}

TEST_F(AccessibilityTest, TheTableTellsARowForEachInstanceAndItsColumns)
{
    auto *const table = opened->window.findChild<QAbstractItemView *>();
    QAccessibleInterface *const its = QAccessible::queryAccessibleInterface(table);
    ASSERT_TRUE(its && its->tableInterface());
    ASSERT_TRUE(waitFor([&] { return its->tableInterface()->rowCount() == 2; })); // once it is laid out
    EXPECT_EQ(its->tableInterface()->columnDescription(1), u"Role"_s);
    EXPECT_EQ(its->tableInterface()->cellAt(0, 0)->text(QAccessible::Name), u"window-1 (this window)"_s);
    EXPECT_EQ(its->tableInterface()->cellAt(0, 2)->text(QAccessible::Name), u"alive"_s);
    EXPECT_EQ(its->tableInterface()->cellAt(1, 2)->text(QAccessible::Name), u"–"_s) << "only the primary is watched";
}

TEST_F(AccessibilityTest, TheBadgeTellsARoleAndTheTimelineTheLastChangeInWords)
{
    EXPECT_EQ(textOf(&opened->window.badge(), QAccessible::Name), u"Role of this window: Primary"_s);
    EXPECT_EQ(textOf(&opened->window.badge(), QAccessible::Description), u"Epoch 1. This window writes the file."_s);
    EXPECT_EQ(textOf(&opened->window.timeline(), QAccessible::Description),
              u"The last new primary is window-1, epoch 1"_s);
}

TEST_F(AccessibilityTest, TabGoesFromTopToBottomThroughAllThatTakesTheKeyboardAndBack)
{
    const auto press = [&](Qt::Key key) {
        QTest::keyClick(opened->window.focusWidget(), key);
        return opened->window.focusWidget();
    };
    const auto top = [&](QWidget *widget) { return widget->mapTo(&opened->window, QPoint()).y(); };
    opened->window.editor().setFocus();
    std::vector<QWidget *> way{&opened->window.editor()};
    while (way.size() < 20) {
        QWidget *const next = press(Qt::Key_Tab);
        if (next == way.front())
            break;
        EXPECT_GT(top(next), top(way.back())) << qPrintable(next->accessibleName());
        way.push_back(next);
    }
    EXPECT_EQ(way.size(), 3); // note, instances, events
    for (auto before = way.rbegin(); before != way.rend(); ++before)
        EXPECT_EQ(press(Qt::Key_Backtab), *before);
}

TEST_F(AccessibilityTest, EachTitleBringsTheKeyboardToWhatItIsTheTitleOf)
{
    const auto labels = opened->window.findChildren<QLabel *>();
    int count = 0;
    for (const QLabel *label : labels) {
        if (!label->buddy() || QKeySequence::mnemonic(label->text()).isEmpty())
            continue;
        ++count;
        EXPECT_TRUE(label->buddy()->focusPolicy() & Qt::TabFocus) << qPrintable(label->text());
    }
    EXPECT_EQ(count, 3);
}

} // namespace
} // namespace Demo
