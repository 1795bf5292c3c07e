// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace Demo {

/// An instance id, or another word with an order of its own, for a text that is shown: where the layout goes from right
/// to left, between the marks of Unicode that keep it apart from the words around it (UAX #9, isolates). In other
/// layouts the word itself, so that what is copied from the window has no invisible characters. For the screen only,
/// never for data.
QString isolated(const QString &word);

} // namespace Demo
