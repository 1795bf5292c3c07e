// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "windowtest.h"

#include <QAction>
#include <QDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSet>
#include <QToolBar>
#include <QToolButton>
#include <QTranslator>
#include <QTreeView>

namespace Demo {
namespace {

using namespace Qt::StringLiterals;
using QtFailover::Role;
using QtFailover::Test::waitFor;

/// Half as long again as English, as German or Finnish may be.
class LongWords final : public QTranslator
{
public:
    QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        return text + u' ' + QString(text.size() / 2, u'ö');
    }
    bool isEmpty() const override { return false; }
};

/// Events that other events have posted, too.
void letLayoutsSettle()
{
    for (int turn = 0; turn < 10; ++turn) {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents();
    }
}

void expectNothingIsCut(QWidget &window, const QString &language)
{
    const auto all = window.findChildren<QWidget *>();
    for (QWidget *widget : all) {
        if (!widget->isVisible())
            continue;
        if (auto *label = qobject_cast<QLabel *>(widget)) {
            const int needed = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
            EXPECT_GE(label->height(), needed) << qPrintable(language) << ": " << qPrintable(label->text());
            EXPECT_GE(label->width(), label->wordWrap() ? 0 : label->sizeHint().width())
                << qPrintable(language) << ": " << qPrintable(label->text());
        } else if (auto *button = qobject_cast<QAbstractButton *>(widget); button && !button->text().isEmpty()) {
            EXPECT_GE(button->width(), button->sizeHint().width())
                << qPrintable(language) << ": " << qPrintable(button->text());
        } else if (auto *header = qobject_cast<QHeaderView *>(widget)) {
            for (int section = 0; section < header->count(); ++section)
                EXPECT_GE(header->sectionSize(section), header->sectionSizeHint(section))
                    << qPrintable(language) << ": column " << section;
        }
    }
}

class WidgetsTest : public WindowTest
{
protected:
    std::unique_ptr<OpenWindow> openPrimary()
    {
        auto opened = open(u"window-1"_s);
        opened->window.resize(opened->window.minimumSizeHint().expandedTo({560, 800}));
        EXPECT_TRUE(waitFor([&] { return opened->session.watcher().role() == Role::Primary; }));
        return opened;
    }
};

TEST_F(WidgetsTest, AllTextsFitInEveryLanguage)
{
    const auto opened = openPrimary();
    startProcess(u"window-2"_s);
    ASSERT_TRUE(waitFor([&] { return opened->session.watcher().instances().size() == 2; }));
    opened->type(u"A note."_s);
    ASSERT_TRUE(waitFor([&] { return contents() == u"A note."_s; }));
    const QList<QLocale> languages = Language::available();
    for (const QLocale &locale : languages) {
        m_language.set(locale);
        letLayoutsSettle();
        expectNothingIsCut(opened->window, locale.name());
        EXPECT_EQ(opened->window.layoutDirection(), locale.textDirection());
        takePicture(opened->window, u"language-"_s + locale.name());
    }
    m_language.set(QLocale::English);
    LongWords longWords;
    QCoreApplication::installTranslator(&longWords);
    letLayoutsSettle();
    expectNothingIsCut(opened->window, u"long words"_s);
    takePicture(opened->window, u"language-long-words"_s);
    QCoreApplication::removeTranslator(&longWords);
}

TEST_F(WidgetsTest, RightToLeftMirrorsTheWindow)
{
    const auto opened = openPrimary();
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    letLayoutsSettle();
    expectNothingIsCut(opened->window, u"right to left"_s);
    const auto labels = opened->window.badge().findChildren<QLabel *>();
    ASSERT_FALSE(labels.isEmpty());
    EXPECT_LT(labels.front()->x(), opened->window.badge().width() - labels.front()->geometry().right());
    takePicture(opened->window, u"right-to-left"_s);
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
}

TEST_F(WidgetsTest, ADarkPaletteIsFollowed)
{
    const QPalette before = QGuiApplication::palette();
    QPalette dark(QColor(0x2b, 0x2b, 0x2b), QColor(0x23, 0x23, 0x23));
    dark.setColor(QPalette::Base, QColor(0x1e, 0x1e, 0x1e));
    dark.setColor(QPalette::Text, QColor(0xee, 0xee, 0xee));
    dark.setColor(QPalette::AlternateBase, QColor(0x28, 0x28, 0x28));
    const auto opened = openPrimary();
    const QImage light = opened->window.badge().grab().toImage();
    QGuiApplication::setPalette(dark);
    letLayoutsSettle();
    EXPECT_NE(opened->window.badge().grab().toImage(), light);
    takePicture(opened->window, u"dark"_s);
    QGuiApplication::setPalette(before);
}

TEST_F(WidgetsTest, WhatTakesTheKeyboardHasAnAccessibleNameAndCanBeLeftWithTab)
{
    const auto opened = openPrimary();
    const auto all = opened->window.findChildren<QWidget *>();
    int reachable = 0;
    for (QWidget *widget : all) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
            continue;
        ++reachable;
        EXPECT_FALSE(widget->accessibleName().isEmpty()) << widget->metaObject()->className();
        const auto *edit = qobject_cast<QPlainTextEdit *>(widget);
        EXPECT_TRUE(!edit || edit->tabChangesFocus()) << qPrintable(widget->accessibleName());
    }
    EXPECT_GE(reachable, 3); // note, instances, events
}

TEST_F(WidgetsTest, EverythingInTheMenusIsThereForTheKeyboardOnce)
{
    const auto opened = openPrimary();
    QSet<QKeySequence> shortcuts;
    const auto menus = opened->window.menuBar()->findChildren<QMenu *>();
    ASSERT_FALSE(menus.isEmpty());
    for (const QMenu *menu : menus) {
        const auto actions = menu->actions();
        for (const QAction *action : actions) {
            if (action->isSeparator() || action->actionGroup())
                continue;
            EXPECT_TRUE(action->text().contains(u'&')) << qPrintable(action->text());
            if (action->shortcut().isEmpty())
                continue;
            EXPECT_FALSE(shortcuts.contains(action->shortcut())) << qPrintable(action->text());
            shortcuts.insert(action->shortcut());
        }
    }
    EXPECT_GE(shortcuts.size(), 8);
}

TEST_F(WidgetsTest, WhatHurtsAsksFirst)
{
    const auto opened = openPrimary();
    for (const auto &key : {Qt::Key_K, Qt::Key_F, Qt::Key_S}) {
        const auto actions = opened->window.findChildren<QAction *>();
        const auto found = std::find_if(actions.begin(), actions.end(), [&](const QAction *action) {
            return action->shortcut() == QKeySequence(Qt::CTRL | Qt::SHIFT | key);
        });
        ASSERT_NE(found, actions.end());
        (*found)->trigger();
        auto *question = opened->window.findChild<QDialog *>();
        ASSERT_TRUE(question && question->isVisible());
        expectNothingIsCut(*question, u"question"_s);
        question->reject();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        EXPECT_EQ(opened->session.watcher().role(), Role::Primary);
    }
}

} // namespace
} // namespace Demo
