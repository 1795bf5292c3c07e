// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "window/instancetable.h"

#include "window/isolated.h"
#include "window/words.h"

#include <QtFailover/Watcher>

#include <QEvent>
#include <QHeaderView>

namespace Demo {

using namespace Qt::StringLiterals;
using namespace QtFailover;

namespace {
constexpr int rowsShown = 4;
}

InstanceTable::InstanceTable(const Watcher &watcher, QWidget *parent) : QTreeWidget(parent), m_watcher(watcher)
{
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setColumnCount(6);
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setStretchLastSection(true);
    header()->setHighlightSections(false);
    connect(&watcher, &Watcher::instancesChanged, this, &InstanceTable::refresh);
    connect(&watcher, &Watcher::primaryHealthChanged, this, &InstanceTable::refresh);
    connect(&watcher, &Watcher::primaryChanged, this, &InstanceTable::refresh);
    connect(&watcher, &Watcher::roleChanged, this, &InstanceTable::refresh);
    refresh();
}

QSize InstanceTable::sizeHint() const
{
    const int row = std::max(sizeHintForRow(0), fontMetrics().height() + 2);
    return {fontMetrics().averageCharWidth() * 60, header()->sizeHint().height() + rowsShown * row + 2 * frameWidth()};
}

void InstanceTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LayoutDirectionChange)
        refresh();
    QTreeWidget::changeEvent(event);
}

void InstanceTable::refresh()
{
    setAccessibleName(tr("Instances of the group"));
    setHeaderLabels({tr("Instance"), tr("Role"), tr("Health"), tr("Succession"), tr("Priority"), tr("Process")});
    const QString selected = currentItem() ? currentItem()->data(0, Qt::UserRole).toString() : QString();
    clear();
    const QList<InstanceInfo> instances = m_watcher.instances();
    for (const InstanceInfo &info : instances) {
        auto *item = new QTreeWidgetItem(this, cells(info));
        item->setData(0, Qt::UserRole, info.id());
        if (info.role() == Role::Primary) {
            QFont bold = font();
            bold.setBold(true);
            for (int column = 0; column < columnCount(); ++column)
                item->setFont(column, bold);
        }
        if (info.id() == selected)
            setCurrentItem(item);
    }
}

QStringList InstanceTable::cells(const InstanceInfo &info) const
{
    const bool isPrimary = info.role() == Role::Primary;
    const QString id = isolated(info.id());
    // Only the primary is watched; the others are there, and may be stopped.
    const bool isWatched = isPrimary && info.id() == m_watcher.primaryId();
    const QString arrow = layoutDirection() == Qt::RightToLeft ? u"← "_s : u"→ "_s;
    const QString succession = info.isSuccessor()  ? arrow + tr("next")
                               : !info.isEnabled() ? tr("observes only")
                                                   : QString();
    return {info.id() == m_watcher.instanceId() ? tr("%1 (this window)").arg(id) : id,
            (isPrimary ? u"★ "_s : u"○ "_s) + roleText(info.role()),
            isWatched ? healthText(m_watcher.primaryHealth()) : u"–"_s,
            succession,
            QLocale().toString(info.priority()),
            QString::number(info.pid())};
}

} // namespace Demo
