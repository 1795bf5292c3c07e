// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace QtFailover::Internal {

/// The group of a Config that names none, from the application's desktop file or name; empty where it has neither.
/// Also a part of the generic plugin, which tells its program of the group.
QString defaultGroup();

} // namespace QtFailover::Internal
