// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "bench/messages.h"

#include <QLocalServer>
#include <QLocalSocket>

#include <map>
#include <optional>

namespace QtFailover::Bench {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype Sizes[]{64, 4096, 256 * 1024};
/// As many bytes at a time, and at least two messages.
constexpr qint64 UnderWay = 1 << 20;

/// What is measured beside the library. Both send and echo the same sizes, with as many under way.
enum class Subject {
    Stream,   ///< the bytes alone, as many at a time as come: it knows of no messages
    Messages, ///< each is read whole, by a length in front, and echoed by itself, as by every protocol of requests
    Library
};

QString socketPath(const QString &directory, Subject subject)
{
    return directory + (subject == Subject::Stream ? QStringLiteral("/stream") : QStringLiteral("/messages"));
}

/// One message, if it is there as a whole.
std::optional<QByteArray> readMessage(QLocalSocket &socket)
{
    quint32 size = 0;
    if (socket.peek(reinterpret_cast<char *>(&size), sizeof(size)) != sizeof(size)
        || socket.bytesAvailable() < qint64(sizeof(size) + size))
        return std::nullopt;
    socket.skip(sizeof(size));
    return socket.read(size);
}

void writeMessage(QLocalSocket &socket, const QByteArray &message)
{
    const auto size = quint32(message.size());
    socket.write(reinterpret_cast<const char *>(&size), sizeof(size));
    socket.write(message);
}

/// All of one comparison, each with its own process at the other end.
class Contest
{
public:
    Contest() : m_group(1s)
    {
        m_group.start(QStringLiteral("socket"), QStringLiteral("bare"));
        m_group.start(QStringLiteral("messenger"), QStringLiteral("primary"));
        for (const Subject subject : {Subject::Stream, Subject::Messages}) {
            QLocalSocket &socket = socketOf(subject);
            until("the socket", [&] {
                socket.connectToServer(socketPath(m_group.directory(), subject));
                return socket.waitForConnected(10);
            });
        }
        m_watcher = std::make_unique<Watcher>(m_group.config(QStringLiteral("secondary")));
        m_messenger = new Messenger(m_watcher.get());
        until("the primary", [this] { return QFile::exists(m_group.directory() + QStringLiteral("/ready")); });
        m_watcher->start();
        run(1, 1, 64, Subject::Library);
    }

    /// Seconds for `count` messages there and back, `atOnce` of them under way.
    double run(int count, int atOnce, qsizetype size, Subject subject)
    {
        const QByteArray payload(size, 'x');
        const qint64 begin = nowNs();
        if (subject == Subject::Library)
            runLibrary(count, atOnce, payload);
        else
            runSocket(count, atOnce, payload, subject);
        return double(nowNs() - begin) / 1e9;
    }

private:
    QLocalSocket &socketOf(Subject subject) { return subject == Subject::Stream ? m_stream : m_messages; }

    void runSocket(int count, int atOnce, const QByteArray &payload, Subject subject)
    {
        QLocalSocket &socket = socketOf(subject);
        qint64 received = 0;
        int sent = 0;
        int done = 0;
        const auto send = [&] {
            for (; sent < count && sent - done < atOnce; ++sent) {
                if (subject == Subject::Stream)
                    socket.write(payload);
                else
                    writeMessage(socket, payload);
            }
        };
        const auto connection = QObject::connect(&socket, &QIODevice::readyRead, &socket, [&] {
            if (subject == Subject::Stream) {
                received += socket.readAll().size();
                done = int(received / payload.size());
            } else {
                while (readMessage(socket))
                    ++done;
            }
            send();
        });
        send();
        until("echo by the socket", [&] { return done == count; });
        QObject::disconnect(connection);
    }

