// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QCborArray>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace Demo {

/// As an editor holds it: lines end with a line feed, and nothing in it means more than a character.
QString asPlainText(QString text);

/// What turns one text into another: a walk over the old one that keeps, inserts and removes.
///
/// This is operational transformation with one authority that puts the changes in order, as in Jupiter (Nichols and
/// others, UIST 1995) and Wave; lengths are UTF-16 units.
class TextChange final
{
public:
    struct Step {
        enum class Kind { Keep, Insert, Remove };
        Kind kind;
        qsizetype count;
        QString text; ///< Insert
        friend bool operator==(const Step &, const Step &) = default;
    };

    TextChange &keep(qsizetype count);
    TextChange &insert(const QString &text);
    TextChange &remove(qsizetype count);

    /// `before` with `removed` units at `position` replaced.
    static TextChange replacement(const QString &before, qsizetype position, qsizetype removed,
                                  const QString &inserted);
    /// The part between the common beginning, which ends at `latestStart` at most, and the common end.
    static TextChange difference(const QString &before, const QString &after, qsizetype latestStart = -1);

    const std::vector<Step> &steps() const { return m_steps; }
    bool changesNothing() const;
    qsizetype lengthBefore() const { return m_lengthBefore; }
    qsizetype lengthAfter() const { return m_lengthAfter; }
    QString insertedText() const;

    /// The text has to be lengthBefore() long. It costs what changes, where that is at one place.
    void applyTo(QString &text) const;
    QString appliedTo(QString before) const;
    /// Where a caret at `position` is afterwards; what is inserted right there comes after it.
    qsizetype positionAfter(qsizetype position) const;
    /// What takes the change back; `before` is the text that it was applied to.
    TextChange inverse(const QString &before) const;

    /// This one and then the next one, as one.
    TextChange followedBy(const TextChange &next) const;
    /// Of two changes of the same text: the first as it is after the second, the second as it is after the first. Both
    /// orders lead to the same text. Where both insert, the text of `first` comes first.
    static std::pair<TextChange, TextChange> transformed(const TextChange &first, const TextChange &second);

    /// A number keeps, a negative one removes, a text is inserted.
    QCborArray toCbor() const;
    /// Nothing: it is none.
    static std::optional<TextChange> fromCbor(const QCborArray &array);

    friend bool operator==(const TextChange &, const TextChange &) = default;

private:
    class Walk;

    std::vector<Step> m_steps;
    qsizetype m_lengthBefore = 0;
    qsizetype m_lengthAfter = 0;
};

} // namespace Demo
