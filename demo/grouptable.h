// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/Watcher>

#include <QList>
#include <QString>

namespace Demo {

/// The roster as lines of text with aligned columns; the successor is marked.
QString groupTable(const QList<QtFailover::InstanceInfo> &instances);

} // namespace Demo