    void runLibrary(int count, int atOnce, const QByteArray &payload)
    {
        int sent = 0;
        int done = 0;
        const std::function<void()> send = [&] {
            ++sent;
            m_messenger->request(payload, 60s).then(m_messenger, [&](const Reply &reply) {
                if (reply.payload().size() != payload.size())
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

    MessagesGroup m_group;
    QLocalSocket m_stream;
    QLocalSocket m_messages;
    std::unique_ptr<Watcher> m_watcher;
    Messenger *m_messenger = nullptr;
};

constexpr Subject Subjects[]{Subject::Stream, Subject::Messages, Subject::Library};

} // namespace

void measureRoundTrips(const MessagesExtent &extent)
{
    Contest contest;
    std::printf("\nround trip, median and 95 %% in us; the ratio is to the bare socket, of bytes and of messages\n"
                "%10s %18s %18s %18s %7s %7s\n",
                "bytes", "bare, bytes", "bare, messages", "request()", "ratio", "ratio");
    for (const qsizetype size : Sizes) {
        std::map<Subject, std::vector<double>> times;
        const int each = extent.roundTrips / extent.batches;
        for (int batch = 0; batch < extent.batches; ++batch) {
            for (const Subject subject : Subjects) {
                contest.run(each / 10, 1, size, subject);
                for (int i = 0; i < each; ++i)
                    times[subject].push_back(contest.run(1, 1, size, subject) * 1e6);
            }
        }
        std::printf("%10lld", qlonglong(size));
        for (const Subject subject : Subjects)
            std::printf(" %9.1f %8.1f", share(times[subject], 0.5), share(times[subject], 0.95));
        const double library = share(times[Subject::Library], 0.5);
        std::printf(" %7.2f %7.2f\n", library / share(times[Subject::Stream], 0.5),
                    library / share(times[Subject::Messages], 0.5));
        std::fflush(stdout);
    }
}

void measureThroughput(const MessagesExtent &extent)
{
    Contest contest;
    std::printf("\npipelined there and back, median MB/s one way; the ratio is to the bare socket, of bytes and of "
                "messages\n%10s %9s %18s %18s %18s %7s %7s\n",
                "bytes", "under way", "bare, bytes", "bare, messages", "request()", "ratio", "ratio");
    for (const qsizetype size : Sizes) {
        std::map<Subject, std::vector<double>> speeds;
        const int count = int(std::min<qint64>(extent.streamed / size, 20000) / extent.batches) + 1;
        const int atOnce = int(std::clamp<qint64>(UnderWay / size, 2, 256));
        for (int batch = 0; batch < extent.batches; ++batch) {
            for (const Subject subject : Subjects) {
                speeds[subject].push_back(double(count) * double(size) / 1e6
                                          / contest.run(count, atOnce, size, subject));
            }
        }
        const double library = share(speeds[Subject::Library], 0.5);
        std::printf("%10lld %9d %18.1f %18.1f %18.1f %7.2f %7.2f\n", qlonglong(size), atOnce,
                    share(speeds[Subject::Stream], 0.5), share(speeds[Subject::Messages], 0.5), library,
                    library / share(speeds[Subject::Stream], 0.5), library / share(speeds[Subject::Messages], 0.5));
        std::fflush(stdout);
    }
}

int echoBySocket(const QStringList &arguments)
{
    QLocalServer stream;
    QLocalServer messages;
    if (!stream.listen(socketPath(arguments.at(0), Subject::Stream))
        || !messages.listen(socketPath(arguments.at(0), Subject::Messages)))
        return 1;
    QObject::connect(&stream, &QLocalServer::newConnection, &stream, [&stream] {
        QLocalSocket *socket = stream.nextPendingConnection();
        QObject::connect(socket, &QIODevice::readyRead, socket, [socket] { socket->write(socket->readAll()); });
    });
    QObject::connect(&messages, &QLocalServer::newConnection, &messages, [&messages] {
        QLocalSocket *socket = messages.nextPendingConnection();
        QObject::connect(socket, &QIODevice::readyRead, socket, [socket] {
            while (const auto message = readMessage(*socket))
                writeMessage(*socket, *message);
        });
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
