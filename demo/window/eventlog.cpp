// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "window/eventlog.h"

#include "window/isolated.h"
#include "window/words.h"

#include <QtFailover/Watcher>

#include <QEvent>
#include <QStyle>
#include <QTextDocument>
#include <QTextOption>
#include <QTime>

namespace Demo {

using namespace QtFailover;

namespace {
constexpr int linesKept = 500;
constexpr int linesShown = 4;
} // namespace

EventLog::EventLog(Watcher &watcher, QWidget *parent) : QPlainTextEdit(parent), m_watcher(watcher)
{
    setReadOnly(true);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setMaximumBlockCount(linesKept);
    setUndoRedoEnabled(false);
    setAccessibleName(tr("Events"));
    alignLines();
    connect(&watcher, &Watcher::roleChanged, this, [this](Role role, Role) {
        const QString reason = reasonText(m_watcher.lastReason());
        add(reason.isEmpty() ? tr("This window: %1").arg(roleText(role))
                             : tr("This window: %1 (%2)").arg(roleText(role), reason));
    });
    connect(&watcher, &Watcher::primaryChanged, this, [this](const QString &id, quint64 epoch) {
        const QString number = QLocale().toString(epoch);
        addAndNotice(id == m_watcher.instanceId() ? tr("This window is the primary now, epoch %1.").arg(number)
                                                  : tr("%1 is the primary now, epoch %2.").arg(isolated(id), number));
    });
    connect(&watcher, &Watcher::primaryHealthChanged, this, [this](PrimaryHealth health) {
        if (health == PrimaryHealth::Alive || health == PrimaryHealth::Unknown)
            return add(tr("The primary is %1.").arg(healthText(health)));
        addAndNotice(tr("The primary, %1, is %2.").arg(isolated(m_watcher.primaryId()), healthText(health)));
    });
    connect(&watcher, &Watcher::instancesChanged, this,
            [this] { add(tr("Instances: %1").arg(QLocale().toString(m_watcher.instances().size()))); });
    connect(&watcher, &Watcher::shutdownAnnounced, this,
            [this](const QString &id) { addAndNotice(tr("%1 is leaving.").arg(isolated(id))); });
    connect(&watcher, &Watcher::errorOccurred, this, [this](Error, const QString &text) { addAndNotice(text); });
}

QSize EventLog::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, linesShown * fontMetrics().lineSpacing() + 4 * frameWidth() + 8};
}

void EventLog::add(const QString &text)
{
    appendPlainText(tr("%1  %2", "1: time of day, 2: event").arg(QTime::currentTime().toString(u"HH:mm:ss.zzz"), text));
}

/// QPlainTextEdit leaves them all on the left. The direction within a line is the line's own: older ones may be in
/// another language.
void EventLog::alignLines()
{
    QTextOption option = document()->defaultTextOption();
    option.setAlignment(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft));
    document()->setDefaultTextOption(option);
}

void EventLog::addAndNotice(const QString &text)
{
    add(text);
    Q_EMIT noticed(text);
}

void EventLog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Events"));
    else if (event->type() == QEvent::LayoutDirectionChange)
        alignLines();
    QPlainTextEdit::changeEvent(event);
}

} // namespace Demo
