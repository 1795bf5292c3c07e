// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#ifndef QTFAILOVER_WATCHER_H
#define QTFAILOVER_WATCHER_H

#include <QtFailover/config.h>
#include <QtFailover/instanceinfo.h>
#include <QtFailover/promotion.h>
#include <QtFailover/types.h>

#include <QtCore/qdatetime.h>
#include <QtCore/qdeadlinetimer.h>
#include <QtCore/qfuture.h>
#include <QtCore/qlist.h>
#include <QtCore/qobject.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace QtFailover {

/// Makes this process an instance of its group: elects the primary, watches it, fails over, and tells so.
///
/// Create, use and destroy it in one thread that has an event loop; its signals, handlers and futures come in
/// that thread. isPrimary(), fencingToken() and setEnabled() may be called from any. The work is done in a
/// thread of the library's own, so nothing here blocks, but for the functions called waitFor…, the destructor
/// and QCoreApplication::aboutToQuit.
///
/// The state is brought up to date as a whole, then the signals are emitted in this order: roleChanged(),
/// promoted() or demoted(), primaryChanged(), primaryHealthChanged(), instancesChanged(). A slot may call
/// everything here, but should not delete the Watcher: use deleteLater().
///
/// In a child forked without exec, isPrimary() is false, calls do nothing, and destroying the Watcher touches no
/// file, socket or bus.
///
/// What it does not do: it never kills a process, installs a signal handler or calls exit(), and it cannot stop
/// an old primary between its look at isPrimary() and its write. Where that matters, give fencingToken() to the
/// resource with each write, and let the resource refuse smaller ones.
class QTFAILOVER_EXPORT Watcher : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QtFailover::Role role READ role NOTIFY roleChanged)
    Q_PROPERTY(bool primary READ isPrimary NOTIFY roleChanged)
    Q_PROPERTY(quint64 epoch READ epoch NOTIFY primaryChanged)
    Q_PROPERTY(QString primaryId READ primaryId NOTIFY primaryChanged)
    Q_PROPERTY(QString instanceId READ instanceId NOTIFY instanceIdChanged)
    Q_PROPERTY(QtFailover::PrimaryHealth primaryHealth READ primaryHealth NOTIFY primaryHealthChanged)
    Q_PROPERTY(bool enabled READ isEnabled WRITE setEnabled NOTIFY enabledChanged)
    Q_PROPERTY(QList<QtFailover::InstanceInfo> instances READ instances NOTIFY instancesChanged)
    Q_PROPERTY(bool dbusConnected READ isDBusConnected NOTIFY dbusConnectedChanged)

