// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/descriptor.h"
#include "adapters/processwatch.h"
#include "ports/guards.h"

#include <QByteArray>

#include <chrono>
#include <functional>
#include <vector>

#include <sys/socket.h>
#include <sys/un.h>

namespace QtFailover::Internal {

/// Questions to the holders of guards, asked side by side within one deadline.
///
/// While it waits it watches the own listening descriptors too: of two claimants that ask one another, each
/// must answer or both would take the other for silent.
class GuardQuestions final
{
public:
    /// What an own guard's descriptor is ready to accept is answered by `serve`; false: not now.
    using Serve = std::function<bool(int listener)>;

    GuardQuestions(QByteArray prefix, std::vector<int> listeners, Serve serve);

    void add(Epoch epoch);
    /// Blocks until all are answered, for Guards::AskDeadline at most. In the order of add().
    std::vector<Answer> ask();

private:
    using Clock = std::chrono::steady_clock;

    struct Question {
        Answer answer;
        bool isOpen = true;
        int attempts = 0;
        bool wasDumping = false;
        Descriptor socket;
        ProcessWatch holder;
        QByteArray received;
    };

    void dial(Question &question);
    void wait(Clock::time_point until);
    void read(Question &question);
    void look(Question &question);
    void expire(Question &question);
    bool isAnyOpen() const;
    static void settle(Question &question, Answer::Kind kind);

    const QByteArray m_prefix;
    const std::vector<int> m_listeners;
    const Serve m_serve;
    std::vector<Question> m_questions;
};

/// The address of the guard <prefix><epoch>; its length counts, as an abstract name ends with it.
struct GuardAddress {
    GuardAddress(const QByteArray &prefix, Epoch epoch);

    const sockaddr *get() const { return reinterpret_cast<const sockaddr *>(&name); }

    sockaddr_un name{};
    socklen_t size = 0;
};

} // namespace QtFailover::Internal
