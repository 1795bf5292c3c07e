// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// An application with one window, however often it is launched: a later launch hands its arguments to the first, which
// opens them and raises its window, and ends.
#include <QtFailover/Messenger>
#include <QtFailover/Watcher>

#include <QApplication>
#include <QCborArray>
#include <QCborMap>
#include <QDir>
#include <QListWidget>

using namespace QtFailover;

//! [launch]
static QByteArray thisLaunch()
{
    QCborMap launch;
    launch[QStringLiteral("directory")] = QDir::currentPath(); // the arguments may be relative paths
    launch[QStringLiteral("arguments")] = QCborArray::fromStringList(QCoreApplication::arguments().mid(1));
    // Without it a Wayland compositor does not let the other process come to the front.
    launch[QStringLiteral("token")] = qEnvironmentVariable("XDG_ACTIVATION_TOKEN");
    return launch.toCborValue().toCbor();
}
//! [launch]

//! [open]
static void open(QListWidget &window, const QByteArray &payload)
{
    const QCborMap launch = QCborValue::fromCbor(payload).toMap();
    const QDir directory(launch[QStringLiteral("directory")].toString());
    for (const QCborValue argument : launch[QStringLiteral("arguments")].toArray())
        window.addItem(directory.absoluteFilePath(argument.toString()));
    if (const QString token = launch[QStringLiteral("token")].toString(); !token.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8()); // Qt's Wayland plugin takes it from there
    window.show();
    window.raise();
    window.activateWindow();
}
//! [open]

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QListWidget window;
    const auto report = [&window] {
        qInfo("shows %d, active %d, token %s", window.count(), window.isActiveWindow(),
              qPrintable(qEnvironmentVariable("XDG_ACTIVATION_TOKEN")));
    };

    //! [main]
    Watcher watcher(Config(QStringLiteral("org.example.SecondLaunch")));
    Messenger messenger(&watcher);
    messenger.setRequestHandler(&window, [&](Request request) {
        open(window, request.payload());
        request.reply({});
        report();
    });
    if (!watcher.start())
        return 1;

    // Whoever is primary gets it: another process, or this one.
    messenger.request(thisLaunch()).then(&application, [&](const Reply &reply) {
        if (reply.error() != Reply::NoError)
            qWarning("%s", qPrintable(reply.errorString())); // the first hangs: tell the user
        if (!watcher.isPrimary())
            QCoreApplication::exit(reply.error() == Reply::NoError ? 0 : 2);
    });
    //! [main]
    return application.exec();
}