public:
    /// A Watcher with the default Config. It does nothing before start().
    explicit Watcher(QObject *parent = nullptr);
    /// A Watcher with `config`, which start() will validate.
    explicit Watcher(const Config &config, QObject *parent = nullptr);
    /// For a program that is useless as a secondary: it stands for election until it finds another primary. Then
    /// errorOccurred(OtherPrimary) and stopped() follow, and it never has a role. The caller owns the Watcher, and
    /// calls start().
    static Watcher *forPrimary(const Config &config, QObject *parent = nullptr);
    /// For a program that would rather not be primary: it stands for election only after Config::heartbeatTimeout
    /// without a primary in sight, or when asked itself: takeOver(), handOver() by id, checkAndMaybeFailover().
    static Watcher *forSecondary(const Config &config, QObject *parent = nullptr);
    /// shutdown(), then waits for stopped() for Config::shutdownTimeout at most (see there), during which handlers and
    /// signals are called as usual (Demotion::isSynchronous() is true). Blocks for that long, and as long as they do.
    ~Watcher() override;

    /// The configuration as it was set; fields left to be resolved in start() stay empty in it.
    Config config() const;
    /// Replaces the configuration: before start() or after stopped(). While running it is refused with
    /// errorOccurred(InvalidConfig), and nothing changes. Where it names another group, scope or runtimeDirectory,
    /// epoch() and primaryId() begin anew.
    void setConfig(const Config &config);

    /// The role as roleChanged() last told it. Inactive before the first.
    Role role() const;
    /// Whether this instance is primary, provably and now: the right on the disk was seen less than 100 ms ago, or
    /// is looked at by this very call. It can turn false before roleChanged() is emitted or, until deleted files are
    /// made anew, without that; it is false during the promotion handler. Any thread; one stat() of a file at most.
    bool isPrimary() const;
    /// The epoch while isPrimary(), and during the promotion handler the new epoch; otherwise empty. For the
    /// resource, which must refuse a token smaller than one it has seen. Any thread; as isPrimary().
    std::optional<quint64> fencingToken() const;
    /// The epoch of the newest primary heard of, in this run or before; 0 before the first. Only grows while the
    /// Watcher runs.
    quint64 epoch() const;
    /// The own id: Config::instanceId(), or the one that start() has made.
    QString instanceId() const;
    /// The id of the newest primary heard of, which may be gone since (see primaryHealth()); empty before the first.
    QString primaryId() const;
    /// What is known of the primary's life. Of the primary itself, as seen by itself: Alive or Busy.
    PrimaryHealth primaryHealth() const;
    /// Whether this instance may become primary by itself.
    bool isEnabled() const;
    /// The roster as the primary last told it: the primary first, then in order of succession.
    QList<InstanceInfo> instances() const;
    /// Whether the instance is on the session bus. Nothing else depends on it.
    bool isDBusConnected() const;
    /// Of the last change of the own role.
    Reason lastReason() const;
    /// The last error told by errorOccurred(); NoError before the first and after start().
    Error error() const;
    /// The sentence to error(): what failed, where, and what to do.
    QString errorString() const;
    /// When the last heartbeat of the primary (also the own, as primary) was received, by the wall clock in UTC;
    /// invalid before the first. For display only: see lastHeartbeatAge().
    QDateTime lastHeartbeat() const;
    /// How long ago that was, on the monotonic clock; empty before the first.
    std::optional<std::chrono::milliseconds> lastHeartbeatAge() const;
    /// Counters of this run, for people and monitoring; durations in the unit that the key's ending names. Keys may
    /// be added, and must not be relied on.
    QVariantMap statistics() const;
    /// One line of key=value, separated by single spaces: role, enabled, epoch, instance_id, primary_id,
    /// primary_health, heartbeat_interval, heartbeat_timeout, probe_interval, last_heartbeat (RFC 3339 in UTC, or
    /// "never"), last_reason, dbus; more may follow. A value that is empty, or holds a space, a quote or an equals
    /// sign, stands in double quotes, with backslashes before quotes and backslashes in it.
    QString formatStatus() const;

    /// Blocks until role() is no longer Inactive, with true, or until `deadline` or stopped(), with false. On
    /// request only: for main() before exec(). Handlers and signals are called meanwhile, other events are not.
    bool waitForRole(QDeadlineTimer deadline = QDeadlineTimer(3000));
    /// Blocks until stopped() was emitted, with true (at once when not running), or until `deadline`, with false.
    /// Call shutdown() before. Handlers and signals are called meanwhile, other events are not.
    bool waitForStopped(QDeadlineTimer deadline = QDeadlineTimer(5000));
    /// Asks the primary for a sign of life, and stands for election if there is none. Returns at once; the future
    /// is fulfilled in the Watcher's thread, within about `timeout` from the call, and never carries an exception.
    ///
    /// Its result() in the Watcher's thread would wait for ever, as the answer comes through its event loop: use
    /// then() with a context object that outlives the answer, or QFutureWatcher.
    QFuture<CheckResult> checkAndMaybeFailover(std::chrono::milliseconds timeout = std::chrono::seconds(2));

    /// Sets what is asked before this instance becomes primary; without a handler every promotion is accepted.
    ///
    /// It is called in the Watcher's thread, and answers at once or later: see Promotion. An exception counts as
    /// reject(). There is one handler, a later one replaces it, an empty one removes it. It goes with `context`,
    /// which must live in the Watcher's thread; nullptr: with the Watcher. A Promotion that is open at that moment
    /// stays open.
    void setPromotionHandler(const QObject *context, std::function<void(Promotion)> handler);
    /// Sets what is called before this instance gives up the role of primary, so that it can write and let go; see
    /// Demotion. An exception counts as done(), with errorOccurred(InternalError). Otherwise as above.
    void setDemotionHandler(const QObject *context, std::function<void(Demotion)> handler);
    /// Sets the application's own answer to "is my main loop healthy?", beside the event loop having turned.
    ///
    /// It is called in the Watcher's thread, about every Config::heartbeatInterval while this instance is primary and
    /// for each Ping() on the bus, and not again before its future is finished or another probe is set. True: healthy.
    /// False, cancelled, an exception, or no answer: the main loop counts as not having turned. Otherwise as above.
    void setProbe(const QObject *context, std::function<QFuture<bool>()> probe);

