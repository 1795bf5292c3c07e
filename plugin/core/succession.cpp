// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/succession.h"

#include <algorithm>
#include <tuple>

namespace QtFailover::Internal {

bool precedes(const Member &a, const Member &b)
{
    const auto key = [](const Member &m) {
        return std::tuple(m.role != Role::Primary, !m.enabled, m.reserve, -qint64(m.priority), m.startedAt);
    };
    if (key(a) != key(b))
        return key(a) < key(b);
    return a.id < b.id;
}

std::vector<Member> inOrder(std::vector<Member> members)
{
    std::sort(members.begin(), members.end(), precedes);
    bool named = false;
    for (Member &member : members) {
        member.successor = !named && member.enabled && !member.reserve && member.role == Role::Secondary;
        named = named || member.successor;
    }
    return members;
}

int rank(const std::vector<Member> &members, const QString &id, const QString &chosen)
{
    if (id == chosen)
        return 0;
    int before = chosen.isEmpty() ? 0 : 1;
    for (const Member &member : members) {
        if (member.id == id && member.role == Role::Secondary) // or it is another of that id
            return before;
        if (member.role == Role::Secondary && member.enabled && member.id != chosen)
            ++before;
    }
    return before;
}

} // namespace QtFailover::Internal
