// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// quitting DOCUMENT: one instance of a group for each document; any of them tells all to quit on SIGUSR1.
#include <QtFailover/QtFailover>

#include <QGuiApplication>
#include <QSessionManager>
#include <QTextStream>
#include <QTimer>

#include <csignal>

using namespace QtFailover;

static volatile std::sig_atomic_t isAsked = 0;

//! [quit]
static void quitAll(Watcher &watcher)
{
    if (watcher.isPrimary()) {
        // The last one: when the others are gone, there is nobody to hand over to.
        QTimer::singleShot(std::chrono::milliseconds(300), &QCoreApplication::quit);
        return;
    }
    watcher.setEnabled(false); // a disabled instance is nobody's successor
    QCoreApplication::quit();
}
//! [quit]

static Config makeConfig(const QString &document)
{
    //! [scope]
    Config config(QStringLiteral("org.example.Notes"));
    config.setScope(Config::scopeForPath(document)); // symbolic links and .. resolved
    //! [scope]
    return config;
}

/// For what belongs to a session, such as a tray icon.
static Config makeConfigOfTheSession()
{
    //! [session]
    Config config(QStringLiteral("org.example.Notes.Tray"));
    config.setScope(qEnvironmentVariable("XDG_SESSION_ID"));
    //! [session]
    return config;
}

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    Watcher watcher(makeConfig(application.arguments().value(1)));
    Watcher tray(makeConfigOfTheSession());
    Messenger messenger(&watcher);

    //! [logout]
    QObject::connect(&application, &QGuiApplication::commitDataRequest, &watcher, [&watcher] {
        if (!watcher.isPrimary())
            watcher.setEnabled(false);
    });
    //! [logout]
    //! [tell]
    QObject::connect(&messenger, &Messenger::published, &watcher, [&](const QString &topic) {
        if (topic == QLatin1String("quit"))
            quitAll(watcher);
    });
    messenger.setRequestHandler(&watcher, [&](Request request) {
        request.reply({});
        messenger.publish(QStringLiteral("quit"), {}); // to all, this instance too
    });
    //! [tell]
    QObject::connect(&watcher, &Watcher::roleChanged, &watcher,
                     [](Role role) { QTextStream(stdout) << int(role) << Qt::endl; });

    std::signal(SIGUSR1, [](int) { isAsked = 1; });
    QTimer poll; // enough for an example; a socket pair does it without waking up
    QObject::connect(&poll, &QTimer::timeout, &messenger, [&] {
        if (std::exchange(isAsked, 0))
            messenger.request("quit");
    });
    poll.start(std::chrono::milliseconds(20));
    return watcher.start() && tray.start() ? application.exec() : 1;
}
