// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/topics.h"

#include <algorithm>
#include <tuple>

namespace QtFailover::Internal {

bool Topics::put(const Published &value)
{
    const auto known = m_values.find(value.topic);
    if (known != m_values.end() && known->second.edition >= value.edition)
        return false;
    if (!hasRoom(value.topic, value.payload.size()))
        return false;
    const bool isNew = known == m_values.end();
    if (isNew && m_values.size() >= m_mostTopics)
        forgetOldestRemoved();
    m_removed -= !isNew && known->second.isRemoved();
    m_removed += value.payload.isEmpty();
    Value &kept = m_values[value.topic];
    m_size += value.payload.size() - kept.payload.size();
    kept = {value.payload, value.edition};
    return true;
}

bool Topics::hasRoom(const QString &topic, qint64 size) const
{
    const auto known = m_values.find(topic);
    const bool isNew = known == m_values.end();
    if (isNew && count() >= m_mostTopics)
        return false;
    return m_size + size - (isNew ? 0 : known->second.payload.size()) <= m_mostBytes;
}

/// Somebody who has slept through its removal would bring it back; but topics may come and go without end.
void Topics::forgetOldestRemoved()
{
    const auto oldest = std::min_element(m_values.begin(), m_values.end(), [](const auto &one, const auto &other) {
        const auto rank = [](const Value &value) { return std::tuple(!value.isRemoved(), value.edition); };
        return rank(one.second) < rank(other.second);
    });
    --m_removed;
    m_values.erase(oldest);
}

void Topics::clear()
{
    m_values.clear();
    m_size = 0;
    m_removed = 0;
}

Edition Topics::nextEdition(Epoch epoch)
{
    m_last = {epoch, m_last.epoch == epoch ? m_last.number + 1 : 1};
    return m_last;
}

letter::Catalog Topics::catalog() const
{
    letter::Catalog catalog;
    for (const auto &[topic, value] : m_values)
        catalog.emplace_back(topic, value.edition);
    return catalog;
}

std::vector<Published> Topics::missingIn(const letter::Catalog &catalog) const
{
    std::map<QString, Edition> there(catalog.begin(), catalog.end());
    std::vector<Published> missing;
    for (const auto &[topic, value] : m_values) {
        if (there[topic] < value.edition)
            missing.push_back({topic, value.payload, value.edition, true});
    }
    return missing;
}

letter::Catalog Topics::newerIn(const letter::Catalog &catalog, Epoch reign) const
{
    letter::Catalog newer;
    for (const auto &[topic, edition] : catalog) {
        const auto known = m_values.find(topic);
        if (edition.epoch < reign && (known == m_values.end() || known->second.edition < edition))
            newer.emplace_back(topic, Edition{});
    }
    return newer;
}

std::optional<Published> Topics::find(const QString &topic) const
{
    const auto value = m_values.find(topic);
    if (value == m_values.end())
        return std::nullopt;
    return Published{topic, value->second.payload, value->second.edition, true};
}

} // namespace QtFailover::Internal
