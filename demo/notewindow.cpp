// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "notewindow.h"

#include "session.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace Demo {

using namespace Qt::StringLiterals;
using namespace QtFailover;

namespace {

QString roleText(Role role)
{
    switch (role) {
    case Role::Inactive:
        return NoteWindow::tr("No role yet");
    case Role::Secondary:
        return NoteWindow::tr("Secondary");
    case Role::Primary:
        return NoteWindow::tr("Primary");
    }
    Q_UNREACHABLE();
}

QString healthText(PrimaryHealth health)
{
    switch (health) {
    case PrimaryHealth::Unknown:
        return NoteWindow::tr("not known");
    case PrimaryHealth::Alive:
        return NoteWindow::tr("alive");
    case PrimaryHealth::Busy:
        return NoteWindow::tr("busy");
    case PrimaryHealth::Stopped:
        return NoteWindow::tr("stopped");
    case PrimaryHealth::Unresponsive:
        return NoteWindow::tr("not responding");
    case PrimaryHealth::Gone:
        return NoteWindow::tr("gone");
    }
    Q_UNREACHABLE();
}

} // namespace

NoteWindow::NoteWindow(Session &session, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_watcher(session.watcher()),
      m_badge(new QLabel(this)),
      m_primary(new QLabel(this)),
      m_notice(new QLabel(this)),
      m_instances(new QTreeWidget(this)),
      m_handOver(new QPushButton(tr("&Hand over"), this)),
      m_becomePrimary(new QPushButton(tr("Become &primary"), this))
{
    QFont badgeFont = font();
    badgeFont.setBold(true);
    badgeFont.setPointSizeF(badgeFont.pointSizeF() * 1.6);
    m_badge->setFont(badgeFont);
    m_badge->setMargin(8);
    m_badge->setAlignment(Qt::AlignCenter);
    m_badge->setAccessibleName(tr("Role of this window"));
    m_primary->setAccessibleName(tr("The primary and its health"));
    m_notice->setAccessibleName(tr("Last notice"));
    m_notice->setWordWrap(true);
    m_instances->setAccessibleName(tr("Instances of the group"));
    m_instances->setHeaderLabels({tr("Instance"), tr("PID"), tr("Role"), tr("Priority"), tr("Succession")});
    m_instances->setRootIsDecorated(false);
    m_instances->header()->setSectionResizeMode(QHeaderView::ResizeToContents);

    auto *quit = new QPushButton(tr("&Quit"), this);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_handOver);
    buttons->addWidget(m_becomePrimary);
    buttons->addStretch();
    buttons->addWidget(quit);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_badge);
    layout->addWidget(m_primary);
    layout->addWidget(m_instances);
    layout->addWidget(m_notice);
    layout->addLayout(buttons);
    resize(520, 340);

    connect(m_handOver, &QPushButton::clicked, &m_watcher, [this] { m_watcher.handOver(); });
    connect(m_becomePrimary, &QPushButton::clicked, &m_watcher, &Watcher::takeOver);
    connect(quit, &QPushButton::clicked, this, &QWidget::close);
    connect(&m_watcher, &Watcher::roleChanged, this, &NoteWindow::showRole);
    connect(&m_watcher, &Watcher::instanceIdChanged, this, &NoteWindow::showRole);
    connect(&m_watcher, &Watcher::primaryChanged, this, &NoteWindow::showPrimary);
    connect(&m_watcher, &Watcher::primaryHealthChanged, this, &NoteWindow::showPrimary);
    connect(&m_watcher, &Watcher::instancesChanged, this, &NoteWindow::showInstances);
    connect(&m_watcher, &Watcher::errorOccurred, this, [this](Error, const QString &text) { showNotice(text); });
    connect(&m_watcher, &Watcher::shutdownAnnounced, this,
            [this](const QString &id) { showNotice(tr("%1 is leaving.").arg(id)); });
    showRole();
    showPrimary();
    showInstances();
}

void NoteWindow::closeEvent(QCloseEvent *event)
{
    event->ignore();
    setEnabled(false);
    m_session.leave();
}

void NoteWindow::showRole()
{
    const Role role = m_watcher.role();
    // Words, a mark and the frame tell the roles apart; no colour does.
    const QString mark = role == Role::Primary ? u"\u2605 "_s : u"\u25cb "_s;
    m_badge->setText(mark + roleText(role));
    m_badge->setFrameStyle(role == Role::Primary ? int(QFrame::Box) | int(QFrame::Plain) : int(QFrame::NoFrame));
    m_badge->setLineWidth(3);
    m_handOver->setEnabled(role == Role::Primary);
    m_becomePrimary->setEnabled(role == Role::Secondary);
    setWindowTitle(tr("%1 (%2) - QtFailover demo").arg(m_watcher.instanceId(), roleText(role)));
    showPrimary();
}

void NoteWindow::showPrimary()
{
    m_primary->setText(m_watcher.primaryId().isEmpty()
                           ? tr("There is no primary yet.")
                           : tr("The primary is %1, epoch %2: %3.")
                                 .arg(m_watcher.primaryId(), QString::number(m_watcher.epoch()),
                                      healthText(m_watcher.primaryHealth())));
}

void NoteWindow::showInstances()
{
    m_instances->clear();
    const QList<InstanceInfo> instances = m_watcher.instances();
    for (const InstanceInfo &info : instances) {
        const QString id = info.id() == m_watcher.instanceId() ? tr("%1 (this window)").arg(info.id()) : info.id();
        const QString succession = info.isSuccessor() ? tr("\u2192 next") : info.isEnabled() ? QString() : tr("never");
        m_instances->addTopLevelItem(new QTreeWidgetItem(
            {id, QString::number(info.pid()), roleText(info.role()), QString::number(info.priority()), succession}));
    }
}

void NoteWindow::showNotice(const QString &text) { m_notice->setText(text); }

} // namespace Demo
