// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include <QtFailover/config.h>

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace QtFailover {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

enum class Zero { Refused, MeansNever };

QString checkText(QLatin1StringView field, const QString &text, qsizetype maxBytes)
{
    if (!text.isValidUtf16())
        return QCoreApplication::translate("QtFailover", "%1: it is not valid Unicode. Give a valid text.").arg(field);
    // They would break log lines and formatStatus().
    if (std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; }))
        return QCoreApplication::translate("QtFailover", "%1: it contains control characters. Remove them.").arg(field);
    const qsizetype bytes = text.toUtf8().size();
    if (bytes > maxBytes) {
        return QCoreApplication::translate("QtFailover",
                                           "%1: it is %2 bytes long in UTF-8. Use a shorter one, of %3 bytes at most.")
            .arg(field, QString::number(bytes), QString::number(maxBytes));
    }
    return {};
}

QString inWords(milliseconds duration)
{
    if (duration >= 1h && duration % 1h == 0ms)
        return QString::number(duration / 1h) + u" h"_s;
    if (duration >= 1s && duration % 1s == 0ms)
        return QString::number(duration / 1s) + u" s"_s;
    return QString::number(duration.count()) + u" ms"_s;
}

QString checkDuration(QLatin1StringView field, milliseconds value, milliseconds least, milliseconds most,
                      Zero zero = Zero::Refused)
{
    if ((value >= least && value <= most) || (zero == Zero::MeansNever && value == 0ms))
        return {};
    const QString sentence =
        zero == Zero::MeansNever
            ? QCoreApplication::translate("QtFailover", "%1: %2 is out of range. Choose from %3 to %4, or 0 for never.")
            : QCoreApplication::translate("QtFailover", "%1: %2 is out of range. Choose from %3 to %4.");
    return sentence.arg(field, inWords(value), inWords(least), inWords(most));
}

QString checkHeartbeatTimeout(milliseconds timeout, milliseconds heartbeatInterval)
{
    const milliseconds interval = std::clamp<milliseconds>(heartbeatInterval, 10ms, 1h); // no overflow below
    // Less than two intervals, and one late beat would be a false alarm.
    if (timeout < 2 * interval) {
        return QCoreApplication::translate("QtFailover",
                                           "heartbeatTimeout: %1 is less than twice the heartbeatInterval of %2. "
                                           "Choose at least %3, or a shorter heartbeatInterval.")
            .arg(inWords(timeout), inWords(interval), inWords(2 * interval));
    }
    return checkDuration("heartbeatTimeout"_L1, timeout, 2 * interval, 24h);
}

QString checkMainLoopTimeout(milliseconds timeout, milliseconds interval)
{
    // The others learn of the main loop by the heartbeats.
    if (timeout > 0ms && timeout <= interval) {
        return QCoreApplication::translate("QtFailover",
                                           "mainLoopTimeout: %1 is not more than the heartbeatInterval of %2. "
                                           "Choose a longer one, or 0 for never.")
            .arg(inWords(timeout), inWords(interval));
    }
    return checkDuration("mainLoopTimeout"_L1, timeout, 1ms, 24h, Zero::MeansNever);
}

QString checkDirectory(const QString &path)
{
    if (path.contains(QChar(u'\0')))
        return QCoreApplication::translate("QtFailover", "%1: it contains control characters. Remove them.")
            .arg("runtimeDirectory"_L1);
    if (!path.isEmpty() && !QDir::isAbsolutePath(path)) {
        return QCoreApplication::translate("QtFailover",
                                           "runtimeDirectory: \"%1\" is relative. Give an absolute path, or none for "
                                           "the user's own runtime directory.")
            .arg(path);
    }
    return {};
}

} // namespace

QString Config::validate() const
{
    constexpr qsizetype LongestPath = 4096;
    const QString mistakes[] = {
        checkText("group"_L1, group(), 200),
        checkText("scope"_L1, scope(), LongestPath),
        checkText("instanceId"_L1, instanceId(), 64),
        checkText("applicationVersion"_L1, applicationVersion(), 200),
        checkDirectory(runtimeDirectory()),
        checkDuration("heartbeatInterval"_L1, heartbeatInterval(), 10ms, 1h),
        checkHeartbeatTimeout(heartbeatTimeout(), heartbeatInterval()),
        checkDuration("probeInterval"_L1, probeInterval(), 10ms, 24h, Zero::MeansNever),
        checkMainLoopTimeout(mainLoopTimeout(), heartbeatInterval()),
        checkDuration("promotionTimeout"_L1, promotionTimeout(), 10ms, 24h),
        checkDuration("shutdownTimeout"_L1, shutdownTimeout(), 1ms, 1h),
    };
    const auto first = std::find_if(std::begin(mistakes), std::end(mistakes),
                                    [](const QString &mistake) { return !mistake.isEmpty(); });
    return first == std::end(mistakes) ? QString() : *first;
}

} // namespace QtFailover
