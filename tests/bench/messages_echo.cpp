// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "bench/messages.h"
#include "bench/messages_floors.h"

#include <QLocalServer>
#include <QLocalSocket>

#include <deque>
#include <map>

namespace QtFailover::Bench {

using namespace std::chrono_literals;

namespace {

constexpr qsizetype Sizes[]{64, 4096, 256 * 1024};
/// As many bytes at a time, and at least two messages.
constexpr qint64 UnderWay = 1 << 20;

/// What is measured, the library and beside it what it is made of. All send and echo the same sizes, with as many under
/// way.
enum class Subject {
    Stream,    ///< the bytes alone, as many at a time as come: it knows of no messages
    Messages,  ///< each is read whole, by a length in front, and echoed by itself, as by every protocol of requests
    Futures,   ///< the same, and each has a QFuture and what the application puts behind it with .then(context, …)
    FourWakes, ///< a thread of its own reads the socket, see ThreadedSocket
    SixWakes,  ///< and writes it
    Library
};
constexpr std::pair<Subject, const char *> Subjects[]{
    {Subject::Stream, "bare socket, bytes"},           {Subject::Messages, "bare socket, messages"},
    {Subject::Futures, "bare socket, futures"},        {Subject::FourWakes, "thread reads, 4 wakes"},
    {Subject::SixWakes, "thread reads and writes, 6"}, {Subject::Library, "request()"}};

QString socketPath(const QString &directory, Subject subject)
{
    return directory + QStringLiteral("/%1").arg(int(subject));
}

ThreadedSocket::Writer writerOf(Subject subject)
{
    return subject == Subject::FourWakes ? ThreadedSocket::Writer::Main : ThreadedSocket::Writer::Thread;
}

/// All of one comparison, each with its own process at the other end.
class Contest
{
public:
    Contest() : m_group(1s)
    {
        m_group.start(QStringLiteral("socket"), QStringLiteral("bare"));
        m_group.start(QStringLiteral("messenger"), QStringLiteral("primary"));
        until("the sockets", [this] { return QFile::exists(m_group.directory() + QStringLiteral("/listening")); });
        for (const auto &[subject, socket] : {std::pair(Subject::Stream, &m_stream), {Subject::Messages, &m_messages}})
            socket->connectToServer(socketPath(m_group.directory(), subject));
        for (const Subject subject : {Subject::FourWakes, Subject::SixWakes}) {
            auto socket =
                std::make_unique<ThreadedSocket>(writerOf(subject), [this](const QByteArray &) { m_echoed(); });
            if (!socket->connectTo(socketPath(m_group.directory(), subject)))
                qFatal("no socket of a thread");
            m_threaded.emplace(subject, std::move(socket));
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
        switch (subject) {
        case Subject::Stream:
            runStream(count, atOnce, payload);
            break;
        case Subject::Messages:
            runMessages(count, atOnce, payload);
            break;
        case Subject::Futures:
            runFutures(count, atOnce, payload);
            break;
        case Subject::FourWakes:
        case Subject::SixWakes:
            runThreaded(count, atOnce, payload, *m_threaded.at(subject));
            break;
        case Subject::Library:
            runLibrary(count, atOnce, payload);
            break;
        }
        return double(nowNs() - begin) / 1e9;
    }

private:
    /// Sends `count` of them; `send` sends one, and whoever hears an echo calls m_echoed.
    void pump(int count, int atOnce, const std::function<void()> &send)
    {
        int sent = 0;
        int done = 0;
        m_echoed = [&] {
            ++done;
            if (sent < count) {
                ++sent;
                send();
            }
        };
        for (; sent < std::min(count, atOnce); ++sent)
            send();
        until("the echo", [&] { return done == count; });
    }

    void runStream(int count, int atOnce, const QByteArray &payload)
    {
        qint64 received = 0;
        const auto connection = QObject::connect(&m_stream, &QIODevice::readyRead, &m_stream, [&] {
            for (received += m_stream.readAll().size(); received >= payload.size(); received -= payload.size())
                m_echoed();
        });
        pump(count, atOnce, [&] { m_stream.write(payload); });
        QObject::disconnect(connection);
    }

    void runMessages(int count, int atOnce, const QByteArray &payload)
    {
        const auto connection = QObject::connect(&m_messages, &QIODevice::readyRead, &m_messages, [&] {
            while (readMessage(m_messages))
                m_echoed();
        });
        pump(count, atOnce, [&] { writeMessage(m_messages, payload); });
        QObject::disconnect(connection);
    }

    void runFutures(int count, int atOnce, const QByteArray &payload)
    {
        std::deque<QPromise<QByteArray>> promises;
        const auto connection = QObject::connect(&m_messages, &QIODevice::readyRead, &m_messages, [&] {
            while (const auto message = readMessage(m_messages)) {
                QPromise<QByteArray> promise = std::move(promises.front());
                promises.pop_front();
                promise.addResult(*message);
                promise.finish();
            }
        });
        pump(count, atOnce, [&] {
            QPromise<QByteArray> &promise = promises.emplace_back();
            promise.start();
            promise.future().then(&m_messages, [this](const QByteArray &) { m_echoed(); });
            writeMessage(m_messages, payload);
        });
        QObject::disconnect(connection);
    }

    void runThreaded(int count, int atOnce, const QByteArray &payload, ThreadedSocket &socket)
    {
        pump(count, atOnce, [&] { socket.send(payload); });
    }

    void runLibrary(int count, int atOnce, const QByteArray &payload)
    {
        pump(count, atOnce, [&] {
            m_messenger->request(payload, 60s).then(m_messenger, [&](const Reply &reply) {
                if (reply.payload().size() != payload.size())
                    qFatal("no echo: %s", qPrintable(reply.errorString()));
                m_echoed();
            });
        });
    }

    MessagesGroup m_group;
    QLocalSocket m_stream;
    QLocalSocket m_messages;
    std::map<Subject, std::unique_ptr<ThreadedSocket>> m_threaded;
    std::function<void()> m_echoed;
    std::unique_ptr<Watcher> m_watcher;
    Messenger *m_messenger = nullptr;
};

} // namespace

void measureRoundTrips(const MessagesExtent &extent)
{
    Contest contest;
    std::printf("\nround trip, median and 95 %% in us, and how many times it request() takes\n");
    for (const qsizetype size : Sizes) {
        std::map<Subject, std::vector<double>> times;
        const int each = extent.roundTrips / extent.batches;
        for (int batch = 0; batch < extent.batches; ++batch) {
            for (const auto &[subject, name] : Subjects) {
                contest.run(each / 10, 1, size, subject);
                for (int i = 0; i < each; ++i)
                    times[subject].push_back(contest.run(1, 1, size, subject) * 1e6);
            }
        }
        const double library = share(times[Subject::Library], 0.5);
        for (const auto &[subject, name] : Subjects) {
            const double median = share(times[subject], 0.5);
            std::printf("%8lld bytes  %-28s %9.1f %9.1f %7.2f\n", qlonglong(size), name, median,
                        share(times[subject], 0.95), library / median);
        }
        std::fflush(stdout);
    }
}

void measureThroughput(const MessagesExtent &extent)
{
    Contest contest;
    std::printf("\npipelined there and back, median MB/s one way, messages a second, and what share of it request() "
                "reaches\n");
    for (const qsizetype size : Sizes) {
        std::map<Subject, std::vector<double>> speeds;
        const int count = int(std::min<qint64>(extent.streamed / size, 20000) / extent.batches) + 1;
        const int atOnce = int(std::clamp<qint64>(UnderWay / size, 2, 256));
        for (int batch = 0; batch < extent.batches; ++batch) {
            for (const auto &[subject, name] : Subjects)
                speeds[subject].push_back(double(count) / contest.run(count, atOnce, size, subject));
        }
        const double library = share(speeds[Subject::Library], 0.5);
        for (const auto &[subject, name] : Subjects) {
            const double median = share(speeds[subject], 0.5);
            std::printf("%8lld bytes, %3d under way  %-28s %9.1f %9.0f %7.2f\n", qlonglong(size), atOnce, name,
                        median * double(size) / 1e6, median, library / median);
        }
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
    std::map<Subject, std::unique_ptr<ThreadedSocket>> threaded;
    for (const Subject subject : {Subject::FourWakes, Subject::SixWakes}) {
        auto &socket = threaded[subject];
        socket = std::make_unique<ThreadedSocket>(writerOf(subject),
                                                  [&socket](const QByteArray &message) { socket->send(message); });
        socket->listen(socketPath(arguments.at(0), subject));
    }
    QFile(arguments.at(0) + QStringLiteral("/listening")).open(QIODevice::WriteOnly);
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
