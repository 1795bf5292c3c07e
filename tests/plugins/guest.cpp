// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// An application with a slot that the generic plugin calls, and without QtFailover. It prints what it is told, and
// quits at the first line on its stdin.
#include <QGuiApplication>
#include <QSocketNotifier>
#include <QVariant>

#include <cstdio>
#include <unistd.h>

class Guest : public QGuiApplication
{
    Q_OBJECT

public:
    using QGuiApplication::QGuiApplication;

public Q_SLOTS:
    void failoverRoleChanged(const QString &role, const QString &previousRole)
    {
        std::printf("%s %s %s %llu\n", qPrintable(role), qPrintable(previousRole),
                    qPrintable(property("failoverRole").toString()), property("failoverEpoch").toULongLong());
        std::fflush(stdout);
    }
};

int main(int argc, char **argv)
{
    Guest application(argc, argv);
    QCoreApplication::setOrganizationDomain(QStringLiteral("example.org"));
    QCoreApplication::setApplicationName(QStringLiteral("Guest"));
    if (application.arguments().contains(QStringLiteral("--without-event-loop")))
        return 0;
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
    std::puts("running");
    std::fflush(stdout);
    return QCoreApplication::exec();
}

#include "guest.moc"
