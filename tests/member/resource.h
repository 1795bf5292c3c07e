// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QtGlobal>

#include <atomic>

namespace QtFailover::Test {

/// What only a primary may change: a counter in a mapped file. It knows the newest token that it was sealed with, and
/// accepts nothing with another one. Nobody locks it: a process may be stopped or killed at any point.
class Resource final
{
public:
    enum class Answer { Accepted, Stale, Unavailable };

    struct State {
        quint32 sealed = 0; ///< the token; below 2^32 in tests
        quint32 count = 0;  ///< effects so far
    };

    explicit Resource(const QString &path);
    ~Resource();

    /// First the seal, then the state is read: the count to go on from.
    Answer seal(quint64 token, quint64 *count);
    /// The effect that makes `count` one more. Any other count under the same token is a conflict: somebody else has
    /// written with it.
    Answer write(quint64 token, quint64 count);

    State state() const;
    /// Effects of two writers with one token.
    quint64 conflicts() const;

private:
    Q_DISABLE_COPY_MOVE(Resource)

    struct Shared {
        std::atomic<quint64> state;
        std::atomic<quint64> conflicts;
    };
    Shared *m_shared = nullptr;
};

} // namespace QtFailover::Test
