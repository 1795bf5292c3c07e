// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QObject>

#include <functional>

QT_FORWARD_DECLARE_CLASS(QAction)
QT_FORWARD_DECLARE_CLASS(QActionGroup)
QT_FORWARD_DECLARE_CLASS(QMenu)
QT_FORWARD_DECLARE_CLASS(QMainWindow)

namespace QtFailover {
class Watcher;
}

namespace Demo {

class Language;
class Session;

/// What one can do in a window: the menus, the buttons, and the questions before what hurts.
class WindowActions final : public QObject
{
    Q_OBJECT
public:
    /// Fills the window's menu bar and tool bar.
    WindowActions(Session &session, Language &language, QMainWindow &window);

    /// After a change of the language.
    void retranslate();

Q_SIGNALS:
    void noticed(const QString &text);

private:
    void fillMenus();
    void fillHandOverMenu();
    void fillLanguageMenu();
    void refresh();
    void startWindow();
    void confirm(const QString &question, const QString &button, std::function<void()> then);
    void confirmCrash();
    void confirmFreeze();
    void confirmStop();

    Session &m_session;
    QtFailover::Watcher &m_watcher;
    Language &m_language;
    QMainWindow &m_window;
    QMenu *const m_windowMenu;
    QMenu *const m_roleMenu;
    QMenu *const m_handOverMenu;
    QMenu *const m_faultMenu;
    QMenu *const m_languageMenu;
    QAction *const m_newWindow;
    QAction *const m_quit;
    QAction *const m_handOver;
    QAction *const m_becomePrimary;
    QAction *const m_observeOnly;
    QAction *const m_crash;
    QAction *const m_freeze;
    QAction *const m_stop;
    QActionGroup *const m_languages;
};

} // namespace Demo
