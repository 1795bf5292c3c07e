// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "textchange.h"

#include <optional>
#include <vector>

namespace Demo {

/// What can be undone and redone in one window of a text that others change, too: this window's own changes, the last
/// one first, however much has come from elsewhere in between (selective undo, as in Prakash and Knister, 1994).
///
/// Pure: it keeps changes, the caller has the text. Letters typed one after the other are one change, as in any editor.
class OwnChanges final
{
public:
    /// `change` was made here, of the text `before`.
    void add(const TextChange &change, const QString &before);
    /// Somebody else has changed the text.
    void rebase(TextChange elsewhere);

    bool canUndo() const { return !m_undo.empty(); }
    bool canRedo() const { return !m_redo.empty(); }
    /// What takes the last own change back; the caller makes it to `text`, which is the present one.
    std::optional<TextChange> undo(const QString &text);
    std::optional<TextChange> redo(const QString &text);

private:
    /// The last one is a change of the present text, each other one of what the one after it would leave.
    using Stack = std::vector<TextChange>;
    enum class Typing { Nothing, Inserts, Removes };

    static constexpr std::size_t mostKept = 500;

    static void rebase(Stack &stack, TextChange elsewhere);
    static std::optional<TextChange> move(Stack &from, Stack &to, const QString &text);
    bool goesOn(const TextChange &change);

    Stack m_undo;
    Stack m_redo;
    Typing m_typing = Typing::Nothing;
    qsizetype m_typedTo = 0; ///< where the last change ended: what goes on there belongs to it
};

} // namespace Demo
