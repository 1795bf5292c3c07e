// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/logging.h"

namespace QtFailover::Internal {

Q_LOGGING_CATEGORY(lcElection, "qtfailover.election", QtWarningMsg)
Q_LOGGING_CATEGORY(lcTransport, "qtfailover.transport", QtWarningMsg)
Q_LOGGING_CATEGORY(lcLock, "qtfailover.lock", QtWarningMsg)
Q_LOGGING_CATEGORY(lcDBus, "qtfailover.dbus", QtWarningMsg)
Q_LOGGING_CATEGORY(lcMessages, "qtfailover.messages", QtWarningMsg)

} // namespace QtFailover::Internal
