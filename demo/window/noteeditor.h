// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QPlainTextEdit>

namespace Demo {

class SharedNote;
class TextChange;

/// Shows the shared note. What others write comes in beneath the caret and the selection, which stay with the text that
/// they are at.
class NoteEditor final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit NoteEditor(SharedNote &note, QWidget *parent = nullptr);

    /// With the text's own characters: toPlainText() makes spaces of some.
    QString text() const;

private:
    void onTyped(int position);
    void applyFromElsewhere(const TextChange &change);

    SharedNote &m_note;
    bool m_isApplying = false;
};

} // namespace Demo
