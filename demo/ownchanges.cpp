// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "ownchanges.h"

#include <algorithm>
#include <tuple>

namespace Demo {

using Kind = TextChange::Step::Kind;

void OwnChanges::add(const TextChange &change, const QString &before)
{
    if (change.changesNothing())
        return;
    m_redo.clear();
    const TextChange inverse = change.inverse(before);
    if (goesOn(change) && canUndo())
        m_undo.back() = inverse.followedBy(m_undo.back());
    else
        m_undo.push_back(inverse);
    if (m_undo.size() > mostKept)
        m_undo.erase(m_undo.begin());
}

/// Whether it belongs to the change before it: one more letter typed, or taken away, at the same place of the same
/// line.
bool OwnChanges::goesOn(const TextChange &change)
{
    const std::vector<TextChange::Step> &steps = change.steps();
    auto step = steps.begin();
    const qsizetype position = step->kind == Kind::Keep ? (step++)->count : 0;
    const bool isOne = step != steps.end() && std::count_if(steps.begin(), steps.end(), [](const auto &its) {
                                                  return its.kind != Kind::Keep;
                                              }) == 1;
    const bool inserts = isOne && step->kind == Kind::Insert;
    const Typing typing = !isOne || step->text.contains(u'\n') ? Typing::Nothing
                          : inserts                            ? Typing::Inserts
                                                               : Typing::Removes;
    const bool isThere = position == m_typedTo || (typing == Typing::Removes && position + step->count == m_typedTo);
    const bool result = typing != Typing::Nothing && typing == m_typing && isThere;
    m_typing = typing;
    m_typedTo = position + (inserts ? step->count : 0);
    return result;
}

void OwnChanges::rebase(TextChange elsewhere)
{
    m_typedTo = elsewhere.positionAfter(m_typedTo);
    rebase(m_undo, elsewhere);
    rebase(m_redo, std::move(elsewhere));
}

void OwnChanges::rebase(Stack &stack, TextChange elsewhere)
{
    for (auto change = stack.rbegin(); change != stack.rend(); ++change)
        std::tie(elsewhere, *change) = TextChange::transformed(elsewhere, *change);
    // What somebody else has removed needs no undoing any more.
    std::erase_if(stack, [](const TextChange &change) { return change.changesNothing(); });
}

std::optional<TextChange> OwnChanges::undo(const QString &text)
{
    m_typing = Typing::Nothing;
    return move(m_undo, m_redo, text);
}

std::optional<TextChange> OwnChanges::redo(const QString &text)
{
    m_typing = Typing::Nothing;
    return move(m_redo, m_undo, text);
}

std::optional<TextChange> OwnChanges::move(Stack &from, Stack &to, const QString &text)
{
    if (from.empty())
        return std::nullopt;
    const TextChange change = from.back();
    from.pop_back();
    to.push_back(change.inverse(text));
    return change;
}

} // namespace Demo
