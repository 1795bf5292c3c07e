// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLabel>
#include <QMainWindow>
#include <QTimer>

QT_FORWARD_DECLARE_CLASS(QSplitter)

namespace QtFailover {
class Watcher;
}

namespace Demo {

class Closing;
class EventLog;
class InstanceTable;
class Language;
class NoteEditor;
class RoleBadge;
class Session;
class Timeline;
class WindowActions;

/// One instance's window: its role, the shared note, the group, what happens over time, and what one can do.
class NoteWindow final : public QMainWindow
{
    Q_OBJECT
public:
    NoteWindow(Session &session, Language &language, QWidget *parent = nullptr);

    /// The number-th of count windows side by side on the screen, counted from 1.
    void placeBeside(int number, int count);

    RoleBadge &badge() const { return *m_badge; }
    NoteEditor &editor() const { return *m_editor; }
    Timeline &timeline() const { return *m_timeline; }
    QString notice() const { return m_notice->text(); }
    QString counters() const { return m_counters->text(); }

protected:
    /// Leaves the group first; the process ends when that is done.
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    QWidget *section(QLabel *title, QWidget *content);
    void retranslate();
    void showRole();
    void showDetail();
    void showCounters();
    void showNotice(const QString &text);

    Session &m_session;
    QtFailover::Watcher &m_watcher;
    RoleBadge *const m_badge;
    QLabel *const m_notice;
    NoteEditor *const m_editor;
    InstanceTable *const m_instances;
    Timeline *const m_timeline;
    EventLog *const m_log;
    QLabel *const m_noteTitle;
    QLabel *const m_instancesTitle;
    QLabel *const m_timelineTitle;
    QLabel *const m_logTitle;
    QLabel *const m_file;
    QLabel *const m_counters;
    WindowActions *m_actions = nullptr;
    Closing *m_closing = nullptr;
    QTimer m_noticeTimer;
};

} // namespace Demo
