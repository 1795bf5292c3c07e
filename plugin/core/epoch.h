// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

namespace QtFailover::Internal {

/// The number of a primary's reign and the fencing token that it shows to resources. 0: none.
using Epoch = quint64;

inline constexpr Epoch NoEpoch = 0;
/// Epochs stay exact in a double, for JSON and QML.
inline constexpr Epoch MaxEpoch = (Epoch(1) << 53) - 1;

} // namespace QtFailover::Internal
