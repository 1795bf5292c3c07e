// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/QtFailover>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <vector>

namespace QtFailover::Bench {

inline qint64 nowNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Turns the event loop until it holds; gives the benchmark up when it does not within a minute.
template <typename Condition>
void until(const char *what, Condition condition)
{
    const QDeadlineTimer deadline(60000);
    QTimer tick;
    tick.start(100);
    while (!condition()) {
        if (deadline.hasExpired())
            qFatal("%s: not within a minute", what);
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
}

inline double share(std::vector<double> values, double part)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, std::size_t(part * double(values.size())))];
}

/// How much is measured.
struct MessagesExtent {
    int roundTrips = 2000; ///< of each size and subject
    int batches = 10;      ///< in turns
    qint64 streamed = qint64(256) << 20;
    qint64 flood = qint64(1) << 30;
    int secondaries = 32;
    int publications = 50;
};

/// A group of its own, with processes of this same program in it.
class MessagesGroup final
{
public:
    explicit MessagesGroup(std::chrono::milliseconds interval);
    ~MessagesGroup();
    Config config(const QString &id) const;
    /// Runs `role` of this program; it ends with the object.
    void start(const QString &role, const QString &id);
    QString directory() const { return m_directory.path(); }
    static Config configFromArguments(const QStringList &arguments);

private:
    Q_DISABLE_COPY_MOVE(MessagesGroup)

    QTemporaryDir m_directory;
    std::chrono::milliseconds m_interval;
    std::vector<std::unique_ptr<QProcess>> m_processes;
};

void measureRoundTrips(const MessagesExtent &extent);
void measureThroughput(const MessagesExtent &extent);
void measureHeartbeatsInTheFlood(const MessagesExtent &extent);
void measurePublications(const MessagesExtent &extent);

/// The other processes; the arguments are those of start().
int echoBySocket(const QStringList &arguments);
int echoByMessenger(const QStringList &arguments);
int listenToPublications(const QStringList &arguments);
int listenToHeartbeats(const QStringList &arguments);

} // namespace QtFailover::Bench
