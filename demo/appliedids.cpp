// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "appliedids.h"

namespace Demo {

namespace {

struct Parts {
    QString sender;
    qint64 number;
};

/// An id of another form has a sender of its own.
Parts partsOf(const QString &id)
{
    const qsizetype dash = id.lastIndexOf(u'-');
    bool isNumber = false;
    const qint64 number = dash < 0 ? 0 : id.mid(dash + 1).toLongLong(&isNumber);
    return isNumber && number > 0 ? Parts{id.left(dash), number} : Parts{id, 1};
}

} // namespace

bool AppliedIds::contains(const QString &id) const
{
    const Parts parts = partsOf(id);
    return m_last.value(parts.sender) >= parts.number;
}

void AppliedIds::add(const QString &id)
{
    const Parts parts = partsOf(id);
    m_last.insert(parts.sender, parts.number);
}

void AppliedIds::remove(const QString &id)
{
    const Parts parts = partsOf(id);
    m_last.insert(parts.sender, parts.number - 1);
}

QJsonObject AppliedIds::toJson() const
{
    QJsonObject object;
    for (auto its = m_last.cbegin(); its != m_last.cend(); ++its)
        object.insert(its.key(), *its);
    return object;
}

std::optional<AppliedIds> AppliedIds::fromJson(const QJsonObject &object)
{
    AppliedIds result;
    for (auto its = object.begin(); its != object.end(); ++its) {
        const qint64 last = its->toInteger(-1);
        if (last < 0)
            return std::nullopt;
        result.m_last.insert(its.key(), last);
    }
    return result;
}

} // namespace Demo
