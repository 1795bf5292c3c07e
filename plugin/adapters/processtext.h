// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ports/process.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

/// What the texts in /proc say of a process; see proc(5). Pure.
namespace QtFailover::Internal::ProcessText {

/// Whether the process's cgroup is frozen.
enum class Freezer { Thawed, Frozen };

/// From /proc/PID/stat, /proc/PID/status and its freezer. Unknown for texts that are not of that form. A leader
/// thread that has ended alone (state Z) leaves a process that runs.
ProcessState judge(QByteArrayView stat, QByteArrayView status, Freezer freezer);

/// The value of "Name:\tvalue" in a text like /proc/PID/status.
QByteArrayView field(QByteArrayView text, QByteArrayView name);

/// From /proc/PID/cgroup: the files that may tell of a freezer, and what such a file says.
struct FreezerFile {
    QByteArray path;
    QByteArray frozen; ///< the line that means frozen
};
std::vector<FreezerFile> freezerFiles(QByteArrayView cgroup);
Freezer freezer(QByteArrayView contents, QByteArrayView frozenLine);

} // namespace QtFailover::Internal::ProcessText
