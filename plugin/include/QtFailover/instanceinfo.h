// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#ifndef QTFAILOVER_INSTANCEINFO_H
#define QTFAILOVER_INSTANCEINFO_H

#include <QtFailover/types.h>

#include <QtCore/qshareddata.h>
#include <QtCore/qstring.h>

namespace QtFailover {

/// One line of the roster: an instance of the group as the primary last described it.
///
/// An implicitly shared value, read from Watcher::instances(). It does not follow later changes; it may be
/// copied to and read in any thread. Nothing here is proof that the process still lives.
class QTFAILOVER_EXPORT InstanceInfo
{
    Q_GADGET
    Q_PROPERTY(QString id READ id CONSTANT)
    Q_PROPERTY(qint64 pid READ pid CONSTANT)
    Q_PROPERTY(QtFailover::Role role READ role CONSTANT)
    Q_PROPERTY(bool enabled READ isEnabled CONSTANT)
    Q_PROPERTY(int priority READ priority CONSTANT)
    Q_PROPERTY(QString applicationVersion READ applicationVersion CONSTANT)
    Q_PROPERTY(bool successor READ isSuccessor CONSTANT)

public:
    /// Describes no instance: an empty id, role Inactive.
    InstanceInfo();
    /// Copies share their data.
    InstanceInfo(const InstanceInfo &other);
    /// As the copy constructor.
    InstanceInfo &operator=(const InstanceInfo &other);
    ~InstanceInfo();

    /// The instance's id, unique within its group.
    QString id() const;
    /// The process id as that process sees itself. In a sandbox with a PID namespace of its own it means
    /// nothing outside; never use it to decide whether the instance lives.
    qint64 pid() const;
    /// Secondary or Primary; Inactive only for a default-constructed value.
    Role role() const;
    /// Whether it may become primary by itself.
    bool isEnabled() const;
    /// As in Config::priority(): the highest is preferred as successor, among equals the oldest.
    int priority() const;
    /// As in Config::applicationVersion(); empty where the application has set none.
    QString applicationVersion() const;
    /// Whether it is next: the first that is enabled and not of Watcher::forSecondary(). At most one of the roster is.
    bool isSuccessor() const;

private:
    friend class WatcherPrivate;
    QSharedDataPointer<class InstanceInfoData> d;
};

} // namespace QtFailover

#endif
