// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "windowtest.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QMap>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSet>

namespace Demo {
namespace {

using namespace Qt::StringLiterals;
using QtFailover::Role;
using QtFailover::Test::waitFor;

/// The texts that compete for the same keys at the same time.
class Competitors final
{
public:
    explicit Competitors(const QString &where) : m_where(where) {}

    void add(const QString &text)
    {
        const QKeySequence key = QKeySequence::mnemonic(text);
        if (key.isEmpty())
            return;
        EXPECT_FALSE(m_taken.contains(key)) << qPrintable(m_where) << ": " << qPrintable(m_taken.value(key)) << " and "
                                            << qPrintable(text) << " have the same key";
        m_taken.insert(key, text);
    }
    qsizetype count() const { return m_taken.size(); }

private:
    const QString m_where;
    QMap<QKeySequence, QString> m_taken;
};

class MnemonicsTest : public WindowTest, public ::testing::WithParamInterface<const char *>
{
protected:
    void SetUp() override
    {
        m_language.set(QLocale(QString::fromLatin1(GetParam())));
        opened = open(u"window-1"_s);
        ASSERT_TRUE(waitFor([&] { return opened->session.watcher().role() == Role::Primary; }));
    }
    void TearDown() override
    {
        opened.reset();
        m_language.set(QLocale::English);
    }

    std::unique_ptr<OpenWindow> opened;
};

TEST_P(MnemonicsTest, TheMenuBarAndTheTitlesInTheWindowHaveKeysOfTheirOwn)
{
    Competitors inWindow(u"window"_s);
    const auto menus = opened->window.menuBar()->actions();
    for (const QAction *menu : menus)
        inWindow.add(menu->text());
    EXPECT_EQ(inWindow.count(), menus.size());
    const auto labels = opened->window.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->buddy())
            inWindow.add(label->text());
    }
    EXPECT_EQ(inWindow.count(), menus.size() + 3); // note, instances, events
    const auto buttons = opened->window.findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons) {
        if (button->isVisible())
            inWindow.add(button->text());
    }
}

TEST_P(MnemonicsTest, TheItemsOfAMenuHaveKeysOfTheirOwn)
{
    qsizetype count = 0;
    const auto menus = opened->window.menuBar()->findChildren<QMenu *>();
    for (const QMenu *menu : menus) {
        Competitors inMenu(menu->title());
        const auto actions = menu->actions();
        for (const QAction *action : actions)
            inMenu.add(action->text());
        count += inMenu.count();
    }
    EXPECT_GE(count, 9);
}

TEST_P(MnemonicsTest, TheButtonsOfAQuestionHaveKeysOfTheirOwn)
{
    const auto expectDifferent = [&](const QString &where) {
        auto *const question = opened->window.findChild<QMessageBox *>();
        ASSERT_TRUE(question) << qPrintable(where);
        Competitors inQuestion(where);
        const auto buttons = question->buttons();
        ASSERT_GE(buttons.size(), 2);
        for (const QAbstractButton *button : buttons)
            inQuestion.add(button->text());
        question->reject();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    };
    const auto actions = opened->window.findChildren<QAction *>();
    int asked = 0;
    for (QAction *action : actions) {
        if (!action->text().endsWith(u'…'))
            continue;
        action->trigger();
        expectDifferent(action->text());
        ++asked;
    }
    EXPECT_EQ(asked, 3); // crash, freeze, stop
    Competitors atTheEnd(u"closing"_s);
    for (const char *text : {"&Keep open", "&Close anyway"})
        atTheEnd.add(QCoreApplication::translate("Demo::Closing", text));
    EXPECT_EQ(atTheEnd.count(), 2);
}

TEST_P(MnemonicsTest, AQuestionCanBeCanceledInItsOwnLanguage)
{
    const QString expected = QCoreApplication::translate("Demo::WindowActions", "Cancel");
    EXPECT_EQ(expected == u"Cancel"_s, QLocale(QString::fromLatin1(GetParam())).language() == QLocale::English);
    const auto actions = opened->window.findChildren<QAction *>();
    for (QAction *action : actions) {
        if (!action->text().endsWith(u'…'))
            continue;
        action->trigger();
        auto *const question = opened->window.findChild<QMessageBox *>();
        ASSERT_TRUE(question) << qPrintable(action->text());
        QPushButton *const cancel = question->defaultButton();
        ASSERT_TRUE(cancel) << qPrintable(action->text());
        EXPECT_EQ(question->buttonRole(cancel), QMessageBox::RejectRole) << qPrintable(action->text());
        // But for a key that the platform adds to it.
        EXPECT_EQ(cancel->text().remove(u'&'), expected) << qPrintable(action->text());
        question->reject();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

/// See EveryLanguageThatIsThereIsLookedAt.
INSTANTIATE_TEST_SUITE_P(EachLanguage, MnemonicsTest, ::testing::Values("en", "de", "es", "fr", "zh_CN", "ar"));

TEST(Mnemonics, EveryLanguageThatIsThereIsLookedAt)
{
    const QStringList lookedAt{u"en"_s, u"de"_s, u"es"_s, u"fr"_s, u"zh"_s, u"ar"_s};
    QStringList there;
    const QList<QLocale> all = Language::available();
    for (const QLocale &locale : all)
        there.append(locale.name().section(u'_', 0, 0));
    EXPECT_EQ(QSet<QString>(there.begin(), there.end()), QSet<QString>(lookedAt.begin(), lookedAt.end()));
}

} // namespace
} // namespace Demo
