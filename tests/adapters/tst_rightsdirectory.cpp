// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "rightsfixture.h"

#include "adapters/descriptor.h"
#include "adapters/files.h"

#include <sys/file.h>
#include <unistd.h>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

TEST_F(RightsTest, OpensWithALockThatTheKernelHolds)
{
    ASSERT_EQ(names("i.*").size(), 1);
    EXPECT_EQ(Files::probeLock(ownLock()), Files::LockState::Held);
    Files::Status status;
    ASSERT_FALSE(Files::status(ownLock(), &status));
    EXPECT_EQ(rights.inode(), status.identity.inode);
    EXPECT_NE(another()->inode(), rights.inode());
}

TEST_F(RightsTest, HasNoInodeBeforeItIsOpen)
{
    RightsDirectory closed(u"org.example.Test"_s, {}, m_temporary.path());
    EXPECT_EQ(closed.inode(), 0);
    EXPECT_EQ(closed.link(1), LinkResult::LockGone);
    EXPECT_FALSE(closed.prove(1));
    EXPECT_TRUE(closed.publish({}));
}

TEST_F(RightsTest, LinksARightThatEverybodySees)
{
    EXPECT_EQ(rights.link(7), LinkResult::Linked);
    EXPECT_TRUE(rights.prove(7));
    EXPECT_FALSE(rights.prove(8));
    const auto other = another();
    EXPECT_EQ(other->look().rights, std::vector({Right{7, rights.inode()}}));
    EXPECT_EQ(other->hold(7), Hold::Held);
    EXPECT_FALSE(other->prove(7));
    EXPECT_EQ(rights.hold(7), Hold::Held);
}

TEST_F(RightsTest, GivesARightToOneInstanceOnly)
{
    EXPECT_EQ(rights.link(1), LinkResult::Linked);
    EXPECT_EQ(another()->link(1), LinkResult::Exists);
    EXPECT_EQ(rights.link(1), LinkResult::Exists);
    EXPECT_TRUE(rights.prove(1));
}

TEST_F(RightsTest, ListsRightsByEpochAndNothingElse)
{
    for (const Epoch epoch : {Epoch(10), Epoch(9), MaxEpoch, Epoch(1)})
        ASSERT_EQ(rights.link(epoch), LinkResult::Linked);
    for (const auto name : {"e.", "e.0", "e.01", "e.1x", "e.-1", "e.9007199254740992", "e.99999999999999999999", "f.3",
                            "e3", "e.2.3", "."})
        writeFile(rights.directory() + u'/' + QString::fromLatin1(name));
    ASSERT_TRUE(QDir(rights.directory()).mkdir(u"e.5"_s));
    ASSERT_TRUE(QFile::link(right(1), right(6)));

    std::vector<Epoch> epochs;
    for (const Right &found : rights.look().rights)
        epochs.push_back(found.epoch);
    EXPECT_EQ(epochs, (std::vector<Epoch>{1, 9, 10, MaxEpoch}));
}

TEST_F(RightsTest, ListsAnEmptyFileAsARightThatNobodyHolds)
{
    writeFile(right(3));
    EXPECT_EQ(rights.look().rights.size(), 1u);
    EXPECT_EQ(rights.hold(3), Hold::Free);
}

TEST_F(RightsTest, TakesAMissingDirectoryForAnEmptyOne)
{
    ASSERT_TRUE(QDir(rights.directory()).removeRecursively());
    const Survey survey = rights.look();
    EXPECT_FALSE(survey.failure);
    EXPECT_TRUE(survey.rights.empty());
    EXPECT_EQ(rights.hold(1), Hold::Vanished);
    EXPECT_TRUE(rights.unlink(1));
    EXPECT_EQ(rights.link(1), LinkResult::LockGone);
    EXPECT_TRUE(rights.publish({}));
}

