// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/time.h"

namespace QtFailover::Internal {

/// Whether letters come so fast upon each other that it is worth a wait to be awake for the next one.
///
/// A single question and its answer are no reason: what is fast is a conversation, or a stream.
class Pace
{
public:
    /// Longer pauses end it. Two instances on one machine that do little else need about half of it for an answer.
    static constexpr Duration Gap = std::chrono::microseconds(100);
    static constexpr int Run = 8; ///< letters

    void add(Instant letter)
    {
        m_run = letter - m_last <= Gap ? m_run + 1 : 1;
        m_last = letter;
    }
    bool isFast() const { return m_run >= Run; } ///< as of the last letter

private:
    Instant m_last{};
    int m_run = 0;
};

} // namespace QtFailover::Internal
