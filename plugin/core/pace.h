// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/time.h"

namespace QtFailover::Internal {

/// Whether letters come so fast upon each other that it is worth a wait to be awake for the next one.
///
/// A single question and its answer are no reason: what is fast is a conversation, or a stream. Nor is a large letter:
/// it is on its way for longer than it takes to wake, and whoever looks for it is in the way of those who carry it.
class Pace
{
public:
    /// Longer pauses end it. Two instances on one machine that do little else need about half of it for an answer, also
    /// while they still sleep in between: else they would never come to be fast.
    static constexpr Duration Gap = std::chrono::microseconds(200);
    static constexpr int Run = 8;                 ///< letters
    static constexpr qsizetype Small = 16 * 1024; ///< bytes

    void add(Instant letter, qsizetype bytes)
    {
        m_run = letter - m_last <= Gap && bytes <= Small ? m_run + 1 : 1;
        m_last = letter;
    }
    bool isFast(Instant now) const { return m_run >= Run && now - m_last <= Gap; }

private:
    Instant m_last{};
    int m_run = 0;
};

} // namespace QtFailover::Internal
