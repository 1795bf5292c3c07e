// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QPlainTextEdit>

namespace QtFailover {
class Watcher;
}

namespace Demo {

/// What the Watcher has told, a line each, with the time of day.
class EventLog final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit EventLog(QtFailover::Watcher &watcher, QWidget *parent = nullptr);

    void add(const QString &text);
    QSize sizeHint() const override;

Q_SIGNALS:
    /// An event that a person may want to know of without looking for it.
    void noticed(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void alignLines();
    void addAndNotice(const QString &text);

    QtFailover::Watcher &m_watcher;
};

} // namespace Demo
