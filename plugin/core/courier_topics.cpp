// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/courier.h"

#include "core/logging.h"

namespace QtFailover::Internal {

void Courier::publish(Published value)
{
    if (m_reign == Reign::None || value.edition.epoch != m_epoch)
        return strange("publicationsDropped", "a publication of its own after the loss of the role");
    if (m_reign == Reign::Withheld) { // the application could still prove its role, some milliseconds ago
        m_unproven.emplace_back([this, value] { publish(value); });
        return;
    }
    value.edition = m_topics.nextEdition(m_epoch);
    if (value.retained && !m_topics.put(value))
        return strange("publicationsRefused", "more retained topics than it may keep");
    count("publications");
    m_actions.push_back(value);
    spread(value, Self);
}

void Courier::spread(const Published &value, Connection but)
{
    std::vector<Connection> peers;
    for (const auto &[connection, peer] : m_peers) {
        if (connection != but)
            peers.push_back(connection);
    }
    for (const Connection connection : peers) // one that does not read is dropped meanwhile
        post(connection, letter::Publication{value.topic, value.edition, value.retained}, value.payload);
}

/// The application's thread may be busy for long, while this one reads on: its heartbeats come the same way.
void Courier::tell(const Published &value)
{
    tellLate();
    if (m_late.empty() && tellNow(value))
        return;
    if (!value.retained)
        return strange("publicationsUntold", "more publications than its application takes");
    std::erase(m_late, value.topic);
    m_late.push_back(value.topic);
}

bool Courier::tellNow(Published value)
{
    if (m_untold.size() + value.size() > m_limits.untold)
        return false;
    value.untold = m_untold.add(value.size());
    m_actions.emplace_back(std::move(value));
    return true;
}

void Courier::tellLate()
{
    while (!m_late.empty()) {
        const auto value = m_topics.find(m_late.front()); // a removed one may have been forgotten
        if (value && !tellNow(*value))
            return;
        m_late.pop_front();
    }
}

void Courier::restore(const std::vector<Published> &topics)
{
    for (const Published &value : topics)
        m_topics.put(value);
}

/// Nobody publishes such a topic here. With some of them a catalogue would be larger than a letter may be, and whoever
/// had taken them could not join any primary.
bool Courier::isOverlong(const letter::Publication &publication)
{
    if (publication.topic.size() <= m_limits.topicLength)
        return false;
    strange("publicationsOverlong", "a topic that is longer than it may be");
    return true;
}

void Courier::publicationFromPrimary(const letter::Publication &publication, const QByteArray &payload)
{
    if (isOverlong(publication))
        return;
    const Published value{publication.topic, payload, publication.edition, publication.retained};
    const bool accepted =
        value.retained ? value.edition.epoch <= m_way.epoch && m_topics.put(value) : value.edition.epoch == m_way.epoch;
    if (!accepted)
        return count("publicationsStale");
    count("publicationsReceived");
    tell(value);
}

/// A secondary beside a new primary says what it has, as the primary before may have died amid a publication: here the
/// two are brought together.
void Courier::catalogued(Connection connection, const QByteArray &payload)
{
    const auto catalog = letter::decodeCatalog(payload, m_topics.mostTopics());
    if (!catalog) {
        strange("lettersRejected", "a letter that cannot be read; its connection is closed");
        return drop(connection);
    }
    if (m_reign == Reign::None)
        return;
    m_peers.at(connection).isCatalogued = true;
    for (const Published &value : m_topics.missingIn(*catalog))
        post(connection, letter::Publication{value.topic, value.edition, true}, value.payload);
    const letter::Catalog newer = m_topics.newerIn(*catalog, m_epoch);
    if (!newer.empty())
        post(connection, letter::Want{}, letter::encodeCatalog(newer));
}

void Courier::wanted(const QByteArray &payload)
{
    const auto catalog = letter::decodeCatalog(payload, m_topics.mostTopics());
    if (!catalog)
        return strange("lettersMisplaced", "a letter that cannot be read");
    for (const auto &[topic, edition] : *catalog) {
        if (const auto value = m_topics.find(topic))
            post(m_way.connection, letter::Publication{topic, value->edition, true}, value->payload);
    }
}

void Courier::publicationFromPeer(Connection connection, const letter::Publication &publication,
                                  const QByteArray &payload)
{
    if (isOverlong(publication))
        return;
    const Published value{publication.topic, payload, publication.edition, true};
    const bool reigns = m_reign != Reign::None && publication.retained && value.edition.epoch < m_epoch;
    if (!reigns || !m_topics.put(value))
        return count("publicationsStale");
    count("publicationsReceived");
    tell(value);
    spread(value, connection);
}

} // namespace QtFailover::Internal
