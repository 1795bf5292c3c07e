// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "jsonreporter.h"

#include "names.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cstdio>

namespace Demo {

using namespace Qt::StringLiterals;
using QtFailover::Watcher;

namespace {

QJsonValue number(quint64 value) { return static_cast<qint64>(value); }

} // namespace

JsonReporter::JsonReporter(const Watcher &watcher, QObject *parent) : QObject(parent), m_watcher(watcher)
{
    using namespace QtFailover;
    connect(&watcher, &Watcher::roleChanged, this, [this](Role role, Role previousRole) {
        const qint64 at = monotonicNs();
        report("roleChanged"_L1,
               {{u"role"_s, roleName(role)},
                {u"previousRole"_s, roleName(previousRole)},
                {u"reason"_s, enumName(m_watcher.lastReason())}},
               at);
    });
    connect(&watcher, &Watcher::primaryChanged, this, [this](const QString &primaryId, quint64 epoch) {
        const qint64 at = monotonicNs();
        report("primaryChanged"_L1, {{u"primaryId"_s, primaryId}, {u"epoch"_s, number(epoch)}}, at);
    });
    connect(&watcher, &Watcher::primaryHealthChanged, this, [this](PrimaryHealth health) {
        const qint64 at = monotonicNs();
        report("primaryHealthChanged"_L1, {{u"health"_s, enumName(health)}}, at);
    });
    connect(&watcher, &Watcher::instancesChanged, this, [this] {
        const qint64 at = monotonicNs();
        report("instancesChanged"_L1, {{u"count"_s, m_watcher.instances().size()}}, at);
    });
    connect(&watcher, &Watcher::heartbeat, this, [this](const QString &from, quint64 epoch, quint64 sequence) {
        const qint64 at = monotonicNs();
        report("heartbeat"_L1, {{u"from"_s, from}, {u"epoch"_s, number(epoch)}, {u"sequence"_s, number(sequence)}}, at);
    });
    connect(&watcher, &Watcher::shutdownAnnounced, this, [this](const QString &from, Reason reason) {
        const qint64 at = monotonicNs();
        report("shutdownAnnounced"_L1, {{u"from"_s, from}, {u"reason"_s, enumName(reason)}}, at);
    });
    connect(&watcher, &Watcher::errorOccurred, this, [this](Error error, const QString &message) {
        const qint64 at = monotonicNs();
        report("error"_L1, {{u"error"_s, enumName(error)}, {u"message"_s, message}}, at);
    });
    connect(&watcher, &Watcher::stopped, this, [this] { report("stopped"_L1); });
}

void JsonReporter::report(QLatin1StringView event, const QJsonObject &fields, qint64 atNs)
{
    QJsonObject line{{u"event"_s, event},
                     {u"instanceId"_s, m_watcher.instanceId()},
                     {u"pid"_s, QCoreApplication::applicationPid()},
                     {u"role"_s, roleName(m_watcher.role())},
                     {u"epoch"_s, number(m_watcher.epoch())},
                     {u"monotonicNs"_s, atNs}};
    for (auto field = fields.begin(); field != fields.end(); ++field)
        line.insert(field.key(), field.value());
    const QByteArray text = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stdout);
    std::fflush(stdout);
}

} // namespace Demo
