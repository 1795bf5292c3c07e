// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/processwatch.h"

// For systems without a handle on a peer's process that a reused PID cannot deceive. The end of the
// connection is then the only notice of its death.

namespace QtFailover::Internal {

ProcessWatch ProcessWatch::ofPeer(qintptr socket)
{
    Q_UNUSED(socket)
    return ProcessWatch();
}

bool ProcessWatch::hasEnded() const { return false; }

ProcessState ProcessWatch::state() const { return ProcessState::Unknown; }

void ProcessWatch::release() {}

} // namespace QtFailover::Internal
