// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/Watcher>

#include <QQmlEngine>
#include <QQmlParserStatus>

/// Watcher as a QML type: the fields of Config as properties, the handlers as signals, and start() when the component
/// is complete.
///
/// Properties of Config that change while it is active count from the next time it becomes so. Durations are whole
/// milliseconds.
class FailoverWatcher : public QtFailover::Watcher, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    Q_CLASSINFO("RegisterEnumClassesUnscoped", "false")
    QML_ELEMENT
    QML_EXTENDED_NAMESPACE(QtFailover) // FailoverWatcher.Role.Primary and the other enumerations

    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(QString group READ group WRITE setGroup NOTIFY groupChanged)
    Q_PROPERTY(QString scope READ scope WRITE setScope NOTIFY scopeChanged)
    Q_PROPERTY(QString instanceId READ instanceId WRITE setInstanceId NOTIFY ownIdChanged)
    Q_PROPERTY(
        QString applicationVersion READ applicationVersion WRITE setApplicationVersion NOTIFY applicationVersionChanged)
    Q_PROPERTY(QString runtimeDirectory READ runtimeDirectory WRITE setRuntimeDirectory NOTIFY runtimeDirectoryChanged)
    Q_PROPERTY(int priority READ priority WRITE setPriority NOTIFY priorityChanged)
    Q_PROPERTY(bool dbusEnabled READ isDBusEnabled WRITE setDBusEnabled NOTIFY dbusEnabledChanged)
    Q_PROPERTY(QtFailover::HungPrimaryPolicy hungPrimaryPolicy READ hungPrimaryPolicy WRITE setHungPrimaryPolicy NOTIFY
                   hungPrimaryPolicyChanged)
    Q_PROPERTY(int heartbeatInterval READ heartbeatInterval WRITE setHeartbeatInterval NOTIFY heartbeatIntervalChanged)
    Q_PROPERTY(int heartbeatTimeout READ heartbeatTimeout WRITE setHeartbeatTimeout NOTIFY heartbeatTimeoutChanged)
    Q_PROPERTY(int probeInterval READ probeInterval WRITE setProbeInterval NOTIFY probeIntervalChanged)
    Q_PROPERTY(int mainLoopTimeout READ mainLoopTimeout WRITE setMainLoopTimeout NOTIFY mainLoopTimeoutChanged)
    Q_PROPERTY(int promotionTimeout READ promotionTimeout WRITE setPromotionTimeout NOTIFY promotionTimeoutChanged)
    Q_PROPERTY(int shutdownTimeout READ shutdownTimeout WRITE setShutdownTimeout NOTIFY shutdownTimeoutChanged)

public:
    explicit FailoverWatcher(QObject *parent = nullptr);
    ~FailoverWatcher() override;

    /// Whether it belongs to the group, or is about to. Default true: it starts with its component. False: it leaves
    /// the group, and hands over if it is primary. It turns false by itself when the settings are wrong.
    bool isActive() const { return m_active; }
    void setActive(bool active);

    QString group() const { return m_settings.group(); }
    void setGroup(const QString &group);
    QString scope() const { return m_settings.scope(); }
    void setScope(const QString &scope);
    void setInstanceId(const QString &id);
    QString applicationVersion() const { return m_settings.applicationVersion(); }
    void setApplicationVersion(const QString &version);
    QString runtimeDirectory() const { return m_settings.runtimeDirectory(); }
    void setRuntimeDirectory(const QString &path);
    int priority() const { return m_settings.priority(); }
    void setPriority(int priority);
    bool isDBusEnabled() const { return m_settings.isDBusEnabled(); }
    void setDBusEnabled(bool enabled);
    QtFailover::HungPrimaryPolicy hungPrimaryPolicy() const { return m_settings.hungPrimaryPolicy(); }
    void setHungPrimaryPolicy(QtFailover::HungPrimaryPolicy policy);
    int heartbeatInterval() const { return int(m_settings.heartbeatInterval().count()); }
    void setHeartbeatInterval(int ms);
    int heartbeatTimeout() const { return int(m_settings.heartbeatTimeout().count()); }
    void setHeartbeatTimeout(int ms);
    int probeInterval() const { return int(m_settings.probeInterval().count()); }
    void setProbeInterval(int ms);
    int mainLoopTimeout() const { return int(m_settings.mainLoopTimeout().count()); }
    void setMainLoopTimeout(int ms);
    int promotionTimeout() const { return int(m_settings.promotionTimeout().count()); }
    void setPromotionTimeout(int ms);
    int shutdownTimeout() const { return int(m_settings.shutdownTimeout().count()); }
    void setShutdownTimeout(int ms);

    void classBegin() override {}
    void componentComplete() override;

public Q_SLOTS:
    /// As `active = true`: Watcher::start() alone would leave the properties aside. False where they are
    /// wrong and the component is complete.
    bool start();
    /// As `active = false`.
    void shutdown();

Q_SIGNALS:
    void activeChanged();
    void groupChanged();
    void scopeChanged();
    void ownIdChanged(); ///< Watcher::instanceIdChanged(), as moc takes only those without arguments from a base class
    void applicationVersionChanged();
    void runtimeDirectoryChanged();
    void priorityChanged();
    void dbusEnabledChanged();
    void hungPrimaryPolicyChanged();
    void heartbeatIntervalChanged();
    void heartbeatTimeoutChanged();
    void probeIntervalChanged();
    void mainLoopTimeoutChanged();
    void promotionTimeoutChanged();
    void shutdownTimeoutChanged();
    /// The question of Watcher::setPromotionHandler(). Where nothing is connected it is accepted; a handler must
    /// answer with accept() or reject(), at once or later: JavaScript lets go of a forgotten answer too late.
    void promotionRequested(const QtFailover::Promotion &promotion);
    /// The order of Watcher::setDemotionHandler(). A handler must answer with done(). Not in the destructor: QML has
    /// disconnected its handlers by then.
    void demotionRequested(const QtFailover::Demotion &demotion);

private:
    template <typename Value>
    void set(void (QtFailover::Config::*setter)(Value), Value value, void (FailoverWatcher::*changed)());
    void join();
    void leave();

    QtFailover::Config m_settings;
    bool m_active = true;
    bool m_joinsAgain = false; ///< as soon as it has stopped
    bool m_complete = false;
};
