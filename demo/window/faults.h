// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <chrono>

namespace Demo {

/// What a person can do to this process, to see what the others make of it.
namespace Faults {

constexpr std::chrono::seconds length{20};

/// SIGKILL: no destructor runs, nothing is flushed.
[[noreturn]] void crash();
/// The main thread computes for `length`, so to speak: the window is frozen, the library's thread is not.
void freeze();
/// SIGSTOP to the whole process, and SIGCONT after `length`. Does nothing where there are no such signals.
void stop();
/// There are such signals.
bool canStop();

} // namespace Faults

} // namespace Demo
