// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "bench/messages.h"

#include <numeric>

namespace QtFailover::Bench {

using namespace std::chrono_literals;

namespace {

/// This process as primary, the others beside it.
class Centre
{
public:
    explicit Centre(std::chrono::milliseconds interval) : group(interval)
    {
        watcher = std::make_unique<Watcher>(group.config(QStringLiteral("primary")));
        messenger = new Messenger(watcher.get());
        watcher->start();
        until("the role", [this] { return watcher->isPrimary(); });
    }
    void start(const QString &role, int count)
    {
        for (int i = 0; i < count; ++i)
            group.start(role, role + QString::number(i));
        until("the secondaries", [&] { return watcher->instances().size() > count; });
    }

    MessagesGroup group;
    std::unique_ptr<Watcher> watcher;
    Messenger *messenger = nullptr;
};

} // namespace

/// From publish() to the published() of each secondary, and of the last one.
void measurePublications(const MessagesExtent &extent)
{
    Centre centre(1s);
    std::vector<double> each;
    std::vector<double> last;
    std::vector<double> arrived;
    qint64 begin = 0;
    centre.messenger->setRequestHandler(nullptr, [&](Request request) {
        arrived.push_back(double(request.payload().toLongLong() - begin) / 1e6);
        request.reply({});
    });
    centre.start(QStringLiteral("publications"), extent.secondaries);
    std::printf("\npublish() to %d secondaries, ms\n%10s %12s %12s %12s\n", extent.secondaries, "bytes", "each, 50 %",
                "last, 50 %", "last, 95 %");
    for (const qsizetype size : {64, 256 * 1024}) {
        each.clear();
        last.clear();
        for (int i = 0; i < extent.publications; ++i) {
            arrived.clear();
            begin = nowNs();
            centre.messenger->publish(QStringLiteral("topic"), QByteArray(size, 'x'));
            until("all to have it", [&] { return arrived.size() == std::size_t(extent.secondaries); });
            each.insert(each.end(), arrived.begin(), arrived.end());
            last.push_back(*std::max_element(arrived.begin(), arrived.end()));
        }
        std::printf("%10lld %12.3f %12.3f %12.3f\n", qlonglong(size), share(each, 0.5), share(last, 0.5),
                    share(last, 0.95));
        std::fflush(stdout);
    }
}

int listenToPublications(const QStringList &arguments)
{
    Watcher watcher(MessagesGroup::configFromArguments(arguments));
    Messenger messenger(&watcher);
    QObject::connect(&messenger, &Messenger::published, &messenger,
                     [&] { messenger.request(QByteArray::number(nowNs())); });
    watcher.start();
    return QCoreApplication::exec();
}

/// How late heartbeats come while requests of 1 MiB come in as fast as they can, at the sender of the flood and at a
/// bystander.
void measureHeartbeatsInTheFlood(const MessagesExtent &extent)
{
    Centre centre(20ms);
    bool isFlooding = true;
    qint64 received = 0;
    std::vector<QByteArray> reports;
    centre.messenger->setRequestHandler(nullptr, [&](Request request) {
        if (request.payload().size() < 1000) {
            reports.push_back(request.senderId().toUtf8() + ": " + request.payload());
        } else {
            received += request.payload().size();
            isFlooding = received < extent.flood;
        }
        request.reply(isFlooding ? "more" : "");
    });
    const qint64 begin = nowNs();
    centre.start(QStringLiteral("heartbeats"), 2);
    until("the reports", [&] { return reports.size() == 2; });
    std::printf("\nheartbeats of 20 ms while %lld MB flow (%.0f MB/s)\n", qlonglong(received / 1000000),
                double(received) / 1e6 / (double(nowNs() - begin) / 1e9));
    for (const QByteArray &report : reports)
        std::printf("  %s\n", report.constData());
    std::fflush(stdout);
}

/// heartbeats0 floods and listens, heartbeats1 only listens. Lateness is what an interval had too much.
int listenToHeartbeats(const QStringList &arguments)
{
    Watcher watcher(MessagesGroup::configFromArguments(arguments));
    Messenger messenger(&watcher);
    std::vector<double> late;
    qint64 last = 0;
    QObject::connect(&watcher, &Watcher::heartbeat, &watcher, [&] {
        const qint64 now = nowNs();
        if (last)
            late.push_back(std::max(0.0, double(now - last) / 1e6 - 20));
        last = now;
    });
    const bool isFlooding = arguments.at(1).endsWith(u'0');
    const QByteArray flood(1 << 20, 'x');
    const auto report = [&] {
        messenger.request("late by " + QByteArray::number(share(late, 0.5), 'f', 2) + " ms (50 %), "
                          + QByteArray::number(share(late, 0.95), 'f', 2) + " ms (95 %), "
                          + QByteArray::number(share(late, 1), 'f', 2) + " ms at most, of "
                          + QByteArray::number(qulonglong(late.size())));
    };
    bool isOver = false;
    std::function<void()> send = [&] {
        messenger.request(isFlooding ? flood : QByteArray(2000, 'x'), 120s).then(&messenger, [&](const Reply &reply) {
            if (reply.payload() == "more") {
                // The bystander only asks now and then.
                QTimer::singleShot(isFlooding ? 0 : 50, &messenger, send);
            } else if (!std::exchange(isOver, true)) {
                report();
            }
        });
    };
    for (int i = isFlooding ? 8 : 1; i > 0; --i)
        send();
    watcher.start();
    return QCoreApplication::exec();
}

} // namespace QtFailover::Bench
