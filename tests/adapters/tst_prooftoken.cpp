// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/files.h"
#include "adapters/names.h"
#include "adapters/prooftoken.h"
#include "support/directories.h"
#include "support/forkedchild.h"

#include <QTest>
#include <QThread>

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

#ifdef Q_OS_LINUX
namespace {
/// Done in this thread after the next look at a name, and before that returns.
thread_local std::function<void()> afterTheLook;
} // namespace

extern "C" Q_DECL_EXPORT int lstat(const char *path, struct stat *found) noexcept
{
    const auto result = int(::syscall(SYS_newfstatat, AT_FDCWD, path, found, AT_SYMLINK_NOFOLLOW));
    const int error = errno;
    if (const auto act = std::exchange(afterTheLook, {}))
        act();
    errno = error;
    return result;
}
#endif

namespace {

using Clock = std::chrono::steady_clock;

class ProofTokenTest : public testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(m_temporary.isValid());
        token.onLost([this] {
            EXPECT_EQ(QThread::currentThread(), QCoreApplication::instance()->thread());
            ++lost;
        });
    }

    QString directory() const { return m_temporary.path(); }
    QString right(Epoch epoch) const { return Names::path(directory(), Names::Right, epoch); }
    quint64 makeRight(Epoch epoch) const
    {
        writeFile(right(epoch));
        Files::Status status;
        EXPECT_FALSE(Files::status(right(epoch), &status));
        return status.identity.inode;
    }
    /// Gives the inode of the name.
    quint64 grant(Epoch epoch)
    {
        const quint64 inode = makeRight(epoch);
        token.grant(directory(), epoch, inode);
        token.setPrimary(true);
        return inode;
    }
    bool answers() const { return token.isPrimary() || token.fencingToken(); }
    bool becomesEmpty() const
    {
        return QTest::qWaitFor([this] { return !answers(); }, 20000);
    }

    const QTemporaryDir m_temporary;
    ProofToken token;
    int lost = 0;
};

} // namespace

TEST_F(ProofTokenTest, IsEmptyAtFirst)
{
    EXPECT_FALSE(token.isPrimary());
    EXPECT_EQ(token.fencingToken(), std::nullopt);
    token.setPrimary(true);
    EXPECT_FALSE(token.isPrimary());
}

TEST_F(ProofTokenTest, ShowsTheTokenBeforeTheRole)
{
    token.grant(directory(), 7, makeRight(7));
    EXPECT_EQ(token.fencingToken(), 7u);
    EXPECT_FALSE(token.isPrimary());
    token.setPrimary(true);
    EXPECT_TRUE(token.isPrimary());
    token.setPrimary(false);
    EXPECT_FALSE(token.isPrimary());
    EXPECT_EQ(token.fencingToken(), 7u);
}

TEST_F(ProofTokenTest, IsEmptyOnceWithdrawnThoughTheNameStays)
{
    grant(7);
    ASSERT_TRUE(answers());
    token.withdraw();
    EXPECT_FALSE(answers());
    EXPECT_TRUE(exists(right(7)));
}

TEST_F(ProofTokenTest, BeginsEachGrantAsNoPrimary)
{
    grant(7);
    token.grant(directory(), 8, makeRight(8));
    EXPECT_EQ(token.fencingToken(), 8u);
    EXPECT_FALSE(token.isPrimary());
}

TEST_F(ProofTokenTest, ChecksAGrantBeforeTheFirstAnswer)
{
    token.grant(directory(), 7, makeRight(7) + 1);
    EXPECT_EQ(token.fencingToken(), std::nullopt);
}

TEST_F(ProofTokenTest, NeverAnswersFromACheckOlderThanItsLifetime)
{
    for (Epoch epoch = 1; epoch <= 5; ++epoch) {
        grant(epoch);
        ASSERT_TRUE(answers());
        ASSERT_TRUE(QFile::remove(right(epoch)));
        const auto removed = Clock::now();
        auto lastYes = removed;
        for (;;) {
            const auto asked = Clock::now();
            if (!token.isPrimary())
                break;
            lastYes = asked;
        }
        EXPECT_LT(lastYes - removed, ProofLifetime);
        EXPECT_FALSE(token.fencingToken()) << "and is empty from then on";
    }
}

