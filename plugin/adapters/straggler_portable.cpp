// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/straggler.h"

namespace QtFailover::Internal {

class Straggler::Thread
{};

Straggler::Straggler(std::vector<int>) {}
Straggler::~Straggler() = default;

} // namespace QtFailover::Internal
