// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/mailbox.h"

#include "support/forkedchild.h"
#include "support/waitfor.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QSemaphore>
#include <QThread>

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace QtFailover::Internal {

using namespace std::chrono_literals;
using Test::waitFor;

namespace {

struct MailboxTest : testing::Test {
    std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>();
    std::vector<int> read;

    void post(int number)
    {
        mailbox->post([this, number] { read.push_back(number); });
    }
};

const std::vector<int> OneTwoThree{1, 2, 3};

/// Of a thread whose waker loses the processor at the very moment, until the thread's loop has turned.
class LateWaker final : public QAbstractEventDispatcher
{
public:
    bool hasTurned() const { return m_hasTurned; }

    bool processEvents(QEventLoop::ProcessEventsFlags) override
    {
        m_woken.acquire();
        QCoreApplication::sendPostedEvents();
        m_turned.release();
        return true;
    }
    void wakeUp() override
    {
        const bool isOwn = QThread::currentThread() == thread();
        if (!isOwn)
            m_turned.acquire(m_turned.available());
        m_woken.release();
        if (!isOwn)
            m_hasTurned = m_turned.tryAcquire(1, 10'000);
    }
    void interrupt() override { m_woken.release(); }
    void registerSocketNotifier(QSocketNotifier *) override {}
    void unregisterSocketNotifier(QSocketNotifier *) override {}
    void registerTimer(int, qint64, Qt::TimerType, QObject *) override {}
    bool unregisterTimer(int) override { return true; }
    bool unregisterTimers(QObject *) override { return true; }
    QList<TimerInfo> registeredTimers(QObject *) const override { return {}; }
    int remainingTime(int) override { return -1; }

private:
    QSemaphore m_woken;
    QSemaphore m_turned;
    std::atomic<bool> m_hasTurned = false;
};

TEST_F(MailboxTest, DeliversInOrderThroughTheEventLoop)
{
    mailbox->open();
    std::jthread([this] {
        for (int i = 1; i <= 3; ++i)
            post(i);
    }).join();
    EXPECT_TRUE(read.empty());
    EXPECT_TRUE(waitFor([this] { return read.size() == 3; }));
    EXPECT_EQ(read, OneTwoThree);
}

TEST_F(MailboxTest, LeavesOtherEventsTheirTurnAmongManyLetters)
{
    mailbox->open();
    for (int i = 0; i < 2 * Mailbox::BatchSize; ++i)
        post(i);
    QObject other;
    std::size_t readBefore = 0;
    QMetaObject::invokeMethod(
        &other, [&] { readBefore = read.size(); }, Qt::QueuedConnection);
    EXPECT_TRUE(waitFor([this] { return read.size() == 2 * Mailbox::BatchSize; }));
    EXPECT_EQ(readBefore, std::size_t(Mailbox::BatchSize));
    EXPECT_TRUE(std::is_sorted(read.begin(), read.end()));
}

TEST_F(MailboxTest, RunsABatchWithinWhatItsOwnerPutsAroundIt)
{
    std::vector<std::size_t> readAfter;
    mailbox->open([&](const std::function<void()> &batch) {
        batch();
        readAfter.push_back(read.size());
    });
    for (int i = 1; i <= 3; ++i)
        post(i);
    EXPECT_TRUE(waitFor([&] { return !readAfter.empty(); }));
    EXPECT_EQ(readAfter, std::vector<std::size_t>{3});
}

TEST_F(MailboxTest, NeverWaitsForTheThreadThatHasWokenIt)
{
    auto *dispatcher = new LateWaker;
    QThread owner;
    owner.setEventDispatcher(dispatcher);
    owner.start();
    QObject inOwner;
    inOwner.moveToThread(&owner);
    QSemaphore opened;
    QMetaObject::invokeMethod(&inOwner, [&] {
        mailbox->open();
        opened.release();
    });
    opened.acquire();
    std::jthread([this] { post(1); }).join();
    EXPECT_TRUE(dispatcher->hasTurned());
    QMetaObject::invokeMethod(&inOwner, [&] {
        mailbox->close();
        inOwner.moveToThread(nullptr);
        opened.release();
    });
    opened.acquire();
    owner.quit();
    EXPECT_TRUE(owner.wait());
    EXPECT_EQ(read, std::vector<int>{1});
}

TEST_F(MailboxTest, RunsLettersInTheOwnersThread)
{
    mailbox->open();
    QThread *ranIn = nullptr;
    std::jthread([this, &ranIn] { mailbox->post([&ranIn] { ranIn = QThread::currentThread(); }); }).join();
    EXPECT_TRUE(waitFor([&ranIn] { return ranIn != nullptr; }));
    EXPECT_EQ(ranIn, QThread::currentThread());
}

TEST_F(MailboxTest, KeepsLettersThatCameBeforeItWasOpened)
{
    post(1);
    mailbox->open();
    post(2);
    post(3);
    EXPECT_TRUE(waitFor([this] { return read.size() == 3; }));
    EXPECT_EQ(read, OneTwoThree);
}

TEST_F(MailboxTest, DrainsWithoutAnEventLoop)
{
    mailbox->open();
    post(1);
    mailbox->post([this] { post(3); });
    post(2);
    mailbox->drain();
    EXPECT_EQ(read, (std::vector{1, 2, 3}));
}

TEST_F(MailboxTest, KeepsTheOrderWhenALetterDrains)
{
    mailbox->open();
    mailbox->post([this] {
        read.push_back(1);
        mailbox->drain();
        read.push_back(4);
    });
    post(2);
    post(3);
    mailbox->drain();
    EXPECT_EQ(read, (std::vector{1, 2, 3, 4}));
}

TEST_F(MailboxTest, RunsWhatIsLeftInAnEventLoopThatALetterRuns)
{
    mailbox->open();
    bool hasRunWithin = false;
    mailbox->post([&] { hasRunWithin = waitFor([this] { return read == std::vector{2}; }); });
    post(2);
    EXPECT_TRUE(waitFor([&] { return !read.empty(); }));
    EXPECT_TRUE(hasRunWithin);
}

TEST_F(MailboxTest, WaitsForALetterFromAnotherThread)
{
    mailbox->open();
    std::jthread sender([this] {
        for (int i = 1; i <= 3; ++i)
            post(i);
    });
    EXPECT_TRUE(mailbox->waitUntil([this] { return read.size() == 3; }, QDeadlineTimer(30s)));
    EXPECT_EQ(read, OneTwoThree);
}

TEST_F(MailboxTest, StopsWaitingAtTheDeadline)
{
    mailbox->open();
    post(1);
    EXPECT_FALSE(mailbox->waitUntil([] { return false; }, QDeadlineTimer(20ms)));
    EXPECT_EQ(read, std::vector{1});
}

TEST_F(MailboxTest, StopsWaitingAtTheDeadlineAmongLettersWithoutEnd)
{
    mailbox->open();
    std::atomic<bool> enough{false};
    std::jthread sender([&] {
        while (!enough)
            mailbox->post([] { std::this_thread::yield(); });
    });
    EXPECT_FALSE(mailbox->waitUntil([] { return false; }, QDeadlineTimer(20ms)));
    enough = true;
}

TEST_F(MailboxTest, LooksAtTheConditionEvenWhenTheDeadlineHasPassed)
{
    mailbox->open();
    post(1);
    EXPECT_TRUE(mailbox->waitUntil([this] { return read.size() == 1; }, QDeadlineTimer(0)));
}

TEST_F(MailboxTest, WaitsWithoutDeadlineUntilClosed)
{
    mailbox->open();
    mailbox->post([this] { mailbox->close(); });
    EXPECT_FALSE(mailbox->waitUntil([] { return false; }, QDeadlineTimer(QDeadlineTimer::Forever)));
}

TEST_F(MailboxTest, DropsWhatComesAfterClosing)
{
    mailbox->open();
    post(1);
    mailbox->close();
    post(2);
    mailbox->drain();
    QCoreApplication::processEvents();
    EXPECT_TRUE(read.empty());
}

TEST_F(MailboxTest, DropsWhatIsBehindALetterThatClosesIt)
{
    mailbox->open();
    mailbox->post([this] { mailbox->close(); });
    post(1);
    post(2);
    mailbox->drain();
    EXPECT_TRUE(read.empty());
}

TEST_F(MailboxTest, DropsALetterOutsideOfItsLock)
{
    mailbox->open();
    // Its destructor posts, as that of a Promotion without an answer does.
    const auto last = std::shared_ptr<void>(nullptr, [box = mailbox](void *) { box->post([] {}); });
    mailbox->post([last] {});
    mailbox->close();
}

TEST_F(MailboxTest, MayBeClosedAndLetGoByItsOwnLetter)
{
    mailbox->open();
    bool ran = false;
    mailbox->post([&] {
        mailbox->close();
        mailbox.reset();
        ran = true;
    });
    EXPECT_TRUE(waitFor([&] { return ran; }));
    QCoreApplication::processEvents();
}

TEST_F(MailboxTest, DoesNothingInAForkedChild)
{
    mailbox->open();
    post(1);
    QtFailover::Test::ForkedChild child([this](const QtFailover::Test::ForkedChild::Parent &) {
        post(2);
        mailbox->drain();
        const bool waited = mailbox->waitUntil([] { return false; }, QDeadlineTimer(QDeadlineTimer::Forever));
        mailbox->close();
        mailbox.reset();
        return read.empty() && !waited ? 0 : 1;
    });
    EXPECT_EQ(child.exitCode(), 0);
    mailbox->drain();
    EXPECT_EQ(read, std::vector{1});
}

} // namespace

} // namespace QtFailover::Internal