#ifdef Q_OS_LINUX
TEST_F(ProofTokenTest, CountsTheLifetimeOfACheckFromBeforeItsLookAtTheName)
{
    grant(7);
    const QByteArray name = QFile::encodeName(right(7));
    bool isRemoved = false;
    afterTheLook = [&] {
        isRemoved = ::unlink(name.constData()) == 0;
        const auto end = Clock::now() + ProofLifetime;
        while (Clock::now() < end) {
        } // a disk that is slow
    };
    answers();
    ASSERT_TRUE(isRemoved);
    EXPECT_FALSE(token.isPrimary());
}
#endif

TEST_F(ProofTokenTest, IsLostToAnotherFileAtTheName)
{
    grant(7);
    ASSERT_TRUE(answers());
    writeFile(directory() + u"/fresh"_s);
    ASSERT_EQ(
        ::rename(QFile::encodeName(directory() + u"/fresh"_s).constData(), QFile::encodeName(right(7)).constData()), 0);
    EXPECT_TRUE(becomesEmpty());
}

TEST_F(ProofTokenTest, IsLostToASymbolicLinkToTheVeryFile)
{
    grant(7);
    ASSERT_TRUE(answers());
    ASSERT_TRUE(QFile::rename(right(7), directory() + u"/aside"_s));
    ASSERT_TRUE(QFile::link(directory() + u"/aside"_s, right(7)));
    EXPECT_TRUE(becomesEmpty());
}

TEST_F(ProofTokenTest, TellsOfItsLossOnceAndNotFromWithinAnAnswer)
{
    grant(7);
    ASSERT_TRUE(QFile::remove(right(7)));
    EXPECT_FALSE(answers());
    EXPECT_FALSE(answers());
    EXPECT_EQ(lost, 0);
    QCoreApplication::processEvents();
    EXPECT_EQ(lost, 1);
    makeRight(7);
    EXPECT_FALSE(answers()) << "a loss is final until the next grant";
    QCoreApplication::processEvents();
    EXPECT_EQ(lost, 1);
}

TEST_F(ProofTokenTest, IsAsBeforeWhenItIsGrantedTheSameNameAgain)
{
    const quint64 inode = grant(7);
    const QString aside = directory() + u"/aside"_s;
    ASSERT_TRUE(QFile::rename(right(7), aside));
    ASSERT_FALSE(answers());
    ASSERT_TRUE(QFile::rename(aside, right(7)));
    token.grant(directory(), 7, inode);
    EXPECT_TRUE(token.isPrimary());
    QCoreApplication::processEvents();
    EXPECT_EQ(lost, 0) << "that is mended";
    ASSERT_TRUE(QFile::rename(right(7), aside));
    EXPECT_TRUE(becomesEmpty());
    QCoreApplication::processEvents();
    EXPECT_EQ(lost, 1);
}

#ifdef Q_OS_LINUX
TEST_F(ProofTokenTest, IsMendedByTheNextGrantWhereALateReaderHasLostTheLast)
{
    const quint64 inode = grant(7);
    const QString aside = directory() + u"/aside"_s;
    ASSERT_TRUE(QFile::rename(right(7), aside));
    afterTheLook = [&] {
        ASSERT_TRUE(QFile::rename(aside, right(7)));
        token.grant(directory(), 7, inode);
    };
    EXPECT_FALSE(token.isPrimary()) << "it has looked before";
    QCoreApplication::processEvents();
    EXPECT_EQ(lost, 1) << "so that it is granted again";
    token.grant(directory(), 7, inode);
    EXPECT_TRUE(token.isPrimary());
}
#endif

