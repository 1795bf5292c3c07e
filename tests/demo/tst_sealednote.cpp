// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "sealednote.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

namespace Demo {
namespace {

using Outcome = SealedNote::Outcome;

class SealedNoteTest : public ::testing::Test
{
protected:
    QByteArray contents() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
    }
    void setContents(const QByteArray &bytes)
    {
        QFile file(m_path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
    }
    static SealedNote::Result append(SealedNote &note, quint64 epoch, const char *id, const QString &text)
    {
        return note.apply(epoch, QString::fromLatin1(id), note.revision(),
                          TextChange::replacement(note.text(), note.text().size(), 0, text));
    }

    QTemporaryDir m_directory;
    const QString m_path = m_directory.filePath(QStringLiteral("note.txt"));
};

TEST_F(SealedNoteTest, RefusesAnOlderEpochOnceANewerOneHasSealedIt)
{
    SealedNote old(m_path);
    SealedNote next(m_path);
    ASSERT_EQ(old.seal(1, QStringLiteral("a")).outcome, Outcome::Done);
    ASSERT_EQ(append(old, 1, "1", QStringLiteral("one\n")).outcome, Outcome::Done);
    ASSERT_EQ(next.seal(2, QStringLiteral("b")).outcome, Outcome::Done);
    EXPECT_EQ(append(old, 1, "2", QStringLiteral("late\n")).outcome, Outcome::Stale);
    EXPECT_EQ(append(next, 2, "3", QStringLiteral("two\n")).outcome, Outcome::Done);
    EXPECT_EQ(old.seal(1, QStringLiteral("a")).outcome, Outcome::Stale);
    EXPECT_EQ(contents(), "one\ntwo\n");
}

TEST_F(SealedNoteTest, AnEditIsAppliedOnceByWhateverPrimary)
{
    SealedNote old(m_path);
    SealedNote next(m_path);
    old.seal(1, QStringLiteral("a"));
    append(old, 1, "1", QStringLiteral("one\n"));
    next.seal(2, QStringLiteral("b"));
    EXPECT_TRUE(next.hasApplied(QStringLiteral("1")));
    EXPECT_EQ(next.apply(2, QStringLiteral("1"), 0, TextChange().insert(QStringLiteral("one\n"))).outcome,
              Outcome::Done);
    EXPECT_EQ(contents(), "one\n");
}

TEST_F(SealedNoteTest, TheNextSealWritesWhatAKillHasLeftOut)
{
    SealedNote old(m_path);
    old.seal(1, QStringLiteral("a"));
    append(old, 1, "1", QStringLiteral("first\n"));
    append(old, 1, "2", QStringLiteral("second\n"));
    for (const char *left : {"first\n", "first\nsec", "first\nsecond\n"}) {
        setContents(left);
        SealedNote next(m_path);
        EXPECT_EQ(next.seal(2, QStringLiteral("b")).outcome, Outcome::Done);
        EXPECT_EQ(contents(), "first\nsecond\n") << left;
        EXPECT_EQ(next.revision(), 2) << left;
    }
}

TEST_F(SealedNoteTest, ADeletedFileComesBackFromItsJournal)
{
    SealedNote old(m_path);
    old.seal(1, QStringLiteral("a"));
    append(old, 1, "1", QStringLiteral("text\n"));
    QFile::remove(m_path);
    SealedNote next(m_path);
    EXPECT_EQ(next.seal(2, QStringLiteral("b")).outcome, Outcome::Done);
    EXPECT_EQ(contents(), "text\n");
}

TEST_F(SealedNoteTest, WhatAPersonHasWrittenIntoTheFileIsKept)
{
    setContents("by hand\r\n");
    SealedNote first(m_path);
    ASSERT_EQ(first.seal(1, QStringLiteral("a")).outcome, Outcome::Done);
    EXPECT_EQ(first.text(), QStringLiteral("by hand\n"));
    append(first, 1, "1", QStringLiteral("by program\n"));
    EXPECT_EQ(contents(), "by hand\nby program\n");
    setContents("by hand again\nby program\n");
    SealedNote next(m_path);
    ASSERT_EQ(next.seal(2, QStringLiteral("b")).outcome, Outcome::Done);
    EXPECT_EQ(next.text(), QStringLiteral("by hand again\nby program\n"));
    EXPECT_EQ(next.revision(), 3);
}

TEST_F(SealedNoteTest, AFileThatIsNoTextIsLeftAlone)
{
    setContents("\xff\xfe\x00\x80");
    SealedNote note(m_path);
    const SealedNote::Result result = note.seal(1, QStringLiteral("a"));
    EXPECT_EQ(result.outcome, Outcome::Failed);
    EXPECT_FALSE(result.message.isEmpty());
    EXPECT_TRUE(contents().startsWith("\xff\xfe"));
}

TEST_F(SealedNoteTest, ChangesOfAnOlderTextAreBroughtUpToDate)
{
    SealedNote note(m_path);
    note.seal(1, QStringLiteral("a"));
    append(note, 1, "1", QStringLiteral("middle"));
    note.apply(1, QStringLiteral("2"), 1, TextChange().insert(QStringLiteral("start ")).keep(6));
    note.apply(1, QStringLiteral("3"), 1, TextChange().keep(6).insert(QStringLiteral(" end")));
    EXPECT_EQ(contents(), "start middle end");
    EXPECT_EQ(note.apply(1, QStringLiteral("4"), 7, TextChange().insert(QStringLiteral("x"))).outcome, Outcome::Unfit);
    EXPECT_EQ(note.apply(1, QStringLiteral("5"), 1, TextChange().insert(QStringLiteral("x"))).outcome, Outcome::Unfit);
}

} // namespace
} // namespace Demo
