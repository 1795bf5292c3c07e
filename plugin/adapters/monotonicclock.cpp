// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/monotonicclock.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>

#ifdef Q_OS_LINUX
#include <ctime>
#endif

namespace QtFailover::Internal {

using namespace std::chrono_literals;

namespace {

#ifdef Q_OS_LINUX
Duration read(clockid_t clock)
{
    timespec time{};
    if (::clock_gettime(clock, &time) != 0)
        return Duration::zero();
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

// The running clock is read last: a pause between the two readings then looks like less suspension, never
// like more, and is made good by the next reading.
Duration suspendedAtLeast()
{
    const Duration up = read(CLOCK_BOOTTIME);
    return up - read(CLOCK_MONOTONIC);
}
#else
Duration suspendedAtLeast() { return Duration::zero(); }
#endif

} // namespace

class SystemClock::Impl : public QObject
{
public:
    Impl();

    void arm();

    QTimer timer;
    Instant alarm = Never;
    std::function<void()> callback;
    Duration suspended{};
    const qint64 creator = QCoreApplication::applicationPid();

private:
    void fired();
};

SystemClock::SystemClock() : d(std::make_unique<Impl>()) {}

SystemClock::~SystemClock()
{
    if (QCoreApplication::applicationPid() != d->creator)
        static_cast<void>(d.release()); // a forked child: the timer's event dispatcher is the parent's
}

Instant SystemClock::now() const
{
    return Instant(std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch()));
}

Duration SystemClock::suspended() const
{
    d->suspended = std::max(d->suspended, suspendedAtLeast());
    return d->suspended;
}

void SystemClock::setAlarm(Instant at)
{
    d->alarm = at;
    d->arm();
}

void SystemClock::onAlarm(std::function<void()> callback) { d->callback = std::move(callback); }

SystemClock::Impl::Impl()
{
    timer.setSingleShot(true);
    connect(&timer, &QTimer::timeout, this, &Impl::fired);
}

void SystemClock::Impl::arm()
{
    if (alarm == Never) {
        timer.stop();
        return;
    }
    const Instant now(std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch()));
    const Duration left = alarm > now ? alarm - now : Duration::zero();
    // A distant alarm goes in steps: coarsely at first, which Qt keeps to five in a hundred, and the rest precisely. As
    // late as possible: most alarms are put off before they ring, and then this costs no wake-up.
    const bool near = left < PreciseRange;
    const Duration step = near ? left : std::min<Duration>(left - std::max<Duration>(1s, left / 10), 1h);
    timer.setTimerType(near ? Qt::PreciseTimer : Qt::CoarseTimer);
    timer.start(std::chrono::ceil<std::chrono::milliseconds>(step));
}

void SystemClock::Impl::fired()
{
    const Instant now(std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch()));
    if (now < alarm) {
        arm();
        return;
    }
    alarm = Never;
    if (callback)
        callback();
}

} // namespace QtFailover::Internal
