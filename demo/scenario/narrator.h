// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace Demo {

/// Tells the story in the terminal, a line at a time.
class Narrator final
{
public:
    /// A heading.
    void act(const QString &text);
    /// What is being done.
    void say(const QString &text);
    /// What an instance saw, and how long after the beginning of the step.
    void saw(const QString &instanceId, const QString &text, qint64 afterNs);
    /// A step that held.
    void held(const QString &text);
    /// A step that did not. Returns false, for `return narrator.failed(…)`.
    bool failed(const QString &text);
};

/// "1.43 ms"
QString inMilliseconds(qint64 ns);

} // namespace Demo
