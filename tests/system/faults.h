// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "support/waitfor.h"
#include "system/group.h"
#include "system/words.h"

#include <QDeadlineTimer>

#include <chrono>

namespace QtFailover::Test {

/// Short times for tests about hangs, without a bus: hung after 400 ms.
inline QStringList impatient(const QStringList &more = {}) { return fast(more); }
inline QStringList fencing(const QStringList &more = {})
{
    return impatient(QStringList{QStringLiteral("--policy"), QStringLiteral("fence")} + more);
}

inline QVariantMap health(const QString &health) { return {{QStringLiteral("health"), health}}; }
inline QVariantMap error(const QString &error) { return {{QStringLiteral("error"), error}}; }

/// For what must not happen: the time in which it would have happened, several times over.
inline void letPass(std::chrono::milliseconds time)
{
    const QDeadlineTimer deadline(time);
    waitFor([&] { return deadline.hasExpired(); });
}

} // namespace QtFailover::Test
