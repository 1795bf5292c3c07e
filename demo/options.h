// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "testhandlers.h"

#include <QtFailover/Config>

#include <QStringList>

#include <chrono>
#include <optional>

namespace Demo {

/// What the command line asks for.
struct Options {
    enum class Surface { Headless, Window };
    enum class Mode { Instance, Launcher, Status, Scenario, Help, Version };

    Mode mode = Mode::Instance;
#ifdef QTFAILOVER_DEMO_WIDGETS
    Surface surface = Surface::Window;
#else
    Surface surface = Surface::Headless;
#endif
    bool json = false;
    QtFailover::Config config;
    QString file;
    std::optional<std::chrono::milliseconds> appendEvery;
    int windows = 1;
    QStringList scenarios;

    /// Which of several windows side by side this is.
    struct Place {
        int number;
        int count;
    };
    std::optional<Place> place;
    enum class Candidacy { Normal, PrimaryOnly, SecondaryOnly };
    Candidacy candidacy = Candidacy::Normal; ///< for tests: Watcher::forPrimary(), Watcher::forSecondary()
    TestHandlers::Plan plan;

    /// The arguments that a further instance of the same group is started with: no mode, no surface, no instance id.
    QStringList forInstance;

    QString error; ///< why the command line cannot be followed; empty when it can
    QString help;

    /// Takes QCoreApplication::arguments(); an application must exist.
    static Options parse(const QStringList &arguments);

    /// Read from the raw arguments, as it must be known before the application object is made. Without a display no
    /// window can be meant.
    static Surface surfaceFor(int argc, char *argv[]);

    /// A window could be shown.
    static bool hasDisplay();

private:
    void useOwnFile();
};

} // namespace Demo
