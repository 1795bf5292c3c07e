// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "window/noteeditor.h"

#include "sharednote.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace Demo {

using namespace Qt::StringLiterals;

NoteEditor::NoteEditor(SharedNote &note, QWidget *parent) : QPlainTextEdit(parent), m_note(note)
{
    setTabChangesFocus(true);  // with the keyboard alone one must be able to leave
    setUndoRedoEnabled(false); // the document's own knows not who has typed what
    setPlainText(note.text());
    connect(document(), &QTextDocument::contentsChange, this, &NoteEditor::onTyped);
    connect(&m_note, &SharedNote::changedElsewhere, this, &NoteEditor::applyFromElsewhere);
}

QString NoteEditor::text() const { return asPlainText(document()->toRawText()); }

/// The document's counts include marks of its own; the texts themselves say what has changed.
void NoteEditor::onTyped(int position)
{
    if (m_isApplying)
        return;
    const QString before = m_note.text();
    const TextChange change = TextChange::difference(before, text(), position);
    m_own.add(change, before);
    m_note.type(change);
}

void NoteEditor::undoOwn() { applyOwn(m_own.undo(m_note.text())); }

void NoteEditor::redoOwn() { applyOwn(m_own.redo(m_note.text())); }

void NoteEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Undo))
        return undoOwn();
    if (event->matches(QKeySequence::Redo))
        return redoOwn();
    QPlainTextEdit::keyPressEvent(event);
}

/// The usual one, with our undo in the place of the document's.
void NoteEditor::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *const menu = createStandardContextMenu(event->pos());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto take = [&](const QString &name, bool isPossible, void (NoteEditor::*does)()) {
        if (auto *const action = menu->findChild<QAction *>(name)) {
            action->disconnect();
            action->setEnabled(isPossible);
            connect(action, &QAction::triggered, this, does);
        }
    };
    take(u"edit-undo"_s, m_own.canUndo(), &NoteEditor::undoOwn);
    take(u"edit-redo"_s, m_own.canRedo(), &NoteEditor::redoOwn);
    menu->popup(event->globalPos());
}

void NoteEditor::applyOwn(const std::optional<TextChange> &change)
{
    if (!change)
        return;
    applyToDocument(*change);
    m_note.type(*change);
    // Where it happened is where one looks.
    qsizetype end = 0;
    qsizetype position = 0;
    for (const TextChange::Step &step : change->steps()) {
        if (step.kind != TextChange::Step::Kind::Remove)
            position += step.count;
        if (step.kind != TextChange::Step::Kind::Keep)
            end = position;
    }
    QTextCursor there(document());
    there.setPosition(int(end));
    setTextCursor(there);
}

void NoteEditor::applyFromElsewhere(const TextChange &change)
{
    m_own.rebase(change);
    // Numbers, as cursors move with the text, and past what is inserted right at them.
    const int anchor = int(change.positionAfter(textCursor().anchor()));
    const int position = int(change.positionAfter(textCursor().position()));
    const int scrolled = verticalScrollBar()->value();
    applyToDocument(change);
    QTextCursor moved(document());
    moved.setPosition(anchor);
    moved.setPosition(position, QTextCursor::KeepAnchor);
    setTextCursor(moved);
    verticalScrollBar()->setValue(scrolled);
}

void NoteEditor::applyToDocument(const TextChange &change)
{
    const QScopedValueRollback applying(m_isApplying, true);
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
}

} // namespace Demo
