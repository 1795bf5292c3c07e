// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "ownchanges.h"

#include <gtest/gtest.h>

#include <QRandomGenerator>

namespace Demo {
namespace {

/// A text, what is done to it here, and what comes from elsewhere.
class OwnChangesTest : public ::testing::Test
{
protected:
    void type(qsizetype position, qsizetype removed, const QString &inserted)
    {
        const auto change = TextChange::replacement(text, position, removed, inserted);
        own.add(change, text);
        change.applyTo(text);
    }
    void elsewhere(qsizetype position, qsizetype removed, const QString &inserted)
    {
        const auto change = TextChange::replacement(text, position, removed, inserted);
        own.rebase(change);
        change.applyTo(text);
    }
    bool undo() { return apply(own.undo(text)); }
    bool redo() { return apply(own.redo(text)); }
    bool apply(const std::optional<TextChange> &change)
    {
        if (change)
            change->applyTo(text);
        return change.has_value();
    }

    QString text;
    OwnChanges own;
};

TEST_F(OwnChangesTest, UndoTakesBackWhatWasTypedHereAndLeavesWhatCameSince)
{
    type(0, 0, QStringLiteral("own"));
    elsewhere(0, 0, QStringLiteral("before "));
    elsewhere(text.size(), 0, QStringLiteral(" after"));
    ASSERT_TRUE(undo());
    EXPECT_EQ(text, QStringLiteral("before  after"));
    EXPECT_FALSE(undo());
    elsewhere(0, 7, {});
    ASSERT_TRUE(redo());
    EXPECT_EQ(text, QStringLiteral("own after"));
    EXPECT_FALSE(redo());
}

TEST_F(OwnChangesTest, LettersTypedOneAfterTheOtherAreOneChangeAlsoWithOthersTypingBetween)
{
    type(0, 0, QStringLiteral("a"));
    elsewhere(0, 0, QStringLiteral("X"));
    type(2, 0, QStringLiteral("b"));
    elsewhere(3, 0, QStringLiteral("Y"));
    type(3, 0, QStringLiteral("c"));
    ASSERT_EQ(text, QStringLiteral("XabcY"));
    ASSERT_TRUE(undo());
    EXPECT_EQ(text, QStringLiteral("XY"));
    EXPECT_FALSE(undo());
}

TEST_F(OwnChangesTest, ALineEndAnotherPlaceAndTakingAwayBeginANewChange)
{
    type(0, 0, QStringLiteral("ab"));
    type(2, 0, QStringLiteral("\n"));
    type(3, 0, QStringLiteral("cd"));
    type(0, 0, QStringLiteral("e"));
    type(5, 1, {});
    type(4, 1, {});
    EXPECT_EQ(text, QStringLiteral("eab\n"));
    for (const char *expected : {"eab\ncd", "ab\ncd", "ab\n", "ab", ""}) {
        ASSERT_TRUE(undo());
        EXPECT_EQ(text, QString::fromLatin1(expected));
    }
    EXPECT_FALSE(undo());
}

TEST_F(OwnChangesTest, WhatSomebodyElseHasRemovedIsNotUndone)
{
    type(0, 0, QStringLiteral("first"));
    type(5, 0, QStringLiteral("\nsecond"));
    elsewhere(5, 7, {});
    ASSERT_TRUE(undo());
    EXPECT_EQ(text, QString());
    EXPECT_FALSE(undo());
}

TEST_F(OwnChangesTest, WhatWasTypedSinceEndsRedoing)
{
    type(0, 0, QStringLiteral("a"));
    ASSERT_TRUE(undo());
    type(0, 0, QStringLiteral("b"));
    EXPECT_FALSE(redo());
}

TEST_F(OwnChangesTest, WithAllUndoneTheTextIsTheOthersAndWithAllRedoneItIsWhatItWas)
{
    QRandomGenerator random(11);
    const auto anywhere = [&] { return qsizetype(random.bounded(int(text.size()) + 1)); };
    const auto without = [](QString its, bool (QChar::*unwanted)() const) {
        its.removeIf([&](QChar c) { return (c.*unwanted)(); });
        return its;
    };
    for (int round = 0; round < 300; ++round) {
        own = {};
        text.clear();
        for (int step = 0; step < 40; ++step) {
            const QChar letter(u'a' + char16_t(random.bounded(26)));
            if (random.bounded(2) == 0)
                type(anywhere(), 0, letter.toUpper());
            else
                elsewhere(anywhere(), 0, letter);
            if (random.bounded(8) == 0)
                undo();
        }
        const QString others = without(text, qOverload<>(&QChar::isUpper));
        const QString all = text;
        int count = 0;
        while (undo())
            ++count;
        EXPECT_EQ(text, others) << "round " << round;
        while (count-- > 0)
            ASSERT_TRUE(redo());
        EXPECT_EQ(text, all) << "round " << round;
    }
}

} // namespace
} // namespace Demo
