// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// languages LOCALE: what is wrong with a heartbeat interval of nothing, in that language.
#include <QtFailover/Watcher>

#include <QCoreApplication>
#include <QTextStream>
#include <QTranslator>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QLocale::setDefault(QLocale(application.arguments().value(1)));

    //! [load]
    QTranslator translator; // as long as the application
    if (translator.load(QLocale(), QStringLiteral("qtfailover"), QStringLiteral("_"), QStringLiteral(":/i18n")))
        QCoreApplication::installTranslator(&translator);
    //! [load]

    QtFailover::Config config(QStringLiteral("org.example.Languages"));
    config.setHeartbeatInterval(std::chrono::milliseconds(0));
    QTextStream(stdout) << config.validate() << Qt::endl;
    return 0;
}
