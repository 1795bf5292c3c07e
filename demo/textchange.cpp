// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "textchange.h"

#include <algorithm>

namespace Demo {

QString asPlainText(QString text)
{
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    for (QChar &c : text) {
        if (c == u'\r' || c == QChar::ParagraphSeparator)
            c = u'\n';
        else if (c == u'\uFDD0' || c == u'\uFDD1' || c == QChar::Null)
            c = QChar::ReplacementCharacter; // QTextDocument's own marks
    }
    return text;
}

TextChange &TextChange::keep(qsizetype count)
{
    if (count <= 0)
        return *this;
    m_lengthBefore += count;
    m_lengthAfter += count;
    if (!m_steps.empty() && m_steps.back().kind == Step::Kind::Keep)
        m_steps.back().count += count;
    else
        m_steps.push_back({Step::Kind::Keep, count, {}});
    return *this;
}

TextChange &TextChange::insert(const QString &text)
{
    if (text.isEmpty())
        return *this;
    m_lengthAfter += text.size();
    // An insertion goes before a removal at the same place: one form for each change.
    auto at = m_steps.end();
    if (at != m_steps.begin() && std::prev(at)->kind == Step::Kind::Remove)
        --at;
    if (at != m_steps.begin() && std::prev(at)->kind == Step::Kind::Insert) {
        std::prev(at)->text += text;
        std::prev(at)->count += text.size();
    } else {
        m_steps.insert(at, {Step::Kind::Insert, text.size(), text});
    }
    return *this;
}

TextChange &TextChange::remove(qsizetype count)
{
    if (count <= 0)
        return *this;
    m_lengthBefore += count;
    if (!m_steps.empty() && m_steps.back().kind == Step::Kind::Remove)
        m_steps.back().count += count;
    else
        m_steps.push_back({Step::Kind::Remove, count, {}});
    return *this;
}

TextChange TextChange::replacement(const QString &before, qsizetype position, qsizetype removed,
                                   const QString &inserted)
{
    TextChange change;
    change.keep(position).insert(inserted).remove(removed).keep(before.size() - position - removed);
    return change;
}

TextChange TextChange::difference(const QString &before, const QString &after, qsizetype latestStart)
{
    const qsizetype shorter = std::min(before.size(), after.size());
    const qsizetype furthest = latestStart < 0 ? shorter : std::min(shorter, latestStart);
    qsizetype start = std::mismatch(before.begin(), before.begin() + furthest, after.begin()).first - before.begin();
    if (start > 0 && before[start - 1].isHighSurrogate())
        --start; // half a character is no text that could be sent or stored
    qsizetype tail =
        std::mismatch(before.rbegin(), before.rbegin() + (shorter - start), after.rbegin()).first - before.rbegin();
    if (tail > 0 && before[before.size() - tail].isLowSurrogate())
        --tail;
    return replacement(before, start, before.size() - start - tail, after.mid(start, after.size() - start - tail));
}

bool TextChange::changesNothing() const
{
    return std::all_of(m_steps.begin(), m_steps.end(), [](const Step &step) { return step.kind == Step::Kind::Keep; });
}

QString TextChange::insertedText() const
{
    QString result;
    for (const Step &step : m_steps)
        result += step.text;
    return result;
}

void TextChange::applyTo(QString &text) const
{
    Q_ASSERT(text.size() == m_lengthBefore);
    qsizetype position = 0;
    for (const Step &step : m_steps) {
        switch (step.kind) {
        case Step::Kind::Keep:
            position += step.count;
            break;
        case Step::Kind::Insert:
            text.insert(position, step.text);
            position += step.count;
            break;
        case Step::Kind::Remove:
            text.remove(position, step.count);
            break;
        }
    }
}

QString TextChange::appliedTo(QString before) const
{
    applyTo(before);
    return before;
}

qsizetype TextChange::positionAfter(qsizetype position) const
{
    qsizetype old = 0;
    qsizetype now = 0;
    for (const Step &step : m_steps) {
        if (old >= position)
            break;
        if (step.kind == Step::Kind::Insert) {
            now += step.count;
            continue;
        }
        if (step.kind == Step::Kind::Keep)
            now += std::min(step.count, position - old);
        old += step.count;
    }
    return now;
}

TextChange TextChange::inverse(const QString &before) const
{
    TextChange result;
    qsizetype position = 0;
    for (const Step &step : m_steps) {
        switch (step.kind) {
        case Step::Kind::Keep:
            result.keep(step.count);
            position += step.count;
            break;
        case Step::Kind::Insert:
            result.remove(step.count);
            break;
        case Step::Kind::Remove:
            result.insert(before.mid(position, step.count));
            position += step.count;
            break;
        }
    }
    return result;
}

/// Takes a change's steps in pieces.
class TextChange::Walk
{
public:
    using Kind = Step::Kind;

