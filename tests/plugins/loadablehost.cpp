// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// A program that links QtCore alone. Its arguments are key=value for the plugin's createWatcher(); it prints each
// change of role, and quits at the first line on its stdin.
#include <QCoreApplication>
#include <QPluginLoader>
#include <QSocketNotifier>
#include <QVariantMap>

#include <cstdio>
#include <unistd.h>

class Host : public QObject
{
    Q_OBJECT

public:
    QObject *watcher = nullptr;

public Q_SLOTS:
    void roleChanged()
    {
        std::printf("role %d primary %d epoch %llu\n", watcher->property("role").toInt(),
                    watcher->property("primary").toBool(), watcher->property("epoch").toULongLong());
        std::fflush(stdout);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QVariantMap config;
    for (const QString &argument : application.arguments().mid(1))
        config.insert(argument.section(u'=', 0, 0), argument.section(u'=', 1));

    QPluginLoader loader(QStringLiteral("failover/qtfailover"));
    loader.setLoadHints({}); // by default it would never be unloaded
    QObject *plugin = loader.instance();
    if (!plugin) {
        std::printf("not loaded: %s\n", qPrintable(loader.errorString()));
        return 1;
    }
    Host host;
    QMetaObject::invokeMethod(plugin, "createWatcher", Q_RETURN_ARG(QObject *, host.watcher),
                              Q_ARG(QVariantMap, config), Q_ARG(QObject *, &application));
    if (!host.watcher) {
        std::printf("no watcher: %s\n", qPrintable(plugin->property("errorString").toString()));
        return 2;
    }
    QObject::connect(host.watcher, SIGNAL(roleChanged(QtFailover::Role, QtFailover::Role)), &host, SLOT(roleChanged()));
    bool started = false;
    QMetaObject::invokeMethod(host.watcher, "start", Q_RETURN_ARG(bool, started));
    std::printf("started %d unloaded %d\n", started, loader.unload());
    std::fflush(stdout);

    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
    return QCoreApplication::exec();
}

#include "loadablehost.moc"
