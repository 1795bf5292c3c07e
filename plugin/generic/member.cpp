// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "member.h"

#include "watcher/defaultgroup.h"

#include <QCoreApplication>
#include <QDir>
#include <QLoggingCategory>
#include <QProcess>
#include <QTimer>

namespace QtFailover::Generic {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcPlugin, "qtfailover.plugin", QtWarningMsg)

namespace {

QString nameOf(Role role)
{
    switch (role) {
    case Role::Primary:
        return u"primary"_s;
    case Role::Secondary:
        return u"secondary"_s;
    case Role::Inactive:
        break;
    }
    return u"none"_s;
}

void callSlot(QObject *application, const QString &role, const QString &previousRole)
{
    if (application->metaObject()->indexOfMethod("failoverRoleChanged(QString,QString)") >= 0) {
        QMetaObject::invokeMethod(application, "failoverRoleChanged", Qt::DirectConnection, Q_ARG(QString, role),
                                  Q_ARG(QString, previousRole));
    }
}

} // namespace

Member::Member(const Spec &spec) : m_program(spec.program), m_config(spec.config)
{
    connect(&m_watcher, &Watcher::roleChanged, this, &Member::tell);
    // A newcomer knows its role before it has heard of the primary's epoch.
    connect(&m_watcher, &Watcher::primaryChanged, this,
            [](const QString &, quint64 epoch) { QCoreApplication::instance()->setProperty("failoverEpoch", epoch); });
    // Generic plugins are made within the application's constructor: its name, from which the group's default is
    // made, is set only after that.
    QTimer::singleShot(0, this, &Member::join);
}

void Member::join()
{
    if (QDir::isAbsolutePath(m_config.scope()))
        m_config.setScope(Config::scopeForPath(m_config.scope()));
    if (m_config.group().isEmpty())
        m_config.setGroup(Internal::defaultGroup());
    m_watcher.setConfig(m_config);
    // The library itself logs what goes wrong later.
    if (!m_watcher.start())
        qCWarning(lcPlugin).noquote() << m_watcher.errorString();
}

void Member::tell(Role role, Role previousRole)
{
    const QString name = nameOf(role);
    const QString previousName = nameOf(previousRole);
    qCInfo(lcPlugin).noquote() << previousName << "->" << name << "epoch" << m_watcher.epoch();
    QCoreApplication *application = QCoreApplication::instance();
    application->setProperty("failoverRole", name);
    application->setProperty("failoverEpoch", m_watcher.epoch());
    callSlot(application, name, previousName);
    if (!m_program.isEmpty())
        run(name, previousName);
}

void Member::run(const QString &role, const QString &previousRole)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // Or a Qt application that is run here would join the group itself.
    environment.remove(u"QT_QPA_GENERIC_PLUGINS"_s);
    environment.insert(u"FAILOVER_ROLE"_s, role);
    environment.insert(u"FAILOVER_PREVIOUS_ROLE"_s, previousRole);
    environment.insert(u"FAILOVER_EPOCH"_s, QString::number(m_watcher.epoch()));
    environment.insert(u"FAILOVER_GROUP"_s, m_config.group());
    environment.insert(u"FAILOVER_INSTANCE_ID"_s, m_watcher.instanceId());
    QProcess process;
    process.setProgram(m_program);
    process.setProcessEnvironment(environment);
    // Detached, as the last role change is that of an application that ends.
    if (!process.startDetached())
        qCWarning(lcPlugin).noquote() << "exec:" << m_program << "does not start:" << process.errorString();
}

} // namespace QtFailover::Generic
