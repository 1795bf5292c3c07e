// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "windowtest.h"

#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>

#include <csignal>

namespace Demo {
namespace {

using namespace Qt::StringLiterals;
using QtFailover::PrimaryHealth;
using QtFailover::Test::Instance;
using QtFailover::Test::waitFor;

/// A window that is closed while the primary, a process, is stopped.
class ClosingTest : public WindowTest
{
protected:
    void SetUp() override
    {
        primary = startProcess(u"window-1"_s);
        primary->await(u"roleChanged"_s, {{u"role"_s, u"primary"_s}});
        opened = open(u"window-2"_s);
        left = std::make_unique<QSignalSpy>(&opened->session, &Session::left);
        ASSERT_TRUE(waitFor([&] { return opened->session.watcher().primaryHealth() == PrimaryHealth::Alive; }));
        opened->type(u"Before. "_s);
        ASSERT_TRUE(waitFor([&] { return contents() == u"Before. "_s; }));
        ASSERT_TRUE(waitFor([&] { return !opened->session.note().hasUnwritten(); }));
        primary->signal(SIGSTOP);
    }

    QMessageBox *question() const
    {
        auto *const box = opened->window.findChild<QMessageBox *>();
        return box && box->isVisible() ? box : nullptr;
    }
    void press(const QString &text) const
    {
        const auto buttons = question()->buttons();
        for (QAbstractButton *const button : buttons) {
            if (button->text() == text)
                return QTest::mouseClick(button, Qt::LeftButton);
        }
        FAIL() << qPrintable(text);
    }
    void typeAndClose()
    {
        opened->type(u"Unsaved."_s);
        EXPECT_FALSE(opened->window.close());
        ASSERT_TRUE(waitFor([&] { return question(); }));
        EXPECT_TRUE(question()->text().contains(u"Edits not saved yet: 1."_s)) << qPrintable(question()->text());
        EXPECT_EQ(left->count(), 0);
    }

    Instance *primary = nullptr;
    std::unique_ptr<OpenWindow> opened;
    std::unique_ptr<QSignalSpy> left;
};

TEST_F(ClosingTest, WhatIsNotSavedKeepsTheWindowUntilItIsSaved)
{
    typeAndClose();
    takePicture(*question(), u"closing"_s);
    primary->signal(SIGCONT);
    ASSERT_TRUE(waitFor([&] { return left->count() == 1; }));
    EXPECT_EQ(contents(), u"Before. Unsaved."_s);
}

TEST_F(ClosingTest, TheWindowCanBeKeptAndGoesOnAsBefore)
{
    typeAndClose();
    press(u"&Keep open"_s);
    ASSERT_TRUE(waitFor([&] { return !question(); }));
    EXPECT_TRUE(opened->window.isEnabled());
    opened->type(u" More."_s);
    primary->signal(SIGCONT);
    ASSERT_TRUE(waitFor([&] { return contents() == u"Before. Unsaved. More."_s; })) << qPrintable(contents());
    ASSERT_TRUE(waitFor([&] { return !opened->session.note().hasUnwritten(); }));
    EXPECT_EQ(left->count(), 0);
    opened->window.close();
    ASSERT_TRUE(waitFor([&] { return left->count() == 1; }));
}

TEST_F(ClosingTest, TheWindowCanBeClosedAnyway)
{
    typeAndClose();
    press(u"&Close anyway"_s);
    ASSERT_TRUE(waitFor([&] { return left->count() == 1; }));
    primary->signal(SIGCONT);
    primary->command("append After.");
    ASSERT_TRUE(waitFor([&] { return contents().contains(u"After.\n"_s); }));
}

TEST_F(ClosingTest, WithEverythingSavedTheWindowClosesAtOnceBesideAStoppedPrimary)
{
    opened->window.close();
    ASSERT_TRUE(waitFor([&] { return left->count() == 1; }));
    EXPECT_FALSE(question());
}

} // namespace
} // namespace Demo
