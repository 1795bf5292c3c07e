// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace QtFailover::Test {

/// Gives the journal of one instance to a fresh election. Empty: it accepts every call, asks for every operation whose
/// outcome is in the journal and for no other, and stands before each call as the recorded one did.
QString replay(const QString &journal, quint64 *calls);

} // namespace QtFailover::Test
