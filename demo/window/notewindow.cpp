// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "window/notewindow.h"

#include "language.h"
#include "session.h"
#include "window/closing.h"
#include "window/eventlog.h"
#include "window/instancetable.h"
#include "window/isolated.h"
#include "window/noteeditor.h"
#include "window/rolebadge.h"
#include "window/timeline.h"
#include "window/windowactions.h"
#include "window/words.h"

#include <QCloseEvent>
#include <QFileInfo>
#include <QScreen>
#include <QSplitter>
#include <QStatusBar>
#include <QVBoxLayout>

namespace Demo {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using namespace QtFailover;

NoteWindow::NoteWindow(Session &session, Language &language, QWidget *parent)
    : QMainWindow(parent),
      m_session(session),
      m_watcher(session.watcher()),
      m_badge(new RoleBadge(this)),
      m_notice(new QLabel(this)),
      m_editor(new NoteEditor(session.note(), this)),
      m_instances(new InstanceTable(m_watcher, this)),
      m_timeline(new Timeline(m_watcher, this)),
      m_log(new EventLog(m_watcher, this)),
      m_noteTitle(new QLabel(this)),
      m_instancesTitle(new QLabel(this)),
      m_timelineTitle(new QLabel(this)),
      m_logTitle(new QLabel(this)),
      m_file(new QLabel(this)),
      m_counters(new QLabel(this))
{
    m_actions = new WindowActions(session, language, *this);
    m_closing = new Closing(session, *this);
    layOut();

    connect(&m_watcher, &Watcher::roleChanged, this, &NoteWindow::showRole);
    connect(&m_watcher, &Watcher::instanceIdChanged, this, &NoteWindow::showRole);
    connect(&m_watcher, &Watcher::primaryChanged, this, &NoteWindow::showDetail);
    connect(&m_watcher, &Watcher::primaryHealthChanged, this, &NoteWindow::showDetail);
    connect(&m_session.note(), &SharedNote::countersChanged, this, &NoteWindow::showCounters);
    connect(&m_session.note(), &SharedNote::delayed, this, &NoteWindow::showNotice);
    connect(&m_session.note(), &SharedNote::refused, this,
            [this](NoteFailure, const QString &, const QString &message) { showNotice(message); });
    connect(m_log, &EventLog::noticed, this, &NoteWindow::showNotice);
    connect(m_actions, &WindowActions::noticed, this, &NoteWindow::showNotice);
    m_noticeTimer.setSingleShot(true);
    connect(&m_noticeTimer, &QTimer::timeout, m_notice, &QLabel::clear);
    retranslate();
    m_editor->setFocus();
}

void NoteWindow::layOut()
{
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(section(m_noteTitle, m_editor));
    splitter->addWidget(section(m_instancesTitle, m_instances));
    splitter->addWidget(section(m_timelineTitle, m_timeline));
    splitter->addWidget(section(m_logTitle, m_log));
    splitter->setStretchFactor(0, 1);

    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->addWidget(m_badge);
    layout->addWidget(m_notice);
    layout->addWidget(splitter, 1);
    setCentralWidget(central);

    const int unit = fontMetrics().height();
    for (QLabel *label : {m_file, m_counters})
        label->setContentsMargins(unit / 2, 0, unit / 2, unit / 4);
    statusBar()->addWidget(m_file); // no wider than its text, which has a direction of its own
    statusBar()->addPermanentWidget(m_counters);
    statusBar()->setSizeGripEnabled(false);
    resize(unit * 34, unit * 46);
}

QWidget *NoteWindow::section(QLabel *title, QWidget *content)
{
    auto *widget = new QWidget(this);
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    QFont small = font();
    small.setBold(true);
    title->setFont(small);
    title->setBuddy(content);
    layout->addWidget(title);
    layout->addWidget(content, 1);
    return widget;
}

void NoteWindow::placeBeside(int number, int count)
{
    const QRect all = screen()->availableGeometry();
    const int columns = std::min(count, std::max(1, all.width() / minimumSizeHint().width()));
    const int rows = (count + columns - 1) / columns;
    const QSize size(all.width() / columns, all.height() / rows);
    const QPoint corner(all.x() + (number - 1) % columns * size.width(),
                        all.y() + (number - 1) / columns * size.height());
    // What the window manager adds around it is not known before it is shown; this is the usual.
    const int title = fontMetrics().height() * 2;
    setGeometry(QRect(corner, size).adjusted(2, title, -2, -2));
}

void NoteWindow::closeEvent(QCloseEvent *event)
{
    event->ignore();
    m_closing->begin();
}

void NoteWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_notice->clear(); // in the old language; the log has it
        retranslate();
    }
    QMainWindow::changeEvent(event);
}

void NoteWindow::retranslate()
{
    m_actions->retranslate();
    m_noteTitle->setText(tr("N&ote"));
    m_instancesTitle->setText(tr("&Instances"));
    m_timelineTitle->setText(tr("Roles over time"));
    m_logTitle->setText(tr("&Events"));
    m_editor->setAccessibleName(tr("Note, shared by all windows"));
    m_editor->setPlaceholderText(tr("Type here. What is typed in one window appears in all."));
    m_notice->setAccessibleName(tr("Last notice"));
    m_counters->setAccessibleName(tr("Edits of this window"));
    m_file->setAccessibleName(tr("File of the note"));
    const QFileInfo file(m_session.options().file);
    m_file->setText(file.fileName());
    m_file->setToolTip(file.absoluteFilePath());
    showRole();
    showCounters();
}

void NoteWindow::showRole()
{
    m_badge->setRole(m_watcher.role());
    setWindowTitle(tr("%1: %2", "1: id of the instance, 2: its role")
                       .arg(isolated(m_watcher.instanceId()), roleText(m_watcher.role())));
    showDetail();
}

void NoteWindow::showDetail()
{
    const QString epoch = QLocale().toString(m_watcher.epoch());
    const PrimaryHealth health = m_watcher.primaryHealth();
    m_badge->setWarning(health != PrimaryHealth::Alive && health != PrimaryHealth::Unknown);
    if (m_watcher.role() == Role::Primary)
        m_badge->setDetail(tr("Epoch %1. This window writes the file.").arg(epoch));
    else if (m_watcher.primaryId().isEmpty())
        m_badge->setDetail(tr("There is no primary yet."));
    else
        m_badge->setDetail(
            tr("Epoch %1. The primary is %2: %3.").arg(epoch, isolated(m_watcher.primaryId()), healthText(health)));
}

void NoteWindow::showCounters()
{
    const SharedNote::Counters &counters = m_session.note().counters();
    const QLocale locale;
    m_counters->setText(tr("Edits: %1 sent, %2 acknowledged, %3 lost")
                            .arg(locale.toString(counters.sent), locale.toString(counters.acknowledged),
                                 locale.toString(counters.lost)));
}

void NoteWindow::showNotice(const QString &text)
{
    m_notice->setText(text);
    m_noticeTimer.start(10s);
}

} // namespace Demo
