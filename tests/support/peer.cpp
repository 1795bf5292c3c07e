// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Another process for the tests of the adapters: one command a line on standard input, one line of answer. It
// ends with its standard input.

#include "adapters/abstractguards.h"
#include "adapters/localtransport.h"
#include "adapters/rightsdirectory.h"

#include <QCoreApplication>
#include <QFile>
#include <QSocketNotifier>
#include <QTextStream>

#include <array>
#include <cstdlib>
#include <map>
#include <memory>
#include <vector>

#include <sys/resource.h>
#include <unistd.h>

using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;

namespace {

/// Sends back what it receives; a frame that begins with "die" ends the process once the answer is out.
class Echo final : public QObject, public Transport::Listener
{
public:
    explicit Echo(QTextStream &answers) : m_answers(answers) { transport.setListener(this); }

    void accepted(Connection) override { ++clients; }
    void connected(Connection) override { m_answers << "connected" << Qt::endl; }
    void received(Connection connection, QByteArray frame) override
    {
        transport.send(connection, frame);
        if (frame.startsWith("die"))
            ::_exit(0);
    }
    void closed(Connection connection) override
    {
        transport.forget(connection);
        m_answers << "closed" << Qt::endl;
    }
    void died(Connection) override {}

    LocalTransport transport;
    int clients = 0; ///< so far

private:
    QTextStream &m_answers;
};

QString nameOf(BindResult result)
{
    switch (result) {
    case BindResult::Bound:
        return u"bound"_s;
    case BindResult::InUse:
        return u"in use"_s;
    case BindResult::Unavailable:
        return u"unavailable"_s;
    }
    return {};
}

QString nameOf(const Answer &answer)
{
    static constexpr std::array names{"refused", "dead", "answered", "silent", "foreign"};
    const QString kind = QLatin1StringView(names.at(answer.kind));
    if (answer.kind != Answer::Answered)
        return kind;
    return kind + (answer.standing == Standing::Primary ? u" primary "_s : u" candidate "_s) + answer.instanceId;
}

QString fork()
{
    const pid_t child = ::fork();
    if (child == 0) {
        ::alarm(120);
        for (;;)
            ::pause();
    }
    return u"forked %1"_s.arg(child);
}

/// Fills that many MiB, so that a core dump or an end takes its time.
std::vector<char> weight;

void crash()
{
    const rlimit unlimited{RLIM_INFINITY, RLIM_INFINITY};
    ::setrlimit(RLIMIT_CORE, &unlimited);
    std::abort();
}

void bequeath(Connection successor, LocalTransport &transport, AbstractGuards *guards, RightsDirectory *rights)
{
    if (rights)
        rights->releaseFirst();
    if (guards)
        guards->releaseFirst();
    transport.tellFirst(successor);
}

/// Nothing: the command has no answer, or it comes later.
QString carryOut(const QStringList &words, Echo &echo, std::unique_ptr<AbstractGuards> &guards,
                 std::unique_ptr<RightsDirectory> &rights)
{
    const QString &command = words.front();
    if (command == "listen"_L1)
        return echo.transport.listen(words.at(1), words.at(2).toULongLong()) ? u"failed"_s : u"listening"_s;
    if (command == "connect"_L1)
        echo.transport.connectTo(words.at(1), words.at(2).toULongLong());
    else if (command == "group"_L1)
        guards = std::make_unique<AbstractGuards>(words.at(1), QString());
    else if (command == "bind"_L1)
        return nameOf(guards->bind(words.at(1).toULongLong()));
    else if (command == "id"_L1)
        guards->setInstanceId(words.at(1));
    else if (command == "primary"_L1)
        guards->setStanding(Standing::Primary);
    else if (command == "bequeath"_L1)
        bequeath(words.at(1).toULongLong(), echo.transport, guards.get(), rights.get());
    else if (command == "ask"_L1)
        return nameOf(guards->ask(words.at(1).toULongLong()));
    else if (command == "free"_L1)
        guards->free();
    else if (command == "lock"_L1)
        rights = std::make_unique<RightsDirectory>(u"org.example.Test"_s, QString(), words.at(1));
    else if (command == "open"_L1)
        return rights->open() ? u"failed"_s : rights->directory();
    else if (command == "accepted"_L1)
        return QString::number(echo.clients);
    else if (command == "fork"_L1)
        return fork();
    else if (command == "become"_L1)
        return ::setuid(static_cast<uid_t>(words.at(1).toUInt())) == 0 ? u"done"_s : u"failed"_s;
    else if (command == "weigh"_L1)
        weight.assign(words.at(1).toUInt() * std::size_t(1024 * 1024), 'x');
    else if (command == "crash"_L1)
        crash();
    else
        return u"unknown"_s;
    return command == "connect"_L1 ? QString() : u"done"_s;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QTextStream answers(stdout);
    Echo echo(answers);
    std::unique_ptr<AbstractGuards> guards;
    std::unique_ptr<RightsDirectory> rights;

    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return 1;
    QSocketNotifier commands(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&commands, &QSocketNotifier::activated, &application, [&] {
        const QString line = QString::fromUtf8(input.readLine()).trimmed();
        if (line.isEmpty())
            return application.quit();
        const QString answer = carryOut(line.split(u' '), echo, guards, rights);
        if (!answer.isEmpty())
            answers << answer << Qt::endl;
    });
    return application.exec();
}
