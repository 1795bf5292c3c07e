// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/time.h"

#include <QtGlobal>

namespace QtFailover::Sim {

/// The one source of chance in a schedule: the same seed gives the same numbers on every machine (SplitMix64).
class Random
{
public:
    explicit Random(quint64 seed) : m_state(seed * 0x9e3779b97f4a7c15u + 1) {}

    quint64 next()
    {
        quint64 z = (m_state += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    /// 0 … below - 1
    int below(int limit) { return int(next() % quint64(limit)); }
    bool chance(double probability) { return double(next() >> 11) * 0x1p-53 < probability; }
    Internal::Duration between(Internal::Duration from, Internal::Duration to)
    {
        return from + Internal::Duration(qint64(next() % quint64((to - from).count() + 1)));
    }

private:
    quint64 m_state;
};

} // namespace QtFailover::Sim
