// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "commandreader.h"
#include "commands.h"
#include "language.h"
#include "launcher.h"
#include "options.h"
#include "scenario/story.h"
#include "session.h"
#include "signals.h"
#include "statusquery.h"

#ifdef QTFAILOVER_DEMO_WIDGETS
#include "window/notewindow.h"

#include <QApplication>
#include <QIcon>
#endif
#include <QCoreApplication>
#include <QTextStream>

#include <memory>

using namespace Demo;
using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<QCoreApplication> makeApplication(int &argc, char *argv[])
{
#ifdef QTFAILOVER_DEMO_WIDGETS
    if (Options::surfaceFor(argc, argv) == Options::Surface::Window) {
        auto application = std::make_unique<QApplication>(argc, argv);
        QGuiApplication::setDesktopFileName(u"org.qtfailover.Demo"_s);
        QGuiApplication::setWindowIcon(
            QIcon::fromTheme(u"org.qtfailover.Demo"_s)); // of X11, which asks no desktop file
        application->setQuitOnLastWindowClosed(false);   // the Session decides, when it has left the group
        return application;
    }
#endif
    return std::make_unique<QCoreApplication>(argc, argv);
}

int runInstance(const Options &options, [[maybe_unused]] Language &language)
{
    Session session(options);
    Signals signalsOfTheSystem;
    QObject::connect(&signalsOfTheSystem, &Signals::received, &session, &Session::leave);
    // Not quit(): it would ask the window, which says no until the group has been left.
    QObject::connect(
        &session, &Session::left, QCoreApplication::instance(), [] { QCoreApplication::exit(0); },
        Qt::QueuedConnection);

    Commands commands(session);
    std::unique_ptr<CommandReader> reader;
    if (options.json || options.surface == Options::Surface::Headless) {
        reader = std::make_unique<CommandReader>();
        QObject::connect(reader.get(), &CommandReader::lineReceived, &commands, &Commands::run);
    }
#ifdef QTFAILOVER_DEMO_WIDGETS
    std::unique_ptr<NoteWindow> window;
    if (options.surface == Options::Surface::Window) {
        window = std::make_unique<NoteWindow>(session, language);
        if (options.place)
            window->placeBeside(options.place->number, options.place->count);
        window->show();
    }
#endif
    return session.start() ? QCoreApplication::exec() : 1;
}

int runLauncher(const Options &options)
{
    Launcher launcher(options);
    Signals signalsOfTheSystem;
    QObject::connect(&signalsOfTheSystem, &Signals::received, &launcher, &Launcher::endAll);
    QObject::connect(&launcher, &Launcher::finished, QCoreApplication::instance(), &QCoreApplication::exit,
                     Qt::QueuedConnection);
    launcher.start();
    return QCoreApplication::exec();
}

int runStatus(const Options &options)
{
    StatusQuery query(options.config);
    QObject::connect(&query, &StatusQuery::finished, QCoreApplication::instance(), &QCoreApplication::exit,
                     Qt::QueuedConnection);
    query.start();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication::setApplicationName(u"qtfailover-demo"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(QTFAILOVER_DEMO_VERSION));
    const std::unique_ptr<QCoreApplication> application = makeApplication(argc, argv);
    Language language;
    language.setToUsers();
    const Options options = Options::parse(QCoreApplication::arguments());
    if (!options.error.isEmpty()) {
        QTextStream(stderr) << options.error << Qt::endl;
        return 1;
    }
    switch (options.mode) {
    case Options::Mode::Help:
        QTextStream(stdout) << options.help;
        return 0;
    case Options::Mode::Version:
        QTextStream(stdout) << QCoreApplication::applicationVersion() << Qt::endl;
        return 0;
    case Options::Mode::Status:
        return runStatus(options);
    case Options::Mode::Scenario:
        return playStory(options);
    case Options::Mode::Launcher:
        return runLauncher(options);
    case Options::Mode::Instance:
        break;
    }
    return runInstance(options, language);
}
