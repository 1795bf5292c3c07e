// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QTreeWidget>

namespace QtFailover {
class InstanceInfo;
class Watcher;
} // namespace QtFailover

namespace Demo {

/// Who belongs to the group: id, pid, role, health, priority, and who is next.
class InstanceTable final : public QTreeWidget
{
    Q_OBJECT
public:
    explicit InstanceTable(const QtFailover::Watcher &watcher, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    QStringList cells(const QtFailover::InstanceInfo &info) const;

    const QtFailover::Watcher &m_watcher;
};

} // namespace Demo
