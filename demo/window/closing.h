// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>

QT_FORWARD_DECLARE_CLASS(QMainWindow)
QT_FORWARD_DECLARE_CLASS(QMessageBox)
QT_FORWARD_DECLARE_CLASS(QPushButton)

namespace Demo {

class Session;

/// Closes the window once everything that was typed in it is written: at once as a rule. Where that takes longer than
/// `Session::patience`, as beside a primary that hangs, it says so and goes on waiting; the user may keep the window,
/// or give the edits up. What was sent already may be written all the same.
class Closing final : public QObject
{
    Q_OBJECT
public:
    Closing(Session &session, QMainWindow &window);

    void begin();

private:
    void ask();
    void showCount();
    void onAnswered();

    Session &m_session;
    QMainWindow &m_window;
    QTimer m_patience;
    QPointer<QMessageBox> m_question;
    QPointer<QPushButton> m_closeAnyway;
};

} // namespace Demo
