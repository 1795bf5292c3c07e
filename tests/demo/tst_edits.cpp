// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "support/waitfor.h"
#include "system/group.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QFile>
#include <QScopeGuard>

#include <csignal>

#ifdef Q_OS_LINUX
#include <sys/file.h>
#include <sys/inotify.h>
#include <unistd.h>
#endif

namespace QtFailover::Test {
namespace {

using namespace Qt::StringLiterals;

class Edits : public ::testing::Test
{
protected:
    Instance *start(const QString &id, const QStringList &more = {})
    {
        Instance *const instance = m_group.start(id, QStringList{u"--file"_s, file()} + more);
        EXPECT_TRUE(waitFor([&] { return instance->role() != u"none"_s; }));
        return instance;
    }
    QString file() const { return m_group.directory() + u"/note.txt"_s; }
    QStringList lines() const
    {
        QFile note(file());
        if (!note.open(QIODevice::ReadOnly))
            return {};
        return QString::fromUtf8(note.readAll()).split(u'\n', Qt::SkipEmptyParts);
    }

    Group m_group;
};

TEST_F(Edits, ALineOfASecondaryIsWrittenByThePrimaryAndAcknowledgedWhereItWasAskedFor)
{
    Instance *const primary = start(u"a"_s);
    Instance *const secondary = start(u"b"_s);
    secondary->command("append from the secondary");
    const QJsonObject said = secondary->await(u"acknowledged"_s, {{u"text"_s, u"from the secondary"_s}});
    EXPECT_FALSE(said[u"id"].toString().isEmpty());
    EXPECT_EQ(lines(), QStringList{u"from the secondary"_s});
    EXPECT_EQ(primary->count(u"acknowledged"_s), 0);
    primary->command("append from the primary");
    primary->await(u"acknowledged"_s, {{u"text"_s, u"from the primary"_s}});
    EXPECT_EQ(lines().size(), 2);
}

TEST_F(Edits, TheLastLineNeedsNoEnd)
{
    Instance *const instance = start(u"a"_s);
    instance->lastCommand("append the last");
    instance->await(u"acknowledged"_s, {{u"text"_s, u"the last"_s}});
}

TEST_F(Edits, ALineKeepsTheBlanksAtItsBeginningAndEnd)
{
    Instance *const instance = start(u"a"_s);
    instance->command("append  a line break in Markdown:  ");
    instance->await(u"acknowledged"_s, {{u"text"_s, u" a line break in Markdown:  "_s}});
    instance->command(" \tappend from elsewhere \r");
    instance->await(u"acknowledged"_s, {{u"text"_s, u"from elsewhere "_s}});
    EXPECT_EQ(lines(), (QStringList{u" a line break in Markdown:  "_s, u"from elsewhere "_s}));
}

TEST_F(Edits, BlanksAroundOtherCommandsMeanNothing)
{
    Instance *const instance = start(u"a"_s);
    instance->command("  \t \r");
    instance->command(" block 1  ");
    instance->command("\tstatus\t");
    instance->await(u"status"_s);
    EXPECT_EQ(instance->count(u"error"_s), 0);
}

TEST_F(Edits, EveryLineIsWrittenOnceAndInItsSendersOrderWhilePrimariesAreKilled)
{
    constexpr int kills = 8;
    constexpr int linesEach = 25;
    start(u"p0"_s);
    Instance *const one = start(u"one"_s, {u"--disabled"_s});
    Instance *const two = start(u"two"_s, {u"--disabled"_s});
    int sent = 0;
    for (int kill = 1; kill <= kills; ++kill) {
        Instance *const next = start(u"p%1"_s.arg(kill));
        for (int i = 0; i < linesEach; ++i) {
            ++sent;
            one->command("append one " + QByteArray::number(sent));
            two->command("append two " + QByteArray::number(sent));
        }
        // In the middle of them.
        const auto acknowledged = one->count(u"acknowledged"_s);
        ASSERT_TRUE(waitFor([&] { return one->count(u"acknowledged"_s) > acknowledged + 3; }));
        ASSERT_EQ(m_group.primaries().size(), 1);
        m_group.primaries().front()->signal(SIGKILL);
        ASSERT_TRUE(waitFor([&] { return next->role() == u"primary"_s; }));
    }
    for (Instance *sender : {one, two}) {
        ASSERT_TRUE(waitFor([&] { return sender->count(u"acknowledged"_s) == sent; })) << sender->count(u"error"_s);
        const QStringList its = lines().filter(sender->id() + u' ');
        ASSERT_EQ(its.size(), sent);
        for (int i = 0; i < sent; ++i)
            EXPECT_EQ(its[i], sender->id() + u' ' + QString::number(i + 1));
    }
    EXPECT_EQ(lines().size(), 2 * sent);
}

TEST_F(Edits, ALineBesideAStoppedPrimaryWaitsAndIsWrittenOnceThatGoesOn)
{
    Instance *const primary = start(u"a"_s);
    Instance *const secondary = start(u"b"_s);
    secondary->command("append before");
    secondary->await(u"acknowledged"_s, {{u"text"_s, u"before"_s}});
    primary->signal(SIGSTOP);
    secondary->command("append meanwhile");
    secondary->command("status"); // answered after the line was taken
    secondary->await(u"status"_s);
    EXPECT_TRUE(secondary->find(u"acknowledged"_s, {{u"text"_s, u"meanwhile"_s}}).isEmpty());
    primary->signal(SIGCONT);
    secondary->await(u"acknowledged"_s, {{u"text"_s, u"meanwhile"_s}});
    EXPECT_EQ(lines(), (QStringList{u"before"_s, u"meanwhile"_s}));
}

TEST_F(Edits, ALineThatAStoppedPrimaryHasNotWrittenIsWrittenByWhoeverFencesIt)
{
    const QStringList fast{u"--policy"_s, u"fence"_s, u"--heartbeat-interval"_s, u"100"_s, u"--heartbeat-timeout"_s,
                           u"500"_s};
    Instance *const old = start(u"a"_s, fast);
    Instance *const next = start(u"b"_s, fast);
    Instance *const other = start(u"c"_s, fast + QStringList{u"--disabled"_s});
    other->command("append first");
    other->await(u"acknowledged"_s, {{u"text"_s, u"first"_s}});
    old->signal(SIGSTOP);
    other->command("append second");
    other->await(u"acknowledged"_s, {{u"text"_s, u"second"_s}});
    EXPECT_EQ(next->role(), u"primary"_s);
    old->command("append third");
    old->signal(SIGCONT);
    old->await(u"acknowledged"_s, {{u"text"_s, u"third"_s}});
    EXPECT_EQ(lines(), (QStringList{u"first"_s, u"second"_s, u"third"_s}));
}

TEST_F(Edits, ALineIsAnErrorWhereThereIsNoNote)
{
    Instance *const instance = m_group.start(u"a"_s);
    ASSERT_TRUE(waitFor([&] { return instance->role() == u"primary"_s; }));
    instance->command("append nowhere");
    instance->await(u"error"_s, {{u"error"_s, u"NoFile"_s}});
    EXPECT_EQ(instance->count(u"acknowledged"_s), 0);
}

TEST_F(Edits, GoToNoOtherFileThanTheOneThatTheirWindowHasOpened)
{
    Instance *const primary = start(u"a"_s);
    const QString path = m_group.directory() + u"/other.txt"_s;
    Instance *const other = m_group.start(u"b"_s, {u"--file"_s, path});
    const QJsonObject said = other->await(u"error"_s, {{u"error"_s, u"Delayed"_s}});
    EXPECT_TRUE(said[u"message"].toString().contains(file())) << "it has nothing to show, and says why";
    other->command("append into the other");
    other->await(u"error"_s, {{u"error"_s, u"OtherFile"_s}});
    primary->command("append into the note");
    primary->await(u"acknowledged"_s);
    EXPECT_EQ(lines(), QStringList{u"into the note"_s});

    primary->signal(SIGKILL);
    other->await(u"roleChanged"_s, {{u"role"_s, u"primary"_s}});
    other->command("append into its own");
    other->await(u"acknowledged"_s);
    QFile own(path);
    ASSERT_TRUE(own.open(QIODevice::ReadOnly));
    EXPECT_EQ(own.readAll(), "into its own\n");
    EXPECT_EQ(lines(), QStringList{u"into the note"_s});
}

TEST_F(Edits, KnowTheirFileByAnyPath)
{
    start(u"a"_s);
    const QString alias = m_group.directory() + u"/alias.txt"_s;
    ASSERT_TRUE(QFile::link(file(), alias));
    Instance *const other = m_group.start(u"b"_s, {u"--file"_s, alias});
    other->command("append by another path");
    other->await(u"acknowledged"_s);
    EXPECT_EQ(lines(), QStringList{u"by another path"_s});
}

TEST_F(Edits, ALineIsAnErrorWhereAnotherGroupHasSealedTheNote)
{
    Instance *const instance = start(u"a"_s);
    instance->command("append ours");
    instance->await(u"acknowledged"_s, {{u"text"_s, u"ours"_s}});
    QFile journal(file() + u".journal"_s);
    ASSERT_TRUE(journal.open(QIODevice::Append));
    journal.write("{\"epoch\":7,\"seal\":\"other\"}\n");
    journal.close();
    instance->command("append too late");
    instance->await(u"error"_s, {{u"error"_s, u"WriteFailed"_s}});
    EXPECT_EQ(lines(), QStringList{u"ours"_s});
}

TEST_F(Edits, ALineThatAPersonTakesOutWhileNobodyRunsStaysAway)
{
    Instance *const first = start(u"a"_s);
    first->command("append one");
    first->command("append two");
    first->command("quit");
    ASSERT_TRUE(first->awaitExit());
    ASSERT_EQ(lines(), (QStringList{u"one"_s, u"two"_s}));
    QFile note(file());
    ASSERT_TRUE(note.resize(4)); // "one" and its line's end
    Instance *const next = start(u"b"_s);
    next->command("append three");
    next->await(u"acknowledged"_s, {{u"text"_s, u"three"_s}});
    EXPECT_EQ(lines(), (QStringList{u"one"_s, u"three"_s}));
}

TEST_F(Edits, WhyALineWaitsIsSaidWhereTheNoteIsTooLargeForAMessage)
{
    QFile note(file());
    ASSERT_TRUE(note.open(QIODevice::WriteOnly));
    note.write(QString(6 * 1024 * 1024, u'€').toUtf8()); // few characters, as each takes its time
    note.close();
    Instance *const instance = start(u"a"_s);
    instance->command("append too much");
    const QJsonObject said = instance->await(u"error"_s, {{u"error"_s, u"Delayed"_s}});
    EXPECT_TRUE(said[u"message"_s].toString().startsWith(u"The reply is larger than"_s));
    EXPECT_EQ(instance->count(u"acknowledged"_s), 0);
}

TEST_F(Edits, WhatIsGivenUpAtQuitBesideAStoppedPrimaryIsSaid)
{
    Instance *const primary = start(u"a"_s);
    Instance *const secondary = start(u"b"_s);
    primary->signal(SIGSTOP);
    secondary->command("append in vain");
    secondary->command("quit");
    secondary->await(u"error"_s, {{u"error"_s, u"Unwritten"_s}});
    ASSERT_TRUE(secondary->awaitExit());
    EXPECT_EQ(secondary->exitCode(), 0);
}

#ifdef Q_OS_LINUX
/// How often a file was opened since `notifier` has watched it for that and for its being closed: those in turn, as
/// the kernel would tell the same thing once.
int countOpened(int notifier)
{
    int count = 0;
    alignas(inotify_event) char buffer[4096];
    for (ssize_t size; (size = ::read(notifier, buffer, sizeof buffer)) > 0;) {
        for (const char *at = buffer; at < buffer + size;) {
            const auto *const event = reinterpret_cast<const inotify_event *>(at);
            count += (event->mask & IN_OPEN) ? 1 : 0;
            at += sizeof(inotify_event) + event->len;
        }
    }
    return count;
}

TEST_F(Edits, APrimaryThatLeavesBesideALockedNoteTriesItNoMoreAndMoreOften)
{
    Instance *const primary = start(u"a"_s, {u"--shutdown-timeout"_s, u"1000"_s});
    ASSERT_TRUE(waitFor([&] { return primary->role() == u"primary"_s; }));
    QFile journal(file() + u".journal"_s);
    ASSERT_TRUE(journal.open(QIODevice::ReadWrite));
    ASSERT_EQ(::flock(journal.handle(), LOCK_EX), 0);
    const int notifier = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    const auto close = qScopeGuard([notifier] { ::close(notifier); });
    ASSERT_GE(::inotify_add_watch(notifier, QFile::encodeName(journal.fileName()), IN_OPEN | IN_CLOSE), 0);
    QElapsedTimer sinceQuit;
    sinceQuit.start();
    primary->command("append in vain");
    primary->command("quit");
    ASSERT_TRUE(primary->awaitExit());
    const int tries = countOpened(notifier);
    EXPECT_GT(tries, 0);
    EXPECT_LT(tries, sinceQuit.elapsed()); // it is every 5 ms
}
#endif

TEST_F(Edits, WhatWasSaidBeforeQuitIsWritten)
{
    start(u"a"_s);
    Instance *const secondary = start(u"b"_s);
    secondary->command("append last words");
    secondary->command("quit");
    ASSERT_TRUE(secondary->awaitExit());
    EXPECT_EQ(secondary->exitCode(), 0);
    EXPECT_EQ(lines(), QStringList{u"last words"_s});
}

} // namespace
} // namespace QtFailover::Test
