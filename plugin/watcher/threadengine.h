// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "watcher/engine.h"

namespace QtFailover::Internal {

class ProofToken;

/// The library's thread for one run: makes the adapters and the driver there, and takes them down there.
class ThreadEngine final : public Engine
{
public:
    ThreadEngine(const Terms &terms, const Ways &ways);
    /// A thread that is still busy is left to itself: it owns what it uses, and ends as soon as it can. Never waits.
    ~ThreadEngine() override;

    std::shared_ptr<Token> token() const override;
    bool start() override;
    void quit() override;
    bool wait(QDeadlineTimer deadline) override;
    bool waitUntil(const std::function<bool()> &condition, QDeadlineTimer deadline) override;

private:
    Q_DISABLE_COPY_MOVE(ThreadEngine)
    class Thread;

    const std::shared_ptr<Mailbox> m_mailbox;
    const std::shared_ptr<ProofToken> m_token;
    std::unique_ptr<Thread> m_thread;
};

} // namespace QtFailover::Internal
