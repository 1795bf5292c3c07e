// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QCoreApplication>
#include <QString>

#include <exception>

namespace QtFailover::Internal {

/// Runs what belongs to the application; empty, or what it threw.
template <typename Call>
QString exceptionFrom(Call call)
{
    try {
        call();
    } catch (const std::exception &exception) {
        const QString what = QString::fromLocal8Bit(exception.what());
        return what.isEmpty() ? QStringLiteral("std::exception") : what;
    } catch (...) {
        return QCoreApplication::translate("QtFailover", "an exception that is no std::exception");
    }
    return {};
}

} // namespace QtFailover::Internal
