// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include <QtFailover/Watcher>

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>

using namespace QtFailover;

//! [test]
static bool successorLoadsWhatWasSaved()
{
    QTemporaryDir directory;
    qputenv("XDG_STATE_HOME", QFile::encodeName(directory.path())); // the epochs', which outlast the runtime directory
    Config config(QStringLiteral("org.example.Test"));
    config.setRuntimeDirectory(directory.path());
    config.setDBusEnabled(false);

    QString saved; // stands for the resource
    QString loaded;
    config.setInstanceId(QStringLiteral("first"));
    auto first = std::make_unique<Watcher>(config);
    first->setDemotionHandler(nullptr, [&](Demotion demotion) {
        saved = QStringLiteral("all");
        demotion.done();
    });
    config.setInstanceId(QStringLiteral("second"));
    Watcher second(config);
    second.setPromotionHandler(nullptr, [&](Promotion promotion) {
        loaded = saved;
        promotion.accept();
    });

    first->start();
    if (!first->waitForRole() || !first->isPrimary())
        return false;
    QObject::connect(first.get(), &Watcher::instancesChanged, first.get(), [&] {
        if (first->instances().size() == 2)
            first->handOver(); // not before it knows whom to
    });
    QEventLoop loop; // not exec() of the application: at its end a Watcher leaves the group
    QObject::connect(&second, &Watcher::promoted, &loop, &QEventLoop::quit);
    second.start();
    loop.exec();
    return second.isPrimary() && loaded == QLatin1String("all");
}
//! [test]

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    return successorLoadsWhatWasSaved() ? 0 : 1;
}
