// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Demo {

struct Options;

/// `--scenario`: plays the acts one after the other with the same instances, on real processes, and explains each
/// step. Returns the exit status: 0 when every step held, 1 when one did not.
int playStory(Options options);

} // namespace Demo
