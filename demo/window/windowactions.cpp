// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "window/windowactions.h"

#include "language.h"
#include "session.h"
#include "window/faults.h"
#include "window/isolated.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenuBar>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QToolBar>

#include <algorithm>

namespace Demo {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using namespace QtFailover;

WindowActions::WindowActions(Session &session, Language &language, QMainWindow &window)
    : QObject(&window),
      m_session(session),
      m_watcher(session.watcher()),
      m_language(language),
      m_window(window),
      m_windowMenu(window.menuBar()->addMenu(QString())),
      m_roleMenu(window.menuBar()->addMenu(QString())),
      m_handOverMenu(new QMenu(&window)),
      m_faultMenu(window.menuBar()->addMenu(QString())),
      m_languageMenu(window.menuBar()->addMenu(QString())),
      m_newWindow(new QAction(this)),
      m_quit(new QAction(this)),
      m_handOver(new QAction(this)),
      m_becomePrimary(new QAction(this)),
      m_observeOnly(new QAction(this)),
      m_crash(new QAction(this)),
      m_freeze(new QAction(this)),
      m_stop(new QAction(this)),
      m_languages(new QActionGroup(this))
{
    m_newWindow->setShortcut(QKeySequence::New);
    m_quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
    m_handOver->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_H));
    m_becomePrimary->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_B));
    m_observeOnly->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_O));
    m_observeOnly->setCheckable(true);
    m_crash->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K));
    m_freeze->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    m_stop->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    m_stop->setVisible(Faults::canStop());

    connect(m_newWindow, &QAction::triggered, this, &WindowActions::startWindow);
    connect(m_quit, &QAction::triggered, &m_window, &QWidget::close);
    connect(m_handOver, &QAction::triggered, this, [this] { m_watcher.handOver(); });
    connect(m_becomePrimary, &QAction::triggered, &m_watcher, &Watcher::takeOver);
    connect(m_observeOnly, &QAction::triggered, this, [this](bool on) { m_watcher.setEnabled(!on); });
    connect(m_crash, &QAction::triggered, this, &WindowActions::confirmCrash);
    connect(m_freeze, &QAction::triggered, this, &WindowActions::confirmFreeze);
    connect(m_stop, &QAction::triggered, this, &WindowActions::confirmStop);
    connect(m_handOverMenu, &QMenu::aboutToShow, this, &WindowActions::fillHandOverMenu);
    connect(m_languages, &QActionGroup::triggered, this,
            [this](const QAction *chosen) { m_language.set(chosen->data().toLocale()); });
    connect(&m_watcher, &Watcher::roleChanged, this, &WindowActions::refresh);
    connect(&m_watcher, &Watcher::instancesChanged, this, &WindowActions::refresh);
    connect(&m_watcher, &Watcher::enabledChanged, this, &WindowActions::refresh);

    fillMenus();
    retranslate();
    refresh();
}

void WindowActions::fillMenus()
{
    m_windowMenu->addAction(m_newWindow);
    m_windowMenu->addSeparator();
    m_windowMenu->addAction(m_quit);
    m_roleMenu->addAction(m_handOver);
    m_roleMenu->addMenu(m_handOverMenu);
    m_roleMenu->addAction(m_becomePrimary);
    m_roleMenu->addSeparator();
    m_roleMenu->addAction(m_observeOnly);
    m_faultMenu->addActions({m_crash, m_freeze, m_stop});
    fillLanguageMenu();

    QToolBar *const bar = m_window.addToolBar(QString());
    bar->setObjectName(u"toolBar"_s);
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextOnly);
    bar->addActions({m_newWindow, m_handOver, m_becomePrimary, m_crash});
}

