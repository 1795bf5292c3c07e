// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/topics.h"

#include <map>

namespace QtFailover::Internal {

/// Retained publications of one reign on their way to the library's thread and back: they take their room when they are
/// made, so that whoever goes over the bound is told.
class TopicsAhead
{
public:
    explicit TopicsAhead(const MessageLimits &limits) : m_limits(limits) {}

    /// False, and nothing happens: there is no room for it beside `told` and the others on their way.
    bool add(Epoch epoch, const QString &topic, qint64 size, const Topics &told);
    /// It is among `told` now.
    void arrived(Epoch epoch, const QString &topic, const Topics &told);
    /// None is on its way any more.
    void clear();

private:
    struct Ahead {
        int publications = 0;
        qint64 size = 0;   ///< of the last
        qint64 growth = 0; ///< bytes that the topic will take more than now
        int isNew = 0;     ///< -1: it is removed
    };
    void set(Ahead &ahead, const Ahead &next);
    static Ahead beside(Ahead ahead, const QString &topic, const Topics &told);

    const MessageLimits m_limits;
    Epoch m_epoch = NoEpoch;
    std::map<QString, Ahead> m_topics;
    qint64 m_growth = 0; ///< of all
    qint64 m_new = 0;    ///< how many
};

} // namespace QtFailover::Internal
