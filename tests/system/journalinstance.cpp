// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// An instance that appends to a journal through its group's primary, without end. On stdout it says what happens, on
// stdin it is told "handover", "finish" (make no more; "done" follows when all have their replies) and "quit".
//
//     journalinstance GROUP DIRECTORY ID JOURNAL
//
// It shows how to apply every request exactly once: the id is stored with the data in one write, and only what was
// written by the instance whose epoch was the last to seal the file counts.

#include <QtFailover/QtFailover>

#include <QCoreApplication>
#include <QFile>
#include <QSet>
#include <QSocketNotifier>
#include <QTimer>

#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

using namespace QtFailover;
using namespace std::chrono_literals;

namespace {

void say(const QByteArray &line)
{
    const QByteArray bytes = line + '\n';
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    std::fflush(stdout);
}

/// Lines "S epoch" (a seal) and "A epoch id sender number", and nothing else. An entry of an older epoch than the last
/// seal before it is void: so a writer that was stopped for long can do no harm, and needs no lock, which it might hold
/// while it is stopped. Each line is appended by one write.
class SealedJournal
{
public:
    explicit SealedJournal(const QString &path)
        : m_file(::open(QFile::encodeName(path).constData(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600))
    {}
    ~SealedJournal() { ::close(m_file); }

    void seal(quint64 epoch) { write("S " + QByteArray::number(epoch)); }
    /// Whether the entry is in the journal, and counts.
    bool append(quint64 epoch, const QByteArray &id, const QByteArray &entry)
    {
        readNew();
        if (epoch == m_sealed && !m_ids.contains(id))
            write("A " + QByteArray::number(epoch) + ' ' + id + ' ' + entry);
        return epoch == m_sealed && m_ids.contains(id);
    }

private:
    Q_DISABLE_COPY_MOVE(SealedJournal)

    void write(const QByteArray &line)
    {
        const QByteArray bytes = line + '\n';
        if (::write(m_file, bytes.constData(), size_t(bytes.size())) != bytes.size())
            qFatal("cannot write the journal");
        readNew();
    }
    void readNew()
    {
        char buffer[65536];
        for (ssize_t size; (size = ::pread(m_file, buffer, sizeof(buffer), m_readTo)) > 0; m_readTo += size)
            m_unread.append(buffer, size);
        for (qsizetype end = m_unread.indexOf('\n'); end >= 0; end = m_unread.indexOf('\n')) {
            const QList<QByteArray> words = m_unread.left(end).split(' ');
            m_unread.remove(0, end + 1);
            const quint64 epoch = words[1].toULongLong();
            if (words[0] == "S")
                m_sealed = std::max(m_sealed, epoch);
            else if (epoch == m_sealed)
                m_ids.insert(words[2]);
        }
    }

    const int m_file;
    off_t m_readTo = 0;
    QByteArray m_unread;
    quint64 m_sealed = 0;
    QSet<QByteArray> m_ids;
};

/// Keeps some appends under way.
class Appender
{
public:
    static constexpr int AtOnce = 8;
    static constexpr std::chrono::milliseconds Pause{10};

    explicit Appender(const QByteArray &name) : m_name(name) {}

    /// This outlives the messenger, and that all its replies: it is their context.
    void begin(Messenger &messenger)
    {
        m_messenger = &messenger;
        fill();
    }
    void fill()
    {
        while (!m_finishing && m_waiting < AtOnce) {
            const QByteArray number = QByteArray::number(++m_last);
            ++m_waiting;
            m_messenger->request(m_name + ' ' + number, 120s).then(m_messenger, [this, number](const Reply &reply) {
                --m_waiting;
                if (reply.error() == Reply::NoError)
                    say("ack " + number + ' ' + QByteArray::number(reply.epoch()));
                else if (reply.error() != Reply::Canceled) // at the end of the process
                    say("failed " + number + ' ' + QByteArray::number(reply.error()) + ' '
                        + reply.errorString().toUtf8());
                if (m_finishing && m_waiting == 0)
                    say("done");
                QTimer::singleShot(Pause, m_messenger, [this] { fill(); });
            });
        }
    }
    void finish()
    {
        m_finishing = true;
        if (m_waiting == 0)
            say("done");
    }

private:
    const QByteArray m_name;
    Messenger *m_messenger = nullptr;
    int m_last = 0;
    int m_waiting = 0;
    bool m_finishing = false;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    Config config(arguments.at(1));
    config.setRuntimeDirectory(arguments.at(2));
    config.setInstanceId(arguments.at(3));
    config.setDBusEnabled(false);
    config.setHungPrimaryPolicy(HungPrimaryPolicy::Fence);
    config.setHeartbeatInterval(100ms);
    config.setHeartbeatTimeout(300ms);
    config.setShutdownTimeout(10s);

    SealedJournal journal(arguments.at(4));
    Appender appender(arguments.at(3).toLatin1());
    Watcher watcher(config);
    Messenger messenger(&watcher);
    QList<Request> refused; // a newer primary will be asked
    watcher.setPromotionHandler(&watcher, [&](Promotion promotion) {
        journal.seal(promotion.epoch());
        promotion.accept();
    });
    messenger.setRequestHandler(&messenger, [&](Request request) {
        const std::optional<quint64> token = watcher.fencingToken();
        if (token && journal.append(*token, request.id().toHex(), request.payload()))
            request.reply(request.payload());
        else
            refused.append(request);
    });
    QObject::connect(&watcher, &Watcher::roleChanged, &watcher, [&](Role role) {
        refused.clear();
        say(role == Role::Primary ? "primary " + QByteArray::number(watcher.epoch()) : QByteArray("secondary"));
    });
    QObject::connect(&watcher, &Watcher::stopped, &application, &QCoreApplication::quit);

    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return 2;
    QByteArray commands;
    QSocketNotifier notifier(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &watcher, [&] {
        char buffer[256];
        const ssize_t size = ::read(STDIN_FILENO, buffer, sizeof(buffer));
        if (size <= 0) {
            notifier.setEnabled(false);
            return watcher.shutdown();
        }
        commands.append(buffer, size);
        for (qsizetype end = commands.indexOf('\n'); end >= 0; end = commands.indexOf('\n')) {
            const QByteArray command = commands.left(end);
            commands.remove(0, end + 1);
            if (command == "handover")
                watcher.handOver();
            else if (command == "finish")
                appender.finish();
            else if (command == "quit")
                watcher.shutdown();
        }
    });
    if (!watcher.start())
        return 2;
    appender.begin(messenger);
    return QCoreApplication::exec();
}
