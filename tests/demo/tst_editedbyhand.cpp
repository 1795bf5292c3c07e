// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "notefixture.h"

#ifdef Q_OS_UNIX
#include "support/descriptors.h"

#include <csignal>
#endif

namespace Demo {
namespace {

/// What a person, or another program, does to the file of a note.
class EditedByHandTest : public NoteFixture
{
protected:
    static void writeTwoLines(SealedNote &note)
    {
        ASSERT_EQ(note.seal(1, QStringLiteral("a")).outcome, Outcome::Done);
        ASSERT_EQ(append(note, 1, "s-1", QStringLiteral("one\n")).outcome, Outcome::Done);
        ASSERT_EQ(append(note, 1, "s-2", QStringLiteral("two\n")).outcome, Outcome::Done);
    }
    /// A person takes the second one out, and then there is a new primary.
    void expectTheSecondLineToStayAway(quint64 nextEpoch)
    {
        setContents("one\n");
        SealedNote next(m_path);
        ASSERT_EQ(next.seal(nextEpoch, QStringLiteral("next")).outcome, Outcome::Done);
        EXPECT_EQ(next.text(), QStringLiteral("one\n"));
        EXPECT_EQ(contents(), "one\n");
    }
};

TEST_F(EditedByHandTest, WhatAPersonHasWrittenIntoTheFileIsKept)
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

TEST_F(EditedByHandTest, AFileThatIsNoTextIsLeftAlone)
{
    setContents("\xff\xfe\x00\x80");
    SealedNote note(m_path);
    const SealedNote::Result result = note.seal(1, QStringLiteral("a"));
    EXPECT_EQ(result.outcome, Outcome::Failed);
    EXPECT_FALSE(result.message.isEmpty());
    EXPECT_TRUE(contents().startsWith("\xff\xfe"));
}

TEST_F(EditedByHandTest, AFileThatEndsWithinACharacterIsLeftAlone)
{
    setContents("caf\xe9"); // in Latin-1
    SealedNote note(m_path);
    EXPECT_EQ(note.seal(1, QStringLiteral("a")).outcome, Outcome::Failed);
    EXPECT_EQ(contents(), "caf\xe9");
}

TEST_F(EditedByHandTest, AFileWithZeroBytesIsLeftAlone)
{
    const QByteArray utf16("n\0o\0t\0e\0", 8);
    setContents(utf16);
    SealedNote note(m_path);
    EXPECT_EQ(note.seal(1, QStringLiteral("a")).outcome, Outcome::Failed);
    EXPECT_EQ(contents(), utf16);
}

TEST_F(EditedByHandTest, WhatAPersonHasTakenFromTheEndOfTheirOwnFileStaysAway)
{
    setContents("one\ntwo\n");
    SealedNote first(m_path);
    ASSERT_EQ(first.seal(1, QStringLiteral("a")).outcome, Outcome::Done);
    expectTheSecondLineToStayAway(2);
}

TEST_F(EditedByHandTest, WhatAPersonHasTakenFromTheEndWhileThePrimaryRunsStaysAway)
{
    for (const char *left : {"one\ntw", "one\n"}) {
        QFile::remove(m_path);
        QFile::remove(m_path + QStringLiteral(".journal"));
        SealedNote note(m_path);
        writeTwoLines(note);
        setContents(left);
        const auto change = TextChange::replacement(note.text(), 0, 0, QStringLiteral("zero\n"));
        ASSERT_EQ(note.apply(1, QStringLiteral("s-3"), note.revision(), change).outcome, Outcome::Done);
        EXPECT_EQ(contents(), QByteArray("zero\n").append(left));
    }
}

TEST_F(EditedByHandTest, WhatAPersonHasTakenFromTheEndAfterItsWriterHasLeftStaysAway)
{
    SealedNote old(m_path);
    writeTwoLines(old);
    ASSERT_EQ(old.leave(1, QStringLiteral("a")).outcome, Outcome::Done);
    expectTheSecondLineToStayAway(2);
}

TEST_F(EditedByHandTest, WhatAPersonHasTakenFromTheEndStaysAwayAlsoAfterAShortenedJournalAndAKill)
{
    SealedNote old(m_path);
    writeTwoLines(old);
    old.leave(1, QStringLiteral("a"));
    SealedNote killed(m_path, {2, 1});
    ASSERT_EQ(killed.seal(2, QStringLiteral("b")).outcome, Outcome::Done);
    ASSERT_LE(journal().count('\n'), 2);
    expectTheSecondLineToStayAway(3);
}

TEST_F(EditedByHandTest, WhatAnotherProgramWritesMeanwhileIsKept)
{
    setContents("one\ntwo\n");
    SealedNote note(m_path);
    ASSERT_EQ(note.seal(1, QStringLiteral("a")).outcome, Outcome::Done);
    append(note, 1, "s-1", QStringLiteral("three\n"));
    for (const char *meanwhile : {"ONE, longer\ntwo\nthree\n", "ONE, LONGER\ntwo\nthree\n"}) {
        setContentsLater(meanwhile);
        // Of the text as it was before.
        const auto change = TextChange::replacement(note.text(), note.text().size(), 0, QStringLiteral("four\n"));
        const QString id = QStringLiteral("s-%1").arg(note.revision());
        ASSERT_EQ(note.apply(1, id, note.revision(), change).outcome, Outcome::Done);
        EXPECT_TRUE(contents().startsWith(meanwhile)) << contents().constData();
        EXPECT_TRUE(contents().endsWith("four\n")) << contents().constData();
        setContents("one\ntwo\nthree\n");
        ASSERT_EQ(note.seal(1, QStringLiteral("a")).outcome, Outcome::Done);
    }
}

#ifdef Q_OS_UNIX
TEST_F(EditedByHandTest, WhatAPersonWritesAfterAFailedEditIsKept)
{
    SealedNote note(m_path);
    ASSERT_EQ(note.seal(1, QStringLiteral("a")).outcome, Outcome::Done);
    ASSERT_EQ(append(note, 1, "s-1", QStringLiteral("one\n")).outcome, Outcome::Done);
    const auto change = TextChange::replacement(note.text(), 0, 0, QStringLiteral("zero\n"));
    {
        const auto few = QtFailover::Test::withoutDescriptors(1); // for the journal
        ASSERT_EQ(append(note, 1, "s-2", QStringLiteral("two\n")).outcome, Outcome::Failed);
        ASSERT_EQ(note.apply(1, QStringLiteral("s-3"), note.revision(), change).outcome, Outcome::Failed);
    }
    EXPECT_EQ(contents(), "one\n");
    setContentsLater("by hand\n");
    ASSERT_EQ(append(note, 1, "s-2", QStringLiteral("two\n")).outcome, Outcome::Done);
    EXPECT_TRUE(contents().startsWith("by hand\n")) << contents().constData();
    EXPECT_TRUE(contents().endsWith("two\n")) << contents().constData();
}

/// Nothing grows beyond that, from the returned one's making to its end.
[[nodiscard]] auto withoutSpaceBeyond(qint64 size)
{
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit few{static_cast<rlim_t>(size), before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &few);
    return qScopeGuard([before, handler] {
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
    });
}

TEST_F(EditedByHandTest, WhatAPersonHasWrittenIsKeptWhereTheJournalCannotTakeItAtOnce)
{
    SealedNote note(m_path);
    ASSERT_EQ(note.seal(1, QStringLiteral("a")).outcome, Outcome::Done);
    ASSERT_EQ(append(note, 1, "s-1", QStringLiteral("one\n")).outcome, Outcome::Done);
    setContentsLater("onE\n"); // no longer than it was
    const auto change = TextChange::replacement(note.text(), 0, 0, QStringLiteral("zero\n"));
    {
        const auto full = withoutSpaceBeyond(journal().size());
        ASSERT_EQ(note.apply(1, QStringLiteral("s-2"), 1, change).outcome, Outcome::Failed);
    }
    ASSERT_EQ(note.apply(1, QStringLiteral("s-2"), 1, change).outcome, Outcome::Done);
    EXPECT_EQ(contents(), "zero\nonE\n");
}
#endif

} // namespace
} // namespace Demo
