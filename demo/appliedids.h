// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHash>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace Demo {

/// Which edits have been applied, by their ids: "SENDER-NUMBER".
///
/// One number for each sender is enough, however many edits it has sent: it numbers them in order, and sends none
/// before the one before it is known to be written or was given up. Whatever comes with that number or a lower one has
/// come before.
class AppliedIds final
{
public:
    bool contains(const QString &id) const;
    void add(const QString &id);
    /// Takes back the last add() of that sender.
    void remove(const QString &id);

    QJsonObject toJson() const;
    /// Nothing: it is none.
    static std::optional<AppliedIds> fromJson(const QJsonObject &object);

private:
    QHash<QString, qint64> m_last;
};

} // namespace Demo
