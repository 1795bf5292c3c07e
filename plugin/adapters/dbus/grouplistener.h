// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QHash>
#include <QObject>
#include <QVariantMap>

#include <optional>

namespace QtFailover::Internal {

/// Whether an object with these properties is an instance of the group.
bool isOfGroup(const QVariantMap &properties, const QString &group, const QString &scope);

/// Hears the signals Heartbeat and Promoted of the other instances of the group.
///
/// A bus name proves nothing: two groups can share it. So a connection is believed only after it has shown the
/// group and the scope as its properties; it is asked once, and its signal waits for the answer.
class GroupListener final : public QObject
{
    Q_OBJECT

public:
    GroupListener(const QDBusConnection &connection, const QString &path, const QString &group, const QString &scope,
                  QObject *parent = nullptr);
    ~GroupListener() override;

Q_SIGNALS:
    void heard(const QString &instanceId, quint64 epoch);

private:
    Q_SLOT void signalled(const QDBusMessage &message);

    struct News {
        QString instanceId;
        quint64 epoch = 0;
    };
    enum class Trust { Asked, Member, Stranger };
    struct Sender {
        Trust trust = Trust::Asked;
        std::optional<News> waiting; ///< the newest, until it has answered
    };

    void ask(const QString &sender);
    void answered(const QString &sender, const QDBusMessage &reply);

    QDBusConnection m_connection;
    const QString m_path;
    const QString m_group;
    const QString m_scope;
    QHash<QString, Sender> m_senders; ///< by unique name, which a bus gives once
};

} // namespace QtFailover::Internal