TEST_F(RightsTest, SaysWhenTheDirectoryCannotBeRead)
{
    ASSERT_TRUE(QDir(rights.directory()).removeRecursively());
    writeFile(rights.directory());
    const Survey survey = rights.look();
    EXPECT_EQ(survey.failure.error, Error::DirectoryUnusable);
    EXPECT_TRUE(survey.failure.text.contains(rights.directory()));
    EXPECT_EQ(rights.open().error, Error::DirectoryUnusable);
    EXPECT_EQ(rights.failure().error, Error::DirectoryUnusable);
}

TEST_F(RightsTest, RepairsEverythingWhenOpenedAgain)
{
    const quint64 before = rights.inode();
    ASSERT_EQ(rights.link(4), LinkResult::Linked);
    ASSERT_TRUE(QDir(rights.directory()).removeRecursively());
    EXPECT_FALSE(rights.prove(4));

    EXPECT_FALSE(rights.open());
    EXPECT_NE(rights.inode(), before);
    EXPECT_EQ(names("*").size(), 1);
    EXPECT_EQ(rights.link(4), LinkResult::Linked);
    EXPECT_TRUE(rights.prove(4));
}

TEST_F(RightsTest, KeepsItsLockWhenOpeningAgainFails)
{
    ASSERT_EQ(rights.link(1), LinkResult::Linked);
    const QString aside = m_temporary.filePath(u"aside"_s);
    ASSERT_TRUE(QDir().rename(rights.directory(), aside));
    writeFile(rights.directory());
    EXPECT_TRUE(rights.open());
    ASSERT_TRUE(QFile::remove(rights.directory()));
    ASSERT_TRUE(QDir().rename(aside, rights.directory()));
    EXPECT_TRUE(rights.prove(1));
    EXPECT_EQ(rights.hold(1), Hold::Held);
}

TEST_F(RightsTest, SaysThatItsLockIsGoneWhenSomebodyRemovedIt)
{
    ASSERT_TRUE(QFile::remove(ownLock()));
    EXPECT_EQ(rights.link(1), LinkResult::LockGone);
    ASSERT_FALSE(rights.open());
    EXPECT_EQ(rights.link(1), LinkResult::Linked);
}

TEST_F(RightsTest, SaysThatItsLockIsGoneWhenAnotherFileHasItsName)
{
    const QString path = ownLock();
    ASSERT_TRUE(QFile::remove(path));
    writeFile(path);
    EXPECT_EQ(rights.link(1), LinkResult::LockGone);
    EXPECT_FALSE(rights.prove(1));
    EXPECT_EQ(rights.hold(1), Hold::Free);
}

TEST_F(RightsTest, ProvesNothingWhenAnotherFileLiesAtTheName)
{
    ASSERT_EQ(rights.link(1), LinkResult::Linked);
    ASSERT_TRUE(QFile::remove(right(1)));
    EXPECT_FALSE(rights.prove(1));
    writeFile(right(1));
    EXPECT_FALSE(rights.prove(1));
    ASSERT_TRUE(QFile::remove(right(1)));
    ASSERT_TRUE(QFile::link(ownLock(), right(1)));
    EXPECT_FALSE(rights.prove(1)) << "a symbolic link is no right";
}

TEST_F(RightsTest, UnlinksWhatIsThereAndWhatIsNot)
{
    ASSERT_EQ(rights.link(1), LinkResult::Linked);
    EXPECT_TRUE(rights.unlink(1));
    EXPECT_TRUE(rights.unlink(1));
    EXPECT_EQ(rights.hold(1), Hold::Vanished);
    ASSERT_TRUE(QDir(rights.directory()).mkdir(u"e.2"_s));
    EXPECT_FALSE(rights.unlink(2));
    EXPECT_TRUE(rights.failure());
}

