// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Speaks German, becomes primary of a group of its own, which needs the whole library, and ends.
#include <QtFailover/Watcher>

#include <QCoreApplication>
#include <QMetaEnum>
#include <QTemporaryDir>
#include <QTimer>
#include <QTranslator>

#include <cstdio>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QTemporaryDir directory;

    QtFailover::Config bad;
    bad.setHeartbeatInterval(std::chrono::milliseconds(0));
    const QString english = bad.validate();
    QTranslator translator;
    if (!translator.load(QLocale(QLocale::German), QStringLiteral("qtfailover"), QStringLiteral("_"),
                         QStringLiteral(":/i18n")))
        return 4;
    QCoreApplication::installTranslator(&translator);
    if (english.isEmpty() || bad.validate() == english)
        return 5;

    QtFailover::Config config(QStringLiteral("org.example.Consumer"));
    config.setRuntimeDirectory(directory.path());
    config.setDBusEnabled(false);
    QtFailover::Watcher watcher(config);
    QObject::connect(&watcher, &QtFailover::Watcher::roleChanged, &application,
                     [](QtFailover::Role role, QtFailover::Role) {
                         std::puts(QMetaEnum::fromType<QtFailover::Role>().valueToKey(int(role)));
                         QCoreApplication::exit(role == QtFailover::Role::Primary ? 0 : 1);
                     });
    QObject::connect(&watcher, &QtFailover::Watcher::errorOccurred, &application,
                     [](QtFailover::Error, const QString &text) { std::fprintf(stderr, "%s\n", qPrintable(text)); });
    QTimer::singleShot(std::chrono::seconds(30), &application, [] { QCoreApplication::exit(2); });
    if (!watcher.start())
        return 3;
    return QCoreApplication::exec();
}