TEST_F(ProofTokenTest, TellsOfNoLossThatIsMendedOrOver)
{
    grant(7);
    ASSERT_TRUE(QFile::remove(right(7)));
    ASSERT_FALSE(answers());
    grant(7);
    QCoreApplication::processEvents();
    EXPECT_EQ(lost, 0);
    EXPECT_TRUE(answers());

    ASSERT_TRUE(QFile::remove(right(7)));
    while (answers()) {
    } // without events
    token.withdraw();
    QCoreApplication::processEvents();
    EXPECT_EQ(lost, 0);
}

TEST_F(ProofTokenTest, KeepsTheGrantWhenTheFileSystemCannotTell)
{
    // A name too long for any file system stands for the failures that say nothing about the name.
    token.grant(directory() + u'/' + QString(300, u'x'), 7, 1);
    token.setPrimary(true);
    EXPECT_FALSE(answers());
    QCoreApplication::processEvents();
    EXPECT_EQ(lost, 0);
}

TEST_F(ProofTokenTest, IsEmptyInAForkedChild)
{
    grant(7);
    ASSERT_TRUE(answers());
    ForkedChild child([this](const ForkedChild::Parent &) { return answers() ? 1 : 0; });
    EXPECT_EQ(child.exitCode(), 0);
    EXPECT_TRUE(answers());
}

TEST_F(ProofTokenTest, AForkedChildDestroysItsCopyWithoutAnyLock)
{
    auto own = std::make_unique<ProofToken>();
    own->onLost([] {});
    ForkedChild child([&](const ForkedChild::Parent &) {
        own.reset();
        return 0;
    });
    EXPECT_EQ(child.exitCode(), 0);
}

TEST_F(ProofTokenTest, OneOfManyThreadsThatSeeTheLossTellsOfIt)
{
    for (Epoch epoch = 1; epoch <= 20; ++epoch) {
        lost = 0;
        token.grant(directory(), epoch, makeRight(epoch));
        ASSERT_TRUE(QFile::remove(right(epoch)));
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([this] { EXPECT_FALSE(token.fencingToken()); });
        for (std::thread &thread : threads)
            thread.join();
        QCoreApplication::processEvents();
        EXPECT_EQ(lost, 1);
    }
}

TEST_F(ProofTokenTest, TellsTheLibrarysThreadOfEachRun)
{
    for (int run = 0; run < 2; ++run) {
        int told = 0;
        const std::unique_ptr<QThread> thread(QThread::create([&] {
            token.onLost([&told, library = QThread::currentThread()] {
                EXPECT_EQ(QThread::currentThread(), library);
                ++told;
            });
            grant(7);
            EXPECT_TRUE(QFile::remove(right(7)));
            EXPECT_FALSE(token.fencingToken());
            EXPECT_TRUE(QTest::qWaitFor([&told] { return told == 1; }, 20000));
            token.withdraw();
            token.onLost({});
        }));
        thread->start();
        ASSERT_TRUE(thread->wait(30000));
        EXPECT_EQ(told, 1);
    }
    EXPECT_EQ(lost, 0);
}

TEST_F(ProofTokenTest, NeverShowsAnEpochAfterItsWithdrawal)
{
    std::atomic<bool> stop{false};
    std::atomic<Epoch> withdrawn{NoEpoch};
    std::atomic<int> late{0};
    std::atomic<int> shown{0};
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) {
        readers.emplace_back([&] {
            while (!stop) {
                const Epoch before = withdrawn;
                const auto epoch = token.fencingToken();
                shown += epoch.has_value();
                late += epoch && *epoch <= before;
            }
        });
    }
    for (Epoch epoch = 1; epoch <= 100; ++epoch) {
        const int before = shown;
        grant(epoch);
        const auto deadline = Clock::now() + 20s;
        while (shown == before && Clock::now() < deadline)
            std::this_thread::yield();
        EXPECT_NE(shown, before);
        token.withdraw();
        withdrawn = epoch;
    }
    stop = true;
    for (std::thread &reader : readers)
        reader.join();
    EXPECT_EQ(late, 0);
    EXPECT_EQ(lost, 0);
}
