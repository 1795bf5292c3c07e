// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/time.h"

#include <QRandomGenerator>

#include <algorithm>

namespace QtFailover::Internal {

/// The pause after an attempt that did not promote: 1 s doubling to 30 s, times a jitter of 0.5 to 1.5.
class Backoff
{
public:
    explicit Backoff(quint32 seed) : m_random(seed) {}

    void failed(Instant now)
    {
        const double jitter = 0.5 + m_random.generateDouble();
        m_until = now + std::chrono::duration_cast<Duration>(m_next * jitter);
        m_next = std::min(2 * m_next, Limit);
    }
    /// The attempt got as far as the promotion.
    void promotionFailed(Instant now)
    {
        failed(now);
        ++m_failedPromotions;
    }
    /// A living primary was seen.
    void reset()
    {
        m_until = {};
        m_next = First;
        m_failedPromotions = 0;
    }
    Instant until() const { return m_until; }
    int failedPromotions() const { return m_failedPromotions; } ///< since reset()

private:
    static constexpr Duration First = std::chrono::seconds(1);
    static constexpr Duration Limit = std::chrono::seconds(30);
    QRandomGenerator m_random;
    Instant m_until{};
    Duration m_next = First;
    int m_failedPromotions = 0;
};

} // namespace QtFailover::Internal
