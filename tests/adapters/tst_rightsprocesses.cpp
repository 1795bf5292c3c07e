// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "rightsfixture.h"

#include <array>
#include <atomic>
#include <csignal>
#include <deque>
#include <new>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/prctl.h>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

/// Memory that forked children share with this process.
template <typename T>
class SharedMemory
{
public:
    SharedMemory()
        : m_memory(::mmap(nullptr, sizeof(T), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)),
          m_object(new (m_memory) T)
    {}
    ~SharedMemory() { ::munmap(m_memory, sizeof(T)); }
    T *operator->() const { return m_object; }

private:
    Q_DISABLE_COPY_MOVE(SharedMemory)
    void *const m_memory;
    T *const m_object;
};

constexpr int Racers = 16;
constexpr int Rounds = 1000;

struct Race {
    Race()
    {
        pthread_barrierattr_t attributes;
        ::pthread_barrierattr_init(&attributes);
        ::pthread_barrierattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
        ::pthread_barrier_init(&barrier, &attributes, Racers);
    }
    void meet() { ::pthread_barrier_wait(&barrier); }

    pthread_barrier_t barrier;
    std::array<std::atomic<int>, Rounds> linked{};
    std::array<std::atomic<int>, Rounds> existed{};
};

using RightsProcessTest = RightsTest;

} // namespace

TEST_F(RightsProcessTest, SixteenProcessesThatRaceForARightHaveOneWinner)
{
    const SharedMemory<Race> race;
    std::deque<ForkedChild> children;
    for (int i = 0; i < Racers; ++i) {
        children.emplace_back([&](const ForkedChild::Parent &) {
            const auto own = another();
            for (size_t round = 0; round < Rounds; ++round) {
                race->meet();
                const LinkResult result = own->link(round + 1);
                if (result == LinkResult::Linked && own->prove(round + 1))
                    ++race->linked[round];
                else if (result == LinkResult::Exists)
                    ++race->existed[round];
            }
            race->meet();
            return 0;
        });
    }
    for (ForkedChild &child : children)
        EXPECT_EQ(child.exitCode(), 0);
    for (size_t round = 0; round < Rounds; ++round) {
        EXPECT_EQ(race->linked[round], 1) << "epoch " << round + 1;
        EXPECT_EQ(race->existed[round], Racers - 1) << "epoch " << round + 1;
    }
    EXPECT_EQ(rights.look().rights.size(), size_t(Rounds));
}

TEST_F(RightsProcessTest, ARightIsFreeOnceItsHolderIsKilled)
{
    ForkedChild holder([&](const ForkedChild::Parent &parent) {
        const auto own = another();
        if (own->link(1) == LinkResult::Linked)
            parent.ready();
        parent.wait();
        return 0;
    });
    ASSERT_TRUE(holder.waitReady());
    EXPECT_EQ(rights.hold(1), Hold::Held);
    ::kill(holder.pid(), SIGSTOP);
    EXPECT_EQ(rights.hold(1), Hold::Held) << "a stopped holder lives";
    holder.kill();
    EXPECT_EQ(rights.hold(1), Hold::Free);
    EXPECT_EQ(rights.link(1), LinkResult::Exists) << "its name stays";
    EXPECT_EQ(rights.link(2), LinkResult::Linked);
}

TEST_F(RightsProcessTest, AForkedChildTouchesNothing)
{
    auto own = another();
    ASSERT_EQ(own->link(1), LinkResult::Linked);
    ASSERT_FALSE(own->publish({}));
    own->prepareRevocation({});
    const QStringList before = names("*");
    ForkedChild child([&](const ForkedChild::Parent &) {
        if (own->prove(1) || own->link(2) == LinkResult::Linked || own->revoke(1, {}))
            return 1;
        own.reset();
        return 0;
    });
    EXPECT_EQ(child.exitCode(), 0);
    EXPECT_EQ(names("*"), before);
    EXPECT_TRUE(own->prove(1));
    EXPECT_EQ(rights.hold(1), Hold::Held);
}

TEST_F(RightsProcessTest, AForkedChildKeepsAnUnlockedRightHeldButNotARevokedOne)
{
    ASSERT_EQ(rights.link(1), LinkResult::Linked);
    ASSERT_EQ(rights.link(2), LinkResult::Linked);
    ForkedChild child([](const ForkedChild::Parent &parent) {
        parent.ready();
        parent.wait();
        return 0;
    });
    ASSERT_TRUE(child.waitReady());
    const auto observer = another();
    ASSERT_TRUE(rights.revoke(2, {}));
    rights.unlock();
    EXPECT_EQ(observer->hold(1), Hold::Held) << "which is why a leaving primary revokes";
    EXPECT_EQ(observer->hold(2), Hold::Free);
    child.kill();
    EXPECT_EQ(observer->hold(1), Hold::Free);
}

