// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "window/timeline.h"

#include "monotonic.h"
#include "window/colours.h"
#include "window/isolated.h"

#include <QPainter>

namespace Demo {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using namespace QtFailover;
using std::chrono::milliseconds;

namespace {

constexpr qint64 shownNs = 30'000'000'000;
constexpr milliseconds livelyAfterChange = 2s;
constexpr milliseconds livelyAfterBeat = 300ms;
constexpr milliseconds livelyTick = 16ms;
constexpr milliseconds idleTick = 1s;
constexpr std::size_t fewestRows = 3;
constexpr std::size_t mostRows = 8;

QString inMilliseconds(qint64 ns)
{
    const double value = double(ns) / 1e6;
    return Timeline::tr("%1 ms").arg(QLocale().toString(value, 'f', value < 10 ? 1 : 0));
}

} // namespace

struct Timeline::Layout {
    std::vector<const History::Row *> rows;
    QRectF names;
    QRectF plot;
    qint64 nowNs;
    qreal rowHeight;

    qreal x(qint64 atNs) const { return plot.right() - plot.width() * double(nowNs - atNs) / double(shownNs); }
};

Timeline::Timeline(Watcher &watcher, QWidget *parent) : QWidget(parent), m_watcher(watcher)
{
    setAccessibleName(tr("Roles over time"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(&m_timer, &QTimer::timeout, this, &Timeline::tick);
    connect(&watcher, &Watcher::primaryChanged, this, [this](const QString &id, quint64 epoch) {
        m_history.addPrimary(id, epoch, monotonicNs());
        onEvent(livelyAfterChange);
    });
    connect(&watcher, &Watcher::primaryHealthChanged, this, [this](PrimaryHealth health) {
        m_history.setHealth(m_watcher.primaryId(), health, monotonicNs());
        onEvent(livelyAfterChange);
    });
    connect(&watcher, &Watcher::instancesChanged, this, [this] {
        m_history.setInstances(m_watcher.instances(), monotonicNs());
        updateGeometry();
        onEvent(livelyAfterChange);
    });
    connect(&watcher, &Watcher::heartbeat, this, [this](const QString &id) {
        m_history.addBeat(id, monotonicNs());
        onEvent(livelyAfterBeat);
    });
    m_history.setInstances(watcher.instances(), monotonicNs());
    updateDescription();
}

int Timeline::rowHeight() const { return fontMetrics().height() * 3 / 2; }

QSize Timeline::sizeHint() const
{
    const int rows = int(std::clamp(m_history.rows().size(), fewestRows, mostRows));
    return {fontMetrics().averageCharWidth() * 60, rows * rowHeight() + 2 * fontMetrics().height()};
}

QSize Timeline::minimumSizeHint() const { return {fontMetrics().averageCharWidth() * 30, sizeHint().height()}; }

void Timeline::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    onEvent(livelyAfterBeat);
}

void Timeline::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void Timeline::onEvent(milliseconds livelyFor)
{
    updateDescription();
    if (!isVisible())
        return;
    m_livelyUntilNs = std::max(m_livelyUntilNs, monotonicNs() + qint64(livelyFor / 1ns));
    if (isResting()) {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(livelyTick);
        update();
    }
}

bool Timeline::isResting() const { return !m_timer.isActive() || m_timer.intervalAsDuration() == idleTick; }

void Timeline::tick()
{
    if (monotonicNs() >= m_livelyUntilNs && !isResting()) {
        m_timer.setTimerType(Qt::CoarseTimer);
        m_timer.start(idleTick);
    }
    update(); // without effect where the window is covered or minimized
}

void Timeline::updateDescription()
{
    if (m_history.changes().empty())
        return setAccessibleDescription(tr("No primary yet"));
    const History::Change &last = m_history.changes().back();
    setAccessibleDescription(tr("The last new primary is %1, epoch %2").arg(last.id, QString::number(last.epoch)));
}

void Timeline::paintEvent(QPaintEvent *)
{
    ++m_paintCount;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().base());

    const int gap = fontMetrics().height() / 2;
    Layout layout;
    layout.rows = rowsFor((height() - fontMetrics().height() * 3 / 2) / rowHeight());
    qreal nameWidth = 0;
    for (const History::Row *row : layout.rows)
        nameWidth = std::max(nameWidth, fontMetrics().horizontalAdvance(row->id) * 1.0);
    nameWidth = std::min(nameWidth, width() * 0.25);
    layout.nowNs = monotonicNs();
    layout.rowHeight = rowHeight();
    layout.names = QRectF(gap, gap / 2.0, nameWidth, height() - fontMetrics().height() * 1.5);
    layout.plot =
        QRectF(layout.names.right() + gap, layout.names.top(), width() - nameWidth - 3 * gap, layout.names.height());
    if (layoutDirection() == Qt::RightToLeft) {
        // The names change sides; time keeps its direction, as in print.
        layout.plot.moveLeft(gap);
        layout.names.moveRight(width() - gap);
    }
    paintScale(painter, layout);
    QRectF area(0, layout.plot.top(), width(), layout.rowHeight);
    for (const History::Row *row : layout.rows) {
        paintRow(painter, layout, *row, area);
        area.translate(0, layout.rowHeight);
    }
    paintChanges(painter, layout);
}

/// The living, and of the others the last ones, in their order.
std::vector<const History::Row *> Timeline::rowsFor(int most) const
{
    std::vector<const History::Row *> rows;
    for (const History::Row &row : m_history.rows())
        rows.push_back(&row);
    for (auto row = rows.begin(); row != rows.end() && int(rows.size()) > most;)
        row = (*row)->lives() ? row + 1 : rows.erase(row);
    if (int(rows.size()) > most)
        rows.resize(std::size_t(std::max(most, 0)));
    return rows;
}

void Timeline::paintScale(QPainter &painter, const Layout &layout) const
{
    QColor faint = palette().text().color();
    faint.setAlphaF(0.12f);
    QColor text = palette().text().color();
    text.setAlphaF(0.7f);
    const QRectF below(0, layout.plot.bottom(), width(), fontMetrics().height() * 1.3);
    for (int second = 0; second <= 30; second += 10) {
        const qreal x = layout.x(layout.nowNs - second * 1'000'000'000LL);
        painter.setPen(faint);
        painter.drawLine(QPointF(x, layout.plot.top()), QPointF(x, layout.plot.bottom()));
        painter.setPen(text);
        const QString label = second == 0 ? tr("now") : tr("−%1 s").arg(QLocale().toString(second));
        const qreal half = fontMetrics().horizontalAdvance(label) / 2.0 + 1;
        QRectF box(x - half, below.top(), 2 * half, below.height());
        box.moveLeft(std::clamp(box.left(), 0.0, width() - box.width()));
        painter.drawText(box, Qt::AlignCenter, label);
    }
}

void Timeline::paintRow(QPainter &painter, const Layout &layout, const History::Row &row, const QRectF &area) const
{
    QColor name = palette().text().color();
    if (!row.lives())
        name.setAlphaF(0.5f);
    painter.setPen(name);
    const QRectF box(layout.names.left(), area.top(), layout.names.width(), area.height());
    painter.drawText(box, Qt::AlignVCenter | (layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft),
                     isolated(fontMetrics().elidedText(row.id, Qt::ElideMiddle, int(box.width()) + 1)));

    painter.save();
    painter.setClipRect(layout.plot);
    const qreal tall = area.height() * 0.62;
    const qreal thin = area.height() * 0.16;
    for (const History::Span &span : row.spans) {
        const qreal height = span.state == History::State::Secondary ? thin : tall;
        const qreal from = layout.x(span.fromNs);
        const QRectF bar(from, area.center().y() - height / 2, layout.x(span.toNs.value_or(layout.nowNs)) - from,
                         height);
        painter.setPen(Qt::NoPen);
        switch (span.state) {
        case History::State::Secondary:
            painter.fillRect(bar, secondaryColour(palette()));
            break;
        case History::State::Primary:
            painter.fillRect(bar, primaryColour(palette()));
            break;
        case History::State::Hung:
            painter.fillRect(bar, QBrush(warningColour(palette()), Qt::BDiagPattern));
            painter.setPen(warningColour(palette()));
            painter.drawRect(bar);
            break;
        }
    }
    painter.setPen(QPen(palette().base().color(), 1.5));
    for (const qint64 beat : row.beatsNs) {
        const qreal x = layout.x(beat);
        painter.drawLine(QPointF(x, area.center().y() - tall * 0.28), QPointF(x, area.center().y() + tall * 0.28));
    }
    // Where it ended, for those whose bar is too thin to be missed.
    if (!row.lives() && !row.spans.empty()) {
        const QPointF end(layout.x(*row.spans.back().toNs), area.center().y());
        const qreal arm = area.height() * 0.2;
        painter.setPen(QPen(warningColour(palette()), 2));
        painter.drawLine(end - QPointF(arm, arm), end + QPointF(arm, arm));
        painter.drawLine(end - QPointF(arm, -arm), end + QPointF(arm, -arm));
    }
    painter.restore();
}

void Timeline::paintChanges(QPainter &painter, const Layout &layout) const
{
    painter.save();
    for (const History::Change &change : m_history.changes()) {
        const qreal x = layout.x(change.atNs);
        if (x < layout.plot.left())
            continue;
        painter.setPen(QPen(palette().text().color(), 1, Qt::DotLine));
        painter.drawLine(QPointF(x, layout.plot.top()), QPointF(x, layout.plot.bottom()));

        QString label = tr("epoch %1").arg(QLocale().toString(change.epoch));
        if (change.absenceNs)
            label = tr("%1, after %2", "1: \"epoch 5\", 2: \"1.4 ms\"").arg(label, inMilliseconds(*change.absenceNs));
        const auto row = std::find_if(layout.rows.begin(), layout.rows.end(),
                                      [&](const History::Row *its) { return its->id == change.id; });
        if (row == layout.rows.end())
            continue;
        const qreal top = layout.plot.top() + layout.rowHeight * qreal(row - layout.rows.begin());
        const qreal width = fontMetrics().horizontalAdvance(label) + fontMetrics().height() * 0.8;
        // On its past, where the bar is thin: the tall one is what there is to see.
        QRectF flag(x - width, top + layout.rowHeight * 0.1, width, layout.rowHeight * 0.8);
        if (flag.left() < layout.plot.left())
            flag.moveLeft(x);
        if (flag.right() > layout.plot.right())
            continue; // no room left for it
        QColor ground = palette().base().color();
        ground.setAlphaF(0.9f);
        painter.setPen(QPen(palette().text().color(), 1));
        painter.setBrush(ground);
        painter.drawRoundedRect(flag, 3, 3);
        painter.drawText(flag, Qt::AlignCenter, label);
    }
    painter.restore();
}

} // namespace Demo
