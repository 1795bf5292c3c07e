// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

namespace QtFailover::Internal {

/// How often the program was forked on the way to this process, since the first call: whoever was made at another
/// count belongs to a parent. Any thread; costs no system call, unlike getpid(), which every message would pay many
/// times. A child that was made past the C library, by clone(), is not noticed; who must notice it asks for the
/// process id.
quint64 forkCount();

} // namespace QtFailover::Internal
