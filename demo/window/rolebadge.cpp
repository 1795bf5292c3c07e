// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "window/rolebadge.h"

#include "window/colours.h"
#include "window/words.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

#include <cmath>
#include <numbers>

namespace Demo {

using QtFailover::Role;

namespace {

QPolygonF star(const QPointF &centre, qreal radius)
{
    QPolygonF points;
    for (int i = 0; i < 10; ++i) {
        const qreal angle = std::numbers::pi * (i / 5.0 - 0.5);
        const qreal distance = i % 2 == 0 ? radius : radius * 0.45;
        points << centre + distance * QPointF(std::cos(angle), std::sin(angle));
    }
    return points;
}

} // namespace

RoleBadge::RoleBadge(QWidget *parent) : QWidget(parent), m_roleLabel(new QLabel(this)), m_detailLabel(new QLabel(this))
{
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.5);
    m_roleLabel->setFont(large);
    for (QLabel *label : {m_roleLabel, m_detailLabel})
        label->setTextFormat(Qt::PlainText);
    m_detailLabel->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    const int margin = fontMetrics().height() / 2;
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(margin / 4);
    layout->addWidget(m_roleLabel);
    layout->addWidget(m_detailLabel);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    setRole(m_role);
}

void RoleBadge::setRole(Role role)
{
    m_role = role;
    m_roleLabel->setText(roleText(role));
    const int margin = fontMetrics().height() / 2;
    // Labels mirror with the layout, and so does the shape.
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    layout()->setContentsMargins(mirrored ? margin : shapeWidth(), margin, mirrored ? shapeWidth() : margin, margin);
    setColours();
    setAccessibleName(tr("Role of this window: %1").arg(text()));
    update();
}

void RoleBadge::setDetail(const QString &text)
{
    m_detailLabel->setText(text);
    setAccessibleDescription(text);
}

void RoleBadge::setWarning(bool on)
{
    m_warns = on;
    update();
}

QString RoleBadge::text() const { return m_roleLabel->text(); }

QColor RoleBadge::ground() const
{
    return m_role == Role::Primary ? primaryColour(palette()) : palette().base().color();
}

QColor RoleBadge::ink() const
{
    return m_role == Role::Primary ? textOn(primaryColour(palette())) : palette().text().color();
}

void RoleBadge::setColours()
{
    m_isSettingColours = true;
    for (QLabel *label : {m_roleLabel, m_detailLabel}) {
        QPalette colours = palette();
        colours.setColor(QPalette::WindowText, ink());
        label->setPalette(colours);
    }
    m_isSettingColours = false;
}

int RoleBadge::shapeWidth() const { return fontMetrics().height() * 4; }

void RoleBadge::changeEvent(QEvent *event)
{
    const auto type = event->type();
    if (!m_isSettingColours
        && (type == QEvent::LanguageChange || type == QEvent::PaletteChange || type == QEvent::LayoutDirectionChange))
        setRole(m_role);
    QWidget::changeEvent(event);
}

void RoleBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal corner = fontMetrics().height() * 0.4;
    QPen frame(m_role == Role::Primary ? ground() : palette().mid().color(), 1.5);
    if (m_role == Role::Inactive)
        frame.setStyle(Qt::DashLine);
    painter.setPen(frame);
    painter.setBrush(ground());
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), corner, corner);
    const QRect area(0, 0, shapeWidth(), height());
    const QRect place = QStyle::visualRect(layoutDirection(), rect(), area);
    paintShape(painter, place);
    if (m_warns)
        paintWarning(painter, place);
}

void RoleBadge::paintWarning(QPainter &painter, const QRectF &area) const
{
    const qreal size = fontMetrics().height() * 1.3;
    const QRectF box(area.center() + QPointF(size * 0.1, size * 0.1), QSizeF(size, size));
    const QPolygonF triangle{{QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()}};
    painter.setPen(QPen(ground(), size * 0.15));
    painter.setBrush(warningColour(palette()));
    painter.drawPolygon(triangle);
    painter.setPen(QPen(textOn(warningColour(palette())), size * 0.11, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(box.center().x(), box.top() + size * 0.4),
                     QPointF(box.center().x(), box.top() + size * 0.63));
    painter.drawPoint(QPointF(box.center().x(), box.top() + size * 0.83));
}

void RoleBadge::paintShape(QPainter &painter, const QRectF &area) const
{
    const qreal radius = std::min(area.width(), area.height()) * 0.32;
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink());
    if (m_role == Role::Primary) {
        painter.drawPolygon(star(area.center() + QPointF(0, radius * 0.08), radius * 1.15));
        return;
    }
    QPen ring(ink(), radius * 0.25);
    if (m_role == Role::Inactive)
        ring.setDashPattern({1.2, 1.2});
    painter.setPen(ring);
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(area.center(), radius * 0.8, radius * 0.8);
}

} // namespace Demo
