// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/processwatch.h"

#include "adapters/descriptor.h"
#include "adapters/processtext.h"

#include <QStringBuilder>

#include <array>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>

namespace QtFailover::Internal {

namespace {

#ifdef SO_PEERPIDFD
constexpr int PeerPidfdOption = SO_PEERPIDFD;
#else
constexpr int PeerPidfdOption = 77; // Linux 6.5
#endif

#ifdef SYS_pidfd_open
constexpr long PidfdOpen = SYS_pidfd_open;
#else
constexpr long PidfdOpen = 434;     // Linux 5.3
#endif

QByteArray contents(const QByteArray &path)
{
    constexpr qsizetype Cap = 65536;
    const Descriptor file(uninterrupted([&] { return ::open(path.constData(), O_RDONLY | O_CLOEXEC); }));
    QByteArray text;
    std::array<char, 4096> buffer;
    while (file && text.size() < Cap) {
        const auto count = uninterrupted([&] { return ::read(file.get(), buffer.data(), buffer.size()); });
        if (count <= 0)
            break;
        text.append(buffer.data(), count);
    }
    return text;
}

ProcessText::Freezer freezerOf(const QByteArray &directory)
{
    for (const auto &file : ProcessText::freezerFiles(contents(directory + "/cgroup"))) {
        if (ProcessText::freezer(contents(file.path), file.frozen) == ProcessText::Freezer::Frozen)
            return ProcessText::Freezer::Frozen;
    }
    return ProcessText::Freezer::Thawed;
}

} // namespace

ProcessWatch ProcessWatch::ofPeer(qintptr socket)
{
    ProcessWatch watch;
    const int fd = static_cast<int>(socket);

    ucred credentials{};
    socklen_t size = sizeof(credentials);
    if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0)
        watch.m_pid = credentials.pid;

    int pidfd = -1;
    size = sizeof(pidfd);
    if (::getsockopt(fd, SOL_SOCKET, PeerPidfdOption, &pidfd, &size) == 0) {
        watch.m_descriptor = pidfd;
        return watch;
    }
    const int error = errno;
    if (error == ESRCH) {
        watch.m_ended = true;
        return watch;
    }
    // Kernels before 6.5 know no such option; those up to 6.15 say EINVAL for a process that is gone, and its
    // PID may have a new owner by now, which must not be taken for it.
    if ((error != ENOPROTOOPT && error != EINVAL) || watch.m_pid <= 0)
        return watch;
    pidfd = static_cast<int>(::syscall(PidfdOpen, static_cast<pid_t>(watch.m_pid), 0));
    if (pidfd < 0)
        watch.m_ended = errno == ESRCH;
    else if (error == ENOPROTOOPT)
        watch.m_descriptor = pidfd;
    else
        ::close(pidfd);
    return watch;
}

bool ProcessWatch::hasEnded() const
{
    if (m_descriptor < 0)
        return m_ended;
    pollfd poll{m_descriptor, POLLIN, 0};
    return uninterrupted([&] { return ::poll(&poll, 1, 0); }) == 1 && (poll.revents & POLLIN);
}

ProcessState ProcessWatch::state() const
{
    if (hasEnded())
        return ProcessState::Dead;
    if (m_descriptor < 0 || m_pid <= 0)
        return ProcessState::Unknown;
    const QByteArray directory = "/proc/" + QByteArray::number(m_pid);
    const QByteArray stat = contents(directory + "/stat");
    const QByteArray status = contents(directory + "/status");
    const ProcessState state = ProcessText::judge(stat, status, freezerOf(directory));
    return hasEnded() ? ProcessState::Dead : state;
}

void ProcessWatch::release()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

} // namespace QtFailover::Internal
