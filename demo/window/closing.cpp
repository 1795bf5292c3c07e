// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "window/closing.h"

#include "session.h"

#include <QMainWindow>
#include <QMessageBox>
#include <QPushButton>

namespace Demo {

Closing::Closing(Session &session, QMainWindow &window) : QObject(&window), m_session(session), m_window(window)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(Session::patience);
    connect(&m_patience, &QTimer::timeout, this, &Closing::ask);
    connect(&m_session.note(), &SharedNote::countersChanged, this, &Closing::showCount);
}

void Closing::begin()
{
    if (m_patience.isActive() || m_question)
        return;
    m_window.setEnabled(false);
    m_patience.start();
    m_session.leaveWhenWritten();
}

void Closing::ask()
{
    if (!m_session.note().hasUnwritten())
        return;                // it is leaving
    m_window.setEnabled(true); // the question is in front of it
    m_question = new QMessageBox(QMessageBox::Warning, m_window.windowTitle(), {}, QMessageBox::NoButton, &m_window);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *const keep = m_question->addButton(tr("&Keep open"), QMessageBox::RejectRole);
    m_closeAnyway = m_question->addButton(tr("&Close anyway"), QMessageBox::DestructiveRole);
    m_question->setDefaultButton(keep);
    m_question->setEscapeButton(keep);
    connect(m_question, &QDialog::finished, this, &Closing::onAnswered);
    showCount();
    m_question->open();
}

void Closing::showCount()
{
    if (m_question)
        m_question->setText(tr("Edits not saved yet: %1. The window closes as soon as they are saved.")
                                .arg(QLocale().toString(m_session.note().unwrittenCount())));
}

void Closing::onAnswered()
{
    if (m_question->clickedButton() == m_closeAnyway)
        m_session.leaveNow();
    else
        m_session.stay();
}

} // namespace Demo
