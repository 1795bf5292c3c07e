// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QTreeWidget)

namespace QtFailover {
class Watcher;
}

namespace Demo {

class Session;

/// One instance's window: its role, the group, and the buttons that move the role.
class NoteWindow final : public QWidget
{
    Q_OBJECT
public:
    explicit NoteWindow(Session &session, QWidget *parent = nullptr);

protected:
    /// Leaves the group first; the process ends when that is done.
    void closeEvent(QCloseEvent *event) override;

private:
    void showRole();
    void showPrimary();
    void showInstances();
    void showNotice(const QString &text);

    Session &m_session;
    QtFailover::Watcher &m_watcher;
    QLabel *const m_badge;
    QLabel *const m_primary;
    QLabel *const m_notice;
    QTreeWidget *const m_instances;
    QPushButton *const m_handOver;
    QPushButton *const m_becomePrimary;
};

} // namespace Demo
