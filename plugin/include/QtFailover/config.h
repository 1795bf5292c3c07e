// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#ifndef QTFAILOVER_CONFIG_H
#define QTFAILOVER_CONFIG_H

#include <QtFailover/types.h>

#include <QtCore/qshareddata.h>
#include <QtCore/qstring.h>
#include <QtCore/qvariant.h>

#include <chrono>

namespace QtFailover {

/// What an instance brings to its group.
///
/// An implicitly shared value; copies may be used in any thread. Setters take anything: validate() and
/// Watcher::start() say what is wrong. Instances of one group should agree on the durations; each is judged
/// by its own heartbeatInterval, which it tells the others.
///
/// Every field is a property, so that `fromMap()`, a plugin's specification, QML and the documentation share
/// one list of names. All durations are counted on the monotonic clock, in whole milliseconds.
class QTFAILOVER_EXPORT Config
{
    Q_GADGET
    Q_PROPERTY(QString group READ group WRITE setGroup)
    Q_PROPERTY(QString scope READ scope WRITE setScope)
    Q_PROPERTY(QString instanceId READ instanceId WRITE setInstanceId)
    Q_PROPERTY(QString applicationVersion READ applicationVersion WRITE setApplicationVersion)
    Q_PROPERTY(QString runtimeDirectory READ runtimeDirectory WRITE setRuntimeDirectory)
    Q_PROPERTY(int priority READ priority WRITE setPriority)
    Q_PROPERTY(bool enabled READ isEnabled WRITE setEnabled)
    Q_PROPERTY(bool dbusEnabled READ isDBusEnabled WRITE setDBusEnabled)
    Q_PROPERTY(QtFailover::HungPrimaryPolicy hungPrimaryPolicy READ hungPrimaryPolicy WRITE setHungPrimaryPolicy)
    Q_PROPERTY(std::chrono::milliseconds heartbeatInterval READ heartbeatInterval WRITE setHeartbeatInterval)
    Q_PROPERTY(std::chrono::milliseconds heartbeatTimeout READ heartbeatTimeout WRITE setHeartbeatTimeout)
    Q_PROPERTY(std::chrono::milliseconds probeInterval READ probeInterval WRITE setProbeInterval)
    Q_PROPERTY(std::chrono::milliseconds mainLoopTimeout READ mainLoopTimeout WRITE setMainLoopTimeout)
    Q_PROPERTY(std::chrono::milliseconds promotionTimeout READ promotionTimeout WRITE setPromotionTimeout)
    Q_PROPERTY(std::chrono::milliseconds shutdownTimeout READ shutdownTimeout WRITE setShutdownTimeout)

public:
    /// The defaults, which are valid within a QCoreApplication that has a name.
    Config();
    /// The defaults for `group`.
    explicit Config(const QString &group);
    /// Copies share their data until one of them is changed.
    Config(const Config &other);
    /// As the copy constructor.
    Config &operator=(const Config &other);
    ~Config();

    /// Makes a Config from property names and values, starting from the defaults.
    ///
    /// Durations are integers in milliseconds, enumerations their enumerators' names or numbers. Texts are
    /// accepted for all of them ("5000", "fence", "true", "yes", "on", "1"…), as specifications of plugins are
    /// text. An unknown key or a value that cannot be converted leaves its field at the default and puts the
    /// key, the value and the remedy into `error` (the first one, in order of the keys); without a mistake
    /// `error` is empty. It does not validate(). Does not block.
    static Config fromMap(const QVariantMap &map, QString *error = nullptr);
    /// All fields by their property names, durations as qint64 in milliseconds, enumerations as their names:
    /// what fromMap() takes. Does not block.
    QVariantMap toMap() const;
    /// Makes a scope from the path of a document or workspace, so that all ways to one file lead to one group:
    /// absolute, symbolic links and `..` resolved, also where the last components do not exist yet. An empty
    /// path gives an empty scope. Touches the disk and may block as long as the file system does; the library
    /// itself never does this. It does not see that hard links or two mounts are the same file.
    static QString scopeForPath(const QString &path);
    /// Empty, or which field is wrong, why, and what to do: the first one in order of the properties. Does not
    /// look at the disk, and does not block.
    QString validate() const;

