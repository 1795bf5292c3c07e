// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QColor>
#include <QPalette>

namespace Demo {

inline bool isDark(const QPalette &palette) { return palette.base().color().lightness() < 128; }

/// The few colours that the palette has no role for. Each goes with a shape or a word that says the same.
inline QColor primaryColour(const QPalette &palette)
{
    return isDark(palette) ? QColor(0x4f, 0xc3, 0x8f) : QColor(0x0b, 0x6e, 0x4f);
}
inline QColor secondaryColour(const QPalette &palette)
{
    return isDark(palette) ? QColor(0x8a, 0xa4, 0xc8) : QColor(0x5b, 0x78, 0xa4);
}
inline QColor warningColour(const QPalette &palette)
{
    return isDark(palette) ? QColor(0xff, 0xb7, 0x4d) : QColor(0xb4, 0x53, 0x09);
}
inline QColor textOn(const QColor &ground) { return ground.lightness() > 110 ? QColor(Qt::black) : QColor(Qt::white); }

} // namespace Demo
