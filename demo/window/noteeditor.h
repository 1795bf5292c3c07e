// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ownchanges.h"

#include <QPlainTextEdit>

#include <optional>

namespace Demo {

class SharedNote;

/// Shows the shared note. What others write comes in beneath the caret and the selection, which stay with the text that
/// they are at. Undo takes back what was typed here, and nothing of the others.
class NoteEditor final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit NoteEditor(SharedNote &note, QWidget *parent = nullptr);

    /// With the text's own characters: toPlainText() makes spaces of some.
    QString text() const;

    void undoOwn();
    void redoOwn();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void onTyped(int position);
    void applyFromElsewhere(const TextChange &change);
    void applyOwn(const std::optional<TextChange> &change);
    void applyToDocument(const TextChange &change);

    SharedNote &m_note;
    OwnChanges m_own;
    bool m_isApplying = false;
};

} // namespace Demo
