// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "monotonic.h"

#include <QtFailover/Watcher>

#include <QJsonObject>
#include <QObject>

namespace Demo {

/// Prints what the Watcher tells, one JSON object a line to stdout, each flushed.
///
/// Every line has `event`, `instanceId`, `pid`, `role`, `epoch` and `monotonicNs`, and by event
///   started               group, scope
///   roleChanged           previousRole, reason
///   primaryChanged        primaryId
///   primaryHealthChanged  health
///   instancesChanged      count
///   heartbeat             from, sequence
///   shutdownAnnounced     from, reason
///   error                 error, message
///   acknowledged          id, text
///   status                status
///   check                 result
class JsonReporter final : public QObject
{
    Q_OBJECT
public:
    /// Make it before other receivers of the Watcher's signals, so that its times are not theirs.
    explicit JsonReporter(const QtFailover::Watcher &watcher, QObject *parent = nullptr);

    void report(QLatin1StringView event, const QJsonObject &fields = {}, qint64 atNs = monotonicNs());

private:
    const QtFailover::Watcher &m_watcher;
};

} // namespace Demo
