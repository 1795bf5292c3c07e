// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "member/misfortunes.h"

#include <QDir>
#include <QJsonObject>

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace QtFailover::Test {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

Misfortunes::Misfortunes(std::unique_ptr<Watcher> &watcher, Demo::JsonReporter &reporter)
    : m_watcher(watcher), m_reporter(reporter)
{}

void Misfortunes::run(const QString &line)
{
    const QString command = line.section(u' ', 0, 0);
    const QString argument = line.section(u' ', 1);
    if (command == "shutdown"_L1)
        m_watcher->shutdown();
    else if (command == "handover"_L1)
        m_watcher->handOver(argument);
    else if (command == "takeover"_L1)
        m_watcher->takeOver();
    else if (command == "status"_L1)
        m_reporter.report("status"_L1, {{u"status"_s, m_watcher->formatStatus()}});
    else if (command == "block"_L1)
        std::this_thread::sleep_for(milliseconds(argument.toInt()));
    else if (command == "work"_L1)
        work(milliseconds(argument.toInt()));
    else if (command == "fork"_L1)
        fork(argument);
    else if (command == "dump"_L1)
        dumpCore(argument.toInt());
    else if (command == "starve"_L1)
        starve();
    else if (command == "feed"_L1)
        feed();
    else if (command == "cutoff"_L1)
        cutOff();
    else
        m_reporter.report("error"_L1, {{u"error"_s, u"UnknownCommand"_s}, {u"message"_s, line}});
}

/// Announces that it will be busy for long, and then its main loop does not turn.
void Misfortunes::work(milliseconds time)
{
    m_watcher->expectBusy(std::chrono::minutes(2));
    m_reporter.report("working"_L1);
    std::this_thread::sleep_for(time);
}

/// A child without exec, that inherits everything. It says what it thinks of itself, and lives for two minutes.
void Misfortunes::fork(const QString &how)
{
    const pid_t child = ::fork();
    if (child != 0) {
        m_reporter.report("forked"_L1, {{u"child"_s, qint64(child)}});
        return;
    }
    ::alarm(120);
    m_reporter.report("childBegins"_L1, {{u"childPid"_s, qint64(::getpid())},
                                         {u"childIsPrimary"_s, m_watcher->isPrimary()},
                                         {u"childHasToken"_s, m_watcher->fencingToken().has_value()}});
    if (how == "destroy"_L1) {
        Watcher *copy = m_watcher.release();
        delete copy;
        // The reporter looks at the Watcher: not with its help any more.
        static constexpr char Done[] = "{\"event\":\"childHasDestroyedItsCopy\"}\n";
        [[maybe_unused]] const ssize_t written = ::write(STDOUT_FILENO, Done, sizeof(Done) - 1);
    }
    for (;;)
        ::pause();
}

void Misfortunes::dumpCore(int mebibytes)
{
    const rlimit unlimited{RLIM_INFINITY, RLIM_INFINITY};
    ::setrlimit(RLIMIT_CORE, &unlimited);
    static std::vector<char> weight;
    weight.assign(std::size_t(mebibytes) * 1024 * 1024, 'x'); // pages of zeros would not be written
    m_reporter.report("dumping"_L1);
    std::abort();
}

/// Not one descriptor is left to anybody in this process.
void Misfortunes::starve()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_cur, 256);
    ::setrlimit(RLIMIT_NOFILE, &limit);
    for (int fd; (fd = ::open("/dev/null", O_RDONLY | O_CLOEXEC)) >= 0;)
        m_descriptors.push_back(fd);
    m_reporter.report("starving"_L1);
}

void Misfortunes::feed()
{
    for (const int fd : std::exchange(m_descriptors, {}))
        ::close(fd);
    m_reporter.report("fed"_L1);
}

/// Its own connections to local servers with a path are lost; those that others have to it stay.
void Misfortunes::cutOff()
{
    const QStringList descriptors = QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System);
    int cut = 0;
    for (const QString &descriptor : descriptors) {
        sockaddr_un peer{};
        socklen_t size = sizeof(peer);
        const int fd = descriptor.toInt();
        if (::getpeername(fd, reinterpret_cast<sockaddr *>(&peer), &size) == 0 && peer.sun_family == AF_UNIX
            && size > offsetof(sockaddr_un, sun_path) && peer.sun_path[0] == '/')
            cut += ::shutdown(fd, SHUT_RDWR) == 0;
    }
    m_reporter.report("cutOff"_L1, {{u"connections"_s, cut}});
}

} // namespace QtFailover::Test
