// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "textchange.h"

#include <gtest/gtest.h>

#include <QRandomGenerator>

namespace Demo {
namespace {

QString randomText(QRandomGenerator &random, int most)
{
    QString text;
    const int length = int(random.bounded(most + 1));
    for (int i = 0; i < length; ++i)
        text += QChar(u'a' + char16_t(random.bounded(26)));
    return text;
}

TextChange randomChange(QRandomGenerator &random, const QString &before)
{
    TextChange change;
    qsizetype left = before.size();
    while (left > 0) {
        const qsizetype count = random.bounded(int(left)) + 1;
        switch (random.bounded(3)) {
        case 0:
            change.keep(count);
            break;
        case 1:
            change.remove(count);
            break;
        default:
            change.insert(randomText(random, 4)).keep(count);
            break;
        }
        left -= count;
    }
    return change.insert(randomText(random, 4));
}

TEST(TextChange, TwoChangesOfOneTextLeadToTheSameTextInEitherOrder)
{
    QRandomGenerator random(1);
    for (int round = 0; round < 2000; ++round) {
        const QString text = randomText(random, 20);
        const TextChange first = randomChange(random, text);
        const TextChange second = randomChange(random, text);
        const auto [firstAfter, secondAfter] = TextChange::transformed(first, second);
        EXPECT_EQ(secondAfter.appliedTo(first.appliedTo(text)), firstAfter.appliedTo(second.appliedTo(text)))
            << "round " << round;
    }
}

TEST(TextChange, NothingThatOneInsertsIsRemovedByTheOther)
{
    const QString text = QStringLiteral("abcdef");
    const TextChange removesAll = TextChange::replacement(text, 0, 6, {});
    const TextChange inserts = TextChange::replacement(text, 3, 0, QStringLiteral("XY"));
    EXPECT_EQ(TextChange::transformed(removesAll, inserts).second.appliedTo({}), QStringLiteral("XY"));
    EXPECT_EQ(TextChange::transformed(inserts, removesAll).second.appliedTo(inserts.appliedTo(text)),
              QStringLiteral("XY"));
}

TEST(TextChange, OneAfterTheOtherIsTheSameAsBothInOne)
{
    QRandomGenerator random(2);
    for (int round = 0; round < 2000; ++round) {
        const QString text = randomText(random, 20);
        const TextChange first = randomChange(random, text);
        const QString between = first.appliedTo(text);
        const TextChange second = randomChange(random, between);
        EXPECT_EQ(first.followedBy(second).appliedTo(text), second.appliedTo(between)) << "round " << round;
    }
}

TEST(TextChange, TheInverseTakesItBack)
{
    QRandomGenerator random(3);
    for (int round = 0; round < 2000; ++round) {
        const QString text = randomText(random, 20);
        const TextChange change = randomChange(random, text);
        EXPECT_EQ(change.inverse(text).appliedTo(change.appliedTo(text)), text) << "round " << round;
    }
}

TEST(TextChange, TheDifferenceLeadsFromTheOldTextToTheNew)
{
    QRandomGenerator random(4);
    for (int round = 0; round < 2000; ++round) {
        const QString before = randomText(random, 6);
        const QString after = randomText(random, 6);
        const qsizetype latest = random.bounded(8) - 1;
        EXPECT_EQ(TextChange::difference(before, after, latest).appliedTo(before), after) << "round " << round;
    }
}

TEST(TextChange, TheDifferenceDoesNotCutCharactersOutsideTheBasicPlaneInTwo)
{
    const QString before = QStringLiteral("a\U0001F600b");
    const QString after = QStringLiteral("a\U0001F601b");
    EXPECT_EQ(TextChange::difference(before, after).insertedText(), QStringLiteral("\U0001F601"));
    const QString otherEnd = QStringLiteral("a\U0001FA00b"); // the same second half as U+1F600
    EXPECT_EQ(TextChange::difference(before, otherEnd).insertedText(), QStringLiteral("\U0001FA00"));
}

TEST(TextChange, ACaretStaysWithItsText)
{
    const QString text = QStringLiteral("hello world");
    const auto insertsBefore = TextChange::replacement(text, 0, 0, QStringLiteral("oh, "));
    EXPECT_EQ(insertsBefore.positionAfter(6), 10);
    const auto insertsRightThere = TextChange::replacement(text, 6, 0, QStringLiteral("big "));
    EXPECT_EQ(insertsRightThere.positionAfter(6), 6);
    const auto removesAround = TextChange::replacement(text, 4, 4, {});
    EXPECT_EQ(removesAround.positionAfter(6), 4);
    EXPECT_EQ(removesAround.positionAfter(11), 7);
}

TEST(TextChange, ComesBackFromCborAsItWas)
{
    QRandomGenerator random(5);
    for (int round = 0; round < 200; ++round) {
        const TextChange change = randomChange(random, randomText(random, 20));
        const auto back = TextChange::fromCbor(change.toCbor());
        ASSERT_TRUE(back);
        EXPECT_EQ(*back, change);
    }
    EXPECT_FALSE(TextChange::fromCbor({true}));
    EXPECT_FALSE(TextChange::fromCbor({1LL << 40}));
}

} // namespace
} // namespace Demo
