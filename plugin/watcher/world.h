// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/terms.h"
#include "ports/token.h"

#include <QtFailover/global.h>

#include <functional>
#include <memory>

namespace QtFailover::Internal {

class Application;
class Desk;
struct Ports;

/// What the test kit puts in the place of the operating system: another clock, other locks and sockets, and the power
/// over processes. Everything in it happens in one thread, that of the Watchers.
class World
{
public:
    /// A run of a Watcher, as the world sees it.
    class Inhabitant
    {
    public:
        virtual ~Inhabitant() = default;
        /// The application's main loop turns: it reads all letters. False: there were none.
        virtual bool turn() = 0;
        virtual void holdMainLoop() = 0; ///< no letter is read until releaseMainLoop(), whoever asks for it
        virtual void releaseMainLoop() = 0;
        /// Its process has ended without a word: nobody is told anything, and no port is used any more.
        virtual void vanish() = 0;
    };

    /// The process of one inhabitant, as its library sees it. Destroyed, the process lets go of everything.
    class Place
    {
    public:
        virtual ~Place() = default;
        virtual Ports ports(Application &application, Desk *desk) = 0;
        virtual std::shared_ptr<Token> token() const = 0;
        /// Does it in the inhabitant's turn, never at once. Not at all after the place is gone.
        virtual void post(std::function<void()> call) = 0;
    };

    virtual ~World() = default;
    /// `inhabitant` outlives the place, unless it vanishes.
    virtual std::unique_ptr<Place> admit(const Terms &terms, Inhabitant &inhabitant) = 0;
    virtual Instant now() const = 0;
    /// The next thing happens, at `until` at the latest. False: nothing is left before; it is `until` now, if that is
    /// a moment.
    virtual bool step(Instant until) = 0;

    /// That of the Watchers which are started from now on; nullptr: the operating system.
    static World *current();
};

/// The one function by which the test kit, a library of its own, reaches in.
QTFAILOVER_EXPORT void setWorld(World *world);

} // namespace QtFailover::Internal
