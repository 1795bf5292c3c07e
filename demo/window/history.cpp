// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "window/history.h"

#include <algorithm>

namespace Demo {

using namespace QtFailover;

void History::setInstances(const QList<InstanceInfo> &instances, qint64 nowNs)
{
    for (const InstanceInfo &info : instances) {
        Row &its = row(info.id());
        const State state = info.role() == Role::Primary ? State::Primary : State::Secondary;
        const bool isKnownToHang = its.lives() && its.spans.back().state == State::Hung;
        if (!(state == State::Primary && isKnownToHang))
            enter(its, state, nowNs);
    }
    for (Row &its : m_rows) {
        const bool isThere = std::any_of(instances.begin(), instances.end(),
                                         [&](const InstanceInfo &info) { return info.id() == its.id; });
        if (!isThere)
            leave(its, nowNs);
    }
    forget(nowNs);
}

void History::setHealth(const QString &primaryId, PrimaryHealth health, qint64 nowNs)
{
    if (primaryId.isEmpty() || health == PrimaryHealth::Unknown)
        return;
    Row &its = row(primaryId);
    if (health == PrimaryHealth::Alive) {
        m_absentSinceNs.reset();
        enter(its, State::Primary, nowNs);
        return;
    }
    if (!m_absentSinceNs)
        m_absentSinceNs = nowNs;
    if (health == PrimaryHealth::Gone)
        leave(its, nowNs);
    else
        enter(its, State::Hung, nowNs);
}

void History::addPrimary(const QString &id, quint64 epoch, qint64 nowNs)
{
    std::optional<qint64> absence;
    if (m_absentSinceNs)
        absence = nowNs - *m_absentSinceNs;
    m_changes.push_back({id, epoch, nowNs, absence});
    m_absentSinceNs.reset();
    enter(row(id), State::Primary, nowNs);
}

void History::addBeat(const QString &id, qint64 nowNs)
{
    row(id).beatsNs.push_back(nowNs);
    forget(nowNs); // it may be all that ever happens
}

History::Row &History::row(const QString &id)
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &its) { return its.id == id; });
    if (found != m_rows.end())
        return *found;
    m_rows.push_back({id, {}, {}});
    return m_rows.back();
}

void History::enter(Row &its, State state, qint64 nowNs)
{
    if (its.lives() && its.spans.back().state == state)
        return;
    leave(its, nowNs);
    its.spans.push_back({state, nowNs, std::nullopt});
}

void History::leave(Row &its, qint64 nowNs)
{
    if (its.lives())
        its.spans.back().toNs = nowNs;
}

void History::forget(qint64 nowNs)
{
    const qint64 since = nowNs - reachNs;
    std::erase_if(m_changes, [&](const Change &change) { return change.atNs < since; });
    for (Row &its : m_rows) {
        std::erase_if(its.beatsNs, [&](qint64 beat) { return beat < since; });
        std::erase_if(its.spans, [&](const Span &span) { return span.toNs && *span.toNs < since; });
    }
    std::erase_if(m_rows, [](const Row &its) { return its.spans.empty() && its.beatsNs.empty(); });
}

} // namespace Demo