void WindowActions::retranslate()
{
    m_window.menuBar()->setAccessibleName(tr("Main menu"));
    m_windowMenu->setTitle(tr("&Window"));
    m_roleMenu->setTitle(tr("&Role"));
    m_faultMenu->setTitle(tr("&Try out"));
    m_languageMenu->setTitle(tr("&Language"));
    m_handOverMenu->setTitle(tr("Hand over &to"));
    m_newWindow->setText(tr("&New window"));
    m_newWindow->setToolTip(tr("Start one more instance"));
    m_quit->setText(tr("&Quit"));
    m_handOver->setText(tr("&Hand over"));
    m_handOver->setToolTip(tr("Give the role to the successor"));
    m_becomePrimary->setText(tr("&Become primary"));
    m_becomePrimary->setToolTip(tr("Ask the primary for the role"));
    m_observeOnly->setText(tr("&Observe only"));
    m_observeOnly->setToolTip(tr("Never become primary"));
    m_crash->setText(tr("&Crash…"));
    m_crash->setToolTip(tr("Kill this instance, as a crash would"));
    m_freeze->setText(tr("&Freeze the window for 20 s…"));
    m_stop->setText(tr("&Stop the process for 20 s…"));
    if (auto *bar = m_window.findChild<QToolBar *>(u"toolBar"_s))
        bar->setWindowTitle(tr("Actions"));
}

void WindowActions::fillLanguageMenu()
{
    const QList<QLocale> all = Language::available();
    for (const QLocale &locale : all) {
        // In the language itself, as whoever looks for it may not read the present one.
        QString name = locale.nativeLanguageName();
        if (locale.language() == QLocale::English)
            name = u"English"_s;
        else if (!name.isEmpty())
            name[0] = name[0].toUpper();
        QAction *const action = m_languages->addAction(name);
        action->setCheckable(true);
        action->setData(locale);
        action->setChecked(locale.language() == m_language.current().language());
        m_languageMenu->addAction(action);
    }
}

void WindowActions::fillHandOverMenu()
{
    m_handOverMenu->clear();
    const QList<InstanceInfo> instances = m_watcher.instances();
    for (const InstanceInfo &info : instances) {
        if (info.role() == Role::Primary)
            continue;
        // The id may have an ampersand, which a menu would take as its own.
        const QString id = isolated(QString(info.id()).replace(u'&', u"&&"_s));
        QAction *const action = m_handOverMenu->addAction(info.isSuccessor() ? tr("%1 (the successor)").arg(id) : id);
        action->setEnabled(info.isEnabled());
        connect(action, &QAction::triggered, &m_watcher, [this, to = info.id()] { m_watcher.handOver(to); });
    }
}

void WindowActions::refresh()
{
    const bool isPrimary = m_watcher.role() == Role::Primary;
    const QList<InstanceInfo> instances = m_watcher.instances();
    const bool hasSuccessor =
        std::any_of(instances.begin(), instances.end(), [](const InstanceInfo &info) { return info.isSuccessor(); });
    m_handOver->setEnabled(isPrimary && hasSuccessor);
    m_handOverMenu->menuAction()->setEnabled(isPrimary && instances.size() > 1);
    m_becomePrimary->setEnabled(m_watcher.role() == Role::Secondary && m_watcher.isEnabled());
    m_observeOnly->setChecked(!m_watcher.isEnabled());
}

void WindowActions::startWindow()
{
    QProcess process;
    process.setProgram(QCoreApplication::applicationFilePath());
    process.setArguments(m_session.options().forInstance);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LANGUAGE"_s, m_language.current().name());
    process.setProcessEnvironment(environment);
    if (!process.startDetached())
        Q_EMIT noticed(tr("The window did not start: %1").arg(process.errorString()));
}

void WindowActions::confirm(const QString &question, const QString &button, std::function<void()> then)
{
    auto *box =
        new QMessageBox(QMessageBox::Question, m_window.windowTitle(), question, QMessageBox::NoButton, &m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *const go = box->addButton(button, QMessageBox::AcceptRole);
    // Not Qt's own, whose text is English where Qt's translations are not installed.
    QPushButton *const cancel = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    box->setDefaultButton(cancel);
    connect(go, &QPushButton::clicked, &m_window, [this, then = std::move(then)] {
        // Once the question has gone from the screen.
        QTimer::singleShot(200ms, &m_window, then);
    });
    box->open();
}

void WindowActions::confirmCrash()
{
    confirm(tr("Kill this instance? It has no chance to say anything; the others notice."), tr("Crash"),
            [] { Faults::crash(); });
}

void WindowActions::confirmFreeze()
{
    confirm(tr("Freeze this window for 20 seconds? Its process goes on, and says that it is busy."), tr("Freeze"),
            [] { Faults::freeze(); });
}

void WindowActions::confirmStop()
{
    confirm(tr("Stop this process for 20 seconds? Not even its heartbeats go on."), tr("Stop"), [] { Faults::stop(); });
}

} // namespace Demo
