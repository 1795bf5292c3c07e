// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/Types>

#include <QString>

namespace Demo {

// Translated.
QString roleText(QtFailover::Role role);
QString healthText(QtFailover::PrimaryHealth health);
/// "after the primary crashed": why a role has changed.
QString reasonText(QtFailover::Reason reason);

} // namespace Demo
