// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "bench/subjects.h"

#include <QFile>
#include <QUuid>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <csignal>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>

using namespace Qt::StringLiterals;

namespace QtFailover::Bench {

namespace {

double milliseconds(std::int64_t from, std::int64_t to) { return double(to - from) / 1e6; }

/// The first to note `Taken` after `since`; 0: nobody yet.
std::int64_t takenAt(Team &team, std::int64_t since)
{
    std::int64_t first = 0;
    for (const Team::Member &member : team.members()) {
        const std::int64_t at = member.seat->read(Taken);
        if (at > since && (first == 0 || at < first))
            first = at;
    }
    return first;
}

/// Processes without Qt that wait for a Qt process: new ones for each round, as only one of them gets the lock.
class Floor final : public Subject
{
public:
    QString name() const override { return u"floor"_s; }

    void fill(int secondaries) override
    {
        m_team.killAll();
        QFile::remove(m_team.path(u"socket"_s));
        Team::Member &holder =
            m_team.startInstance(u"holder"_s, {u"socket="_s + m_team.path(u"socket"_s),
                                               u"lock="_s + m_team.path(u"lock"_s), u"size=%1"_s.arg(UsualSize)});
        await("the floor's holder", [&] { return holder.seat->read(Ready) != 0; });
        for (int i = 0; i < secondaries; ++i)
            m_team.start(u"qtfailover-bench-floor"_s, {}, {m_team.path(u"socket"_s), m_team.path(u"lock"_s)});
        await("the floor's processes", [&] {
            return std::all_of(m_team.members().begin(), m_team.members().end(),
                               [](const Team::Member &member) { return member.seat->read(Ready) != 0; });
        });
    }

    void burden() override
    {
        m_team.tell(m_team.members().front(), 'w');
        m_team.awaitAnswer(m_team.members().front());
    }

    Loss lose() override
    {
        const std::int64_t killed = m_team.kill(m_team.members().front());
        await("the floor's lock", [&] { return takenAt(m_team, killed) != 0; });
        return {milliseconds(killed, takenAt(m_team, killed)), {}, {}};
    }
};

class NameQueue final : public Subject
{
public:
    explicit NameQueue(const QByteArray &bus) { m_team.setEnvironment("DBUS_SESSION_BUS_ADDRESS", bus); }
    QString name() const override { return u"dbus"_s; }

    void fill(int secondaries) override
    {
        while (int(m_team.members().size()) < secondaries + 1) {
            Team::Member &member = m_team.startInstance(u"dbus"_s, {u"name=org.example.Bench"_s, size()});
            if (m_team.members().size() == 1) // the others queue up behind it
                await("the owner of the name", [&] { return member.seat->read(Role) != 0; });
        }
        await("the queue for the name", [&] {
            return m_team.primary()
                   && std::all_of(m_team.members().begin(), m_team.members().end(),
                                  [](const Team::Member &member) { return member.seat->read(Ready) != 0; });
        });
    }

    void burden() override
    {
        m_team.tell(*m_team.primary(), 'w');
        m_team.awaitAnswer(*m_team.primary());
    }

    Loss lose() override
    {
        const std::int64_t killed = m_team.kill(*m_team.primary());
        await("the next owner of the name", [&] { return takenAt(m_team, killed) != 0; });
        return {milliseconds(killed, takenAt(m_team, killed)), {}, {}};
    }

private:
    static QString size() { return u"size=%1"_s.arg(UsualSize); }
};

} // namespace

PrivateDaemon::PrivateDaemon()
{
    const QByteArray listen = "--address=" + address();
    std::string words[]{"dbus-daemon", "--session", "--nofork", "--nopidfile", listen.toStdString()};
    char *arguments[]{words[0].data(), words[1].data(), words[2].data(), words[3].data(), words[4].data(), nullptr};
    const pid_t bench = ::getpid();
    m_pid = ::fork();
    if (m_pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL); // also where no destructor runs
        if (::getppid() == bench)
            ::execvp(arguments[0], arguments);
        ::_exit(1);
    }
    const auto isThere = [this] { return QFile::exists(m_directory.filePath(u"bus"_s)); };
    await("the session bus", [&] { return isThere() || ::waitpid(m_pid, nullptr, WNOHANG) != 0; });
    if (!isThere()) {
        std::fprintf(stderr, "qtfailover-bench: dbus-daemon (Debian package dbus-daemon) does not start\n");
        std::exit(1);
    }
}

PrivateDaemon::~PrivateDaemon()
{
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
}

QByteArray PrivateDaemon::address() const { return "unix:path=" + QFile::encodeName(m_directory.filePath(u"bus"_s)); }

void PrivateDaemon::stop() { ::kill(m_pid, SIGSTOP); }

void PrivateDaemon::resume() { ::kill(m_pid, SIGCONT); }

LibrarySubject::LibrarySubject(const QByteArray &bus, const QStringList &values, int size)
    : m_values(QStringList{u"group=org.example.Bench"_s + QUuid::createUuid().toString(QUuid::Id128).first(8),
                           u"size=%1"_s.arg(size)}
               + values)
{
    m_team.setEnvironment("DBUS_SESSION_BUS_ADDRESS", bus);
}

bool LibrarySubject::isSettled()
{
    const Team::Member *primary = m_team.primary();
    if (!primary)
        return false;
    const std::int64_t epoch = primary->seat->read(Epoch);
    return std::all_of(m_team.members().begin(), m_team.members().end(), [&](const Team::Member &member) {
        return member.seat->read(Epoch) == epoch && member.seat->read(Role) != 0
               && member.seat->read(Instances) == std::int64_t(m_team.members().size());
    });
}

void LibrarySubject::fill(int secondaries)
{
    while (int(m_team.members().size()) < secondaries + 1) {
        m_team.startInstance(u"library"_s, m_values + QStringList{u"instanceId=i%1"_s.arg(m_started++)});
        // A herd that starts at once on few processors would only wait for one another.
        if (m_team.members().size() == 1 || m_team.members().size() % 8 == 0)
            await("instances that know each other", [&] { return isSettled(); });
    }
    await("instances that know each other", [&] { return isSettled(); });
}

void LibrarySubject::burden()
{
    m_team.tell(*m_team.primary(), 'w');
    m_team.awaitAnswer(*m_team.primary());
}

Loss LibrarySubject::lose()
{
    const std::int64_t killed = m_team.kill(*m_team.primary());
    await("a new primary with all secondaries", [&] { return isSettled(); });
    Loss loss{milliseconds(killed, takenAt(m_team, killed)), {}, {}};
    for (const Team::Member &member : m_team.members()) {
        if (&member == m_team.primary())
            continue;
        const double attached = milliseconds(killed, member.seat->read(Attached));
        loss.accepting = std::min(loss.accepting.value_or(attached), attached);
        loss.allAttached = std::max(loss.allAttached.value_or(attached), attached);
    }
    return loss;
}

std::unique_ptr<Subject> makeFloor() { return std::make_unique<Floor>(); }

std::unique_ptr<Subject> makeNameQueue(const QByteArray &bus)
{
#ifdef QTFAILOVER_BENCH_DBUS
    return std::make_unique<NameQueue>(bus);
#else
    Q_UNUSED(bus)
    return nullptr;
#endif
}

} // namespace QtFailover::Bench
