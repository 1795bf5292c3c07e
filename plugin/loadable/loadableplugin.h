// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QString>
#include <QVariantMap>

/// The root object that QPluginLoader::instance() gives. For hosts that link nothing of QtFailover and include none
/// of its headers: everything here and in the Watcher is reached by name.
///
/// The host calls createWatcher() with QMetaObject::invokeMethod(), connects slots without arguments to the
/// Watcher's signals, for instance with SIGNAL(roleChanged(QtFailover::Role,QtFailover::Role)), reads its properties
/// (`role` is 0 for inactive, 1 for secondary, 2 for primary), and calls its slots, `start` first.
class FailoverLoadablePlugin final : public QObject
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "org.qtfailover.Plugin/1.0")
    Q_PROPERTY(QString errorString READ errorString)

public:
    /// A QtFailover::Watcher that is not started yet, with `config` as Config::fromMap() takes it: names of
    /// properties, durations as integers in milliseconds. It belongs to `parent`, or to the caller where that is null.
    /// nullptr where `config` has a mistake: errorString() says which.
    Q_INVOKABLE QObject *createWatcher(const QVariantMap &config, QObject *parent);
    /// Of the last createWatcher(): empty, or the key, what is wrong, and what to do.
    QString errorString() const { return m_errorString; }

private:
    QString m_errorString;
};
