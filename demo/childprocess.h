// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringList>

QT_FORWARD_DECLARE_CLASS(QProcess)

namespace Demo {

/// Starts this very program once more. On Linux the child is ended, in order, when its parent dies, however that
/// happens; and Ctrl+C in a terminal reaches the parent alone, which then ends its children one by one.
void startChild(QProcess &process, const QStringList &arguments);

} // namespace Demo
