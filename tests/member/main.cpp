// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// A member of a group for tests: it speaks as the headless demo does, knows the public headers alone, takes
// commands that no application would, and gives evidence.

#include "commandreader.h"
#include "jsonreporter.h"
#include "member/evidence.h"
#include "member/misfortunes.h"
#include "member/options.h"
#include "signals.h"

#include <QtFailover/Watcher>

#include <QCoreApplication>

#include <cstdio>
#include <optional>

using namespace QtFailover;
using namespace QtFailover::Test;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const MemberOptions options = MemberOptions::parse(application.arguments());
    if (!options.error.isEmpty()) {
        std::fprintf(stderr, "member: %s\n", qPrintable(options.error));
        return 2;
    }
    auto watcher = std::make_unique<Watcher>(options.config);
    std::optional<Evidence> evidence;
    if (!options.witness.isEmpty())
        evidence.emplace(*watcher, options.witness, options.resource);
    Demo::JsonReporter reporter(*watcher);
    Misfortunes misfortunes(watcher, reporter);
    Demo::CommandReader commands;
    QObject::connect(&commands, &Demo::CommandReader::lineReceived, &application,
                     [&misfortunes](const QString &line) { misfortunes.run(line); });
    Demo::Signals signalReceiver;
    QObject::connect(&signalReceiver, &Demo::Signals::received, watcher.get(), &Watcher::shutdown);
    QObject::connect(watcher.get(), &Watcher::stopped, &application, &QCoreApplication::quit);
    if (!watcher->start())
        return 1;
    const int status = application.exec();
    evidence.reset();
    return status;
}
