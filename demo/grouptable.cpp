// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "grouptable.h"

#include "names.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace Demo {

using QtFailover::InstanceInfo;

namespace {

QString text(const char *source) { return QCoreApplication::translate("GroupTable", source); }

QStringList row(const InstanceInfo &info)
{
    return {info.id(),
            QString::number(info.pid()),
            roleName(info.role()),
            info.isEnabled() ? text(QT_TRANSLATE_NOOP("GroupTable", "yes"))
                             : text(QT_TRANSLATE_NOOP("GroupTable", "no")),
            QString::number(info.priority()),
            info.isSuccessor() ? text(QT_TRANSLATE_NOOP("GroupTable", "next")) : QString(),
            info.applicationVersion()};
}

} // namespace

QString groupTable(const QList<InstanceInfo> &instances)
{
    QList<QStringList> rows{
        {text(QT_TRANSLATE_NOOP("GroupTable", "INSTANCE")), text(QT_TRANSLATE_NOOP("GroupTable", "PID")),
         text(QT_TRANSLATE_NOOP("GroupTable", "ROLE")), text(QT_TRANSLATE_NOOP("GroupTable", "ENABLED")),
         text(QT_TRANSLATE_NOOP("GroupTable", "PRIORITY")), text(QT_TRANSLATE_NOOP("GroupTable", "SUCCESSOR")),
         text(QT_TRANSLATE_NOOP("GroupTable", "VERSION"))}};
    for (const InstanceInfo &info : instances)
        rows.append(row(info));

    QList<qsizetype> widths(rows.constFirst().size(), 0);
    for (const QStringList &cells : rows) {
        for (qsizetype column = 0; column < cells.size(); ++column)
            widths[column] = std::max(widths[column], cells[column].size());
    }
    QString table;
    for (const QStringList &cells : rows) {
        QString line;
        for (qsizetype column = 0; column < cells.size(); ++column)
            line += cells[column].leftJustified(widths[column] + 2);
        table += line.trimmed() + u'\n';
    }
    return table;
}

} // namespace Demo
