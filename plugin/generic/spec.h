// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/Config>

namespace QtFailover::Generic {

/// What follows `failover:` on the command line or in the environment.
struct Spec {
    Config config;   ///< the scope is as it was written, also where it is a path
    QString program; ///< of exec=; empty: none
    QString mistake; ///< empty, or the first one: its key, what is wrong, and what to do
};

/// `key=value`, separated by `,` or `;`. The first `=` ends the key; a backslash makes the next character an
/// ordinary one. Keys are Config's properties with dashes, as in heartbeat-interval, and exec. Spaces around keys do
/// not count, those of a value do. Pure: looks at neither disk nor environment.
Spec parseSpec(const QString &text);

} // namespace QtFailover::Generic
