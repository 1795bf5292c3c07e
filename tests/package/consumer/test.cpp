// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// The test kit beside the library: a crash, and the next one is primary.
#include <QtFailover/Testing>
#include <QtFailover/Watcher>

#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QtFailover::Testing::Group group;
    QtFailover::Watcher first(group.config(QStringLiteral("first")));
    QtFailover::Watcher second(group.config(QStringLiteral("second")));
    first.start();
    second.start();
    group.settle();
    if (!first.isPrimary() || second.isPrimary())
        return 1;
    group.crash(QStringLiteral("first"));
    group.settle();
    return second.isPrimary() && !first.isPrimary() ? 0 : 2;
}
