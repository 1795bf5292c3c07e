// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/dbus/busprobe.h"
#include "support/privatebus.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <sys/socket.h>
#include <sys/un.h>

using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int Patience = 30'000;

struct Finding {
    BusProbe::State state = BusProbe::State::Unsupported;
    QString entry;

    bool operator==(const Finding &) const = default;
};

std::ostream &operator<<(std::ostream &stream, const Finding &finding)
{
    return stream << int(finding.state) << ' ' << qPrintable(finding.entry);
}

std::optional<Finding> probe(const QString &address, std::chrono::milliseconds deadline = 5s)
{
    std::optional<Finding> finding;
    BusProbe probe(deadline);
    QObject::connect(&probe, &BusProbe::finished, [&](BusProbe::State state, const QString &entry) {
        finding = Finding{state, entry};
    });
    probe.start(busSockets(address));
    EXPECT_FALSE(finding) << "told from within start()";
    EXPECT_TRUE(QTest::qWaitFor([&] { return finding.has_value(); }, Patience));
    return finding;
}

/// Accepts at an address of its own and answers each line or message with the next of `answers`.
class FakeBus
{
public:
    explicit FakeBus(const QByteArrayList &answers)
    {
        m_server.listen(m_directory.filePath(u"bus"_s));
        QObject::connect(&m_server, &QLocalServer::newConnection, &m_server, [this, answers] {
            QLocalSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QLocalSocket::readyRead, socket, [socket, rest = answers]() mutable {
                socket->readAll();
                if (!rest.isEmpty())
                    socket->write(rest.takeFirst());
                else
                    socket->disconnectFromServer();
            });
        });
    }
    QString address() const { return u"unix:path="_s + m_server.fullServerName(); }

private:
    QTemporaryDir m_directory;
    QLocalServer m_server;
};

} // namespace

TEST(BusProbe, FindsARealBusAnswering)
{
    const PrivateBus bus;
    EXPECT_EQ(probe(bus.address()), (Finding{BusProbe::State::Answering, bus.address()}));
}

TEST(BusProbe, FindsABusAtAnAbstractName)
{
    QProcess daemon;
    const QString address = u"unix:abstract=/tmp/qtfailover-test-%1"_s.arg(QCoreApplication::applicationPid());
    daemon.start(u"dbus-daemon"_s,
                 {u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s, u"--address="_s + address});
    ASSERT_TRUE(daemon.waitForReadyRead(Patience));
    EXPECT_EQ(probe(address), (Finding{BusProbe::State::Answering, address}));
    daemon.kill();
    daemon.waitForFinished();
}

TEST(BusProbe, TakesTheFirstThatAnswers)
{
    const PrivateBus absent(PrivateBus::Begin::Absent);
    const PrivateBus bus;
    const PrivateBus other;
    const QString list = u"tcp:host=localhost;"_s + absent.address() + u';' + bus.address() + u';' + other.address();
    EXPECT_EQ(probe(list), (Finding{BusProbe::State::Answering, bus.address()}));
}

TEST(BusProbe, FindsNobodyAtAnEmptyPlace)
{
    const PrivateBus absent(PrivateBus::Begin::Absent);
    EXPECT_EQ(probe(absent.address()), (Finding{BusProbe::State::Absent, {}}));
    EXPECT_EQ(probe(u"unix:path=/"_s + QString(200, u'x')), (Finding{BusProbe::State::Absent, {}}));
}

TEST(BusProbe, FindsNobodyAtTheSocketOfAKilledBus)
{
    PrivateBus bus;
    bus.kill();
    EXPECT_EQ(probe(bus.address()), (Finding{BusProbe::State::Absent, {}}));
}

TEST(BusProbe, SupportsUnixSocketsAlone)
{
    EXPECT_EQ(probe(u"tcp:host=localhost,port=1"_s), (Finding{BusProbe::State::Unsupported, {}}));
    EXPECT_EQ(probe({}), (Finding{BusProbe::State::Unsupported, {}}));
}

TEST(BusProbe, FindsAStoppedBusSilentAndALaterOneAnswering)
{
    PrivateBus stopped;
    stopped.stop();
    EXPECT_EQ(probe(stopped.address(), 100ms), (Finding{BusProbe::State::Silent, {}}));

    const PrivateBus bus;
    EXPECT_EQ(probe(stopped.address() + u';' + bus.address(), 1s),
              (Finding{BusProbe::State::Answering, bus.address()}));

    stopped.resume();
    EXPECT_EQ(probe(stopped.address()), (Finding{BusProbe::State::Answering, stopped.address()}));
}

TEST(BusProbe, FindsABusWhoseBacklogIsFullSilentWithoutSpinning)
{
    PrivateBus bus;
    bus.stop();
    const QByteArray path = busSockets(bus.address()).value(0).name;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, path.constData(), sizeof address.sun_path);
    std::vector<Descriptor> queue;
    int error = 0;
    while (error == 0) {
        queue.emplace_back(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        if (::connect(queue.back().get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            error = errno;
    }
    ASSERT_EQ(error, EAGAIN);
    EXPECT_EQ(probe(bus.address(), 1h), (Finding{BusProbe::State::Silent, {}}));
}

TEST(BusProbe, IsRefusedByWhatIsNoBus)
{
    const QByteArrayList conversations[] = {
        {"REJECTED EXTERNAL\r\n"},
        {"HTTP/1.1 400 Bad Request\r\n"},
        {QByteArray(10'000, 'x')},
        {"OK 0123\r\n", QByteArray("l\3\0\1", 4)},
        {"OK 0123\r\n", QByteArray("l\4\0\1", 4)},
    };
    for (const QByteArrayList &answers : conversations) {
        const FakeBus fake(answers);
        EXPECT_EQ(probe(fake.address()), (Finding{BusProbe::State::Refusing, {}}))
            << answers.first().left(20).constData();
    }
}

TEST(BusProbe, CallsABusThatHangsUpAbsentAndAHalfAnswerSilent)
{
    const FakeBus hangsUp({});
    EXPECT_EQ(probe(hangsUp.address()), (Finding{BusProbe::State::Absent, {}}));
    const FakeBus half({"OK 01"});
    EXPECT_EQ(probe(half.address(), 100ms), (Finding{BusProbe::State::Silent, {}}));
}

TEST(BusProbe, SaysNothingOnceItIsStopped)
{
    PrivateBus bus;
    BusProbe probe(5s);
    QSignalSpy finished(&probe, &BusProbe::finished);
    probe.start(busSockets(bus.address()));
    probe.stop();
    // A second probe of the same bus takes as long as the first would have.
    BusProbe later(5s);
    QSignalSpy laterFinished(&later, &BusProbe::finished);
    later.start(busSockets(bus.address()));
    EXPECT_TRUE(laterFinished.wait(Patience));
    EXPECT_EQ(finished.count(), 0);
}
