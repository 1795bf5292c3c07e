// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ports/process.h"

#include <QtGlobal>

#include <utility>

namespace QtFailover::Internal {

/// The identity of the process at the other end of a local socket: a pidfd on Linux, which a reused PID cannot
/// deceive. Elsewhere, and where the kernel gives none, every watch is without an identity.
///
/// No thread affinity; nothing blocks beyond reading /proc.
class ProcessWatch final
{
public:
    ProcessWatch() = default;
    ProcessWatch(ProcessWatch &&other) noexcept { swap(other); }
    ProcessWatch &operator=(ProcessWatch &&other) noexcept
    {
        swap(other);
        return *this;
    }
    ~ProcessWatch() { release(); }

    /// The process that connected, for an accepted socket; the one that called listen(), for a connected one.
    static ProcessWatch ofPeer(qintptr socket);

    /// As this process sees it; 0: unknown, or in another PID namespace. For display, never for decisions.
    qint64 pid() const { return m_pid; }
    /// Readable from the end of the process on; -1: no identity, or it had ended before the watch began.
    int descriptor() const { return m_descriptor; }
    /// The end of all its threads, or the proof that there was no such process any more. False when unknown.
    bool hasEnded() const;
    /// What /proc says counts only if the process still lives after it was read: until then nobody else can
    /// have got its PID.
    ProcessState state() const;

private:
    void release();
    void swap(ProcessWatch &other) noexcept
    {
        std::swap(m_pid, other.m_pid);
        std::swap(m_descriptor, other.m_descriptor);
        std::swap(m_ended, other.m_ended);
    }

    qint64 m_pid = 0;
    int m_descriptor = -1;
    bool m_ended = false;
};

} // namespace QtFailover::Internal
