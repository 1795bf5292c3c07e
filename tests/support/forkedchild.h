// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <functional>

#include <sys/types.h>

namespace QtFailover::Test {

/// A child forked without exec: it inherits every descriptor and a copy of every object. Ended by SIGKILL with
/// this object. The calling process should have one thread.
class ForkedChild final
{
public:
    /// The child's side of the conversation.
    class Parent
    {
    public:
        void ready() const; ///< ends the parent's waitReady()
        void wait() const;  ///< until the parent says go(), or has ended

    private:
        friend class ForkedChild;
        int m_in = -1;
        int m_out = -1;
    };

    /// Runs `body` in the child and ends it with what it returns, without destructors or exit handlers.
    explicit ForkedChild(const std::function<int(const Parent &)> &body);
    ~ForkedChild();

    [[nodiscard]] bool waitReady() const; ///< false: it has ended, or said nothing for 20 s
    void go() const;
    void kill(); ///< SIGKILL; returns when the kernel has taken it down
    /// Waits for its end; -1 when a signal ended it.
    [[nodiscard]] int exitCode();
    pid_t pid() const { return m_pid; }

private:
    ForkedChild(const ForkedChild &) = delete;
    ForkedChild &operator=(const ForkedChild &) = delete;

    pid_t m_pid = -1;
    int m_in = -1;
    int m_out = -1;
};

/// What a body returns when the machine does not let it do what it wanted.
inline constexpr int NotPermitted = 77;

/// For a forked child: an empty tmpfs of this size on `directory`, in a mount namespace that ends with the
/// process. False where that is not permitted.
bool mountPrivately(const char *directory, const char *options);
/// Makes that mount read-only.
bool remountReadOnly(const char *directory);

} // namespace QtFailover::Test
