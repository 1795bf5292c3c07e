// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/messages.h"

#include <map>
#include <optional>

namespace QtFailover::Internal {

/// The retained topics as one instance knows them, each in its newest edition: what survives the primary. An empty
/// one has been removed; it is known still, lest an older edition come back, and gives way where room is wanted.
class Topics
{
public:
    /// Twice as much has room as may be published: while changes come one by one, in whatever order, the old values of
    /// some topics are here beside the new ones of others.
    explicit Topics(const MessageLimits &limits) : m_mostBytes(2 * limits.retained), m_mostTopics(2 * limits.topics) {}

    /// False: it has a newer edition, or this one, or there is no room.
    bool put(const Published &value);
    void clear();
    /// The edition of a publication of this instance's own, newer than all that it has of this epoch.
    Edition nextEdition(Epoch epoch);

    letter::Catalog catalog() const;
    std::size_t mostTopics() const { return m_mostTopics; } ///< in a catalogue, with those that were removed
    /// What somebody with this catalogue lacks, or has in an older edition.
    std::vector<Published> missingIn(const letter::Catalog &catalog) const;
    /// The topics of which the catalogue has a newer edition, but not one of `reign` or later: only the primary itself
    /// makes these.
    letter::Catalog newerIn(const letter::Catalog &catalog, Epoch reign) const;
    std::vector<Published> all() const { return missingIn({}); }
    std::size_t count() const { return m_values.size() - m_removed; } ///< of those that were not removed
    qint64 size() const { return m_size; }                            ///< bytes
    std::optional<Published> find(const QString &topic) const;

private:
    bool hasRoom(const QString &topic, qint64 size) const;
    void forgetOldestRemoved();

    struct Value {
        QByteArray payload;
        Edition edition;
        bool isRemoved() const { return payload.isEmpty(); }
    };
    const qint64 m_mostBytes;
    const std::size_t m_mostTopics;
    std::map<QString, Value> m_values;
    qint64 m_size = 0;
    std::size_t m_removed = 0; ///< how many of them
    Edition m_last;
};

} // namespace QtFailover::Internal
