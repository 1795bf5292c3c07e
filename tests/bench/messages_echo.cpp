// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "bench/messages.h"

#include <QLocalServer>
#include <QLocalSocket>

namespace QtFailover::Bench {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype Sizes[]{64, 4096, 256 * 1024};
/// As many bytes at a time, and at least two messages.
constexpr qint64 UnderWay = 1 << 20;

QString socketPath(const QString &directory) { return directory + QStringLiteral("/bare"); }

/// Both sides of one comparison, each with its own process at the other end.
class Pair
{
public:
    Pair() : m_group(1s)
    {
        m_group.start(QStringLiteral("socket"), QStringLiteral("bare"));
        m_group.start(QStringLiteral("messenger"), QStringLiteral("primary"));
        until("the socket", [this] {
            m_socket.connectToServer(socketPath(m_group.directory()));
            return m_socket.waitForConnected(10);
        });
        m_watcher = std::make_unique<Watcher>(m_group.config(QStringLiteral("secondary")));
        m_messenger = new Messenger(m_watcher.get());
        until("the primary", [this] { return QFile::exists(m_group.directory() + QStringLiteral("/ready")); });
        m_watcher->start();
        run(1, 1, 64, false);
    }

    /// Seconds for `count` messages there and back, `atOnce` of them under way.
    double run(int count, int atOnce, qsizetype size, bool bare)
    {
        const QByteArray payload(size, 'x');
        const qint64 begin = nowNs();
        int sent = 0;
        int done = 0;
        if (bare) {
            qint64 received = 0;
            const auto connection = QObject::connect(&m_socket, &QIODevice::readyRead, &m_socket, [&] {
                received += m_socket.readAll().size();
                done = int(received / size);
                while (sent < count && sent - done < atOnce) {
                    m_socket.write(payload);
                    ++sent;
                }
            });
            for (; sent < std::min(count, atOnce); ++sent)
                m_socket.write(payload);
            until("echo by the socket", [&] { return done == count; });
            QObject::disconnect(connection);
        } else {
            const std::function<void()> send = [&] {
                ++sent;
                m_messenger->request(payload, 60s).then(m_messenger, [&](const Reply &reply) {
                    if (reply.payload().size() != size)
                        qFatal("no echo: %s", qPrintable(reply.errorString()));
                    ++done;
                    if (sent < count)
                        send();
                });
            };
            for (int i = std::min(count, atOnce); i > 0; --i)
                send();
            until("echo by the messenger", [&] { return done == count; });
        }
        return double(nowNs() - begin) / 1e9;
    }

private:
    MessagesGroup m_group;
    QLocalSocket m_socket;
    std::unique_ptr<Watcher> m_watcher;
    Messenger *m_messenger = nullptr;
};

} // namespace

void measureRoundTrips(const MessagesExtent &extent)
{
    Pair pair;
    std::printf("\nround trip, median and 95 %% in us\n%10s %18s %18s %7s\n", "bytes", "bare QLocalSocket", "request()",
                "ratio");
    for (const qsizetype size : Sizes) {
        std::vector<double> times[2];
        const int each = extent.roundTrips / extent.batches;
        for (int batch = 0; batch < extent.batches; ++batch) {
            for (const bool bare : {false, true}) {
                pair.run(each / 10, 1, size, bare);
                for (int i = 0; i < each; ++i)
                    times[bare].push_back(pair.run(1, 1, size, bare) * 1e6);
            }
        }
        const double bare = share(times[1], 0.5);
        const double library = share(times[0], 0.5);
        std::printf("%10lld %9.1f %8.1f %9.1f %8.1f %7.2f\n", qlonglong(size), bare, share(times[1], 0.95), library,
                    share(times[0], 0.95), library / bare);
        std::fflush(stdout);
    }
}

void measureThroughput(const MessagesExtent &extent)
{
    Pair pair;
    std::printf("\npipelined there and back, median MB/s one way\n%10s %18s %18s %7s\n", "bytes", "bare QLocalSocket",
                "request()", "ratio");
    for (const qsizetype size : Sizes) {
        std::vector<double> speeds[2];
        const int count = int(std::min<qint64>(extent.streamed / size, 20000) / extent.batches) + 1;
        const int atOnce = int(std::clamp<qint64>(UnderWay / size, 2, 256));
        for (int batch = 0; batch < extent.batches; ++batch) {
            for (const bool bare : {false, true})
                speeds[bare].push_back(double(count) * double(size) / 1e6 / pair.run(count, atOnce, size, bare));
        }
        std::printf("%10lld %18.1f %18.1f %7.2f\n", qlonglong(size), share(speeds[1], 0.5), share(speeds[0], 0.5),
                    share(speeds[0], 0.5) / share(speeds[1], 0.5));
        std::fflush(stdout);
    }
}

int echoBySocket(const QStringList &arguments)
{
    QLocalServer server;
    if (!server.listen(socketPath(arguments.at(0))))
        return 1;
    QObject::connect(&server, &QLocalServer::newConnection, &server, [&server] {
        QLocalSocket *socket = server.nextPendingConnection();
        QObject::connect(socket, &QIODevice::readyRead, socket, [socket] { socket->write(socket->readAll()); });
    });
    return QCoreApplication::exec();
}

int echoByMessenger(const QStringList &arguments)
{
    Watcher watcher(MessagesGroup::configFromArguments(arguments));
    Messenger messenger(&watcher);
    messenger.setRequestHandler(nullptr, [](Request request) { request.reply(request.payload()); });
    QObject::connect(&watcher, &Watcher::promoted, &watcher,
                     [&] { QFile(arguments.at(0) + QStringLiteral("/ready")).open(QIODevice::WriteOnly); });
    watcher.start();
    return QCoreApplication::exec();
}

} // namespace QtFailover::Bench
