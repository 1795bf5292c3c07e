// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/epoch.h"

#include <QByteArray>

#include <optional>
#include <vector>

/// Which guards are bound, as the kernel tells. Blocks for the kernel's work only: some 0.05 ms by netlink,
/// 0.5 ms and more through /proc.
namespace QtFailover::Internal::BoundGuards {

/// Ascending; nothing if the kernel would not tell. By sock_diag(7), and where that is not to be had (a seccomp
/// filter without netlink, a kernel without CONFIG_UNIX_DIAG) from /proc/net/unix.
std::optional<std::vector<Epoch>> list(const QByteArray &prefix);

std::optional<std::vector<Epoch>> listByNetlink(const QByteArray &prefix);
std::optional<std::vector<Epoch>> listFromProc(const QByteArray &prefix);

} // namespace QtFailover::Internal::BoundGuards