TEST_F(RightsTest, UnlockLeavesTheRightFreeAndRemovesTheRest)
{
    ASSERT_EQ(rights.link(1), LinkResult::Linked);
    ASSERT_FALSE(rights.publish(recordOf(u"me"_s)));
    rights.unlock();
    EXPECT_EQ(names("*"), QStringList{u"e.1"_s});
    EXPECT_EQ(rights.hold(1), Hold::Free);
    EXPECT_FALSE(rights.prove(1));
    EXPECT_EQ(rights.inode(), 0);
}

TEST_F(RightsTest, UnlocksAlsoWhenItWasPrimary)
{
    ASSERT_EQ(rights.link(1), LinkResult::Linked);
    rights.sweep();
    EXPECT_EQ(rights.hold(1), Hold::Held);
    rights.unlock();
    EXPECT_EQ(rights.hold(1), Hold::Free);
}

TEST_F(RightsTest, TheDestructorUnlocks)
{
    auto other = another();
    ASSERT_EQ(other->link(1), LinkResult::Linked);
    other.reset();
    EXPECT_EQ(rights.hold(1), Hold::Free);
    EXPECT_EQ(names("i.*").size(), 1);
}

TEST_F(RightsTest, RevokingFreesTheRightAndLeavesTheRecord)
{
    ASSERT_EQ(rights.link(5), LinkResult::Linked);
    ASSERT_TRUE(rights.revoke(5, recordOf(u"leaving"_s)));
    EXPECT_EQ(rights.hold(5), Hold::Free);
    EXPECT_FALSE(rights.prove(5));
    const Survey survey = rights.look();
    ASSERT_EQ(survey.rights.size(), 1u);
    EXPECT_NE(survey.rights[0].inode, rights.inode());
    EXPECT_EQ(rights.record(survey.rights[0].inode), recordOf(u"leaving"_s));
    EXPECT_TRUE(names("t.*").isEmpty());
    EXPECT_EQ(Files::probeLock(ownLock()), Files::LockState::Held) << "the own lock goes with unlock()";
}

TEST_F(RightsTest, RevokesWithWhatIsPrepared)
{
    ASSERT_EQ(rights.link(5), LinkResult::Linked);
    rights.prepareRevocation(recordOf(u"leaving"_s));
    ASSERT_EQ(names("t.*").size(), 1);
    Files::Status prepared;
    ASSERT_FALSE(Files::status(rights.directory() + u'/' + names("t.*")[0], &prepared));
    EXPECT_TRUE(rights.prove(5)) << "until it is revoked";
    ASSERT_TRUE(rights.revoke(5, recordOf(u"leaving"_s)));
    EXPECT_EQ(rights.look().rights.at(0).inode, prepared.identity.inode);
    EXPECT_EQ(rights.record(prepared.identity.inode), recordOf(u"leaving"_s));
    EXPECT_TRUE(names("t.*").isEmpty());
}

TEST_F(RightsTest, LeavesTheLastRecordWhateverWasPrepared)
{
    ASSERT_EQ(rights.link(5), LinkResult::Linked);
    rights.prepareRevocation(recordOf(u"leaving"_s));
    ASSERT_TRUE(rights.revoke(5, recordOf(u"left"_s)));
    EXPECT_EQ(rights.record(rights.look().rights.at(0).inode), recordOf(u"left"_s));
    EXPECT_TRUE(names("t.*").isEmpty());
    EXPECT_EQ(names("r.*").size(), 1);
}

TEST_F(RightsTest, RevokesAlsoWhenWhatWasPreparedIsDeleted)
{
    ASSERT_EQ(rights.link(5), LinkResult::Linked);
    rights.prepareRevocation({});
    ASSERT_TRUE(QFile::remove(rights.directory() + u'/' + names("t.*").value(0)));
    EXPECT_TRUE(rights.revoke(5, {}));
    EXPECT_EQ(rights.hold(5), Hold::Free);
}

TEST_F(RightsTest, LeavesARecordAloneThatMayBeAnothersByNow)
{
    rights.prepareRevocation(recordOf(u"leaving"_s));
    ASSERT_TRUE(QFile::remove(rights.directory() + u'/' + names("t.*").value(0))); // its number is free
    rights.unlock();
    EXPECT_EQ(names("r.*").size(), 1);
}

