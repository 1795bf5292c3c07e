// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QStringList>
#include <QWidget>

#include <algorithm>
#include <vector>

namespace Demo {

/// What a widget paints as text, as the eye goes over it: from left to right, whatever the order in the string.
class PaintedText final : public QPaintDevice
{
public:
    explicit PaintedText(QWidget &widget) : m_size(widget.size())
    {
        QPainter painter(this);
        painter.setLayoutDirection(widget.layoutDirection()); // as on the screen
        widget.render(&painter);
    }

    /// The pieces on the same base line, the leftmost first. What is not seen is left out.
    QStringList lines() const
    {
        std::vector<Piece> pieces = m_pieces;
        std::stable_sort(pieces.begin(), pieces.end(), [](const Piece &a, const Piece &b) {
            return a.place.y() != b.place.y() ? a.place.y() < b.place.y() : a.place.x() < b.place.x();
        });
        QStringList result;
        const Piece *before = nullptr;
        for (const Piece &piece : pieces) {
            if (!before || before->place.y() != piece.place.y())
                result.append(QString());
            result.back() += piece.text;
            before = &piece;
        }
        return result;
    }
    bool shows(const QString &words) const
    {
        const QStringList all = lines();
        return std::any_of(all.begin(), all.end(), [&](const QString &line) { return line.contains(words); });
    }

    QPaintEngine *paintEngine() const override { return &m_engine; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return m_size.width();
        case PdmHeight:
            return m_size.height();
        case PdmDepth:
            return 32;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return int(devicePixelRatioFScale());
        default:
            return 0;
        }
    }

private:
    struct Piece {
        QPoint place;
        QString text;
    };

    class Engine final : public QPaintEngine
    {
    public:
        explicit Engine(std::vector<Piece> &pieces) : QPaintEngine(AllFeatures), m_its(pieces) {}
        bool begin(QPaintDevice *) override { return true; }
        bool end() override { return true; }
        void updateState(const QPaintEngineState &) override {}
        void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override {}
        void drawPath(const QPainterPath &) override {}
        void drawPolygon(const QPointF *, int, PolygonDrawMode) override {}
        void drawTextItem(const QPointF &at, const QTextItem &item) override
        {
            QString seen = item.text();
            seen.removeIf([](QChar c) { return c.category() == QChar::Other_Format; });
            m_its.push_back({painter()->deviceTransform().map(at).toPoint(), seen});
        }
        Type type() const override { return User; }

    private:
        std::vector<Piece> &m_its;
    };

    const QSize m_size;
    std::vector<Piece> m_pieces;
    mutable Engine m_engine{m_pieces};
};

} // namespace Demo
