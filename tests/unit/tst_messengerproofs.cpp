// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Requests that have come to a primary which cannot prove its role for a while, or ends without its thread.
#include "unit/heldthread.h"
#include "unit/messengerfixture.h"

#include <QDir>
#include <QFile>
#include <QThread>
#include <QTimer>

namespace QtFailover::Test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using MessengerProofs = MessengerTest;

namespace {

/// The event loop does not turn: the handler is not asked.
void awaitRequest(const Member &primary)
{
    while (primary.watcher->statistics().value(u"requestsTaken"_s).toInt() != 1)
        QThread::yieldCurrentThread();
}

/// Counts how often timers of 10 ms go off.
class ShortTimers final : public QObject
{
public:
    ShortTimers() { qApp->installEventFilter(this); }
    int count() const { return m_count; }
    bool eventFilter(QObject *of, QEvent *event) override
    {
        const auto *timer = event->type() == QEvent::Timer ? dynamic_cast<QTimer *>(of) : nullptr;
        m_count += timer && timer->intervalAsDuration() == 10ms;
        return false;
    }

private:
    int m_count = 0;
};

} // namespace

TEST_F(MessengerProofs, ARequestIsHandledWhenTheRoleCanBeProvedAgain)
{
    const auto one = startedMember(u"one"_s);
    one->echo();
    const auto two = startedBeside(*one, u"two"_s);
    const QFuture<Reply> reply = two->messenger->request("x", 1h);
    awaitRequest(*one);
    const QString place = config().runtimeDirectory();
    const QString away = place + u"-moved"_s;
    ASSERT_TRUE(QDir().rename(place, away));
    ASSERT_TRUE(QFile(place).open(QIODevice::WriteOnly)) << "no directory can be made there";
    while (one->watcher->isPrimary())
        QThread::yieldCurrentThread();
    ASSERT_TRUE(waitFor([&] { return one->watcher->error() != Error::NoError; })) << "told after the request";
    EXPECT_TRUE(one->seen.isEmpty());
    ASSERT_TRUE(QFile::remove(place));
    ASSERT_TRUE(QDir().rename(away, place));
    EXPECT_EQ(await(reply).payload(), "one:x");
    EXPECT_EQ(one->seen, QList<QByteArray>{"x"});
    EXPECT_TRUE(one->watcher->isPrimary());
    EXPECT_EQ(one->watcher->epoch(), 1U);
}

TEST_F(MessengerProofs, ARequestInHandIsCanceledAtAnEndWithoutTheLibrarysThread)
{
    const HeldThread thread(u"-> Demoting"_s);
    const auto two = member(u"two"_s);
    Member one([this] {
        Config impatient = config(u"one"_s);
        impatient.setShutdownTimeout(100ms);
        return std::make_unique<Watcher>(impatient);
    }());
    one.hold();
    ASSERT_TRUE(one.watcher->start());
    ASSERT_TRUE(waitFor([&] { return one.isPrimary(); }));
    ASSERT_TRUE(two->watcher->start());
    const QFuture<Reply> reply = two->messenger->request("x", 1h);
    ASSERT_TRUE(waitFor([&] { return one.held.size() == 1; }));
    EXPECT_FALSE(one.held[0].isCanceled());
    one.watcher.reset();
    EXPECT_TRUE(one.held[0].isCanceled());
}

TEST_F(MessengerProofs, NothingIsLookedAtAgainAfterAnEndWithoutTheLibrarysThread)
{
    HeldThread thread(u"-> Healing"_s); // as its lock is gone
    const auto two = member(u"two"_s);
    auto one = std::make_unique<Member>([this] {
        Config impatient = config(u"one"_s);
        impatient.setShutdownTimeout(100ms);
        return std::make_unique<Watcher>(impatient);
    }());
    one->hold();
    ASSERT_TRUE(one->watcher->start());
    ASSERT_TRUE(waitFor([&] { return one->isPrimary(); }));
    ASSERT_TRUE(two->watcher->start());
    ASSERT_TRUE(waitFor([&] { return one->watcher->instances().size() == 2; }));
    const QFuture<Reply> reply = two->messenger->request("x", 1h);
    awaitRequest(*one);
    ASSERT_TRUE(QDir().rename(config().runtimeDirectory(), config().runtimeDirectory() + u"-moved"_s));
    thread.await();
    while (one->watcher->isPrimary()) // the request is there, and cannot be handed over once this has lapsed
        QThread::yieldCurrentThread();
    QSignalSpy stopped(one->watcher.get(), &Watcher::stopped);
    one->watcher->shutdown();
    ASSERT_TRUE(waitFor([&] { return stopped.size() == 1; }));
    EXPECT_EQ(one->watcher->error(), Error::InternalError);
    EXPECT_TRUE(one->seen.isEmpty());

    const ShortTimers timers;
    QTimer pause;
    pause.setSingleShot(true);
    pause.start(200ms);
    EXPECT_TRUE(waitFor([&] { return !pause.isActive(); }));
    EXPECT_EQ(timers.count(), 0);
}

} // namespace QtFailover::Test
