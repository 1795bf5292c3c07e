// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "forkedchild.h"

#include <csignal>
#include <poll.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace QtFailover::Test {

ForkedChild::ForkedChild(const std::function<int(const Parent &)> &body)
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return;
    m_pid = ::fork();
    if (m_pid == 0) {
        ::close(ends[0]);
        Parent parent;
        parent.m_in = parent.m_out = ends[1];
        ::_exit(body(parent));
    }
    ::close(ends[1]);
    m_in = m_out = ends[0];
}

ForkedChild::~ForkedChild()
{
    kill();
    if (m_in >= 0)
        ::close(m_in);
}

void ForkedChild::Parent::ready() const { (void)::send(m_out, "r", 1, MSG_NOSIGNAL); }

void ForkedChild::Parent::wait() const
{
    char byte;
    (void)::recv(m_in, &byte, 1, 0);
}

bool ForkedChild::waitReady() const
{
    pollfd events{m_in, POLLIN, 0};
    char byte;
    return ::poll(&events, 1, 20000) == 1 && ::recv(m_in, &byte, 1, 0) == 1;
}

void ForkedChild::go() const { (void)::send(m_out, "g", 1, MSG_NOSIGNAL); }

void ForkedChild::kill()
{
    if (m_pid <= 0)
        return;
    ::kill(m_pid, SIGKILL);
    (void)exitCode();
}

int ForkedChild::exitCode()
{
    int status = 0;
    if (m_pid <= 0 || ::waitpid(m_pid, &status, 0) != m_pid)
        return -1;
    m_pid = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool mountPrivately(const char *directory, const char *options)
{
    return ::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
           && ::mount("tmpfs", directory, "tmpfs", 0, options) == 0;
}

bool remountReadOnly(const char *directory)
{
    return ::mount("tmpfs", directory, "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0;
}

} // namespace QtFailover::Test
