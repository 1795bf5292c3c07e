// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/terms.h"

#include <QtFailover/config.h>

namespace QtFailover::Internal {

/// Legal as an instance id, on D-Bus too, and unique in practice: the process id, for people, and 48 random
/// bits, as in PID namespaces every process may be number 2.
QString makeInstanceId();

/// Fills what start() resolves from the application: group and applicationVersion. Call it in the
/// application's main thread or later than its set-up; needs a QCoreApplication. The group stays empty where
/// the application has no name.
Config withDefaults(Config config);

/// `config` must be valid, with its defaults filled in.
Terms termsOf(const Config &config, Candidacy candidacy);

} // namespace QtFailover::Internal
