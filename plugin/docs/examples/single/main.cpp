// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// A program of which one process is enough: a second launch ends.
#include <QtFailover/Watcher>

#include <QCoreApplication>

#include <cstdio>
#include <memory>

using namespace QtFailover;

//! [main]
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const std::unique_ptr<Watcher> watcher(Watcher::forPrimary(Config(QStringLiteral("org.example.Single"))));
    const bool isDecided = watcher->start() && watcher->waitForRole();
    if (watcher->error() == Error::OtherPrimary)
        return 0; // another one runs
    if (!isDecided || !watcher->isPrimary()) {
        qWarning("%s", qPrintable(watcher->errorString())); // the directory, a full disk…
        return 1;
    }
    //! [main]
    std::puts("runs");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
