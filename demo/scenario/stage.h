// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "options.h"
#include "scenario/actor.h"
#include "scenario/narrator.h"
#include "signals.h"

#include <QTemporaryDir>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace Demo {

/// The instances of a story, in a group, a runtime directory and with a note of their own, which go with the stage.
class Stage final : public QObject
{
    Q_OBJECT
public:
    /// For any single step, on a machine that is busy with other work.
    static constexpr std::chrono::seconds patience{20};

    explicit Stage(const Options &options);
    ~Stage() override;

    Narrator &narrator() { return m_narrator; }

    /// Starts the instances and waits until they know each other.
    bool open(int count);
    /// Asks those who are left to leave, and waits for it.
    bool close();

    std::vector<Actor *> running() const;
    /// The only one that says so; nullptr: none, or several.
    Actor *primary() const;

    /// Runs the event loop until the condition holds. False: out of patience, or a signal asked us to end.
    bool waitFor(const std::function<bool()> &condition);
    /// Until everybody's list has as many instances as run.
    bool waitForRoster();
    /// Time for a person to look at the windows; none without windows.
    void pause();

    /// Tells an instance to append a line to the note; whoever is primary writes it.
    void append(Actor &actor, const QString &text);
    /// The instance says that its line is written.
    bool waitForWritten(const Actor &actor, const QString &text);
    /// The note has every line that was asked for, once, in that order.
    bool noteIsWhole();

private:
    QStringList arguments() const;

    const Options m_options;
    Narrator m_narrator;
    Signals m_signals;
    QTemporaryDir m_directory;
    std::vector<std::unique_ptr<Actor>> m_actors;
    QStringList m_written; ///< or asked for
    bool m_interrupted = false;
};

} // namespace Demo
