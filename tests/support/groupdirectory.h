// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDir>
#include <QString>

namespace QtFailover::Test {

/// For QTemporaryDir: where groups of real processes meet. In memory, as $XDG_RUNTIME_DIR is, and short enough for the
/// path of a socket.
inline QString groupDirectoryTemplate()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QDir(memory).exists() ? memory : QDir::tempPath()) + QStringLiteral("/qtf-XXXXXX");
}

} // namespace QtFailover::Test
