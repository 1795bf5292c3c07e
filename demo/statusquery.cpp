// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "statusquery.h"

#include "grouptable.h"
#include "names.h"

#include <QTextStream>

namespace Demo {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using namespace QtFailover;

namespace {

constexpr auto atMost = 1s; ///< for a primary that does not answer

Config observer(Config config)
{
    config.setEnabled(false);
    config.setDBusEnabled(false);
    config.setInstanceId({}); // the one that is asked about may be running
    return config;
}

} // namespace

StatusQuery::StatusQuery(const Config &config, QObject *parent) : QObject(parent), m_watcher(observer(config))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &StatusQuery::print);
    connect(&m_watcher, &Watcher::instancesChanged, this, &StatusQuery::look);
    connect(&m_watcher, &Watcher::errorOccurred, this,
            [](Error, const QString &message) { QTextStream(stderr) << message << Qt::endl; });
    connect(&m_watcher, &Watcher::stopped, this, [this] { Q_EMIT finished(m_exitStatus); });
}

void StatusQuery::start()
{
    if (m_watcher.start())
        m_deadline.start(atMost);
    else
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT finished(Unusable); }, Qt::QueuedConnection);
}

QList<InstanceInfo> StatusQuery::others() const
{
    QList<InstanceInfo> result = m_watcher.instances();
    result.removeIf([this](const InstanceInfo &info) { return info.id() == m_watcher.instanceId(); });
    return result;
}

void StatusQuery::look()
{
    // The roster comes from the primary and is whole; without a primary there is only waiting.
    const QList<InstanceInfo> seen = others();
    if (!seen.isEmpty() && seen.constFirst().role() == Role::Primary)
        print();
}

void StatusQuery::print()
{
    if (m_state == State::Leaving)
        return;
    m_state = State::Leaving;
    m_deadline.stop();
    const QList<InstanceInfo> seen = others();
    // One that has not spoken yet, as it is stopped, holds the role for all that.
    const bool isTherePrimary = !m_watcher.primaryId().isEmpty() && m_watcher.primaryHealth() != PrimaryHealth::Gone;
    QTextStream out(stdout);
    if (seen.isEmpty() && !isTherePrimary) {
        out << tr("The group %1 has no primary.").arg(m_watcher.config().group()) << Qt::endl;
    } else {
        m_exitStatus = SomebodyRuns;
        out << groupTable(seen)
            << tr("Primary %1, epoch %2, health %3.")
                   .arg(m_watcher.primaryId(), QString::number(m_watcher.epoch()), enumName(m_watcher.primaryHealth()))
            << Qt::endl;
    }
    m_watcher.shutdown();
}

} // namespace Demo
