// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/epoch.h"
#include "ports/transport.h"

#include <QString>

namespace QtFailover::Internal {

/// The primary that an instance stands beside, as far as it has said that it is primary.
struct Way {
    Connection connection = 0; ///< 0: there is none
    Epoch epoch = NoEpoch;
    QString primaryId{};
    bool operator==(const Way &) const = default;
};

} // namespace QtFailover::Internal
