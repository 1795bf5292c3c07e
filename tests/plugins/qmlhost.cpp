// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// qmlhost FILE key=value...: runs the QML file, whose root object has a function command(line) for each line on
// stdin, and properties of these names.
#include <QCoreApplication>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QSocketNotifier>

#include <cstdio>
#include <memory>
#include <unistd.h>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    QVariantMap properties;
    for (const QString &argument : arguments.mid(2))
        properties.insert(argument.section(u'=', 0, 0), argument.section(u'=', 1));

    QQmlEngine engine;
    QObject::connect(&engine, &QQmlEngine::quit, &application, &QCoreApplication::quit, Qt::QueuedConnection);
    QQmlComponent component(&engine, arguments.value(1));
    const std::unique_ptr<QObject> root(component.createWithInitialProperties(properties));
    if (!root) {
        std::fprintf(stderr, "%s\n", qPrintable(component.errorString()));
        return 1;
    }
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, [&] {
        char line[256];
        const ssize_t size = ::read(STDIN_FILENO, line, sizeof line);
        if (size <= 0)
            return QCoreApplication::quit();
        for (const QString &text : QString::fromUtf8(line, size).split(u'\n', Qt::SkipEmptyParts))
            QMetaObject::invokeMethod(root.get(), "command", Q_ARG(QVariant, text));
    });
    return QCoreApplication::exec();
}
