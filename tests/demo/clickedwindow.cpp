// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// The demo's window, with a hand that clicks in it. What the demo reads from stdin, and besides
//
//   click MENU > ITEM [> BUTTON]
//
// which is a mouse on that menu, on its item, and on a button of the question that comes then. Texts are the English
// ones, without ampersands. Whatever cannot be clicked ends the process with status 3.

#include "commandreader.h"
#include "commands.h"
#include "language.h"
#include "options.h"
#include "session.h"
#include "window/notewindow.h"

#include <QAbstractButton>
#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QTest>

#include <cstdio>

namespace Demo {
namespace {

using namespace Qt::StringLiterals;

class Hand final
{
public:
    explicit Hand(NoteWindow &window) : m_window(window) {}

    void click(const QStringList &path)
    {
        QMenu *const menu = itemOf(*m_window.menuBar(), path.value(0)).menu();
        if (!menu || !QTest::qWaitForWindowExposed(menu))
            giveUp(path.value(0));
        itemOf(*menu, path.value(1));
        if (path.size() > 2)
            clickButton(path.value(2));
    }

private:
    [[noreturn]] static void giveUp(const QString &text)
    {
        std::fprintf(stderr, "\"%s\" cannot be clicked\n", qPrintable(text));
        std::exit(3);
    }
    /// Clicks on it.
    template <typename Menu>
    static QAction &itemOf(Menu &menu, const QString &text)
    {
        const QList<QAction *> actions = menu.actions();
        for (QAction *const action : actions) {
            if (action->text().remove(u'&') != text || !action->isEnabled())
                continue;
            QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(action).center());
            return *action;
        }
        giveUp(text);
    }
    void clickButton(const QString &text)
    {
        auto *const question = m_window.findChild<QMessageBox *>();
        if (!question || !QTest::qWaitForWindowExposed(question))
            giveUp(text);
        const QList<QAbstractButton *> buttons = question->buttons();
        for (QAbstractButton *const button : buttons) {
            if (button->text().remove(u'&') == text)
                return QTest::mouseClick(button, Qt::LeftButton);
        }
        giveUp(text);
    }

    NoteWindow &m_window;
};

int run()
{
    QStringList arguments = QCoreApplication::arguments();
    arguments.removeAll(u"--headless"_s); // so much is true of every instance that a test starts
    Language language;
    language.set(QLocale::English);
    const Options options = Options::parse(arguments);
    Session session(options);
    QObject::connect(
        &session, &Session::left, qApp, [] { QCoreApplication::exit(0); }, Qt::QueuedConnection);
    NoteWindow window(session, language);
    if (options.place)
        window.placeBeside(options.place->number, options.place->count);
    window.show();

    Hand hand(window);
    Commands commands(session);
    CommandReader reader;
    QObject::connect(&reader, &CommandReader::lineReceived, &window, [&](const QString &line) {
        if (!line.startsWith(u"click "_s))
            return commands.run(line);
        QStringList path = line.mid(6).split(u'>');
        for (QString &part : path)
            part = part.trimmed();
        hand.click(path);
    });
    return session.start() ? QCoreApplication::exec() : 1;
}

} // namespace
} // namespace Demo

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    return Demo::run();
}
