// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

namespace QtFailover::Internal {

/// What the operating system says of another process.
enum class ProcessState {
    Unknown, ///< no identity (another PID namespace), or no way to ask on this platform
    Running,
    Stopped,  ///< SIGSTOP and friends
    Debugged, ///< traced: never fenced
    Frozen,   ///< its cgroup is frozen: never fenced
    Dumping,  ///< writes its core: seen twice, 20 ms apart, it is dead
    Dead
};

/// It runs no more, whatever it still holds.
constexpr bool isDead(ProcessState state) { return state == ProcessState::Dead || state == ProcessState::Dumping; }

} // namespace QtFailover::Internal
