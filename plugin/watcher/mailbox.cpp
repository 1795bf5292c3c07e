// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/mailbox.h"

#include "watcher/forks.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <chrono>
#include <utility>

namespace QtFailover::Internal {

namespace {
const QEvent::Type wakeEvent = QEvent::Type(QEvent::registerEventType());
/// Letters for which there is room even when there are none.
constexpr std::size_t MostRoom = 1024;
/// Letters that turn the event loop one in another: beyond that the next are run when these have returned, lest a long
/// queue takes all of the stack.
constexpr int MostNested = 16;
} // namespace

class Mailbox::Receiver final : public QObject
{
public:
    explicit Receiver(Mailbox *mailbox) : m_mailbox(mailbox->weak_from_this()) {}

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != wakeEvent)
            return QObject::event(event);
        if (const auto mailbox = m_mailbox.lock())
            mailbox->wakeArrived();
        return true; // `this` may be gone
    }

private:
    const std::weak_ptr<Mailbox> m_mailbox;
};

Mailbox::Mailbox() : m_forks(forkCount()) {}

Mailbox::~Mailbox()
{
    if (isForked())
        static_cast<void>(m_receiver.release());
}

bool Mailbox::isForked() const { return forkCount() != m_forks; }

void Mailbox::open(Around around)
{
    m_around = std::move(around);
    auto receiver = std::make_unique<Receiver>(this);
    {
        const std::scoped_lock locks(m_receiverMutex, m_mutex);
        Q_ASSERT(m_state == State::New);
        m_state = State::Open;
        m_receiver = std::move(receiver);
    }
    wake();
}

void Mailbox::close()
{
    if (isForked())
        return;
    std::unique_ptr<Receiver> receiver;
    std::vector<Letter> dropped; // destroyed without the lock: what a letter holds may post
    std::vector<Letter> droppedFirst;
    {
        const std::scoped_lock locks(m_receiverMutex, m_mutex);
        m_state = State::Closed;
        receiver.swap(m_receiver);
        dropped.swap(m_letters);
        droppedFirst.swap(m_taken);
        m_run = 0;
        m_hasTaken = false;
    }
    m_arrived.notify_all();
    if (receiver && m_wakesRunning > 0)
        receiver.release()->deleteLater(); // one of its own events has led here
}

bool Mailbox::isClosed()
{
    const std::lock_guard lock(m_mutex);
    return m_state == State::Closed;
}

void Mailbox::hold() { m_held = true; }

bool Mailbox::isHeld() const { return m_held; }

void Mailbox::release()
{
    m_held = false;
    wake();
}

void Mailbox::post(Letter letter)
{
    if (put(std::move(letter)))
        wake();
}

bool Mailbox::put(Letter letter)
{
    // Before the lock: in a forked child a thread that does not exist there may hold it.
    if (isForked())
        return false;
    const std::lock_guard lock(m_mutex);
    if (m_state == State::Closed)
        return false;
    m_letters.push_back(std::move(letter));
    return true;
}

void Mailbox::wake()
{
    if (isForked())
        return;
    m_arrived.notify_all();
    if (m_wake != Wake::None)
        return; // whoever put a letter before finds None once the owner has begun to look without seeing it
    const std::lock_guard receiver(m_receiverMutex);
    postWake();
}

// The owner runs at once and wants m_mutex: it must not find it locked.
void Mailbox::postWake()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_receiver || (m_letters.empty() && !m_hasTaken) || m_wake != Wake::None)
            return;
        m_wake = Wake::Posted;
    }
    QCoreApplication::postEvent(m_receiver.get(), new QEvent(wakeEvent));
}

void Mailbox::wakeArrived()
{
    if (isForked())
        return;
    std::size_t waiting = 0;
    {
        const std::lock_guard lock(m_mutex);
        m_wake = Wake::None;
        waiting = m_taken.size() - m_run + m_letters.size();
    }
    // The receiver is this thread's, which must not wait for a thread that has just woken it.
    if (waiting > 1 && !m_held && m_wakesRunning < MostNested)
        postWake(); // the first may turn the event loop, and the others must be run in it
    if (waiting > 0)
        runTurn();
    if (!m_held)
        postWake(); // for those that are left
}

void Mailbox::runTurn()
{
    ++m_wakesRunning;
    const auto batch = [this] { runBatch(BatchSize); };
    if (m_around)
        m_around(batch);
    else
        batch();
    --m_wakesRunning;
}

void Mailbox::look()
{
    {
        const std::lock_guard lock(m_mutex);
        m_wake = Wake::Needless;
        if (m_letters.empty() && !m_hasTaken)
            return;
    }
    runTurn();
}

void Mailbox::stopLooking() { wakeArrived(); }

/// All at once, and the two exchange their room, so that a stream of letters locks and allocates once in a batch.
bool Mailbox::takeLetters()
{
    m_taken.clear();
    m_run = 0;
    if (m_taken.capacity() > MostRoom)
        m_taken.shrink_to_fit();
    const std::lock_guard lock(m_mutex);
    m_taken.swap(m_letters);
    m_hasTaken = !m_taken.empty();
    return m_hasTaken;
}

bool Mailbox::runOne()
{
    if (m_held || (!m_hasTaken && !takeLetters()))
        return false;
    Letter letter = std::move(m_taken[m_run++]);
    m_hasTaken = m_run < m_taken.size();
    letter();
    return true;
}

bool Mailbox::drain()
{
    if (isForked())
        return false;
    const auto self = shared_from_this(); // a letter may let go of the last other reference
    bool hasRun = false;
    while (runOne())
        hasRun = true;
    return hasRun;
}

/// The letters of now, not those that are posted meanwhile: whoever waits must get to look at its condition.
void Mailbox::runBatch(std::size_t most)
{
    std::size_t left = 0;
    {
        const std::lock_guard lock(m_mutex);
        left = std::min(m_taken.size() - m_run + m_letters.size(), most);
    }
    while (left > 0 && runOne())
        --left;
}

bool Mailbox::waitUntil(const std::function<bool()> &condition, QDeadlineTimer deadline)
{
    if (isForked())
        return condition();
    const auto self = shared_from_this();
    for (;;) {
        runBatch(BatchSize);
        if (condition())
            return true;
        if (deadline.hasExpired())
            return false; // letters without end must not keep it here
        std::unique_lock lock(m_mutex);
        const auto hasLetters = [this] { return m_hasTaken || !m_letters.empty(); };
        const auto somethingNew = [&] { return hasLetters() || m_state == State::Closed; };
        if (deadline.isForever())
            m_arrived.wait(lock, somethingNew);
        else if (!m_arrived.wait_for(lock, std::chrono::nanoseconds(deadline.remainingTimeNSecs()), somethingNew))
            return false;
        if (!hasLetters())
            return false; // closed, and the condition did not hold then
    }
}

} // namespace QtFailover::Internal
