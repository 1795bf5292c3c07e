// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QtGlobal>

namespace QtFailover::Test {

/// What only a primary may change: a counter in a file. It knows the newest token that it was sealed with, and
/// accepts nothing with an older one. Each effect is written down as (token, value), so that whoever reads the
/// file can see whether one was lost or came from a stale primary.
class Resource final
{
public:
    struct Head {
        quint64 sealed = 0;
        quint64 count = 0;
    };
    struct Effect {
        quint64 token = 0;
        quint64 value = 0;
    };
    enum class Answer { Accepted, Stale, Unavailable };

    explicit Resource(const QString &path);
    ~Resource();

    /// First the seal, then the state is read: the value to count on from.
    Answer seal(quint64 token, quint64 *value);
    Answer write(quint64 token, quint64 value);

    /// Every effect counts on from the one before it, with a token that is not older. Empty: so it is.
    static QString check(const QString &path, quint64 *effects);

private:
    Q_DISABLE_COPY_MOVE(Resource)

    int m_fd = -1;
};

} // namespace QtFailover::Test
