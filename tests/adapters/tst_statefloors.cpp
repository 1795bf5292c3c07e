// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/floorwriter.h"
#include "adapters/names.h"
#include "adapters/statefloors.h"
#include "support/directories.h"
#include "support/forkedchild.h"

#include <QTest>
#include <QThread>

#include <gtest/gtest.h>

#include <deque>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

#ifdef Q_OS_LINUX
namespace {
bool syncsDirectories = true;
} // namespace

// Some file systems (AFS, shared folders of VirtualBox) have no fsync() of a directory.
extern "C" Q_DECL_EXPORT int fsync(int fd)
{
    struct stat found;
    if (!syncsDirectories && ::fstat(fd, &found) == 0 && S_ISDIR(found.st_mode)) {
        errno = EINVAL;
        return -1;
    }
    return int(::syscall(SYS_fsync, fd));
}
#endif

namespace {

class StateFloorsTest : public testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(m_temporary.isValid());
        floors = make();
    }

    /// Another instance's.
    std::unique_ptr<StateFloors> make() const
    {
        return std::make_unique<StateFloors>(u"org.example.Test"_s, QString(), run());
    }
    QString run() const { return m_temporary.filePath(u"run"_s); }
    QString state() const { return m_temporary.filePath(u"state"_s); }
    QString groupIn(const QString &parent) const { return parent + u'/' + namesIn(parent, u"qtf-*"_s).value(0); }
    QString stateDirectory() const { return groupIn(state() + u"/qtfailover"_s); }
    QString runDirectory() const { return groupIn(run()); }
    static QStringList floorsIn(const QString &directory) { return namesIn(directory, u"f.*"_s); }

    const QTemporaryDir m_temporary;
    const EnvironmentGuard m_state{"XDG_STATE_HOME", QFile::encodeName(m_temporary.filePath(u"state"_s))};
    std::unique_ptr<StateFloors> floors;
};

} // namespace

TEST_F(StateFloorsTest, BeginWithNothing)
{
    EXPECT_FALSE(floors->open());
    EXPECT_TRUE(floors->durable());
    EXPECT_EQ(floors->count().spoken, NoEpoch);
    EXPECT_EQ(floors->count().floor, NoEpoch);
    EXPECT_TRUE(namesIn(stateDirectory(), u"*"_s).isEmpty());
}

TEST_F(StateFloorsTest, SpeakForAnEpochOnce)
{
    ASSERT_FALSE(floors->open());
    const auto other = make();
    ASSERT_FALSE(other->open());
    EXPECT_EQ(floors->speak(1), SpeakResult::Spoken);
    EXPECT_EQ(other->speak(1), SpeakResult::Exists);
    EXPECT_EQ(floors->speak(1), SpeakResult::Exists);
    EXPECT_TRUE(other->durable() && floors->durable());
    EXPECT_FALSE(exists(runDirectory() + u"/u.1"_s)) << "the state directory has answered";
    EXPECT_EQ(other->count().spoken, 1u);
    EXPECT_EQ(other->speak(2), SpeakResult::Spoken);
    EXPECT_EQ(floors->count().spoken, 2u);
}

TEST_F(StateFloorsTest, SpeakForNoEpochBelowOneThatIsSpokenFor)
{
    ASSERT_FALSE(floors->open());
    ASSERT_EQ(floors->speak(20), SpeakResult::Spoken);
    EXPECT_EQ(floors->speak(19), SpeakResult::Exists) << "its name may have been pruned";
}

TEST_F(StateFloorsTest, OneOfSixteenProcessesSpeaks)
{
    ASSERT_FALSE(floors->open());
    for (Epoch epoch = 1; epoch <= 20; ++epoch) {
        std::deque<ForkedChild> children;
        for (int i = 0; i < 16; ++i) {
            children.emplace_back([&](const ForkedChild::Parent &parent) {
                const auto own = make();
                const bool opened = !own->open();
                parent.ready();
                parent.wait();
                return opened ? int(own->speak(epoch)) : 100;
            });
        }
        for (const ForkedChild &child : children)
            ASSERT_TRUE(child.waitReady());
        for (const ForkedChild &child : children)
            child.go();
        int spoken = 0;
        int existed = 0;
        for (ForkedChild &child : children) {
            const int code = child.exitCode();
            spoken += code == int(SpeakResult::Spoken);
            existed += code == int(SpeakResult::Exists);
        }
        EXPECT_EQ(spoken, 1);
        EXPECT_EQ(existed, 15);
    }
}

