// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include <QtFailover/Watcher>

#include <QCoreApplication>
#include <QDebug>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QtFailover::Watcher watcher(QtFailover::Config(QStringLiteral("org.example.Notes")));
    QObject::connect(&watcher, &QtFailover::Watcher::roleChanged, &app, [](QtFailover::Role role) {
        qInfo() << "I am" << role; // Primary: open the file, start the sync; Secondary: let go
    });
    return watcher.start() ? app.exec() : 1;
}
