// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "bench/contestants.h"

#include <QtFailover/Watcher>

#include <QDebug>
#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QThread>

#ifdef QTFAILOVER_BENCH_DBUS
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#endif

#include <array>
#include <atomic>
#include <thread>

#include <sys/file.h>

using namespace Qt::StringLiterals;

namespace QtFailover::Bench {

namespace {

/// An instance of this library, by its public interface.
class LibraryContestant final : public Contestant
{
public:
    LibraryContestant(Seat &seat, const Config &config) : m_seat(seat), m_watcher(config)
    {
        QObject::connect(&m_watcher, &Watcher::roleChanged, &m_watcher,
                         [this](QtFailover::Role role, QtFailover::Role previous) { roleChanged(role, previous); });
        QObject::connect(&m_watcher, &Watcher::primaryChanged, &m_watcher, [this](const QString &, quint64 epoch) {
            m_seat.note(Attached, nowNs());
            m_seat.note(Epoch, qint64(epoch));
        });
        QObject::connect(&m_watcher, &Watcher::instancesChanged, &m_watcher,
                         [this] { m_seat.note(Instances, m_watcher.instances().size()); });
        QObject::connect(&m_watcher, &Watcher::errorOccurred, &m_watcher,
                         [](QtFailover::Error, const QString &text) { qWarning().noquote() << text; });
        QMetaObject::invokeMethod(
            &m_watcher,
            [this] {
                m_seat.note(Called, nowNs());
                m_watcher.start();
            },
            Qt::QueuedConnection);
    }
    ~LibraryContestant() override { stopAsking(); }

    void command(char command) override
    {
        if (command == 'o') {
            m_seat.note(Called, nowNs());
            m_watcher.handOver();
        } else if (command == 'a') {
            // Before the command is answered: the thread may begin only after the hand-over.
            m_seat.note(FirstTrue, 0);
            m_seat.note(LastTrue, 0);
            m_asker = std::thread([this] { ask(); });
        } else if (command == 'A') {
            stopAsking();
        }
    }

private:
    void roleChanged(QtFailover::Role role, QtFailover::Role previous)
    {
        const std::int64_t at = nowNs();
        if (role == QtFailover::Role::Primary)
            m_seat.note(Taken, at);
        else if (previous == QtFailover::Role::Primary)
            m_seat.note(LeftAt, at);
        if (m_seat.read(Ready) == 0)
            m_seat.note(Ready, at);
        m_seat.note(Epoch, qint64(m_watcher.epoch()));
        m_seat.note(Role, int(role));
    }

    void ask()
    {
        while (!m_stopAsking) {
            const std::int64_t before = nowNs();
            if (!m_watcher.isPrimary())
                continue;
            const std::int64_t after = nowNs();
            if (m_seat.read(FirstTrue) == 0)
                m_seat.note(FirstTrue, after);
            m_seat.note(LastTrue, before);
        }
    }
    void stopAsking()
    {
        m_stopAsking = true;
        if (m_asker.joinable())
            m_asker.join();
        m_stopAsking = false;
    }

    Seat &m_seat;
    Watcher m_watcher;
    std::atomic<bool> m_stopAsking{false};
    std::thread m_asker;
};

#ifdef QTFAILOVER_BENCH_DBUS
/// What a Qt developer can do by hand with the session bus: wait in the queue for a name.
class BusContestant final : public Contestant
{
public:
    BusContestant(Seat &seat, const QString &name)
    {
        QDBusConnectionInterface *bus = QDBusConnection::sessionBus().interface();
        if (!bus)
            qFatal("no session bus");
        QObject::connect(bus, &QDBusConnectionInterface::serviceRegistered, bus, [&seat](const QString &registered) {
            if (registered.startsWith(u':'))
                return;
            seat.note(Taken, nowNs());
            seat.note(Role, int(QtFailover::Role::Primary));
        });
        const auto reply = bus->registerService(name, QDBusConnectionInterface::QueueService);
        if (!reply.isValid() || reply.value() == QDBusConnectionInterface::ServiceNotRegistered)
            qFatal("the name cannot be queued for");
        seat.note(Ready, nowNs());
    }
};
#endif

/// What the floor waits for: a process that holds a lock and serves a socket. It has as many threads as a primary, as
/// the kernel needs longer to end a process of several, and they do nothing.
class HolderContestant final : public Contestant
{
public:
    HolderContestant(Seat &seat, const QString &socket, const QString &lock)
    {
        for (QThread &thread : m_threads)
            thread.start();
        m_server.setListenBacklogSize(128);
        m_lock = ::open(QFile::encodeName(lock).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (m_lock < 0 || ::flock(m_lock, LOCK_EX | LOCK_NB) != 0 || !m_server.listen(socket))
            qFatal("cannot hold the lock or serve the socket");
        QObject::connect(&m_server, &QLocalServer::newConnection, &m_server, [this] {
            while (QLocalSocket *peer = m_server.nextPendingConnection()) {
                peer->write("!");
                peer->flush();
            }
        });
        m_server.setMaxPendingConnections(1024);
        seat.note(Ready, nowNs());
    }

    ~HolderContestant() override
    {
        for (QThread &thread : m_threads) {
            thread.quit();
            thread.wait();
        }
    }

private:
    std::array<QThread, 2> m_threads; ///< for the library's and QtDBus's
    QLocalServer m_server;
    int m_lock = -1;
};

class BareContestant final : public Contestant
{
public:
    explicit BareContestant(Seat &seat) { seat.note(Ready, nowNs()); }
};

} // namespace

std::unique_ptr<Contestant> makeContestant(const QString &kind, Seat &seat, const QVariantMap &values)
{
    if (kind == "library"_L1) {
        QString error;
        const Config config = Config::fromMap(values, &error);
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
        return std::make_unique<LibraryContestant>(seat, config);
    }
#ifdef QTFAILOVER_BENCH_DBUS
    if (kind == "dbus"_L1)
        return std::make_unique<BusContestant>(seat, values[u"name"_s].toString());
#endif
    if (kind == "holder"_L1)
        return std::make_unique<HolderContestant>(seat, values[u"socket"_s].toString(), values[u"lock"_s].toString());
    if (kind == "bare"_L1)
        return std::make_unique<BareContestant>(seat);
    return nullptr;
}

} // namespace QtFailover::Bench