TEST_F(RightsProcessTest, SweepingNeverTakesALockFromAnInstanceThatStarts)
{
    ForkedChild sweeper([&](const ForkedChild::Parent &parent) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        parent.ready();
        for (;;) {
            // Ages everything at once, so that only the lock protects a starting instance.
            for (const QString &name : names("i.*"))
                makeOld(rights.directory() + u'/' + name);
            rights.sweep();
        }
        return 0;
    });
    ASSERT_TRUE(sweeper.waitReady());
    QtMessageHandler before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) {});
    for (int i = 0; i < 300; ++i) {
        if (rights.open())
            continue;
        EXPECT_EQ(rights.link(1), LinkResult::Linked);
        EXPECT_EQ(rights.hold(1), Hold::Held);
        rights.unlink(1);
    }
    qInstallMessageHandler(before);
}

TEST_F(RightsProcessTest, KeepsWhatItHasOnAFullDisk)
{
    const QString parent = m_temporary.filePath(u"full"_s);
    ASSERT_TRUE(QDir().mkdir(parent));
    const QByteArray native = QFile::encodeName(parent);
    ForkedChild child([&](const ForkedChild::Parent &) {
        if (!mountPrivately(native.constData(), "mode=0700,size=64k,nr_inodes=40"))
            return NotPermitted;
        RightsDirectory own(u"org.example.Test"_s, {}, parent);
        Record record;
        record.instanceId = u"me"_s;
        if (own.open() || own.link(1) != LinkResult::Linked || own.publish(record))
            return 1;
        for (int i = 0; i < 100; ++i)
            writeFile(parent + u"/filler"_s + QString::number(i), QByteArray(4096, 'x'));
        if (own.link(2) != LinkResult::Failed || !own.failure())
            return 2;
        Record other;
        other.instanceId = u"other"_s;
        if (own.publish(other).error != Error::DirectoryUnusable || own.record(own.inode()) != record)
            return 3;
        if (own.revoke(1, other) || !own.prove(1) || own.hold(1) != Hold::Held)
            return 4;
        if (own.open().error != Error::DirectoryUnusable || !own.prove(1))
            return 5;
        if (!own.unlink(1) || !namesIn(own.directory(), u"t.*"_s).isEmpty())
            return 6;
        return 0;
    });
    const int code = child.exitCode();
    if (code == NotPermitted)
        GTEST_SKIP() << "may not mount";
    EXPECT_EQ(code, 0);
}

TEST_F(RightsProcessTest, WritesARecordWholeOrNotAtAllWhereThereAreNamesLeftButNoRoom)
{
    const QString parent = m_temporary.filePath(u"full"_s);
    ASSERT_TRUE(QDir().mkdir(parent));
    const QByteArray native = QFile::encodeName(parent);
    ForkedChild child([&](const ForkedChild::Parent &) {
        if (!mountPrivately(native.constData(), "mode=0700,size=64k,nr_inodes=1000"))
            return NotPermitted;
        RightsDirectory own(u"org.example.Test"_s, {}, parent);
        if (own.open() || own.link(1) != LinkResult::Linked || own.publish(recordOf(u"me"_s)))
            return 1;
        QFile filler(parent + u"/filler"_s);
        if (!filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            return 2;
        const QByteArray page(4096, 'x');
        while (filler.write(page) == page.size()) {
        }
        const Record other = recordOf(u"other"_s);
        if (own.publish(other).error != Error::DirectoryUnusable || own.record(own.inode()) != recordOf(u"me"_s))
            return 3;
        own.prepareRevocation(other);
        if (own.revoke(1, other) || !own.prove(1))
            return 4;
        if (own.open().error != Error::LockFailed || !own.prove(1))
            return 5;
        const QString directory = own.directory();
        return namesIn(directory, u"t.*"_s).isEmpty() && namesIn(directory, u"r.*"_s).size() == 1
                       && namesIn(directory, u"i.*"_s).size() == 1
                   ? 0
                   : 6;
    });
    const int code = child.exitCode();
    if (code == NotPermitted)
        GTEST_SKIP() << "may not mount";
    EXPECT_EQ(code, 0);
}

TEST_F(RightsProcessTest, SaysThatAReadOnlyDirectoryCannotBeUsed)
{
    const QString parent = m_temporary.filePath(u"readonly"_s);
    ASSERT_TRUE(QDir().mkdir(parent));
    const QByteArray native = QFile::encodeName(parent);
    ForkedChild child([&](const ForkedChild::Parent &) {
        if (!mountPrivately(native.constData(), "mode=0700"))
            return NotPermitted;
        {
            RightsDirectory before(u"org.example.Test"_s, {}, parent);
            if (before.open() || before.link(1) != LinkResult::Linked)
                return 1;
        }
        if (!remountReadOnly(native.constData()))
            return NotPermitted;
        RightsDirectory own(u"org.example.Test"_s, {}, parent);
        const Failure failure = own.open();
        if (failure.error != Error::DirectoryUnusable || !failure.text.contains(parent))
            return 2;
        return own.inode() == 0 ? 0 : 3;
    });
    const int code = child.exitCode();
    if (code == NotPermitted)
        GTEST_SKIP() << "may not mount";
    EXPECT_EQ(code, 0);
}
