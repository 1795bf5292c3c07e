// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/topicsahead.h"

#include <utility>

namespace QtFailover::Internal {

bool TopicsAhead::add(Epoch epoch, const QString &topic, qint64 size, const Topics &told)
{
    if (std::exchange(m_epoch, epoch) != epoch)
        clear(); // what is left of another reign was dropped
    Ahead &ahead = m_topics[topic];
    const Ahead before = ahead;
    set(ahead, beside({before.publications + 1, size}, topic, told));
    const bool grows = ahead.growth > before.growth || ahead.isNew > before.isNew;
    const bool hasRoom = told.size() + m_growth <= m_limits.retained && qint64(told.count()) + m_new <= m_limits.topics;
    if (hasRoom || !grows) // more may be there than has room here: brought together from two instances
        return true;
    set(ahead, before);
    if (before.publications == 0)
        m_topics.erase(topic);
    return false;
}

void TopicsAhead::arrived(Epoch epoch, const QString &topic, const Topics &told)
{
    const auto found = m_topics.find(topic);
    if (found == m_topics.end() || epoch != m_epoch)
        return;
    Ahead &ahead = found->second;
    if (ahead.publications > 1)
        return set(ahead, beside({ahead.publications - 1, ahead.size}, topic, told));
    set(ahead, {});
    m_topics.erase(found);
}

void TopicsAhead::clear()
{
    m_topics.clear();
    m_growth = m_new = 0;
}

void TopicsAhead::set(Ahead &ahead, const Ahead &next)
{
    m_growth += next.growth - ahead.growth;
    m_new += next.isNew - ahead.isNew;
    ahead = next;
}

TopicsAhead::Ahead TopicsAhead::beside(Ahead ahead, const QString &topic, const Topics &told)
{
    const auto known = told.find(topic);
    const qint64 sizeNow = known ? known->payload.size() : 0;
    ahead.isNew = int(ahead.size > 0) - int(sizeNow > 0);
    ahead.growth = ahead.size - sizeNow;
    return ahead;
}

} // namespace QtFailover::Internal
