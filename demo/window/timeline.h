// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "window/history.h"

#include <QTimer>
#include <QWidget>

namespace Demo {

/// The last half minute: a row for each instance, a tall bar while it is primary, a thin one while it is secondary, a
/// hatched one while it hangs, a tick for each heartbeat, and a flag where the role has moved, with the time for which
/// nobody was seen to have it.
///
/// It moves at 60 Hz for a moment after something has happened, and once a second else; not at all while nobody sees
/// it.
class Timeline final : public QWidget
{
    Q_OBJECT
public:
    explicit Timeline(QtFailover::Watcher &watcher, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    const History &history() const { return m_history; }
    /// How often it has been painted.
    quint64 paintCount() const { return m_paintCount; }
    /// Nothing has happened for a while.
    bool isResting() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Layout; ///< where things lie in one painting

    void onEvent(std::chrono::milliseconds livelyFor);
    void tick();
    void updateDescription();
    int rowHeight() const;
    std::vector<const History::Row *> rowsFor(int most) const;
    void paintScale(QPainter &painter, const Layout &layout) const;
    void paintRow(QPainter &painter, const Layout &layout, const History::Row &row, const QRectF &area) const;
    void paintChanges(QPainter &painter, const Layout &layout) const;

    QtFailover::Watcher &m_watcher;
    History m_history;
    QTimer m_timer;
    qint64 m_livelyUntilNs = 0;
    quint64 m_paintCount = 0;
};

} // namespace Demo
