// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// A journal that several processes have open and only the primary writes. Each writer seals it with its epoch: the
// line "seal N" says that lines of an epoch below N do not count.
#include <QtFailover/Watcher>

#include <QCoreApplication>
#include <QFile>
#include <QSocketNotifier>
#include <QTimer>

#include <cerrno>
#include <csignal>
#include <unistd.h>

using namespace QtFailover;

class Journal : public QObject
{
    Q_OBJECT

public:
    Journal(Watcher *watcher, const QString &path) : m_watcher(watcher), m_file(path)
    {
        //! [promotion]
        watcher->setPromotionHandler(this, [this](Promotion promotion) {
            if (!open() || !append("seal", promotion.epoch())) // first,
                return promotion.reject(m_file.errorString());
            load(promotion.epoch()); // and only then
            promotion.accept();
        });
        //! [promotion]
        //! [demotion]
        watcher->setDemotionHandler(this, [this](Demotion demotion) {
            m_timer.stop();
            if (!demotion.isForced())
                append("left", demotion.epoch()); // all that was to be written is
            m_file.close();
            demotion.done();
        });
        //! [demotion]
        connect(watcher, &Watcher::roleChanged, this, [this](Role role) {
            if (role == Role::Primary)
                m_timer.start(std::chrono::milliseconds(50));
        });
        connect(&m_timer, &QTimer::timeout, this, &Journal::write);
    }

private:
    //! [write]
    void write()
    {
        const auto token = m_watcher->fencingToken();
        if (token && !append("line", *token)) // a reader ignores it if a higher seal stands before it
            qWarning("%s", qPrintable(m_file.errorString()));
    }
    //! [write]

    //! [open]
    bool open()
    {
        m_file.close(); // an answer that came to nothing has left it open
        return m_file.open(QIODevice::ReadWrite | QIODevice::Append | QIODevice::Unbuffered);
    }
    //! [open]

    bool append(const QByteArray &what, quint64 epoch)
    {
        const QByteArray line = what + ' ' + QByteArray::number(epoch) + '\n';
        return m_file.write(line) == line.size();
    }

    void load(quint64 epoch)
    {
        m_file.seek(0);
        quint64 seal = 0;
        int lines = 0;
        for (const QByteArray &line : m_file.readAll().split('\n')) {
            const QList<QByteArray> words = line.split(' ');
            if (words.size() != 2)
                continue;
            const quint64 number = words[1].toULongLong();
            if (words[0] == "seal")
                seal = std::max(seal, number);
            else if (words[0] == "line" && number >= seal)
                ++lines;
        }
        qInfo("loaded %d lines, epoch %llu", lines, epoch);
    }

    Watcher *const m_watcher;
    QFile m_file;
    QTimer m_timer;
};

//! [sigterm]
// A signal handler may do next to nothing: it writes a byte, and the event loop does the rest.
static int signalPipe[2];

static void quitOnSignals(QCoreApplication &application)
{
    if (::pipe(signalPipe) != 0)
        return;
    auto *notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, &application);
    QObject::connect(notifier, &QSocketNotifier::activated, &application, [] {
        char byte; // left unread it would say so in each turn, and end any question that closeEvent() asks
        if (::read(signalPipe[0], &byte, 1) == 1)
            QCoreApplication::quit();
    });
    const auto handler = [](int) {
        const int savedErrno = errno;
        [[maybe_unused]] const auto written = ::write(signalPipe[1], "", 1);
        errno = savedErrno;
    };
    std::signal(SIGTERM, handler);
    std::signal(SIGINT, handler);
}
//! [sigterm]

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    quitOnSignals(application);
    Watcher watcher(Config(QStringLiteral("org.example.Journal")));
    const Journal journal(&watcher, application.arguments().value(1, QStringLiteral("journal.txt")));
    QObject::connect(&watcher, &Watcher::errorOccurred, &application,
                     [](Error, const QString &text) { qWarning("%s", qPrintable(text)); });
    return watcher.start() ? application.exec() : 1;
}

#include "journal.moc"