TEST_F(RightsTest, KeepsOnePreparationAndTakesItAwayWithTheLock)
{
    rights.prepareRevocation(recordOf(u"a"_s));
    rights.prepareRevocation(recordOf(u"b"_s));
    EXPECT_EQ(names("t.*").size(), 1);
    EXPECT_EQ(names("r.*").size(), 1);
    rights.unlock();
    EXPECT_TRUE(names("t.*").isEmpty() && names("r.*").isEmpty());
}

TEST_F(RightsTest, RevokesNothingThatIsNotItsOwn)
{
    const auto other = another();
    ASSERT_EQ(other->link(1), LinkResult::Linked);
    EXPECT_FALSE(rights.revoke(1, {}));
    EXPECT_TRUE(other->prove(1));
    EXPECT_EQ(rights.hold(1), Hold::Held);
    EXPECT_FALSE(rights.revoke(2, {}));
    EXPECT_EQ(rights.look().rights.size(), 1u) << "a name that is gone does not come back";
    EXPECT_TRUE(names("t.*").isEmpty() && names("r.*").isEmpty());
}

TEST_F(RightsTest, SupersedesOnlyWhatIsExpected)
{
    writeFile(right(1), "mine");
    writeFile(right(2), "other");
    Files::Status mine;
    ASSERT_FALSE(Files::status(right(1), &mine));
    const QString fresh = Files::temporaryPath(rights.directory());
    ASSERT_FALSE(Files::createNew(fresh));
    EXPECT_TRUE(Files::supersede(fresh, right(2), mine.identity));
    EXPECT_TRUE(Files::supersede(fresh, right(3), mine.identity));
    EXPECT_TRUE(exists(fresh));
    EXPECT_FALSE(exists(right(3)));
    EXPECT_FALSE(Files::supersede(fresh, right(1), mine.identity));
    EXPECT_FALSE(exists(fresh));
    EXPECT_EQ(QFileInfo(right(1)).size(), 0);
}

TEST_F(RightsTest, PublishesARecordWholeAndAnew)
{
    ASSERT_FALSE(rights.publish(recordOf(u"first"_s)));
    ASSERT_FALSE(rights.publish(recordOf(u"second"_s)));
    EXPECT_EQ(another()->record(rights.inode()), recordOf(u"second"_s));
    EXPECT_TRUE(names("t.*").isEmpty());
    EXPECT_EQ(modeOf(record(rights.inode())), 0600);
}

TEST_F(RightsTest, TakesADamagedRecordForNone)
{
    EXPECT_EQ(rights.record(4711), std::nullopt);
    for (const QByteArray &bytes : {QByteArray(), QByteArray("rubbish"), QByteArray(RecordCap + 1, '\0'),
                                    QByteArray(1 << 20, 'x'), encodeRecord({}).chopped(1)}) {
        writeFile(record(4711), bytes);
        EXPECT_EQ(rights.record(4711), std::nullopt);
    }
    ASSERT_TRUE(QFile::remove(record(4711)));
    ASSERT_EQ(::mkfifo(QFile::encodeName(record(4711)).constData(), 0600), 0);
    EXPECT_EQ(rights.record(4711), std::nullopt) << "nor does it wait for a FIFO";
}

TEST_F(RightsTest, TakesASharedLockOfAnotherForNoHolder)
{
    auto other = another();
    ASSERT_EQ(other->link(1), LinkResult::Linked);
    other.reset();
    const Descriptor prober(::open(QFile::encodeName(right(1)).constData(), O_RDONLY | O_CLOEXEC));
    ASSERT_EQ(::flock(prober.get(), LOCK_SH | LOCK_NB), 0);
    EXPECT_EQ(rights.hold(1), Hold::Free);
}
