// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "bench/team.h"

#include "support/groupdirectory.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcessEnvironment>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <utility>

#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

using namespace Qt::StringLiterals;

namespace QtFailover::Bench {

namespace {

constexpr std::int64_t Patience = 120'000'000'000;

[[noreturn]] void giveUp(const char *what)
{
    std::fprintf(stderr, "qtfailover-bench: never came: %s\n", what);
    std::exit(1);
}

/// Bytes or counts of all lines of a file in /proc that begin so.
std::int64_t sumOf(const QString &path, std::initializer_list<QByteArrayView> keys)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    std::int64_t sum = 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        for (const QByteArrayView key : keys) {
            if (line.startsWith(key))
                sum += line.mid(key.size()).simplified().split(' ').first().toLongLong();
        }
    }
    return sum;
}

} // namespace

void await(const char *what, const std::function<bool()> &condition)
{
    const std::int64_t deadline = nowNs() + Patience;
    const timespec nap{0, 2'000'000};
    while (!condition()) {
        if (nowNs() > deadline)
            giveUp(what);
        ::nanosleep(&nap, nullptr);
    }
}

Team::Team()
    : m_directory(Test::groupDirectoryTemplate()), m_seats(Board::open(QFile::encodeName(path(u"board"_s)).constData()))
{
    if (!m_seats)
        giveUp("the board");
    for (int number = Board::SeatCount - 1; number >= 0; --number)
        m_freeSeats.push_back(number);
    m_members.reserve(Board::SeatCount);
    setEnvironment("XDG_RUNTIME_DIR", QFile::encodeName(m_directory.path()));
    setEnvironment("XDG_STATE_HOME", QFile::encodeName(path(u"state"_s)));
}

Team::~Team()
{
    killAll();
    ::munmap(m_seats, sizeof(Seat) * Board::SeatCount);
}

Team::Member &Team::start(const QString &program, const QStringList &before, const QStringList &after)
{
    if (m_freeSeats.empty())
        giveUp("a free seat");
    Member member;
    member.number = m_freeSeats.back();
    m_freeSeats.pop_back();
    member.seat = &m_seats[member.number];
    for (auto &entry : member.seat->entries)
        entry = 0;

    QList<QByteArray> words{QFile::encodeName(QCoreApplication::applicationDirPath() + u'/' + program)};
    for (const QString &word : before + QStringList{path(u"board"_s), QString::number(member.number)} + after)
        words.append(QFile::encodeName(word));
    std::vector<char *> arguments;
    for (QByteArray &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);

    QProcessEnvironment values = QProcessEnvironment::systemEnvironment();
    for (const auto &[name, value] : std::as_const(m_environment))
        values.insert(QFile::decodeName(name), QFile::decodeName(value));
    QList<QByteArray> pairs;
    for (const QString &pair : values.toStringList())
        pairs.append(QFile::encodeName(pair));
    std::vector<char *> environment;
    for (QByteArray &pair : pairs)
        environment.push_back(pair.data());
    environment.push_back(nullptr);

    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        giveUp("a pipe");
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    if (::posix_spawn(&member.pid, arguments.front(), &actions, nullptr, arguments.data(), environment.data()) != 0)
        giveUp(arguments.front());
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[0]);
    member.commands = ends[1];
    return m_members.emplace_back(member);
}

Team::Member &Team::startInstance(const QString &kind, const QStringList &values)
{
    return start(u"qtfailover-bench-instance"_s, {kind}, values);
}

std::int64_t Team::kill(Member &member)
{
    const Member gone = member;
    const std::int64_t at = nowNs();
    ::kill(gone.pid, SIGKILL);
    m_members.erase(m_members.begin() + (&member - m_members.data()));
    // Only afterwards: to reap it takes a lock that the dying process wants.
    m_freeSeats.push_back(gone.number);
    std::rotate(m_freeSeats.begin(), m_freeSeats.end() - 1, m_freeSeats.end());
    ::close(gone.commands);
    return at;
}

void Team::killAll()
{
    for (const Member &member : m_members)
        ::kill(member.pid, SIGKILL);
    for (const Member &member : m_members) {
        ::close(member.commands);
        ::waitpid(member.pid, nullptr, 0);
        m_freeSeats.push_back(member.number);
    }
    m_members.clear();
    while (::waitpid(-1, nullptr, WNOHANG) > 0) {
    }
}

void Team::tell(Member &member, char command)
{
    ++member.answers;
    if (::write(member.commands, &command, 1) != 1)
        giveUp("a process that takes commands");
}

void Team::awaitAnswer(Member &member)
{
    await("an answer", [&] { return member.seat->read(Answered) >= member.answers; });
}

void Team::awaitRest() const
{
    constexpr std::int64_t Rest = 150'000'000; // longer than anything in the library is put off for
    std::int64_t before = -1;
    std::int64_t since = 0;
    await("processes at rest", [&] {
        std::int64_t sum = 0;
        for (const Member &member : m_members)
            sum += cpuNs(member.pid);
        if (std::exchange(before, sum) != sum)
            since = nowNs();
        return nowNs() - since >= Rest;
    });
}

Team::Member *Team::primary()
{
    constexpr std::int64_t Primary = 2;
    Member *found = nullptr;
    for (Member &member : m_members) {
        if (member.seat->read(Role) != Primary)
            continue;
        if (found)
            return nullptr;
        found = &member;
    }
    return found;
}

std::int64_t cpuNs(pid_t pid)
{
    clockid_t clock = 0;
    timespec time{};
    if (::clock_getcpuclockid(pid, &clock) != 0 || ::clock_gettime(clock, &time) != 0)
        return 0;
    return std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

std::int64_t wakeUps(pid_t pid)
{
    std::int64_t sum = 0;
    const QDir threads(u"/proc/%1/task"_s.arg(pid));
    for (const QString &thread : threads.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        sum += sumOf(threads.filePath(thread + u"/status"_s), {"voluntary_ctxt_switches:"});
    return sum;
}

std::int64_t privateBytes(pid_t pid)
{
    return 1024 * sumOf(u"/proc/%1/smaps_rollup"_s.arg(pid), {"Private_Clean:", "Private_Dirty:"});
}

} // namespace QtFailover::Bench