TEST_F(StateFloorsTest, ReserveAndKeepTheHighest)
{
    ASSERT_FALSE(floors->open());
    EXPECT_FALSE(floors->reserve(100));
    EXPECT_FALSE(floors->reserve(200));
    EXPECT_EQ(floorsIn(stateDirectory()), QStringList{u"f.200"_s});
    EXPECT_FALSE(floors->reserve(150));
    EXPECT_EQ(floors->count().floor, 200u) << "only smaller ones are removed";
    EXPECT_FALSE(floors->reserve(200)) << "again is no failure";
}

TEST_F(StateFloorsTest, ReserveBehindALinkThatTheUserMade)
{
    ASSERT_TRUE(QDir().mkdir(m_temporary.filePath(u"elsewhere"_s)));
    ASSERT_TRUE(QFile::link(m_temporary.filePath(u"elsewhere"_s), state()));
    ASSERT_FALSE(floors->open());
    const Failure failure = floors->reserve(100);
    EXPECT_FALSE(failure) << qPrintable(failure.text);
    EXPECT_TRUE(floors->durable());
    EXPECT_EQ(floorsIn(stateDirectory()), QStringList{u"f.100"_s});
}

#ifdef Q_OS_LINUX
TEST_F(StateFloorsTest, ReserveWhereDirectoriesCannotBeSynced)
{
    ASSERT_FALSE(floors->open());
    syncsDirectories = false;
    const Failure failure = floors->reserve(100);
    syncsDirectories = true;
    EXPECT_FALSE(failure) << qPrintable(failure.text);
    EXPECT_TRUE(floors->durable());
}
#endif

TEST_F(StateFloorsTest, OutliveTheRuntimeDirectory)
{
    ASSERT_FALSE(floors->open());
    ASSERT_EQ(floors->speak(41), SpeakResult::Spoken);
    ASSERT_FALSE(floors->reserve(64));
    ASSERT_TRUE(QDir(run()).removeRecursively());
    const auto other = make();
    ASSERT_FALSE(other->open());
    EXPECT_EQ(other->count().spoken, 41u);
    EXPECT_EQ(other->count().floor, 64u);
    EXPECT_EQ(other->speak(41), SpeakResult::Exists);
}

TEST_F(StateFloorsTest, IgnoreNamesThatAreNoNumbers)
{
    ASSERT_FALSE(floors->open());
    for (const auto name : {"u.x", "u.", "u.07", "f.-1", "u.9007199254740992", "u5", "f.99999999999999999999"})
        writeFile(stateDirectory() + u'/' + QString::fromLatin1(name));
    EXPECT_EQ(floors->count().spoken, NoEpoch);
    EXPECT_EQ(floors->count().floor, NoEpoch);
    EXPECT_EQ(floors->speak(MaxEpoch), SpeakResult::Spoken);
    EXPECT_EQ(floors->count().spoken, MaxEpoch);
}

TEST_F(StateFloorsTest, PruneAllButTheLatest)
{
    ASSERT_FALSE(floors->open());
    for (Epoch epoch = 1; epoch <= 30; ++epoch)
        ASSERT_EQ(floors->speak(epoch), SpeakResult::Spoken);
    ASSERT_FALSE(floors->reserve(64));
    floors->prune();
    EXPECT_EQ(floors->count().spoken, 30u);
    EXPECT_EQ(floors->count().floor, 64u);
    EXPECT_EQ(namesIn(stateDirectory(), u"u.*"_s).size(), 8);
    EXPECT_EQ(floors->speak(3), SpeakResult::Exists);
}