public Q_SLOTS:
    /// Joins the group. False, with errorOccurred(InvalidConfig) that names the field, for a bad Config, the wrong
    /// thread, or no QCoreApplication; true otherwise, also when it runs already. While it is stopping, it starts
    /// again right after stopped(). Everything else that may be wrong (directory, disk, socket, bus) comes later by
    /// errorOccurred(), the role by roleChanged(). Returns at once.
    bool start();
    /// Leaves the group, if it runs. A primary with a successor hands over first: successor ready, then the demotion
    /// handler. Returns at once; stopped() follows within shutdownTimeout, or 1 s later where another does not read, or
    /// 2 s later where the library's own thread hangs, as on a disk that does not answer.
    void shutdown();
    /// Whether this instance may become primary by itself. Any thread. Disabling a primary hands the role over; where
    /// there is no successor, it stays. Counts for this and later runs, until setConfig().
    void setEnabled(bool enabled);
    /// As primary: hands the role to `instanceId`, or to the successor when empty. Returns at once. Success: its
    /// primaryChanged(). Failure: errorOccurred(HandoverFailed) within Config::shutdownTimeout, or later if it rejects.
    void handOver(const QString &instanceId = QString());
    /// As secondary: asks the primary to hand the role to this instance, or fences it where it hangs and both policies
    /// allow. Also ends a crash loop's stop. Success is primaryChanged(), failure errorOccurred(HandoverFailed) within
    /// Config::shutdownTimeout, or later while the primary lets go. Returns at once.
    void takeOver();
    /// Announces that the event loop will not turn for `atMost` from now: until then this instance is not fenced.
    /// Ends early when the event loop turns again; a later call replaces it. Any value up to 0 ends it at once.
    void expectBusy(std::chrono::milliseconds atMost);

Q_SIGNALS:
    /// The role has changed. The first one after start() has previousRole Inactive.
    void roleChanged(QtFailover::Role role, QtFailover::Role previousRole);
    /// This instance has become primary with `epoch`.
    void promoted(quint64 epoch, QtFailover::Reason reason);
    /// This instance is no longer primary; `epoch` is that of the reign that ended.
    void demoted(quint64 epoch, QtFailover::Reason reason);
    /// Another primary, or another epoch of the same. Not emitted for an absence: primaryHealthChanged(Gone) is. An
    /// empty id: setConfig() has named another group.
    void primaryChanged(const QString &instanceId, quint64 epoch);
    /// primaryHealth() has changed.
    void primaryHealthChanged(QtFailover::PrimaryHealth health);
    /// The roster has changed: see instances().
    void instancesChanged();
    /// start() has made an id, or setConfig() has set one.
    void instanceIdChanged(const QString &instanceId);
    /// By setEnabled(), setConfig() or D-Bus.
    void enabledChanged(bool enabled);
    /// The instance has appeared on the session bus, or is no longer there.
    void dbusConnectedChanged(bool connected);
    /// A heartbeat of the primary (also the own) was received. `sequence` grows within an epoch, from any number and
    /// not always by one. Being connected to it wakes the application at every beat, so connect only where that is
    /// worth it.
    void heartbeat(const QString &instanceId, quint64 epoch, quint64 sequence);
    /// The primary says that it is leaving, and why. Its lock is free already.
    void shutdownAnnounced(const QString &instanceId, QtFailover::Reason reason);
    /// Something failed: the kind for programs, a sentence for people. Unless stopped() follows, the Watcher works on.
    void errorOccurred(QtFailover::Error error, const QString &errorString);
    /// The Watcher has left the group and let go of everything; start() may be called again.
    void stopped();

protected:
    /// Notes whether heartbeat() is wanted.
    void connectNotify(const QMetaMethod &signal) override;

private:
    Q_DISABLE_COPY_MOVE(Watcher)
    friend class WatcherPrivate;
    const std::unique_ptr<class WatcherPrivate> d;
};

} // namespace QtFailover

#endif
