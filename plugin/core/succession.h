// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/snapshot.h"

#include <QString>

#include <vector>

namespace QtFailover::Internal {

/// The order of succession: the highest priority first, then the oldest, then by id; the reserves after
/// them, the disabled never.
bool precedes(const Member &a, const Member &b);

/// The roster as it is told: the primary first, then in order of succession, the first one marked.
std::vector<Member> inOrder(std::vector<Member> members);

/// How many turns `id` waits after the loss of a primary: 0 for the successor. `chosen` goes before all.
int rank(const std::vector<Member> &members, const QString &id, const QString &chosen);

} // namespace QtFailover::Internal