TEST_F(StateFloorsTest, MakeTheStateDirectoryAnewWhenSomebodyRemovedIt)
{
    ASSERT_FALSE(floors->open());
    ASSERT_TRUE(QDir(state()).removeRecursively());
    EXPECT_EQ(floors->speak(5), SpeakResult::Spoken);
    EXPECT_TRUE(floors->durable());
    EXPECT_TRUE(exists(stateDirectory() + u"/u.5"_s));
    ASSERT_TRUE(QDir(state()).removeRecursively());
    EXPECT_FALSE(floors->reserve(64));
    EXPECT_EQ(floors->count().floor, 64u);
}

TEST_F(StateFloorsTest, WorkLessDurablyWithoutAStateDirectory)
{
    writeFile(state());
    const Failure failure = floors->open();
    EXPECT_EQ(failure.error, Error::EpochFloorUnavailable);
    EXPECT_TRUE(failure.text.contains(state())) << qPrintable(failure.text);
    EXPECT_FALSE(floors->durable());
    EXPECT_EQ(floors->speak(1), SpeakResult::Spoken);
    EXPECT_TRUE(exists(runDirectory() + u"/u.1"_s));
    EXPECT_EQ(make()->speak(1), SpeakResult::Exists);
    EXPECT_EQ(floors->count().spoken, 1u);
    EXPECT_EQ(floors->reserve(64).error, Error::EpochFloorUnavailable);
    EXPECT_FALSE(floors->durable());
}

TEST_F(StateFloorsTest, BecomeDurableWhenTheStateDirectoryComesBack)
{
    writeFile(state());
    ASSERT_TRUE(floors->open());
    ASSERT_EQ(floors->speak(3), SpeakResult::Spoken);
    ASSERT_TRUE(QFile::remove(state()));
    EXPECT_EQ(floors->speak(3), SpeakResult::Exists) << "spoken for in the runtime directory";
    EXPECT_EQ(floors->speak(4), SpeakResult::Spoken);
    EXPECT_TRUE(floors->durable());
    EXPECT_TRUE(exists(stateDirectory() + u"/u.4"_s));
    EXPECT_EQ(floors->count().spoken, 4u);
}

TEST_F(StateFloorsTest, MakeTheRuntimeDirectoryAnewWhenItIsAllTheyHave)
{
    writeFile(state());
    ASSERT_TRUE(floors->open());
    ASSERT_TRUE(QDir(run()).removeRecursively());
    EXPECT_EQ(floors->speak(2), SpeakResult::Spoken);
    EXPECT_TRUE(exists(runDirectory() + u"/u.2"_s));
}

TEST_F(StateFloorsTest, FailWhereNothingCanBeWritten)
{
    writeFile(state());
    writeFile(run());
    EXPECT_TRUE(floors->open());
    EXPECT_EQ(floors->speak(1), SpeakResult::Failed);
    EXPECT_EQ(floors->failure().error, Error::EpochFloorUnavailable);
}

