// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/task.h"

#include <QDeadlineTimer>
#include <QObject>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace QtFailover::Internal {

/// Letters from any thread to one thread with an event loop, its owner, who runs them in the order of posting.
///
/// A batch of letters costs an event or two; of many, other events have their turn after each BatchSize. The owner may
/// also wait for letters without an event loop; both ways run them one by one, so a letter may drain, wait, or close
/// the mailbox itself. Share it by std::shared_ptr: what is posted after close() goes nowhere. In a child of fork()
/// everything is without effect.
class Mailbox final : public std::enable_shared_from_this<Mailbox>
{
public:
    using Letter = Task;
    /// Runs a batch, and what the owner wants to do before or after it.
    using Around = std::function<void(const std::function<void()> &batch)>;
    static constexpr int BatchSize = 256;

    Mailbox();
    ~Mailbox();

    /// In the owner's thread: from now on events wake it, for letters that were posted before too.
    void open(Around around = {});
    /// In the owner's thread, for good. Letters that were not run are dropped.
    void close();

    /// Any thread, returns at once.
    void post(Letter letter);
    /// The same, but without waking the owner: wake(), or the next post(), does. False: it went nowhere.
    bool put(Letter letter);
    /// Any thread: wakes the owner if there are letters for it.
    void wake();

    bool isClosed();

    /// In the owner's thread: runs a batch, if there is one. The owner promises to look again soon, and again, and is
    /// not woken before stopLooking().
    void look();
    void stopLooking();

    /// In the owner's thread: no letter is run, by whatever way, until release().
    void hold();
    bool isHeld() const;
    void release();

    /// In the owner's thread: runs all letters, also those that are posted meanwhile. False: there were none.
    bool drain();
    /// In the owner's thread: runs letters until `condition` holds, or until `deadline` or close(). Returns whether
    /// the condition held; it is looked at after each batch of letters, and at the end.
    bool waitUntil(const std::function<bool()> &condition, QDeadlineTimer deadline);

private:
    Q_DISABLE_COPY_MOVE(Mailbox)
    class Receiver;
    enum class Wake {
        None,
        Posted,
        Needless ///< the owner looks
    };
    enum class State { New, Open, Closed };

    bool isForked() const;
    void wakeArrived();
    void runTurn();
    void postWake(); ///< m_receiver stays meanwhile
    bool runOne();
    bool takeLetters();
    void runBatch(std::size_t most);

    const quint64 m_forks;      ///< forkCount() of the process that made it
    std::mutex m_receiverMutex; ///< locked before m_mutex: m_receiver stays while an event is posted to it
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::vector<Letter> m_letters;
    // Taken from m_letters, to be run before those that are there by now; the owner's thread alone.
    std::vector<Letter> m_taken;
    std::size_t m_run = 0;               ///< how many of them have been run
    std::atomic<bool> m_hasTaken{false}; ///< there are more; any thread
    std::unique_ptr<Receiver> m_receiver;
    Around m_around;
    std::atomic<Wake> m_wake{Wake::None}; ///< written with m_mutex locked
    State m_state = State::New;
    int m_wakesRunning = 0; ///< nested event loops; the owner's thread alone
    bool m_held = false;    ///< the owner's thread alone
};

} // namespace QtFailover::Internal
