// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// One measured Qt process. usage: qtfailover-bench-instance KIND BOARD SEAT [KEY=VALUE…]
// KIND: library, dbus, holder or bare. The keys of `library` are those of Config; `size`, in MiB, is how much
// memory it has touched when it is ready. On standard input it takes commands of one letter.

#include "bench/board.h"
#include "bench/contestants.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QSocketNotifier>
#include <QThread>
#include <QVariantMap>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

#include <csignal>
#include <malloc.h>
#include <sys/prctl.h>

using namespace QtFailover::Bench;

namespace {

/// Notes the longest event of its own thread: in the library's instances all of them are the library's. Qt comes by
/// here for the events of every thread, and reading a thread's CPU time is a system call.
class TimedApplication final : public QCoreApplication
{
public:
    TimedApplication(int &argc, char **argv) : QCoreApplication(argc, argv) {}

    Seat *seat = nullptr;

protected:
    bool notify(QObject *receiver, QEvent *event) override
    {
        if (!seat || QThread::currentThread() != thread())
            return QCoreApplication::notify(receiver, event);
        const std::int64_t startedAt = nowNs();
        const std::int64_t workedAt = workNs();
        const bool accepted = QCoreApplication::notify(receiver, event);
        seat->note(LongestTurn, std::max(seat->read(LongestTurn), nowNs() - startedAt));
        seat->note(LongestWork, std::max(seat->read(LongestWork), workNs() - workedAt));
        return accepted;
    }

private:
    static std::int64_t workNs()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
    }
};

/// Touches memory until that much of it is resident.
void grow(qint64 mebibytes)
{
    constexpr qint64 MiB = 1024 * 1024;
    long size = 0;
    long resident = 0;
    std::FILE *file = std::fopen("/proc/self/statm", "re");
    if (!file)
        return;
    if (std::fscanf(file, "%ld %ld", &size, &resident) != 2)
        resident = 0;
    std::fclose(file);
    const qint64 missing = mebibytes * MiB - qint64(resident) * ::sysconf(_SC_PAGESIZE);
    if (missing <= 0)
        return;
    auto *memory = static_cast<char *>(
        ::mmap(nullptr, std::size_t(missing), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    if (memory == MAP_FAILED)
        return;
    for (qint64 at = 0; at < missing; at += 4096)
        memory[at] = 1;
}

void carryOut(char command, Contestant &contestant, Seat &seat)
{
    switch (command) {
    case 'w':
        grow(1024);
        break;
    case 'h':
        seat.note(HeapBytes, qint64(::mallinfo2().uordblks));
        break;
    default:
        contestant.command(command);
    }
    seat.note(Answered, seat.read(Answered) + 1);
}

} // namespace

int main(int argc, char **argv)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    TimedApplication application(argc, argv);
    // The first category of a process reads the logging rules from the disk; in a desktop application it is QtGui's.
    const QLoggingCategory first("qtfailover.bench");
    const QStringList arguments = application.arguments();
    Seat *seats = arguments.size() > 3 ? Board::open(argv[2]) : nullptr;
    if (!seats)
        return 2;
    Seat &seat = seats[arguments[3].toInt()];
    application.seat = &seat;

    QVariantMap values;
    for (const QString &argument : arguments.mid(4)) {
        const qsizetype at = argument.indexOf(QLatin1Char('='));
        values.insert(argument.left(at), argument.mid(at + 1));
    }
    grow(values.take(QStringLiteral("size")).toLongLong());
    const std::unique_ptr<Contestant> contestant = makeContestant(arguments[1], seat, values);
    if (!contestant)
        return 2;

    QSocketNotifier commands(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&commands, &QSocketNotifier::activated, &application, [&] {
        char command = 0;
        if (::read(STDIN_FILENO, &command, 1) != 1)
            return application.quit();
        carryOut(command, *contestant, seat);
    });
    return application.exec();
}
