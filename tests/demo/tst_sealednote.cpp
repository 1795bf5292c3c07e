// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "filelock.h"
#include "notefixture.h"

#include <QDeadlineTimer>
#include <QRandomGenerator>

#ifdef Q_OS_UNIX
#include "support/descriptors.h"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace Demo {
namespace {

class SealedNoteTest : public NoteFixture
{};

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

TEST_F(SealedNoteTest, WhoseEpochsHaveBegunAnewIsToldWhatToDo)
{
    SealedNote before(m_path);
    before.seal(300, QStringLiteral("a"));
    SealedNote note(m_path);
    const SealedNote::Result result = note.seal(1, QStringLiteral("b"));
    ASSERT_EQ(result.outcome, Outcome::Stale);
    const QString journal = m_path + QStringLiteral(".journal");
    ASSERT_TRUE(result.message.contains(journal)) << qPrintable(result.message);
    ASSERT_TRUE(QFile::rename(journal, journal + QStringLiteral(".old"))); // as it says
    EXPECT_EQ(note.seal(2, QStringLiteral("b")).outcome, Outcome::Done);
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

TEST_F(SealedNoteTest, AfterADamagedJournalWasMovedAwayTheSameProcessBeginsANewOne)
{
    setContents("one");
    QFile damaged(m_path + QStringLiteral(".journal"));
    ASSERT_TRUE(damaged.open(QIODevice::WriteOnly));
    damaged.write(R"({"epoch":1,"seal":"a"}
{"change":["one"],"edit":"1","epoch":1}
{"change":[7,"x"],"edit":"2","epoch":1}
)");
    damaged.close();
    SealedNote note(m_path);
    ASSERT_EQ(note.seal(2, QStringLiteral("a")).outcome, Outcome::Failed);
    ASSERT_TRUE(damaged.remove());
    ASSERT_EQ(note.seal(3, QStringLiteral("a")).outcome, Outcome::Done);
    ASSERT_EQ(append(note, 3, "3", QStringLiteral("two")).outcome, Outcome::Done);
    SealedNote next(m_path);
    EXPECT_EQ(next.seal(4, QStringLiteral("b")).outcome, Outcome::Done);
    EXPECT_EQ(next.text(), QStringLiteral("onetwo"));
}

TEST_F(SealedNoteTest, WhatAKillHasLeftOutIsWrittenAlsoWhereTheWriterBeforeHasLeft)
{
    SealedNote old(m_path);
    old.seal(1, QStringLiteral("a"));
    append(old, 1, "s-1", QStringLiteral("one\n"));
    old.leave(1, QStringLiteral("a"));
    SealedNote killed(m_path);
    killed.seal(2, QStringLiteral("b"));
    append(killed, 2, "s-2", QStringLiteral("two\n"));
    setContents("one\nt");
    EXPECT_EQ(old.leave(1, QStringLiteral("a")).outcome, Outcome::Done); // once more, much too late
    SealedNote next(m_path);
    ASSERT_EQ(next.seal(3, QStringLiteral("c")).outcome, Outcome::Done);
    EXPECT_EQ(contents(), "one\ntwo\n");
}

TEST_F(SealedNoteTest, ALinkToTheNoteHasNoSealOfItsOwn)
{
    setContents("one\n");
    const QString link = m_directory.filePath(QStringLiteral("link.txt"));
    ASSERT_TRUE(QFile::link(m_path, link));
    SealedNote old(link);
    ASSERT_EQ(old.seal(1, QStringLiteral("a")).outcome, Outcome::Done);
    SealedNote next(m_path);
    ASSERT_EQ(next.seal(2, QStringLiteral("b")).outcome, Outcome::Done);
    append(next, 2, "1", QStringLiteral("two\n"));
    EXPECT_EQ(append(old, 1, "2", QStringLiteral("late\n")).outcome, Outcome::Stale);
    EXPECT_EQ(contents(), "one\ntwo\n");
    EXPECT_FALSE(QFile::exists(link + QStringLiteral(".journal")));
}

TEST_F(SealedNoteTest, ABackupOfTheJournalIsLeftAlone)
{
    SealedNote first(m_path);
    first.seal(1, QStringLiteral("a"));
    const QString backup = m_path + QStringLiteral(".journal.backup");
    ASSERT_TRUE(QFile::rename(m_path + QStringLiteral(".journal"), backup));
    SealedNote next(m_path);
    ASSERT_EQ(next.seal(2, QStringLiteral("b")).outcome, Outcome::Done);
    EXPECT_TRUE(QFile::exists(backup));
}

TEST_F(SealedNoteTest, TheJournalIsTheUsersAlone)
{
    SealedNote note(m_path, {2, 1});
    note.seal(1, QStringLiteral("a"));
    const auto permissions = [this] {
        return QFile::permissions(m_path + QStringLiteral(".journal"))
               & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther);
    };
    EXPECT_EQ(permissions(), QFile::Permissions());
    for (int i = 1; i <= 3; ++i) // which shortens it
        append(note, 1, qPrintable(QStringLiteral("s-%1").arg(i)), QStringLiteral("x"));
    EXPECT_LE(journal().count('\n'), 2);
    EXPECT_EQ(permissions(), QFile::Permissions());
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

TEST_F(SealedNoteTest, ALongJournalIsShortenedAndNothingOfItIsForgottenThatMatters)
{
    SealedNote note(m_path, {20, 5});
    SealedNote late(m_path, {20, 5});
    note.seal(3, QStringLiteral("a"));
    late.seal(3, QStringLiteral("a"));
    QByteArray expected = "early\n";
    append(note, 3, "e-1", QStringLiteral("early\n"));
    for (int i = 1; i < 100; ++i) {
        const QString line = QStringLiteral("%1\n").arg(i);
        ASSERT_EQ(append(note, 3, qPrintable(QStringLiteral("s-%1").arg(i)), line).outcome, Outcome::Done);
        expected += line.toUtf8();
        EXPECT_LE(journal().count('\n'), 21);
    }
    EXPECT_EQ(contents(), expected);
    EXPECT_EQ(note.revision(), 100);
    // Another process that had read the journal before.
    EXPECT_EQ(append(late, 3, "s-7", QStringLiteral("again")).outcome, Outcome::Done);
    EXPECT_EQ(late.revision(), 100);
    EXPECT_EQ(late.text(), note.text());
    // A new one.
    SealedNote next(m_path, {20, 5});
    ASSERT_EQ(next.seal(4, QStringLiteral("b")).outcome, Outcome::Done);
    EXPECT_EQ(next.history(), 3);
    EXPECT_EQ(next.revision(), 100);
    EXPECT_TRUE(next.hasApplied(QStringLiteral("s-1")));
    EXPECT_TRUE(next.hasApplied(QStringLiteral("s-99")));
    EXPECT_TRUE(next.hasApplied(QStringLiteral("e-1"))); // whose edits are all left out
    EXPECT_FALSE(next.hasApplied(QStringLiteral("s-100")));
    EXPECT_EQ(append(note, 3, "s-100", QStringLiteral("late")).outcome, Outcome::Stale);
    // What was typed upon one of the last is fitted in; upon an older one it has to be asked for anew.
    const auto atBeginning = [](const QString &text, qsizetype length) {
        return TextChange().insert(text).keep(length);
    };
    EXPECT_EQ(
        next.apply(4, QStringLiteral("t-1"), 98, atBeginning(QStringLiteral("new "), expected.size() - 6)).outcome,
        Outcome::Done);
    EXPECT_EQ(contents(), "new " + expected);
    EXPECT_EQ(next.apply(4, QStringLiteral("t-2"), 2, atBeginning(QStringLiteral("x"), 4)).outcome, Outcome::Unfit);
}

TEST_F(SealedNoteTest, WhoHasTheOldJournalOpenWhileItIsReplacedTriesAgain)
{
    SealedNote note(m_path, {3, 1});
    note.seal(1, QStringLiteral("a"));
    QFile old(m_path + QStringLiteral(".journal"));
    ASSERT_TRUE(old.open(QIODevice::ReadWrite));
    {
        const FileLock lock(old);
        ASSERT_EQ(lock.state(), FileLock::State::Held);
        EXPECT_EQ(append(note, 1, "s-1", QStringLiteral("1")).outcome, Outcome::Busy);
    }
    for (int i = 1; i <= 3; ++i)
        append(note, 1, qPrintable(QStringLiteral("s-%1").arg(i)), QStringLiteral("x"));
    EXPECT_EQ(FileLock(old).state(), FileLock::State::Busy);
}

#ifdef Q_OS_UNIX
TEST_F(SealedNoteTest, AJournalThatWasReplacedAfterAFailedEditIsSeenToBeAnother)
{
    SealedNote note(m_path);
    note.seal(1, QStringLiteral("a"));
    append(note, 1, "1", QStringLiteral("one\n"));
    {
        const auto few =
            QtFailover::Test::withoutDescriptors(1); // for the journal, which the edit is taken out of again
        ASSERT_EQ(append(note, 1, "2", QStringLiteral("two\n")).outcome, Outcome::Failed);
    }
    ASSERT_TRUE(QFile::remove(m_path + QStringLiteral(".journal")));
    EXPECT_EQ(append(note, 1, "2", QStringLiteral("two\n")).outcome, Outcome::Failed); // it has lost the seal
    SealedNote next(m_path);
    EXPECT_EQ(next.seal(2, QStringLiteral("b")).outcome, Outcome::Done);
}

/// Writes lines until it is killed, and tells of each one that is written. It begins with the first that has not been
/// told of, as whoever has no reply does.
[[noreturn]] void writeLines(const QString &path, quint64 epoch, int from, int tell)
{
    SealedNote note(path, {2, 1}); // shortened with each line
    if (note.seal(epoch, QStringLiteral("child")).outcome != Outcome::Done)
        ::_exit(1);
    for (int i = from;; ++i) {
        const auto change = TextChange::replacement(note.text(), note.text().size(), 0, QStringLiteral("%1\n").arg(i));
        if (note.apply(epoch, QStringLiteral("s-%1").arg(i), note.revision(), change).outcome != Outcome::Done)
            ::_exit(2);
        if (::write(tell, &i, sizeof i) != sizeof i)
            ::_exit(3);
    }
}

TEST_F(SealedNoteTest, AKillAtWhateverMomentLosesNothingAndDoublesNothing)
{
    constexpr int rounds = 300;
    QRandomGenerator random(13);
    int told = 0;
    for (int round = 1; round <= rounds; ++round) {
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0)
            writeLines(m_path, quint64(2 * round), told + 1, ends[1]);
        ::close(ends[1]);
        // A few lines later, and then somewhere within one.
        const int enough = told + 1 + int(random.bounded(20));
        while (told < enough)
            ASSERT_EQ(::read(ends[0], &told, sizeof told), ssize_t(sizeof told)) << "round " << round;
        const QDeadlineTimer within(std::chrono::microseconds(random.bounded(400)), Qt::PreciseTimer);
        while (!within.hasExpired())
            continue;
        ::kill(child, SIGKILL);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status)) << "round " << round << ": it ended by itself with " << WEXITSTATUS(status);
        while (::read(ends[0], &told, sizeof told) == ssize_t(sizeof told))
            continue;
        ::close(ends[0]);
        const QDir directory(m_directory.path());

        SealedNote next(m_path, {2, 1});
        ASSERT_EQ(next.seal(quint64(2 * round + 1), QStringLiteral("parent")).outcome, Outcome::Done);
        // The last one may be written without having been told.
        const int written = next.hasApplied(QStringLiteral("s-%1").arg(told + 1)) ? told + 1 : told;
        QByteArray expected;
        for (int i = 1; i <= written; ++i)
            expected += QByteArray::number(i) + '\n';
        ASSERT_EQ(contents(), expected) << "round " << round;
        EXPECT_LE(journal().count('\n'), 2);
        EXPECT_TRUE(directory.entryList({QStringLiteral("note.txt.journal.*")}, QDir::Files).isEmpty());
    }
    std::printf("%d lines, %d kills\n", told, rounds);
}
#endif

} // namespace
} // namespace Demo
