// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/processtext.h"

#include <QStringBuilder>

namespace QtFailover::Internal::ProcessText {

namespace {

QByteArrayView takeLine(QByteArrayView &text)
{
    const qsizetype end = text.indexOf('\n');
    const QByteArrayView line = end < 0 ? text : text.first(end);
    text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    return line;
}

// "PID (comm) S …": the program chooses comm, parentheses and spaces included, so the last one counts.
char stateLetter(QByteArrayView stat)
{
    const qsizetype end = stat.lastIndexOf(')');
    return end >= 0 && end + 2 < stat.size() ? stat[end + 2] : '\0';
}

bool isOtherThanZero(QByteArrayView value) { return !value.isEmpty() && value != "0"; }

} // namespace

ProcessState judge(QByteArrayView stat, QByteArrayView status, Freezer freezer)
{
    const char letter = stateLetter(stat);
    if (letter == '\0' || status.isEmpty())
        return ProcessState::Unknown;
    // One thread, and its memory is given up: it is on its way out of the kernel, be it after a dump or a kill.
    // (Z with others: only the leader has ended.)
    if (letter != 'Z' && field(status, "Threads") == "1" && field(status, "VmSize").isEmpty())
        return ProcessState::Dead;
    if (isOtherThanZero(field(status, "CoreDumping")))
        return ProcessState::Dumping;
    if (letter == 't' || isOtherThanZero(field(status, "TracerPid")))
        return ProcessState::Debugged;
    if (freezer == Freezer::Frozen)
        return ProcessState::Frozen;
    if (letter == 'T')
        return ProcessState::Stopped;
    return ProcessState::Running;
}

QByteArrayView field(QByteArrayView text, QByteArrayView name)
{
    while (!text.isEmpty()) {
        const QByteArrayView line = takeLine(text);
        if (line.startsWith(name) && line.size() > name.size() && line[name.size()] == ':')
            return line.sliced(name.size() + 1).trimmed();
    }
    return {};
}

std::vector<FreezerFile> freezerFiles(QByteArrayView cgroup)
{
    std::vector<FreezerFile> files;
    while (!cgroup.isEmpty()) {
        // hierarchy-ID:controllers:path
        const QByteArrayView line = takeLine(cgroup);
        const qsizetype first = line.indexOf(':');
        const qsizetype second = first < 0 ? -1 : line.indexOf(':', first + 1);
        if (second < 0)
            continue;
        const QByteArrayView controllers = line.sliced(first + 1, second - first - 1);
        const QByteArray path = line.sliced(second + 1).toByteArray();
        if (controllers.isEmpty()) {
            files.push_back({"/sys/fs/cgroup" + path + "/cgroup.events", "frozen 1"});
            files.push_back({"/sys/fs/cgroup/unified" + path + "/cgroup.events", "frozen 1"});
        } else if (controllers == "freezer") {
            files.push_back({"/sys/fs/cgroup/freezer" + path + "/freezer.state", "FROZEN"});
        }
    }
    return files;
}

Freezer freezer(QByteArrayView contents, QByteArrayView frozenLine)
{
    while (!contents.isEmpty()) {
        if (takeLine(contents) == frozenLine)
            return Freezer::Frozen;
    }
    return Freezer::Thawed;
}

} // namespace QtFailover::Internal::ProcessText