TEST_F(StateFloorsTest, FailForWantOfDescriptorsAndDoNotTakeThatForADirectoryThatIsGone)
{
    ASSERT_FALSE(floors->open());
    ASSERT_EQ(floors->speak(1), SpeakResult::Spoken);
    rlimit before;
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit none{0, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
    const SpeakResult result = floors->speak(2);
    const Failure failure = floors->reserve(64);
    const Counted unseen = floors->count();
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
    EXPECT_EQ(result, SpeakResult::Failed);
    EXPECT_TRUE(failure);
    EXPECT_EQ(unseen.failure.error, Error::EpochFloorUnavailable) << "nobody has spoken, as far as it can see";
    EXPECT_EQ(floors->count().spoken, 1U);
    EXPECT_FALSE(floors->count().failure);
    EXPECT_EQ(floors->speak(2), SpeakResult::Spoken);
    EXPECT_TRUE(floors->durable());
}

TEST_F(StateFloorsTest, FallBackToTheRuntimeDirectoryWhenTheDiskIsFullOrReadOnly)
{
    ASSERT_TRUE(QDir().mkdir(state()));
    const QByteArray native = QFile::encodeName(state());
    ForkedChild child([&](const ForkedChild::Parent &) {
        if (!mountPrivately(native.constData(), "mode=0700,size=64k,nr_inodes=16"))
            return NotPermitted;
        if (floors->open() || floors->speak(1) != SpeakResult::Spoken || !floors->durable())
            return 1;
        for (int i = 0; i < 20; ++i)
            writeFile(state() + u"/filler"_s + QString::number(i));
        if (floors->speak(2) != SpeakResult::Spoken || floors->durable() || floors->count().spoken != 2)
            return 2;
        if (floors->reserve(64).error != Error::EpochFloorUnavailable)
            return 3;
        if (make()->open().error != Error::EpochFloorUnavailable)
            return 4;
        for (int i = 0; i < 20; ++i)
            QFile::remove(state() + u"/filler"_s + QString::number(i));
        if (floors->speak(3) != SpeakResult::Spoken || !floors->durable() || floors->reserve(64))
            return 5;

        if (!remountReadOnly(native.constData()))
            return NotPermitted;
        const auto other = make();
        if (other->open().error != Error::EpochFloorUnavailable || other->durable())
            return 6;
        if (other->count().spoken != 3 || other->count().floor != 64)
            return 7;
        if (other->speak(3) != SpeakResult::Exists || other->speak(4) != SpeakResult::Spoken)
            return 8;
        return other->count().spoken == 4 ? 0 : 9;
    });
    const int code = child.exitCode();
    if (code == NotPermitted)
        GTEST_SKIP() << "may not mount";
    EXPECT_EQ(code, 0);
}

TEST_F(StateFloorsTest, ReserveAheadTellsInTheCallersThread)
{
    ASSERT_FALSE(floors->open());
    std::vector<Epoch> done;
    for (const Epoch epoch : {Epoch(64), Epoch(128), Epoch(192)}) {
        floors->reserveAhead(epoch, [&done, epoch](const Failure &failure) {
            EXPECT_FALSE(failure) << qPrintable(failure.text);
            EXPECT_EQ(QThread::currentThread(), QCoreApplication::instance()->thread());
            done.push_back(epoch);
        });
    }
    EXPECT_TRUE(done.empty()) << "not from within the call";
    EXPECT_TRUE(QTest::qWaitFor([&] { return done.size() == 3; }, 20000));
    EXPECT_EQ(done, (std::vector<Epoch>{64, 128, 192}));
    EXPECT_EQ(floorsIn(stateDirectory()), QStringList{u"f.192"_s});
}

TEST_F(StateFloorsTest, ReserveAheadTellsOfAFailure)
{
    writeFile(state());
    ASSERT_TRUE(floors->open());
    Failure told;
    floors->reserveAhead(64, [&told](const Failure &failure) { told = failure; });
    EXPECT_TRUE(QTest::qWaitFor([&] { return bool(told); }, 20000));
    EXPECT_EQ(told.error, Error::EpochFloorUnavailable);
    EXPECT_TRUE(told.text.contains(state())) << qPrintable(told.text);
}

TEST_F(StateFloorsTest, MayBeDestroyedByTheirOwnAnswer)
{
    ASSERT_FALSE(floors->open());
    floors->reserveAhead(64, [this](const Failure &) { floors.reset(); });
    EXPECT_TRUE(QTest::qWaitFor([this] { return !floors; }, 20000));
}

TEST_F(StateFloorsTest, TellNothingOnceDestroyed)
{
    for (int i = 0; i < 50; ++i) {
        auto own = make();
        ASSERT_FALSE(own->open());
        own->reserveAhead(Epoch(i + 1), [](const Failure &) { ADD_FAILURE() << "told after its end"; });
        own.reset();
    }
    QCoreApplication::processEvents();
}

TEST_F(StateFloorsTest, AForkedChildDestroysThemWithoutWaitingForAThreadItDoesNotHave)
{
    ASSERT_FALSE(floors->open());
    for (int i = 0; i < 20; ++i) {
        // The fork hits the writer's thread anywhere, its lock held or not.
        floors->reserveAhead(Epoch(i + 1), {});
        ForkedChild child([this](const ForkedChild::Parent &parent) {
            floors.reset();
            parent.ready();
            return 0;
        });
        ASSERT_TRUE(child.waitReady());
        EXPECT_EQ(child.exitCode(), 0);
    }
}
