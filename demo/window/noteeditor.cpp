// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "window/noteeditor.h"

#include "sharednote.h"

#include <QScopedValueRollback>
#include <QScrollBar>

namespace Demo {

NoteEditor::NoteEditor(SharedNote &note, QWidget *parent) : QPlainTextEdit(parent), m_note(note)
{
    setTabChangesFocus(true); // with the keyboard alone one must be able to leave
    setPlainText(note.text());
    connect(document(), &QTextDocument::contentsChange, this, &NoteEditor::onTyped);
    connect(&m_note, &SharedNote::changedElsewhere, this, &NoteEditor::applyFromElsewhere);
}

QString NoteEditor::text() const { return asPlainText(document()->toRawText()); }

/// The document's counts include marks of its own; the texts themselves say what has changed.
void NoteEditor::onTyped(int position)
{
    if (!m_isApplying)
        m_note.type(TextChange::difference(m_note.text(), text(), position));
}

void NoteEditor::applyFromElsewhere(const TextChange &change)
{
    const QScopedValueRollback applying(m_isApplying, true);
    // Numbers, as cursors move with the text, and past what is inserted right at them.
    const int anchor = int(change.positionAfter(textCursor().anchor()));
    const int position = int(change.positionAfter(textCursor().position()));
    const int scrolled = verticalScrollBar()->value();
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    for (const TextChange::Step &step : change.steps()) {
        switch (step.kind) {
        case TextChange::Step::Kind::Keep:
            cursor.setPosition(cursor.position() + int(step.count));
            break;
        case TextChange::Step::Kind::Insert:
            cursor.insertText(step.text);
            break;
        case TextChange::Step::Kind::Remove:
            cursor.setPosition(cursor.position() + int(step.count), QTextCursor::KeepAnchor);
            cursor.removeSelectedText();
            break;
        }
    }
    cursor.endEditBlock();
    QTextCursor moved(document());
    moved.setPosition(anchor);
    moved.setPosition(position, QTextCursor::KeepAnchor);
    setTextCursor(moved);
    verticalScrollBar()->setValue(scrolled);
}

} // namespace Demo
