// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QFile)
QT_FORWARD_DECLARE_CLASS(QLockFile)

namespace Demo {

/// An exclusive lock on an open file, for the length of one operation. It goes with its process. Busy, too, is a file
/// that does not lie at its path any more: it has been replaced, and whoever opens the path again finds the new one.
///
/// Unix: flock. Elsewhere a QLockFile beside the file.
class FileLock final
{
public:
    enum class State { Held, Busy, Failed };

    /// Tries once; never waits, as the holder may be a stopped process. `file` must be open and outlive the lock.
    explicit FileLock(QFile &file);
    ~FileLock();

    State state() const { return m_state; }

private:
    Q_DISABLE_COPY_MOVE(FileLock)
    QFile &m_file;
    State m_state = State::Failed;
    std::unique_ptr<QLockFile> m_fallback;
};

} // namespace Demo
