// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "window/isolated.h"

#include <QGuiApplication>

namespace Demo {

namespace {
constexpr QChar firstStrongIsolate(0x2068);
constexpr QChar popDirectionalIsolate(0x2069);
} // namespace

QString isolated(const QString &word)
{
    if (QGuiApplication::isLeftToRight() || word.isEmpty())
        return word;
    return firstStrongIsolate + word + popDirectionalIsolate;
}

} // namespace Demo
