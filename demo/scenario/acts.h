// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace Demo {

class Stage;

/// Plays the act of that name (crash, quit, hang or handover) with whoever is on the stage. False: a step failed.
bool playAct(const QString &name, Stage &stage);

} // namespace Demo
