// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/guardtext.h"

#include <gtest/gtest.h>

using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;

TEST(GuardText, MakesOnePrefixForEachUserGroupScopeAndKey)
{
    const QByteArray prefix = GuardText::prefix(1000, u"org.example"_s, u"scope"_s, "/dir");
    EXPECT_TRUE(prefix.startsWith("qtfailover."));
    EXPECT_EQ(prefix.size(), 28);
    EXPECT_EQ(prefix, GuardText::prefix(1000, u"org.example"_s, u"scope"_s, "/dir"));
    EXPECT_NE(prefix, GuardText::prefix(1001, u"org.example"_s, u"scope"_s, "/dir"));
    EXPECT_NE(prefix, GuardText::prefix(1000, u"org.example2"_s, u"scope"_s, "/dir"));
    EXPECT_NE(prefix, GuardText::prefix(1000, u"org.example"_s, u"scope2"_s, "/dir"));
    EXPECT_NE(prefix, GuardText::prefix(1000, u"org.example"_s, u"scope"_s, {}));
    // What belongs to one part never counts for the next.
    EXPECT_NE(prefix, GuardText::prefix(1000, u"org.examples"_s, u"cope"_s, "/dir"));
}

TEST(GuardText, ReadsTheEpochOfANameAndNothingElse)
{
    const QByteArray prefix("qtfailover.0123456789abcdef.");
    const auto epochOf = [&](const char *rest) { return GuardText::epochOf(QByteArray(prefix + rest), prefix); };
    EXPECT_EQ(epochOf("1"), Epoch(1));
    EXPECT_EQ(epochOf("9007199254740991"), MaxEpoch);
    for (const char *rest : {"", "0", "01", "-1", "+1", " 1", "1 ", "1x", "9007199254740992", "99999999999999999999"})
        EXPECT_EQ(epochOf(rest), std::nullopt) << rest;
    EXPECT_EQ(GuardText::epochOf("qtfailover.0123456789abcdee.1", prefix), std::nullopt);
}

TEST(GuardText, DecodesWhatItEncodes)
{
    for (const Standing standing : {Standing::Candidate, Standing::Primary}) {
        const auto answer = GuardText::decodeAnswer(GuardText::encodeAnswer(42, standing, u"näme"_s));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->kind, Answer::Answered);
        EXPECT_EQ(answer->epoch, 42u);
        EXPECT_EQ(answer->standing, standing);
        EXPECT_EQ(answer->instanceId, u"näme"_s);
    }
}

TEST(GuardText, KeepsAnAnswerBelowItsCap)
{
    const QByteArray bytes = GuardText::encodeAnswer(MaxEpoch, Standing::Primary, QString(100'000, u'ä'));
    EXPECT_LE(bytes.size(), GuardText::AnswerCap);
    EXPECT_TRUE(GuardText::decodeAnswer(bytes));
}

TEST(GuardText, RefusesAnAnswerThatIsCutOff)
{
    const QByteArray bytes = GuardText::encodeAnswer(42, Standing::Primary, u"id"_s);
    for (qsizetype size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(GuardText::decodeAnswer(bytes.first(size))) << size;
}

TEST(GuardText, RefusesAnswersOfAnotherForm)
{
    const QByteArray good = GuardText::encodeAnswer(1, Standing::Primary, u"id"_s);
    EXPECT_EQ(good.toHex(), "84010101626964"); // [1, 1, 1, "id"]
    for (const char *hex : {
             "84020101626964", // another version
             "84010001626964", // epoch 0
             "84012001626964", // epoch -1
             "84011b0020000000000000"
             "01626964",       // an epoch over the cap
             "84010102626964", // an unknown standing
             "840101016269",   // cut off
             "8401010101",     // an id that is a number
             "83010101",       // too short
             "f6",             // null
         })
        EXPECT_FALSE(GuardText::decodeAnswer(QByteArray::fromHex(hex))) << hex;
    EXPECT_TRUE(GuardText::decodeAnswer(QByteArray::fromHex("8501010162696407"))) << "a later minor version adds";
}