    explicit Walk(const TextChange &change) : m_steps(change.m_steps) {}

    bool isAtEnd() const { return m_index == m_steps.size(); }
    bool isAt(Kind kind) const { return !isAtEnd() && m_steps[m_index].kind == kind; }
    qsizetype left() const { return isAtEnd() ? 0 : m_steps[m_index].count - m_taken; }

    /// The text that belongs to the piece, if it inserts.
    QString take(qsizetype count)
    {
        QString text = m_steps[m_index].text.mid(m_taken, count);
        m_taken += count;
        if (left() == 0) {
            ++m_index;
            m_taken = 0;
        }
        return text;
    }

private:
    const std::vector<Step> &m_steps;
    std::size_t m_index = 0;
    qsizetype m_taken = 0;
};

TextChange TextChange::followedBy(const TextChange &next) const
{
    Q_ASSERT(m_lengthAfter == next.m_lengthBefore);
    using Kind = Step::Kind;
    TextChange result;
    Walk a(*this);
    Walk b(next);
    while (!a.isAtEnd() || !b.isAtEnd()) {
        if (a.isAt(Kind::Remove)) {
            const qsizetype count = a.left();
            a.take(count);
            result.remove(count);
        } else if (b.isAt(Kind::Insert)) {
            result.insert(b.take(b.left()));
        } else {
            const qsizetype count = std::min(a.left(), b.left());
            if (count == 0)
                break; // not of one text
            const bool isKept = b.isAt(Kind::Keep);
            const bool isNew = a.isAt(Kind::Insert);
            const QString text = a.take(count);
            b.take(count);
            if (isNew && isKept)
                result.insert(text);
            else if (!isNew && isKept)
                result.keep(count);
            else if (!isNew)
                result.remove(count);
        }
    }
    return result;
}

std::pair<TextChange, TextChange> TextChange::transformed(const TextChange &first, const TextChange &second)
{
    Q_ASSERT(first.m_lengthBefore == second.m_lengthBefore);
    using Kind = Step::Kind;
    TextChange firstAfter;
    TextChange secondAfter;
    Walk a(first);
    Walk b(second);
    while (!a.isAtEnd() || !b.isAtEnd()) {
        if (a.isAt(Kind::Insert)) {
            const QString text = a.take(a.left());
            firstAfter.insert(text);
            secondAfter.keep(text.size());
        } else if (b.isAt(Kind::Insert)) {
            const QString text = b.take(b.left());
            firstAfter.keep(text.size());
            secondAfter.insert(text);
        } else {
            const qsizetype count = std::min(a.left(), b.left());
            if (count == 0)
                break; // not of one text
            const bool firstKeeps = a.isAt(Kind::Keep);
            const bool secondKeeps = b.isAt(Kind::Keep);
            a.take(count);
            b.take(count);
            if (firstKeeps && secondKeeps) {
                firstAfter.keep(count);
                secondAfter.keep(count);
            } else if (secondKeeps) {
                firstAfter.remove(count);
            } else if (firstKeeps) {
                secondAfter.remove(count);
            }
        }
    }
    return {firstAfter, secondAfter};
}

QCborArray TextChange::toCbor() const
{
    QCborArray array;
    for (const Step &step : m_steps) {
        if (step.kind == Step::Kind::Insert)
            array.append(step.text);
        else
            array.append(qint64(step.kind == Step::Kind::Keep ? step.count : -step.count));
    }
    return array;
}

std::optional<TextChange> TextChange::fromCbor(const QCborArray &array)
{
    constexpr qint64 longest = 1 << 30;
    TextChange change;
    for (const auto &value : array) {
        const qint64 count = value.toInteger();
        if (value.isString())
            change.insert(value.toString());
        else if (!value.isInteger() || count < -longest || count > longest || change.m_lengthBefore > longest)
            return std::nullopt;
        else if (count > 0)
            change.keep(count);
        else
            change.remove(-count);
    }
    return change;
}

} // namespace Demo
