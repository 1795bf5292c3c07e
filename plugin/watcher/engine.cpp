// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/engine.h"

#include "watcher/threadengine.h"
#include "watcher/worldengine.h"

namespace QtFailover::Internal {

std::unique_ptr<Engine> Engine::make(const Terms &terms, const Ways &ways)
{
    if (World *const world = World::current())
        return std::make_unique<WorldEngine>(*world, terms, ways);
    return std::make_unique<ThreadEngine>(terms, ways);
}

} // namespace QtFailover::Internal
