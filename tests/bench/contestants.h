// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "bench/board.h"

#include <QString>
#include <QVariantMap>

#include <memory>

namespace QtFailover::Bench {

/// What a measured Qt process does.
class Contestant
{
public:
    virtual ~Contestant() = default;
    virtual void command(char) {}
};

/// Nothing for an unknown kind, or values that it does not take.
std::unique_ptr<Contestant> makeContestant(const QString &kind, Seat &seat, const QVariantMap &values);

} // namespace QtFailover::Bench