    /// Who belongs together, beside the user and the runtimeDirectory: usually the application's id in reverse
    /// domain notation, as org.example.App. At most 200 bytes of UTF-8, no control characters. Empty (the
    /// default) is resolved in Watcher::start(): QGuiApplication's desktopFileName without `.desktop`, else the
    /// reversed organizationDomain ("local" without one) and the applicationName.
    QString group() const;
    /// Sets group().
    void setGroup(const QString &group);
    /// Divides a group, for instance by document: an opaque string, at most 4096 bytes of UTF-8, no control
    /// characters. Empty (the default): the group is not divided. See scopeForPath().
    QString scope() const;
    /// Sets scope().
    void setScope(const QString &scope);
    /// Unique among the group's instances, at most 64 bytes of UTF-8, no control characters. Empty (the default):
    /// made from the process id and a random number in Watcher::start().
    QString instanceId() const;
    /// Sets instanceId().
    void setInstanceId(const QString &id);
    /// Shown to the others in InstanceInfo and on D-Bus; at most 200 bytes of UTF-8, no control characters. Empty
    /// (the default): QCoreApplication's applicationVersion. No decision rests on it.
    QString applicationVersion() const;
    /// Sets applicationVersion().
    void setApplicationVersion(const QString &version);
    /// Where the group's directory is made: an absolute path, owned by the user and not writable by others;
    /// made with mode 0700 where it is missing. Instances with different ones never meet. Empty (the default):
    /// the user's runtime directory ($XDG_RUNTIME_DIR, in Flatpak its app directory, else a private one).
    QString runtimeDirectory() const;
    /// Sets runtimeDirectory().
    void setRuntimeDirectory(const QString &path);
    /// The highest is preferred as successor, among equals the oldest; forSecondary() never. Any int; default 0.
    int priority() const;
    /// Sets priority().
    void setPriority(int priority);
    /// Whether the instance may become primary by itself. Default true. This is the value at Watcher::start();
    /// see Watcher::setEnabled() for later.
    bool isEnabled() const;
    /// Sets isEnabled().
    void setEnabled(bool enabled);
    /// Whether the instance appears on the session bus. Default true. Without effect in a build without D-Bus;
    /// nothing but the bus itself depends on it.
    bool isDBusEnabled() const;
    /// Sets isDBusEnabled().
    void setDBusEnabled(bool enabled);
    /// Whether a primary that lives but hangs may lose its role. Default Wait. It is fenced only when its own
    /// policy and the secondary's are both Fence.
    HungPrimaryPolicy hungPrimaryPolicy() const;
    /// Sets hungPrimaryPolicy().
    void setHungPrimaryPolicy(HungPrimaryPolicy policy);

    /// From one heartbeat of the primary to the next. Default 5 s; 10 ms to 1 h.
    std::chrono::milliseconds heartbeatInterval() const;
    /// Sets heartbeatInterval().
    void setHeartbeatInterval(std::chrono::milliseconds interval);
    /// How long a living primary may be silent before it counts as unresponsive: from its last sign of life, or from
    /// when this instance found it where there was none. Default 15 s; at least twice the heartbeatInterval, at
    /// most 24 h. The death of a primary is noticed at once, whatever this is.
    std::chrono::milliseconds heartbeatTimeout() const;
    /// Sets heartbeatTimeout().
    void setHeartbeatTimeout(std::chrono::milliseconds timeout);
    /// How often a secondary asks the primary for a sign of life of its own accord, from the question before.
    /// Default 60 s; 10 ms to 24 h, or 0: never, only before it judges a silent one.
    std::chrono::milliseconds probeInterval() const;
    /// Sets probeInterval().
    void setProbeInterval(std::chrono::milliseconds interval);
    /// How long the primary's main loop may stand still before the primary counts as unresponsive although its thread
    /// beats: from the first question that the loop leaves unanswered, at most one heartbeatInterval after its last
    /// turn. Default 30 s; 0: never; otherwise more than the heartbeatInterval, at most 24 h. See
    /// Watcher::expectBusy().
    std::chrono::milliseconds mainLoopTimeout() const;
    /// Sets mainLoopTimeout().
    void setMainLoopTimeout(std::chrono::milliseconds timeout);
    /// How long a promotion may take, from the moment the promotion handler is asked. After it the lock is
    /// released and the next in rank is asked. Default 60 s; 10 ms to 24 h.
    std::chrono::milliseconds promotionTimeout() const;
    /// Sets promotionTimeout().
    void setPromotionTimeout(std::chrono::milliseconds timeout);
    /// How long a shutdown or a hand-over may take, from the call; so long the Watcher's destructor and
    /// QCoreApplication::aboutToQuit wait at most, half a second more where a disk or the bus hangs, and beside
    /// the application's own handlers. Default 5 s; 1 ms to 1 h.
    std::chrono::milliseconds shutdownTimeout() const;
    /// Sets shutdownTimeout().
    void setShutdownTimeout(std::chrono::milliseconds timeout);

private:
    QSharedDataPointer<class ConfigData> d;
};

} // namespace QtFailover

#endif
