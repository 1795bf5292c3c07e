// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLoggingCategory>

namespace QtFailover::Internal {

/// Quiet by default: warnings and up. One English line per event.
Q_DECLARE_LOGGING_CATEGORY(lcElection)
Q_DECLARE_LOGGING_CATEGORY(lcTransport)
Q_DECLARE_LOGGING_CATEGORY(lcLock)
Q_DECLARE_LOGGING_CATEGORY(lcDBus)
Q_DECLARE_LOGGING_CATEGORY(lcMessages)

} // namespace QtFailover::Internal
